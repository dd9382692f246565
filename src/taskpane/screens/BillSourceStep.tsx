import { Button, Radio, RadioGroup } from "@fluentui/react-components";
import { NoticeBar } from "../components/NoticeBar";
import { StepHeader } from "../components/StepHeader";
import { useLayout } from "../components/useLayout";
import { isLedgerTable } from "../model/billableTables";
import { usePane } from "../pane";
import { sourceTables } from "../state/billController";
import { STRINGS } from "../strings";
import { useStore } from "../useStore";
import { BillReading } from "./BillReading";

/** Where the rows stand: what is selected in the sheet, or a table. */
export function BillSourceStep(): React.JSX.Element {
  const layout = useLayout();
  const pane = usePane();
  const { busy, notice, selection, table } = useStore(pane.bill.store);
  const { shapes } = useStore(pane.keeper.store);
  const tables = sourceTables(shapes, isLedgerTable);
  const text = STRINGS.bill;
  return (
    <form
      className={layout.step}
      onSubmit={(event) => {
        event.preventDefault();
        void pane.bill.check();
      }}
    >
      <div className={layout.body}>
        <div className={layout.screen}>
          <StepHeader title={text.title} />
          <RadioGroup aria-label={text.source} value={table} onChange={(_, { value }) => pane.bill.chooseTable(value)}>
            <Radio label={selection === null ? text.selectionNone : text.selection(selection)} value="" />
            {tables.map((name) => (
              <Radio key={name} label={text.table(name)} value={name} />
            ))}
          </RadioGroup>
          <p className={`${layout.text} ${layout.muted}`}>{table === "" && selection === null ? text.severalAreas : text.selectionHint}</p>
        </div>
      </div>
      <div className={layout.footer}>
        {notice === null ? null : <NoticeBar notice={notice} />}
        <BillReading />
        <Button appearance="primary" disabledFocusable={busy !== null} type="submit">
          {text.next}
        </Button>
      </div>
    </form>
  );
}
