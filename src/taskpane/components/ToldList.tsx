import { Button, Link, makeStyles, tokens } from "@fluentui/react-components";
import { ErrorCircle16Filled } from "@fluentui/react-icons/svg/error-circle";
import { Warning16Filled } from "@fluentui/react-icons/svg/warning";
import type { Told } from "../../actions/runAction";
import { placeText } from "../../workbook/messages";
import { usePane } from "../pane";

const useStyles = makeStyles({
  list: { listStyleType: "none", margin: 0, padding: 0, display: "flex", flexDirection: "column", gap: tokens.spacingVerticalS },
  item: { display: "grid", gridTemplateColumns: "16px minmax(0, 1fr)", columnGap: tokens.spacingHorizontalS, paddingBottom: tokens.spacingVerticalS, borderBottom: `1px solid ${tokens.colorNeutralStroke2}` },
  text: { overflowWrap: "anywhere" },
  error: { color: tokens.colorStatusDangerForeground1, marginTop: "2px" },
  warning: { color: tokens.colorStatusWarningForeground1, marginTop: "2px" },
  action: { justifySelf: "start", gridColumn: 2, marginTop: tokens.spacingVerticalXS },
});

export interface ToldListProps {
  /** An action beside a message; null for none. */
  readonly action?: (told: Told) => { readonly label: string; readonly run: () => void } | null;
  readonly label: string;
  readonly told: readonly Told[];
}

/** What is wrong, as a list: each with a link that selects its cell. */
export function ToldList({ action, label, told }: ToldListProps): React.JSX.Element {
  const styles = useStyles();
  const pane = usePane();
  return (
    <ul aria-label={label} className={styles.list}>
      {told.map((item, index) => {
        const { at, message, severity } = item;
        const place = placeText(at);
        const rest = place !== "" && message.startsWith(`${place}: `) ? message.slice(place.length + 2) : message;
        const extra = action?.(item) ?? null;
        return (
          <li className={styles.item} key={`${item.code} ${place} ${index}`}>
            {severity === "error" ? <ErrorCircle16Filled aria-label="Error" className={styles.error} /> : <Warning16Filled aria-label="Warning" className={styles.warning} />}
            <span className={styles.text}>
              {at?.address === undefined ? null : (
                <>
                  <Link inline onClick={() => pane.selectCell(at)}>
                    {place}
                  </Link>{" "}
                </>
              )}
              {at?.address === undefined ? message : capitalised(rest)}
            </span>
            {extra === null ? null : (
              <Button className={styles.action} size="small" onClick={extra.run}>
                {extra.label}
              </Button>
            )}
          </li>
        );
      })}
    </ul>
  );
}

function capitalised(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}
