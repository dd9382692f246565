import { Button, Field, Input, mergeClasses } from "@fluentui/react-components";
import { Search16Regular } from "@fluentui/react-icons/svg/search";
import { useRef } from "react";
import { currencyDecimals } from "../../core/values/currency";
import { AgingStrip } from "../components/AgingStrip";
import { CopyFormula } from "../components/CopyFormula";
import { ItemButton } from "../components/ItemButton";
import { MoneyText } from "../components/MoneyText";
import { NoBook } from "../components/NoBook";
import { NoticeBar } from "../components/NoticeBar";
import { StepHeader } from "../components/StepHeader";
import { TextField } from "../components/TextField";
import { useLayout } from "../components/useLayout";
import { type CustomerCard, customerCard, customerLines } from "../model/customers";
import { stripBuckets } from "../model/figures";
import { formatDate, parseDateText } from "../model/regional";
import { usePane } from "../pane";
import type { Books } from "../../live/books";
import { STRINGS } from "../strings";
import { useStore } from "../useStore";

/** Find a customer, then the card. */
export function CustomersScreen(): React.JSX.Element {
  const layout = useLayout();
  const pane = usePane();
  const book = useStore(pane.keeper.store);
  const { customer } = useStore(pane.navigation);
  const books = book.view?.ledger.kind === "ready" ? book.view.ledger.books : null;
  if (books === null || book.reading?.kind === "none")
    return (
      <div className={layout.body}>
        <div className={layout.screen}>
          <NoBook state={book} />
        </div>
      </div>
    );
  return customer === null ? <CustomerList books={books} /> : <CustomerStep books={books} id={customer} key={customer} />;
}

function CustomerList({ books }: { readonly books: Books }): React.JSX.Element {
  const layout = useLayout();
  const pane = usePane();
  const { customerSearch } = useStore(pane.navigation);
  const text = STRINGS.customers;
  const lines = customerLines(books, customerSearch, pane.keeper.today());
  const several = books.index.currencies.length > 1;
  const list = useRef<HTMLUListElement>(null);
  const move = (event: React.KeyboardEvent): void => {
    if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
    const buttons = [...(list.current?.querySelectorAll("button") ?? [])];
    const at = buttons.findIndex((button) => button === document.activeElement);
    const target = buttons[event.key === "ArrowDown" ? at + 1 : at - 1];
    if (target === undefined) return;
    event.preventDefault();
    target.focus();
  };
  return (
    <div className={layout.body} onKeyDown={move}>
      <div className={layout.screen}>
        <StepHeader title={text.title} />
        <Field hint={text.searchHint} label={text.search}>
          <Input
            className={layout.fill}
            input={{ className: layout.fill }}
            contentBefore={<Search16Regular aria-hidden="true" />}
            type="search"
            value={customerSearch}
            onChange={(_, { value }) => pane.navigation.patch({ customerSearch: value })}
            onKeyDown={(event) => {
              const [only] = lines;
              if (event.key === "Enter" && only !== undefined) pane.navigation.patch({ customer: only.id });
            }}
          />
        </Field>
        {lines.length === 0 ? <p className={mergeClasses(layout.text, layout.muted)}>{customerSearch.trim() === "" ? text.empty : text.none(customerSearch)}</p> : null}
        <ul aria-label={text.list} className={layout.list} ref={list}>
          {lines.map((line) => (
            <li key={line.id}>
              <ItemButton
                detail={[line.name === line.id ? "" : line.id, line.document === "" ? "" : STRINGS.cash.byDocument(line.document)].filter((part) => part !== "").join(" · ")}
                end={
                  <span>
                    {line.balances.filter(({ balance }) => balance !== 0).map(({ balance, currency }) => (
                      <span key={currency} style={{ display: "block", textAlign: "right" }}>
                        <MoneyText currency={currency} minor={balance} showCurrency={several ? "always" : "never"} />
                      </span>
                    ))}
                  </span>
                }
                title={line.name}
                onClick={() => pane.navigation.patch({ customer: line.id })}
              />
            </li>
          ))}
        </ul>
        {books.customers.entries.length > lines.length && lines.length >= 30 ? <p className={mergeClasses(layout.text, layout.muted, layout.small)}>{text.more(lines.length)}</p> : null}
      </div>
    </div>
  );
}

function CustomerStep({ books, id }: { readonly books: Books; readonly id: string }): React.JSX.Element {
  const layout = useLayout();
  const pane = usePane();
  const { customerAsOf } = useStore(pane.navigation);
  const { regional } = pane.services;
  const today = pane.keeper.today();
  const text = STRINGS.customers;
  const typed = customerAsOf.trim() === "" ? today : parseDateText(customerAsOf, regional);
  const asOf = typed ?? today;
  const card = customerCard(books, id, asOf);
  const back = (): void => pane.goBack({ customer: null, customerAsOf: "" });
  return (
    <div
      className={layout.step}
      onKeyDown={(event) => {
        if (event.key === "Escape") back();
      }}
    >
      <div className={layout.body}>
        <div className={layout.screen}>
          <StepHeader title={card?.name ?? id} onBack={back} />
          {card === null || card.name === card.id ? null : <span className={mergeClasses(layout.small, layout.muted)}>{card.id}</span>}
          <TextField
            label={text.asOf}
            problem={typed === null ? STRINGS.problems.dateNotUnderstood(formatDate(today, regional)) : ""}
            value={customerAsOf === "" ? formatDate(today, regional) : customerAsOf}
            onChange={(value) => pane.navigation.patch({ customerAsOf: value })}
          />
          {card === null ? <p className={layout.text}>{text.none(id)}</p> : <CardBody asOf={asOf === today ? null : asOf} card={card} />}
        </div>
      </div>
      <div className={layout.footer}>
        <Button
          appearance="primary"
          onClick={() => {
            pane.go("cash");
            pane.cash.enter();
            pane.cash.chooseCustomer(id, "");
          }}
        >
          {text.receive}
        </Button>
      </div>
    </div>
  );
}

function CardBody({ asOf, card }: { readonly asOf: ReturnType<typeof parseDateText>; readonly card: CustomerCard }): React.JSX.Element {
  const layout = useLayout();
  const { keeper, services } = usePane();
  const { regional } = services;
  const today = keeper.today();
  const text = STRINGS.customers;
  const several = card.figures.length > 1;
  if (card.blocked !== null) return <NoticeBar notice={{ intent: "error", text: card.blocked, at: null }} />;
  return (
    <>
      {card.figures.map(({ aging, balance, currency, unapplied }) => (
        <section aria-label={currency} className={layout.section} key={currency}>
          <div className={layout.row}>
            <span style={{ flexGrow: 1 }}>{text.balance}</span>
            <MoneyText currency={currency} minor={balance} showCurrency="always" weight="semibold" />
            <CopyFormula label={several ? `${text.balance} ${currency}` : text.balance} of={{ figure: "balance", customer: card.id, asOf, currency: several ? currency : null }} />
          </div>
          <AgingStrip buckets={stripBuckets(aging)} currency={currency} of={{ customer: card.id, asOf, several }} />
          {unapplied === 0 ? null : (
            <div className={layout.row}>
              <span style={{ flexGrow: 1 }}>{STRINGS.home.unapplied}</span>
              <MoneyText currency={currency} minor={-unapplied} />
              <CopyFormula label={several ? `${STRINGS.home.unapplied} ${currency}` : STRINGS.home.unapplied} of={{ figure: "onAccount", customer: card.id, asOf, currency: several ? currency : null, decimals: currencyDecimals(currency) }} />
            </div>
          )}
        </section>
      ))}
      {card.nextDue === null ? null : (
        <div className={layout.row}>
          <span style={{ flexGrow: 1 }}>{card.nextDue < (asOf ?? today) ? text.dueSince(formatDate(card.nextDue, regional)) : text.nextDue(formatDate(card.nextDue, regional))}</span>
          <CopyFormula label={text.nextDueName} of={{ figure: "nextDue", customer: card.id, asOf, currency: null }} />
        </div>
      )}
      <section className={layout.section}>
        <div className={layout.row}>
          <h2 className={layout.heading} style={{ flexGrow: 1 }}>{text.openItems}</h2>
          {card.items.length === 0 ? null : <CopyFormula label={text.openItems} of={{ figure: "openItems", customer: card.id, asOf, currency: null }} />}
        </div>
        {card.items.length === 0 ? <p className={mergeClasses(layout.text, layout.muted)}>{text.noOpenItems}</p> : null}
        <ul className={layout.list}>
          {card.items.map((item) => (
            <li className={layout.spread} key={`${item.number} ${item.part ?? ""}`}>
              <span className={layout.shrink}>
                {item.part === null ? item.number : text.part(item.number, item.part)}
                <span className={mergeClasses(layout.small, layout.muted, layout.below)}>{item.due === null ? text.onAccount : STRINGS.cash.due(formatDate(item.due, regional), item.daysLate ?? 0)}</span>
              </span>
              <MoneyText currency={item.currency} minor={item.open} showCurrency={several ? "always" : "never"} />
            </li>
          ))}
        </ul>
        {card.items.length === 0 ? null : card.figures.map(({ balance, currency }) => (
          <strong className={mergeClasses(layout.spread, layout.sum)} key={currency}>
            <span>{text.balance}</span>
            <MoneyText currency={currency} minor={balance} showCurrency="always" weight="semibold" />
          </strong>
        ))}
      </section>
      <section className={layout.section}>
        <h2 className={layout.heading}>{text.events}</h2>
        {card.events.length === 0 ? <p className={mergeClasses(layout.text, layout.muted)}>{text.noEvents}</p> : null}
        <ul className={layout.list}>
          {card.events.map((event) => (
            <li className={layout.spread} key={event.number}>
              <span className={layout.shrink}>
                {`${text.event[event.kind]} ${event.number}`}
                <span className={mergeClasses(layout.small, layout.muted, layout.below)}>{formatDate(event.date, regional)}</span>
              </span>
              <MoneyText currency={event.currency} minor={event.amount} showCurrency={several ? "always" : "never"} />
            </li>
          ))}
        </ul>
      </section>
    </>
  );
}
