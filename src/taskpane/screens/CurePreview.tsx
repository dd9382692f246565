import { mergeClasses } from "@fluentui/react-components";
import { ActFooter } from "../components/ActFooter";
import { ChangeList } from "../components/ChangeList";
import { DocumentLines } from "../components/DocumentLines";
import { StepHeader } from "../components/StepHeader";
import { TextField } from "../components/TextField";
import { useLayout } from "../components/useLayout";
import type { SettlementKind } from "../model/integrity";
import { usePane } from "../pane";
import type { OpenSettlement } from "../state/integrityController";
import { STRINGS } from "../strings";
import { useStore } from "../useStore";

const ABOUTS: Readonly<Partial<Record<SettlementKind, string>>> = STRINGS.integrity.abouts;

/** What a cure writes, old and new, before it is done. */
export function CurePreview({ open }: { readonly open: OpenSettlement }): React.JSX.Element {
  const { asksReason, count, kind, reason, runner } = open;
  const layout = useLayout();
  const pane = usePane();
  const { changes, phase, snapshot } = useStore(runner.store);
  const text = STRINGS.integrity;
  const about = ABOUTS[kind];
  const back = (): void => {
    if (runner.store.get().phase !== "working") pane.integrity.close();
  };
  const label = count > 1 ? text.all(text.cures[kind], count) : text.cures[kind];
  return (
    <div
      className={layout.step}
      onKeyDown={(event) => {
        if (event.key !== "Escape") return;
        event.stopPropagation();
        back();
      }}
    >
      <div className={layout.body}>
        <div className={layout.screen}>
          <StepHeader title={text.preview(label)} onBack={back} />
          {about === undefined ? null : <p className={layout.text}>{about}</p>}
          {asksReason === null ? null : <TextField isRequired label={text.reason} value={reason} onChange={pane.integrity.setReason} />}
          {changes === null || snapshot === null ? null : (
            <>
              <DocumentLines documents={changes.documents} />
              <ChangeList changes={changes} snapshot={snapshot} />
              {changes.entries.length > 0 && phase === "preview" ? <p className={mergeClasses(layout.text, layout.muted, layout.small)}>{STRINGS.acts.recorded}</p> : null}
            </>
          )}
        </div>
      </div>
      <ActFooter
        label={label}
        runner={runner}
        onDone={() => {
          pane.integrity.close();
          pane.say(text.done(count));
        }}
      />
    </div>
  );
}
