import { useEffect } from "react";
import { ActFooter } from "../components/ActFooter";
import { ChangeList } from "../components/ChangeList";
import { StepHeader } from "../components/StepHeader";
import { useLayout } from "../components/useLayout";
import { usePane } from "../pane";
import { STRINGS } from "../strings";
import { useStore } from "../useStore";

/** A workbook that an earlier version made: what it would get, and one button. */
export function UpdateStep(): React.JSX.Element {
  const layout = useLayout();
  const pane = usePane();
  const { changes, phase, snapshot } = useStore(pane.update.store);
  const text = STRINGS.update;
  useEffect(() => {
    void pane.update.open({});
  }, [pane]);
  const back = (): void => {
    pane.update.close();
    pane.goBack({ close: null });
  };
  const isUpToDate = changes !== null && changes.entries.length === 0;
  return (
    <div className={layout.step} onKeyDown={(event) => (event.key === "Escape" ? back() : undefined)}>
      <div className={layout.body}>
        <div className={layout.screen}>
          <StepHeader title={text.title} onBack={back} />
          <p className={layout.text}>{phase === "done" || isUpToDate ? text.upToDate : text.about}</p>
          {changes === null || snapshot === null ? null : <ChangeList changes={changes} snapshot={snapshot} />}
        </div>
      </div>
      {phase === "done" || isUpToDate ? null : (
        <ActFooter
          label={text.run}
          runner={pane.update}
          onDone={() => {
            back();
            pane.say(text.done);
          }}
        />
      )}
    </div>
  );
}
