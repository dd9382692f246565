import { Link, MessageBar, MessageBarBody, makeStyles } from "@fluentui/react-components";
import { usePane } from "../pane";
import type { Notice } from "../state/notice";
import { STRINGS } from "../strings";

const useStyles = makeStyles({ bar: { flexShrink: 0, height: "auto", paddingBlock: "8px" }, body: { overflowWrap: "anywhere", whiteSpace: "normal" } });

/** What happened, where, and the cure; announced when it appears. */
export function NoticeBar({ notice, children }: { readonly notice: Notice; readonly children?: React.ReactNode }): React.JSX.Element {
  const styles = useStyles();
  const pane = usePane();
  const { at, intent, text } = notice;
  return (
    <MessageBar className={styles.bar} intent={intent} layout="multiline">
      <MessageBarBody className={styles.body}>
        {text}
        {at?.address === undefined ? null : (
          <>
            {" "}
            <Link inline onClick={() => pane.selectCell(at)}>
              {STRINGS.showCell(at.address)}
            </Link>
          </>
        )}
        {children}
      </MessageBarBody>
    </MessageBar>
  );
}
