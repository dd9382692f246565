import { Button, Spinner } from "@fluentui/react-components";
import { usePane } from "../pane";
import type { BookState } from "../state/bookKeeper";
import { STRINGS } from "../strings";
import { NoticeBar } from "./NoticeBar";
import { ToldList } from "./ToldList";
import { useLayout } from "./useLayout";

/** What a screen shows while there is no ledger to work with: why, and the way on. */
export function NoBook({ state }: { readonly state: BookState }): React.JSX.Element {
  const layout = useLayout();
  const pane = usePane();
  const { notice, reading } = state;
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
        <p className={layout.text}>{STRINGS.home.cannotRead}:</p>
        <ToldList label={STRINGS.home.cannotRead} told={reading.told} />
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
