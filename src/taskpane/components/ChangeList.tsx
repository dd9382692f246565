import { Link, makeStyles, mergeClasses, tokens } from "@fluentui/react-components";
import type { ChangeSet } from "../../actions/action";
import type { Snapshot } from "../../workbook/port";
import { type ChangeLine, changeLines } from "../model/changeLines";
import { usePane } from "../pane";
import { STRINGS } from "../strings";
import { useLayout } from "./useLayout";

const useStyles = makeStyles({
  line: { paddingBlock: tokens.spacingVerticalXS, borderBottom: `1px solid ${tokens.colorNeutralStroke2}`, overflowWrap: "anywhere", minWidth: 0 },
  before: { color: tokens.colorNeutralForeground3, textDecorationLine: "line-through" },
  after: { fontWeight: tokens.fontWeightSemibold },
});

const SHOWN_MAX = 50;

/** What an act would write, cell by cell: what stands there now, and what will. A click on the place selects the cell. */
export function ChangeList({ changes, snapshot }: { readonly changes: ChangeSet; readonly snapshot: Snapshot }): React.JSX.Element {
  const layout = useLayout();
  const styles = useStyles();
  const lines = changeLines(changes, snapshot);
  const text = STRINGS.acts;
  if (lines.length === 0) return <></>;
  return (
    <section className={layout.section}>
      <h2 className={layout.heading}>{text.willWrite}</h2>
      <ul className={layout.list}>
        {lines.slice(0, SHOWN_MAX).map((line, index) => (
          <li className={styles.line} key={index}>
            <Line line={line} />
          </li>
        ))}
      </ul>
      {lines.length > SHOWN_MAX ? <p className={mergeClasses(layout.text, layout.muted, layout.small)}>{text.more(lines.length - SHOWN_MAX)}</p> : null}
    </section>
  );
}

function Line({ line }: { readonly line: ChangeLine }): React.JSX.Element {
  const layout = useLayout();
  const styles = useStyles();
  const pane = usePane();
  const text = STRINGS.acts;
  switch (line.kind) {
    case "cell":
      return (
        <>
          {line.address === "" ? (
            <span className={layout.small}>{line.table}</span>
          ) : (
            <Link inline onClick={() => pane.selectCell(line.address)}>
              {line.address}
            </Link>
          )}{" "}
          <span className={mergeClasses(layout.small, layout.muted)}>{text.cell(line.document, line.column)}</span>
          <div>
            <span className={styles.before}>{text.shown(line.before)}</span>
            {" → "}
            <span className={styles.after}>{text.shown(line.after)}</span>
          </div>
        </>
      );
    case "rows":
      return (
        <>
          {text.rows(line.rows, line.table)}
          {line.documents.length === 0 ? null : <div className={mergeClasses(layout.small, layout.muted)}>{listed(line.documents)}</div>}
        </>
      );
    case "again":
      return (
        <>
          {text.again(line.rows)}
          {line.documents.length === 0 ? null : <div className={mergeClasses(layout.small, layout.muted)}>{listed(line.documents)}</div>}
        </>
      );
    case "removed":
      return (
        <>
          {text.removed(line.rows, line.table)}
          {line.documents.length === 0 ? null : <div className={mergeClasses(layout.small, layout.muted)}>{listed(line.documents)}</div>}
        </>
      );
    case "columns":
      return <>{text.columns(line.table, line.columns.join(", "))}</>;
    case "renamed":
      return <>{text.renamed(line.from, line.to)}</>;
    case "resized":
      return <>{text.resized(line.table, line.rows)}</>;
    case "table":
      return <>{text.sheet(line.sheet)}</>;
  }
}

/** The first few, and how many more there are. */
function listed(documents: readonly string[]): string {
  const named = [...new Set(documents)];
  const shown = named.slice(0, 5).join(", ");
  return named.length > 5 ? `${shown} ${STRINGS.acts.more(named.length - 5)}` : shown;
}
