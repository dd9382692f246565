import { Button, Spinner, mergeClasses } from "@fluentui/react-components";
import { useEffect } from "react";
import { NoticeBar } from "../components/NoticeBar";
import { StepHeader } from "../components/StepHeader";
import { ToldList } from "../components/ToldList";
import { useLayout } from "../components/useLayout";
import { usePane } from "../pane";
import { STRINGS } from "../strings";
import { useStore } from "../useStore";

/** Everything that the ledger check finds, read again at every change, so that a corrected line goes away. */
export function CheckStep(): React.JSX.Element {
  const layout = useLayout();
  const pane = usePane();
  const { reading } = useStore(pane.keeper.store);
  const { checkedAt, isChecking, notice, told } = useStore(pane.check.store);
  useEffect(() => {
    void pane.check.run();
  }, [pane, reading]);
  const text = STRINGS.check;
  const back = (): void => pane.goBack({ todo: null });
  const errors = told?.filter(({ severity }) => severity === "error").length ?? 0;
  return (
    <div className={layout.step} onKeyDown={(event) => (event.key === "Escape" ? back() : undefined)}>
      <div className={layout.body}>
        <div className={layout.screen}>
          <StepHeader title={text.title} onBack={back} />
          <div aria-live="polite">
            {told === null ? null : <p className={mergeClasses(layout.text, told.length === 0 && layout.muted)}>{told.length === 0 ? text.clean(checkedAt) : text.found(errors, told.length - errors, checkedAt)}</p>}
          </div>
          {notice === null ? null : <NoticeBar notice={notice} />}
          {told === null || told.length === 0 ? null : <ToldList label={text.title} told={[...told].sort((a, b) => Number(a.severity === "warning") - Number(b.severity === "warning"))} />}
        </div>
      </div>
      <div className={layout.footer}>
        {isChecking ? <Spinner label={text.checking} size="tiny" /> : null}
        <Button disabledFocusable={isChecking} onClick={() => void pane.check.run()}>
          {text.again}
        </Button>
      </div>
    </div>
  );
}
