import { mergeClasses } from "@fluentui/react-components";
import { ItemButton } from "../components/ItemButton";
import { StepHeader } from "../components/StepHeader";
import { useLayout } from "../components/useLayout";
import { formatDate, formatDecimalText } from "../model/regional";
import type { TodoItem } from "../model/todo";
import { usePane } from "../pane";
import { STRINGS } from "../strings";

/** The list behind a to-do item; its entries lead to their places. */
export function TodoStep({ item }: { readonly item: TodoItem }): React.JSX.Element {
  const layout = useLayout();
  const pane = usePane();
  const { regional } = pane.services;
  const back = (): void => pane.navigation.patch({ todo: null });
  const title =
    item.kind === "bankLines" ? STRINGS.home.bankLines(item.count)
    : item.kind === "lateCustomers" ? STRINGS.home.lateCustomers(item.count, item.days)
    : "";
  return (
    <div className={layout.step} onKeyDown={(event) => (event.key === "Escape" ? back() : undefined)}>
      <div className={layout.body}>
        <div className={layout.screen}>
          <StepHeader title={title} onBack={back} />
          {item.kind === "lateCustomers" ? (
            <ul className={layout.list}>
              {item.customers.map((customer) => (
                <li key={customer}>
                  <ItemButton
                    title={customer}
                    onClick={() => pane.openCustomer(customer)}
                  />
                </li>
              ))}
            </ul>
          ) : null}
          {item.kind === "bankLines" ? (
            <>
              <p className={mergeClasses(layout.text, layout.muted)}>{STRINGS.home.bankHint}</p>
              <ul className={layout.list}>
                {item.lines.map((line) => (
                  <li key={line.address}>
                    <ItemButton
                      detail={STRINGS.home.bankLine(formatDate(line.date, regional), line.payer, line.reference)}
                      title={formatDecimalText(line.amount.toFixed(2), regional)}
                      onClick={() => {
                        pane.selectCell(line.address);
                        pane.cash.begin(line);
                        pane.go("cash");
                      }}
                    />
                  </li>
                ))}
              </ul>
            </>
          ) : null}
        </div>
      </div>
    </div>
  );
}
