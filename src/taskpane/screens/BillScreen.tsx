import { useEffect } from "react";
import { NoBook } from "../components/NoBook";
import { useLayout } from "../components/useLayout";
import { usePane } from "../pane";
import { useStore } from "../useStore";
import { BillCheckStep } from "./BillCheckStep";
import { BillDoneStep } from "./BillDoneStep";
import { BillPreviewStep } from "./BillPreviewStep";
import { BillSourceStep } from "./BillSourceStep";

/** Source → Check → Preview → Done. */
export function BillScreen(): React.JSX.Element {
  const layout = useLayout();
  const pane = usePane();
  const book = useStore(pane.keeper.store);
  const { step } = useStore(pane.bill.store);
  const isOpen = book.reading?.kind === "open";
  useEffect(() => {
    if (isOpen) void pane.bill.enter();
  }, [isOpen, pane]);
  if (!isOpen)
    return (
      <div className={layout.body}>
        <div className={layout.screen}>
          <NoBook state={book} />
        </div>
      </div>
    );
  const onKeyDown = (event: React.KeyboardEvent): void => {
    if (event.key === "Escape" && !event.defaultPrevented && (step === "check" || step === "preview")) pane.bill.back();
    if (event.key === "Enter" && event.ctrlKey && step === "preview") void pane.bill.post();
  };
  return (
    <div className={layout.step} key={step} onKeyDown={onKeyDown}>
      {step === "source" ? <BillSourceStep /> : null}
      {step === "check" ? <BillCheckStep /> : null}
      {step === "preview" ? <BillPreviewStep /> : null}
      {step === "done" ? <BillDoneStep /> : null}
    </div>
  );
}
