import { Button, mergeClasses } from "@fluentui/react-components";
import { useMemo } from "react";
import { Health } from "../components/Health";
import { ItemButton } from "../components/ItemButton";
import { NoBook } from "../components/NoBook";
import { NoticeBar } from "../components/NoticeBar";
import { useLayout } from "../components/useLayout";
import { allAccounts, currencyFigures } from "../model/figures";
import { type TodoItem, todoItems } from "../model/todo";
import { longDate } from "../model/longDate";
import { usePane } from "../pane";
import { cellAddress } from "../../workbook/address";
import type { Snapshot } from "../../workbook/port";
import { viewTable } from "../../workbook/tables";
import { STRINGS } from "../strings";
import { useStore } from "../useStore";
import { HomeFigures } from "./HomeFigures";
import { ItemsStep } from "./ItemsStep";
import { SetupStep } from "./SetupStep";
import { TodoStep } from "./TodoStep";

/** How the ledger stands and what waits for the person. */
export function HomeScreen(): React.JSX.Element {
  const layout = useLayout();
  const pane = usePane();
  const state = useStore(pane.keeper.store);
  const { isOpen } = useStore(pane.setup.store);
  const { list, todo } = useStore(pane.navigation);
  const { findings, reading, view } = state;
  const today = pane.keeper.today();
  const books = view?.ledger.kind === "ready" ? view.ledger.books : null;
  const items = useMemo(
    () => (reading?.kind === "open" ? todoItems({ snapshot: reading.snapshot, ledger: reading.book.ledger, index: books?.index ?? null, findings: findings ?? [], asOf: today }) : []),
    [reading, books, findings, today],
  );
  if (isOpen) return <SetupStep />;
  if (reading?.kind === "none") return <Welcome />;
  if (reading?.kind !== "open")
    return (
      <div className={layout.body}>
        <div className={layout.screen}>
          <NoBook isPage state={state} />
        </div>
      </div>
    );
  if (list !== null && books !== null && books.blocked.size === 0) return <ItemsStep books={books} filter={list} />;
  const open = items.find(({ kind }) => kind === todo);
  if (open !== undefined) return <TodoStep item={open} />;
  return (
    <div className={layout.body}>
      <div className={layout.screen}>
        <h1 className={mergeClasses(layout.heading)}>{view?.environment.sampleDate == null ? STRINGS.home.asOfToday(longDate(today)) : STRINGS.home.sampleDate(longDate(today))}</h1>
        <Health openCount={[...reading.book.ledger.charges.values()].filter(({ open: left }) => left > 0).length} />
        {state.notice === null ? null : <NoticeBar notice={state.notice} />}
        {view?.ledger.kind === "unavailable" ? <NoticeBar notice={{ intent: "error", text: view.ledger.message, at: null }} /> : null}
        {books === null ? null : <Blocked sentences={[...books.blocked.values()]} />}
        {books === null || books.blocked.size > 0 ? null : <HomeFigures figures={currencyFigures(books.index, allAccounts(books.index), today)} />}
        <section className={layout.section}>
          <h2 className={layout.heading}>{STRINGS.home.todo}</h2>
          {items.length > 0 ? null : books?.customers.entries.length === 0 ? (
            <>
              <p className={layout.text}>{STRINGS.home.firstSteps}</p>
              <Button onClick={() => pane.selectCell(customersAddress(reading.snapshot))}>{STRINGS.home.toCustomers}</Button>
            </>
          ) : (
            <p className={mergeClasses(layout.text, layout.muted)}>{STRINGS.home.nothingToDo}</p>
          )}
          <ul className={layout.list}>
            {items.map((item) => (
              <li key={item.kind === "rowsToInvoice" ? `rows ${item.rows.table}` : item.kind}>
                <TodoButton item={item} />
              </li>
            ))}
          </ul>
        </section>
      </div>
    </div>
  );
}

/** The first row below the headers of the Customers table. */
function customersAddress(snapshot: Snapshot): string {
  const view = viewTable(snapshot, "Customers");
  return view === null ? "" : cellAddress(view.snapshot.sheet, view.snapshot.top + 1, view.snapshot.left);
}

function Welcome(): React.JSX.Element {
  const layout = useLayout();
  const pane = usePane();
  return (
    <div className={layout.body}>
      <div className={layout.screen}>
        <h1 className={layout.heading}>{STRINGS.home.teach1}</h1>
        <p className={layout.text}>{STRINGS.home.teach2}</p>
        <Button appearance="primary" onClick={() => void pane.setup.open()}>
          {STRINGS.home.setUp}
        </Button>
        <p className={mergeClasses(layout.text, layout.muted)}>{STRINGS.home.sampleHint}</p>
      </div>
    </div>
  );
}

function Blocked({ sentences }: { readonly sentences: readonly string[] }): React.JSX.Element | null {
  const [first] = sentences;
  return first === undefined ? null : <NoticeBar notice={{ intent: "error", text: STRINGS.home.blocked(first), at: null }} />;
}

function TodoButton({ item }: { readonly item: TodoItem }): React.JSX.Element {
  const pane = usePane();
  const text = STRINGS.home;
  switch (item.kind) {
    case "rowsToInvoice":
      return (
        <ItemButton
          detail={text.rowsReason(item.rows.table, item.rows.canTell)}
          title={text.rowsToInvoice(item.count)}
          onClick={() => {
            pane.selectCell(item.rows.address);
            pane.go("bill");
            void pane.bill.begin(item.rows.table);
          }}
        />
      );
    case "bankLines":
      return <ItemButton detail={text.bankReason(item.table)} title={text.bankLines(item.count)} onClick={() => pane.navigation.patch({ todo: "bankLines" })} />;
    case "lateCustomers": {
      const shown = item.customers.slice(0, 3);
      return <ItemButton detail={text.lateReason(shown.join(", "), item.count - shown.length)} title={text.lateCustomers(item.count, item.days)} onClick={() => pane.navigation.patch({ todo: "lateCustomers" })} />;
    }
    case "typedRows":
      return <ItemButton detail={text.typedReason} title={text.typedRows(item.count)} onClick={() => pane.openClose("typedRows")} />;
    case "update":
      return <ItemButton detail={STRINGS.update.todoReason} title={STRINGS.update.todo} onClick={() => pane.openClose("update")} />;
  }
}
