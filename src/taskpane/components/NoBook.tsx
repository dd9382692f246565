import { Button, Spinner } from "@fluentui/react-components";
import { usePane } from "../pane";
import type { BookState } from "../state/bookKeeper";
import { STRINGS } from "../strings";
import { NoticeBar } from "./NoticeBar";
import { ToldList } from "./ToldList";
import { useLayout } from "./useLayout";

/** What a screen shows while there is no ledger to work with: why, and the way on. `isPage`: it is all of the screen, and why is its heading. */
export function NoBook({ isPage = false, state }: { readonly isPage?: boolean; readonly state: BookState }): React.JSX.Element {
  const layout = useLayout();
  const pane = usePane();
  const { findings, notice, reading } = state;
  if (notice !== null && reading === null)
    return (
      <>
        <NoticeBar notice={notice} />
        <Button onClick={() => void pane.keeper.refresh()}>{STRINGS.tryAgain}</Button>
      </>
    );
  if (reading === null) return <Spinner label={STRINGS.reading} size="tiny" />;
  if (reading.kind === "refused")
    return (
      <>
        {isPage ? <h1 className={layout.heading}>{STRINGS.home.cannotRead}</h1> : <p className={layout.text}>{STRINGS.home.cannotRead}:</p>}
        <ToldList label={STRINGS.home.cannotRead} told={reading.told} />
        {findings === null || findings.length === 0 ? null : (
          <Button appearance="primary" onClick={() => pane.openClose("integrity")}>
            {STRINGS.home.toIntegrity}
          </Button>
        )}
        <Button onClick={() => void pane.keeper.refresh()}>{STRINGS.tryAgain}</Button>
      </>
    );
  return (
    <>
      <p className={layout.text}>{STRINGS.noLedgerHere}</p>
      <Button onClick={() => pane.go("home")}>{STRINGS.goHome}</Button>
    </>
  );
}
