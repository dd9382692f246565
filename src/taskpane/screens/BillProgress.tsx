import { Button, ProgressBar } from "@fluentui/react-components";
import { useLayout } from "../components/useLayout";
import { usePane } from "../pane";
import { STRINGS } from "../strings";
import { useStore } from "../useStore";

/** How far a posting run is, what is safe already, and Cancel. */
export function BillProgress(): React.JSX.Element {
  const layout = useLayout();
  const pane = usePane();
  const { isCancelling, progress } = useStore(pane.bill.store);
  const text = STRINGS.bill;
  const { done, total } = progress ?? { done: 0, total: 0 };
  return (
    <>
      <ProgressBar aria-label={text.posting(0, total)} max={1} {...(done === 0 || total === 0 ? {} : { value: done / total })} />
      <p className={`${layout.text} ${layout.small}`}>
        <strong>{text.posting(done, total)}</strong> {isCancelling ? text.cancelling : text.postingSafe(done)}
      </p>
      <Button disabledFocusable={isCancelling} onClick={pane.bill.cancel}>
        {STRINGS.cancel}
      </Button>
    </>
  );
}
