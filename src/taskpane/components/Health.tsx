import { Button, Spinner, mergeClasses } from "@fluentui/react-components";
import { isLost, lostEntries, problemCount } from "../model/integrity";
import { usePane } from "../pane";
import { STRINGS } from "../strings";
import { useStore } from "../useStore";
import { NoticeBar } from "./NoticeBar";
import { useLayout } from "./useLayout";

/** How the ledger stands, in one line, and what leads to what is wrong with it. */
export function Health({ openCount }: { readonly openCount: number }): React.JSX.Element {
  const layout = useLayout();
  const pane = usePane();
  const { checkedAt, findings, isReading } = useStore(pane.keeper.store);
  const { finished, notice, pending } = useStore(pane.recovery.store);
  const { isCovered, isUnderstood, otherLedger } = useStore(pane.device.store);
  const lost = (findings ?? []).filter(isLost).reduce((sum, { params }) => sum + Number(params["count"] ?? 1), 0);
  const problems = problemCount((findings ?? []).filter((finding) => !isLost(finding)));
  const told = new Set((findings ?? []).filter(isLost).flatMap(lostEntries));
  const runs = pending.filter((each) => each.kind === "resume" || !each.rows.every(({ head }) => told.has(head.id))).length;
  const text = STRINGS.home;
  const look = (sentence: string): React.JSX.Element => (
    <div className={layout.row}>
      <span className={layout.shrink}>{sentence}</span>
      <Button aria-label={`${text.look}: ${sentence}`} size="small" onClick={() => pane.openClose("integrity")}>
        {text.look}
      </Button>
    </div>
  );
  return (
    <>
      {problems > 0 ? look(text.unhealthy(problems)) : null}
      {lost > 0 ? look(STRINGS.pendingActs.health(lost)) : null}
      {runs > 0 ? look(STRINGS.pendingActs.runs(runs)) : null}
      {problems + lost + runs > 0 ? null : (
        <div className={mergeClasses(layout.row, layout.muted)}>
          <span className={layout.shrink}>{findings === null ? text.checking : text.healthy(openCount, checkedAt)}</span>
          {isReading ? <Spinner aria-label={STRINGS.reading} size="extra-tiny" /> : null}
        </div>
      )}
      {finished.length === 0 ? null : <span className={mergeClasses(layout.small, layout.muted)}>{STRINGS.integrity.finished(finished.length)}</span>}
      {notice === null ? null : <NoticeBar notice={notice} />}
      {otherLedger === "" ? null : (
        <div className={mergeClasses(layout.row, layout.small)}>
          <span className={layout.shrink}>{STRINGS.cover.other(otherLedger)}</span>
          <Button size="small" onClick={pane.device.knowLedger}>
            {STRINGS.cover.understood}
          </Button>
        </div>
      )}
      {isCovered || isUnderstood ? null : (
        <div className={mergeClasses(layout.row, layout.small, layout.muted)}>
          <span className={layout.shrink}>{STRINGS.cover.none}</span>
          <Button size="small" onClick={pane.device.understand}>
            {STRINGS.cover.understood}
          </Button>
        </div>
      )}
    </>
  );
}
