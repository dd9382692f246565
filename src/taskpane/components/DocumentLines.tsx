import { mergeClasses } from "@fluentui/react-components";
import type { DocumentSummary } from "../../actions/action";
import { formatDate, formatDecimalText } from "../model/regional";
import { parseIsoDate } from "../../core/values/plainDate";
import { usePane } from "../pane";
import { kindName } from "../model/kindName";
import { useLayout } from "./useLayout";

/** Documents that an act makes or made: what, for whom, when, how much. */
export function DocumentLines({ documents }: { readonly documents: readonly DocumentSummary[] }): React.JSX.Element | null {
  const layout = useLayout();
  const { regional } = usePane().services;
  if (documents.length === 0) return null;
  return (
    <ul className={layout.list}>
      {documents.map(({ currency, customer, date, kind, number, total }, index) => {
        const day = parseIsoDate(date);
        return (
          <li className={layout.spread} key={`${number} ${index}`}>
            <span className={layout.shrink}>
              {`${kindName(kind)} ${number}`}
              <span className={mergeClasses(layout.small, layout.muted, layout.below)}>{[customer, day === null ? date : formatDate(day, regional)].filter((part) => part !== "").join(" · ")}</span>
            </span>
            <span className={layout.number}>{`${formatDecimalText(total, regional)} ${currency}`}</span>
          </li>
        );
      })}
    </ul>
  );
}
