import { Checkbox, Link, makeStyles, mergeClasses, tokens } from "@fluentui/react-components";
import { memo, useState } from "react";
import type { InvoiceCard } from "../model/billPlan";
import { formatDate, formatDecimalText } from "../model/regional";
import { usePane } from "../pane";
import { STRINGS } from "../strings";
import { MoneyText } from "./MoneyText";
import { useLayout } from "./useLayout";

const useStyles = makeStyles({
  head: { display: "grid", gridTemplateColumns: "auto minmax(0, 1fr)", alignItems: "start" },
  names: { minWidth: 0, overflowWrap: "anywhere", paddingTop: "6px" },
  out: { opacity: 0.6 },
  total: { borderTop: `1px solid ${tokens.colorNeutralStroke2}`, paddingTop: tokens.spacingVerticalXXS, fontWeight: tokens.fontWeightSemibold },
  lines: { listStyleType: "none", margin: 0, padding: 0, display: "flex", flexDirection: "column", gap: tokens.spacingVerticalXS },
});

export interface InvoiceCardViewProps {
  readonly card: InvoiceCard;
  readonly isIncluded: boolean;
  /** Called with the card's key; the same function each time, so that a card that did not change is not drawn again. */
  readonly onToggle: (key: string) => void;
}

/** One invoice of the preview: for whom, what, how much, when due. */
export function InvoiceCardView(props: InvoiceCardViewProps): React.JSX.Element {
  return <DrawnOnce {...props} />;
}

/** The preview is drawn at every hundredth of progress, and its cards are the dear part of it. */
const DrawnOnce = memo(DrawnCard);

function DrawnCard({ card, isIncluded, onToggle }: InvoiceCardViewProps): React.JSX.Element {
  const layout = useLayout();
  const styles = useStyles();
  const { regional } = usePane().services;
  const [isOpen, setOpen] = useState(false);
  const { document } = card;
  const { buyer, currency, customer, dues, lines, net, reference, tax, total } = document;
  const text = STRINGS.bill;
  const last = dues.at(-1);
  const due = last === undefined ? "" : dues.length === 1 ? text.due(formatDate(last.due, regional)) : text.dueParts(dues.length, formatDate(last.due, regional));
  return (
    <article aria-label={buyer.name} className={mergeClasses(layout.card, !isIncluded && styles.out)}>
      <div className={styles.head}>
        <Checkbox aria-label={text.include(buyer.name)} checked={isIncluded} onChange={() => onToggle(card.key)} />
        <div className={styles.names}>
          <strong>{buyer.name}</strong>
          <div className={mergeClasses(layout.small, layout.muted)}>{[customer === buyer.name ? "" : customer, reference === "" ? "" : text.reference(reference)].filter((part) => part !== "").join(" · ")}</div>
        </div>
      </div>
      <div className={layout.spread}>
        <Link as="button" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
          {text.lines(lines.length)}
        </Link>
        <span className={layout.small}>{due}</span>
      </div>
      {isOpen ? (
        <ul className={styles.lines}>
          {lines.map((line) => (
            <li key={line.line}>
              <div className={layout.shrink}>{line.description}</div>
              <div className={mergeClasses(layout.spread, layout.small)}>
                <span className={mergeClasses(layout.shrink, layout.muted)}>{`${text.line(formatDecimalText(line.quantity, regional), line.unit, formatDecimalText(line.unitPrice, regional))}${line.taxCode === "" ? "" : ` · ${line.taxCode}`}`}</span>
                <MoneyText currency={currency} minor={line.net} />
              </div>
            </li>
          ))}
        </ul>
      ) : null}
      <div className={layout.spread}>
        <span>{text.net}</span>
        <MoneyText currency={currency} minor={net} />
      </div>
      <div className={layout.spread}>
        <span>{text.tax}</span>
        <MoneyText currency={currency} minor={tax} />
      </div>
      <div className={mergeClasses(layout.spread, styles.total)}>
        <span>{text.total}</span>
        <MoneyText currency={currency} minor={total} showCurrency="always" />
      </div>
    </article>
  );
}
