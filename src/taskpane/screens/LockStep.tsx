import { useEffect } from "react";
import { ActFooter } from "../components/ActFooter";
import { NoticeBar } from "../components/NoticeBar";
import { StepHeader } from "../components/StepHeader";
import { TextField } from "../components/TextField";
import { useLayout } from "../components/useLayout";
import { formatDate } from "../model/regional";
import { usePane } from "../pane";
import { STRINGS } from "../strings";
import { useStore } from "../useStore";

/** The day through which nothing may be posted any more; what speaks against locking is told before it is done. */
export function LockStep(): React.JSX.Element {
  const layout = useLayout();
  const pane = usePane();
  const { reason, throughText } = useStore(pane.lock.store);
  const { changes, notices, phase } = useStore(pane.lock.runner.store);
  const { reading: book } = useStore(pane.keeper.store);
  const { regional } = pane.services;
  const text = STRINGS.lock;
  useEffect(() => {
    pane.lock.enter();
    return pane.lock.leave;
  }, [pane]);
  const back = (): void => pane.goBack({ close: null });
  const { kind, through } = pane.lock.reading();
  const locked = book?.kind === "open" ? book.book.settings.lockedThrough : null;
  const day = through === null || through === "wrong" ? "" : formatDate(through, regional);
  const label = kind === "lock" ? text.lock(day) : kind !== "unlock" ? text.none : day === "" ? text.unlockAll : text.unlock(day);
  return (
    <div className={layout.step} onKeyDown={(event) => (event.key === "Escape" ? back() : undefined)}>
      <div className={layout.body}>
        <div className={layout.screen}>
          <StepHeader title={text.title} onBack={back} />
          <p className={layout.text}>{text.about}</p>
          <strong>{locked === null ? STRINGS.close.notLocked : STRINGS.close.locked(formatDate(locked, regional))}</strong>
          <TextField hint={text.throughHint} label={text.through} problem={kind === "wrong" ? STRINGS.problems.dateNotUnderstood(formatDate(pane.keeper.today(), regional)) : ""} value={throughText} onChange={pane.lock.setThrough} />
          {kind === "unlock" ? <TextField hint={text.reasonHint} isRequired label={text.reason} value={reason} onChange={pane.lock.setReason} /> : null}
          {kind === "same" ? <p className={layout.text}>{text.same}</p> : null}
          {kind === "lock" && phase !== "closed" ? (
            <section aria-live="polite" className={layout.section}>
              <h2 className={layout.heading}>{text.checks}</h2>
              {phase === "preview" && changes !== null && notices.length === 0 ? <p className={layout.text}>{text.clean}</p> : null}
              {notices.map((notice) => (
                <NoticeBar key={notice.text} notice={notice} />
              ))}
            </section>
          ) : null}
        </div>
      </div>
      <ActFooter
        label={label}
        runner={pane.lock.runner}
        shows={kind === "lock" && phase !== "closed" ? "none" : "all"}
        onDone={() => {
          back();
          pane.say(text.done(day));
        }}
      />
    </div>
  );
}
