import { makeStyles, mergeClasses, tokens } from "@fluentui/react-components";
import type { CurrencyCode } from "../../core/values/currency";
import { type StripBucket } from "../model/figures";
import type { FigureFormula } from "../model/formula";
import { formatMinor } from "../model/regional";
import { usePane } from "../pane";
import { STRINGS } from "../strings";
import { CopyFormula } from "./CopyFormula";
import { MoneyText } from "./MoneyText";

const useStyles = makeStyles({
  strip: { display: "flex", height: "12px", gap: "1px", borderRadius: tokens.borderRadiusSmall, overflow: "hidden", backgroundColor: tokens.colorNeutralBackground4 },
  part: { minWidth: "2px", forcedColorAdjust: "none" },
  list: { listStyleType: "none", margin: 0, marginTop: tokens.spacingVerticalXS, padding: 0 },
  line: { display: "grid", gridTemplateColumns: "minmax(0, 1fr) auto", alignItems: "center", columnGap: tokens.spacingHorizontalXS },
  row: { display: "flex", alignItems: "center", gap: tokens.spacingHorizontalS, fontSize: tokens.fontSizeBase200, lineHeight: "24px", padding: 0, paddingInline: tokens.spacingHorizontalXS },
  button: {
    width: "100%", border: "none", backgroundColor: "transparent", color: tokens.colorNeutralForeground1, fontFamily: "inherit", textAlign: "left", cursor: "pointer",
    ":hover": { backgroundColor: tokens.colorSubtleBackgroundHover },
    ":focus-visible": { outline: `2px solid ${tokens.colorStrokeFocus2}`, outlineOffset: "-2px", borderRadius: tokens.borderRadiusMedium },
  },
  swatch: { width: "10px", height: "10px", borderRadius: "2px", flexShrink: 0, forcedColorAdjust: "none" },
  label: { flexGrow: 1 },
  tone0: { backgroundColor: tokens.colorPaletteTealBackground2 },
  tone1: { backgroundColor: tokens.colorPaletteYellowBackground3 },
  tone2: { backgroundColor: tokens.colorPaletteMarigoldBorderActive },
  tone3: { backgroundColor: tokens.colorPaletteDarkOrangeBorderActive },
  tone4: { backgroundColor: tokens.colorPaletteRedBackground3 },
  muted: { color: tokens.colorNeutralForeground3 },
});

export interface AgingStripProps {
  readonly buckets: readonly StripBucket[];
  readonly currency: CurrencyCode;
  /** Whose figures these are, for the formula beside each. `several`: more than one currency is shown. */
  readonly of: Pick<FigureFormula, "customer" | "asOf"> & { readonly several: boolean };
  /** Shows what is in a bucket; left out where the items are on the screen anyway. */
  readonly onChoose?: (bucket: StripBucket) => void;
}

/** Open amounts by days past due, drawn to scale, with the figures below: the picture is never the only way to know. */
export function AgingStrip({ buckets, currency, of, onChoose }: AgingStripProps): React.JSX.Element {
  const styles = useStyles();
  const { regional } = usePane().services;
  const total = buckets.reduce((sum, { amount }) => sum + amount, 0);
  const tones = [styles.tone0, styles.tone1, styles.tone2, styles.tone3, styles.tone4];
  const named = buckets.map((bucket, index) => ({ ...bucket, tone: tones[index], label: bucket.from === null ? STRINGS.aging.current : STRINGS.aging.bucket(bucket.from, bucket.to) }));
  if (total <= 0) return <p className={styles.muted}>{STRINGS.aging.nothing}</p>;
  const summary = named.map(({ label, amount }) => STRINGS.aging.part(label, formatMinor(amount, currency, regional))).join(", ");
  return (
    <div>
      <div aria-label={`${STRINGS.aging.title}, ${currency}. ${summary}`} className={styles.strip} role="img">
        {named.map(({ label, amount, tone }) => (amount <= 0 ? null : <div className={mergeClasses(styles.part, tone)} key={label} style={{ flexGrow: amount / total, flexBasis: 0 }} />))}
      </div>
      <ul className={styles.list}>
        {named.map(({ label, tone, ...bucket }) => {
          const content = (
            <>
              <span aria-hidden="true" className={mergeClasses(styles.swatch, tone)} />
              <span className={styles.label}>{label}</span>
              <MoneyText currency={currency} minor={bucket.amount} />
            </>
          );
          return (
            <li className={styles.line} key={label}>
              {onChoose === undefined || bucket.amount === 0 ? (
                <span className={mergeClasses(styles.row, bucket.amount === 0 && styles.muted)}>{content}</span>
              ) : (
                <button className={mergeClasses(styles.row, styles.button)} type="button" onClick={() => onChoose(bucket)}>
                  {content}
                </button>
              )}
              <CopyFormula label={of.several ? `${label} ${currency}` : label} of={{ figure: "bucket", customer: of.customer, asOf: of.asOf, currency: of.several ? currency : null, days: bucket }} />
            </li>
          );
        })}
      </ul>
    </div>
  );
}
