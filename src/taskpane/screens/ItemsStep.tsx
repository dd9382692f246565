import { mergeClasses } from "@fluentui/react-components";
import type { Books } from "../../live/books";
import { ItemButton } from "../components/ItemButton";
import { MoneyText } from "../components/MoneyText";
import { StepHeader } from "../components/StepHeader";
import { useLayout } from "../components/useLayout";
import { type ItemFilter, listItems } from "../model/itemList";
import { formatDate } from "../model/regional";
import { usePane } from "../pane";
import { STRINGS } from "../strings";

const SHOWN_MAX = 100;

/** The open items behind a figure of Home, with their sum: the figure itself. */
export function ItemsStep({ books, filter }: { readonly books: Books; readonly filter: ItemFilter }): React.JSX.Element {
  const layout = useLayout();
  const pane = usePane();
  const { regional } = pane.services;
  const { items, total } = listItems(books.index, filter, pane.keeper.today());
  const back = (): void => pane.goBack({ list: null });
  const title = listTitle(filter);
  const nameOf = (id: string): string => {
    const search = books.customers.find(id);
    return search.kind === "found" ? (search.entry.name ?? id) : id;
  };
  return (
    <div className={layout.step} onKeyDown={(event) => (event.key === "Escape" ? back() : undefined)}>
      <div className={layout.body}>
        <div className={layout.screen}>
          <StepHeader title={title} onBack={back} />
          <div className={layout.spread}>
            <span className={layout.muted}>{STRINGS.items.count(items.length)}</span>
            <MoneyText currency={filter.currency} minor={total} showCurrency="always" weight="semibold" />
          </div>
          <ul aria-label={title} className={layout.list}>
            {items.slice(0, SHOWN_MAX).map((item) => (
              <li key={`${item.account} ${item.number} ${item.part ?? ""}`}>
                <ItemButton
                  detail={`${item.part === null ? item.number : STRINGS.customers.part(item.number, item.part)} · ${item.due === null ? STRINGS.items.onAccountSince(formatDate(item.date, regional)) : STRINGS.cash.due(formatDate(item.due, regional), item.daysLate ?? 0)}`}
                  end={<MoneyText currency={filter.currency} minor={item.open} />}
                  title={nameOf(item.customer)}
                  onClick={() => pane.openCustomer(item.customer)}
                />
              </li>
            ))}
          </ul>
          {items.length > SHOWN_MAX ? <p className={mergeClasses(layout.text, layout.muted, layout.small)}>{STRINGS.items.more(SHOWN_MAX, items.length)}</p> : null}
        </div>
      </div>
    </div>
  );
}

function listTitle(filter: ItemFilter): string {
  switch (filter.kind) {
    case "open":
    case "overdue":
    case "unapplied":
      return STRINGS.home[filter.kind];
    case "bucket":
      return filter.from === null ? STRINGS.aging.current : STRINGS.items.bucket(STRINGS.aging.bucket(filter.from, filter.to));
  }
}
