import { Button, ProgressBar, Spinner } from "@fluentui/react-components";
import type { ActionResult } from "../../actions/runAction";
import type { ActRunner } from "../state/actRunner";
import { STRINGS } from "../strings";
import { useStore } from "../useStore";
import { NoticeBar } from "./NoticeBar";
import { NumbersGate } from "./NumbersGate";
import { useLayout } from "./useLayout";

export interface ActFooterProps {
  readonly runner: ActRunner;
  /** What the button says it will do. */
  readonly label: string;
  /** False while something that the screen asks for is missing. */
  readonly canDo?: boolean;
  readonly onDone: (result: ActionResult) => void;
  /** Left out: all. The screen itself shows the others. */
  readonly shows?: "all" | "errors" | "none";
}

/** The foot of a step that previews an act: what stands in the way, how far it is, and the one button that does it. */
export function ActFooter(props: ActFooterProps): React.JSX.Element {
  return (
    <NumbersGate isFoot>
      <Foot {...props} />
    </NumbersGate>
  );
}

function Foot({ canDo = true, label, onDone, runner, shows = "all" }: ActFooterProps): React.JSX.Element {
  const layout = useLayout();
  const { changes, notices, phase, progress, result } = useStore(runner.store);
  const text = STRINGS.acts;
  const isPending = phase === "done" && result?.status === "pending";
  const isReady = canDo && phase === "preview" && changes !== null && !changes.issues.some(({ severity }) => severity === "error");
  const run = (): void => {
    if (!isReady && !isPending) return;
    void runner.carryOut().then((done) => {
      if (done !== null) onDone(done);
    });
  };
  return (
    <div className={layout.footer}>
      {notices.filter(({ intent }) => shows === "all" || (shows === "errors" && intent === "error")).map((notice) => <NoticeBar key={notice.text} notice={notice} />)}
      {isPending ? <NoticeBar notice={{ intent: "warning", text: `${text.pending} ${text.pendingHelp}`, at: null }} /> : null}
      {phase === "planning" ? <Spinner label={text.planning} size="tiny" /> : null}
      {phase === "working" ? (
        <div role="status">
          <ProgressBar aria-label={text.working} {...(progress === null || progress.total === 0 ? {} : { value: progress.done / progress.total })} />
          <span className={layout.small}>{progress === null ? text.working : text.progress(progress.done, progress.total)}</span>
        </div>
      ) : null}
      <Button appearance="primary" disabledFocusable={!isReady && !isPending} onClick={run}>
        {isPending ? text.lookAgain : label}
      </Button>
    </div>
  );
}
