import { Button } from "@fluentui/react-components";
import { postingBlock } from "../model/integrity";
import { usePane } from "../pane";
import { STRINGS } from "../strings";
import { useStore } from "../useStore";
import { NoticeBar } from "./NoticeBar";

/** Why nothing can be posted now, with the way to settle it; nothing where posting is on. */
export function PostingBlock(): React.JSX.Element | null {
  const pane = usePane();
  const { findings } = useStore(pane.keeper.store);
  const block = postingBlock(findings);
  if (block === null) return null;
  return (
    <NoticeBar notice={{ intent: "error", text: STRINGS.integrity.blockedBy(block), at: null }}>
      {" "}
      <Button size="small" onClick={() => pane.openClose("integrity")}>
        {STRINGS.integrity.look}
      </Button>
    </NoticeBar>
  );
}
