import { Button, ProgressBar } from "@fluentui/react-components";
import { isLost, lostEntries } from "../model/integrity";
import { usePane } from "../pane";
import { STRINGS } from "../strings";
import { useStore } from "../useStore";
import { NoticeBar } from "./NoticeBar";
import { useLayout } from "./useLayout";

const ACTIONS: Readonly<Record<string, string>> = STRINGS.pendingActs.actions;

/** Runs of many documents that were cut short on this device: how far they came, and the way to post the rest. */
export function CutShortRuns(): React.JSX.Element | null {
  const layout = useLayout();
  const pane = usePane();
  const { notice, pending, resuming } = useStore(pane.recovery.store);
  const runs = pending.flatMap((each) => (each.kind === "resume" ? [each] : []));
  const text = STRINGS.pendingActs;
  const { findings } = useStore(pane.keeper.store);
  const told = new Set((findings ?? []).filter(isLost).flatMap(lostEntries));
  const unwritten = pending.flatMap((each) => (each.kind === "write" && !each.rows.every(({ head }) => told.has(head.id)) ? [each] : []));
  if (runs.length === 0 && unwritten.length === 0 && notice === null) return null;
  return (
    <section className={layout.section}>
      {runs.length === 0 ? null : <h2 className={layout.heading}>{text.runs(runs.length)}</h2>}
      {runs.map(({ act, action, posted, total }) => (
        <div className={layout.card} key={act}>
          <strong>{text.run(ACTIONS[action] ?? action, posted, total)}</strong>
          <span className={layout.small}>{text.runHelp}</span>
          {resuming?.act === act ? (
            <>
              <ProgressBar aria-label={text.run(ACTIONS[action] ?? action, resuming.done, resuming.total)} max={1} value={resuming.done / Math.max(1, resuming.total)} />
              <span className={layout.small}>{resuming.isCancelling ? STRINGS.bill.cancelling : STRINGS.acts.progress(resuming.done, resuming.total)}</span>
              <Button disabledFocusable={resuming.isCancelling} onClick={pane.recovery.cancel}>
                {STRINGS.cancel}
              </Button>
            </>
          ) : (
            <Button disabledFocusable={resuming !== null} onClick={() => void pane.recovery.resume(act)}>
              {text.resume(total - posted)}
            </Button>
          )}
        </div>
      ))}
      {unwritten.length === 0 ? null : <h2 className={layout.heading}>{text.title}</h2>}
      {unwritten.map(({ act, action, canWrite, rows }) => {
        const documents = [...new Set(rows.map(({ document }) => document))].filter((document) => document !== "").join(", ");
        const entries = rows.map(({ head }) => head.id);
        return (
          <div className={layout.card} key={act}>
            <strong>{text.entry(ACTIONS[action] ?? action, documents)}</strong>
            <span className={layout.small}>{text.notArrived}</span>
            <div className={layout.row}>
              {canWrite ? <Button aria-label={`${text.putBack}: ${documents}`} size="small" onClick={() => pane.integrity.preview([{ kind: "rejournal", input: { entries } }])}>{text.putBack}</Button> : null}
              <Button aria-label={`${text.drop}: ${documents}`} size="small" onClick={() => pane.integrity.preview([{ kind: "dropEntry", input: { entries } }])}>
                {text.drop}
              </Button>
            </div>
          </div>
        );
      })}
      {notice === null ? null : <NoticeBar notice={notice} />}
    </section>
  );
}
