import { useEffect } from "react";
import { NoBook } from "../components/NoBook";
import { useLayout } from "../components/useLayout";
import { usePane } from "../pane";
import { useStore } from "../useStore";
import { CashDone } from "./CashDone";
import { CashForm } from "./CashForm";

/** Receive one payment. */
export function CashScreen(): React.JSX.Element {
  const layout = useLayout();
  const pane = usePane();
  const book = useStore(pane.keeper.store);
  const { result } = useStore(pane.cash.store);
  const isOpen = book.reading?.kind === "open";
  useEffect(() => {
    if (isOpen) pane.cash.enter();
  }, [isOpen, pane]);
  if (!isOpen)
    return (
      <div className={layout.body}>
        <div className={layout.screen}>
          <NoBook state={book} />
        </div>
      </div>
    );
  return result === null ? <CashForm /> : <CashDone result={result} />;
}
