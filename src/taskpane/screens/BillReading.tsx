import { Button, ProgressBar } from "@fluentui/react-components";
import { useLayout } from "../components/useLayout";
import { usePane } from "../pane";
import { STRINGS } from "../strings";
import { useStore } from "../useStore";

/** While the rows are read and the invoices worked out: how far, and Cancel. Nothing has been written. */
export function BillReading(): React.JSX.Element | null {
  const layout = useLayout();
  const pane = usePane();
  const { busy, planShare } = useStore(pane.bill.store);
  if (busy !== "reading") return null;
  const text = planShare === null ? STRINGS.reading : STRINGS.bill.planning(planShare);
  return (
    <div className={layout.spread}>
      <div className={layout.shrink}>
        <ProgressBar aria-label={text} max={1} {...(planShare === null ? {} : { value: planShare })} />
        <span className={layout.small}>{text}</span>
      </div>
      <Button size="small" onClick={pane.bill.cancel}>
        {STRINGS.cancel}
      </Button>
    </div>
  );
}
