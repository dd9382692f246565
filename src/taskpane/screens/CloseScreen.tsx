import { ItemButton } from "../components/ItemButton";
import { createLateComponents } from "../components/lateComponents";
import { NoBook } from "../components/NoBook";
import { StepHeader } from "../components/StepHeader";
import { useLayout } from "../components/useLayout";
import { problemCount } from "../model/integrity";
import { formatDate } from "../model/regional";
import { usePane } from "../pane";
import type { CloseStep } from "../state/navigation";
import { STRINGS } from "../strings";
import { useStore } from "../useStore";

export const lateSteps = createLateComponents(async () => (await import(/* webpackChunkName: "closeSteps" */ "./closeSteps")).CLOSE_STEPS);

/** The end of a month, in the order in which it is done. */
export function CloseScreen(): React.JSX.Element {
  const pane = usePane();
  const { close } = useStore(pane.navigation);
  if (close === null) return <CloseList />;
  return (
    <lateSteps.Shown
      show={(steps) => {
        const Step = steps[close];
        return <Step />;
      }}
    />
  );
}

function CloseList(): React.JSX.Element {
  const layout = useLayout();
  const pane = usePane();
  const book = useStore(pane.keeper.store);
  const { checkedAt, findings, reading } = book;
  const text = STRINGS.close;
  const open = (close: CloseStep) => () => pane.openClose(close);
  const problems = findings === null ? 0 : problemCount(findings);
  const lockedThrough = reading?.kind === "open" ? reading.book.settings.lockedThrough : null;
  const isLedger = reading !== null && reading.kind !== "none";
  return (
    <div className={layout.body}>
      <div className={layout.screen}>
        <StepHeader title={text.title} />
        {isLedger ? null : <NoBook state={book} />}
        <ul className={layout.list}>
          {isLedger ? (
            <>
              <li>
                <ItemButton detail={findings === null ? text.notChecked : problems === 0 ? text.inOrder(checkedAt) : text.problems(problems)} title={text.integrity} onClick={open("integrity")} />
              </li>
              {reading.kind === "open" ? (
                <>
                  <li>
                    <ItemButton detail={lockedThrough === null ? text.notLocked : text.locked(formatDate(lockedThrough, pane.services.regional))} title={text.lock} onClick={open("lock")} />
                  </li>
                </>
              ) : null}
              <li>
                <ItemButton detail={text.auditReason} title={text.audit} onClick={open("audit")} />
              </li>
              <li>
                <ItemButton detail={text.settingsReason} title={text.settings} onClick={open("settings")} />
              </li>
            </>
          ) : null}
          <li>
            <ItemButton detail={STRINGS.selfTest.commandReason} title={text.selfTest} onClick={open("selfTest")} />
          </li>
        </ul>
      </div>
    </div>
  );
}
