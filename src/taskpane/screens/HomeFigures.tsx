import { makeStyles, mergeClasses, tokens } from "@fluentui/react-components";
import { currencyDecimals } from "../../core/values/currency";
import { AgingStrip } from "../components/AgingStrip";
import { CopyFormula } from "../components/CopyFormula";
import { MoneyText } from "../components/MoneyText";
import { useLayout } from "../components/useLayout";
import { type CurrencyFigures, stripBuckets } from "../model/figures";
import { usePane } from "../pane";
import { STRINGS } from "../strings";

const useStyles = makeStyles({
  figures: { display: "flex", flexDirection: "column" },
  figure: { display: "grid", gridTemplateColumns: "minmax(0, 1fr) auto", alignItems: "center", columnGap: tokens.spacingHorizontalXS, borderBottom: `1px solid ${tokens.colorNeutralStroke2}` },
  button: {
    display: "grid", gridTemplateColumns: "minmax(0, 1fr) auto", alignItems: "center", columnGap: tokens.spacingHorizontalS, minHeight: "36px", padding: 0, paddingInline: tokens.spacingHorizontalXS, textAlign: "left",
    border: "none", backgroundColor: "transparent", color: tokens.colorNeutralForeground1, font: "inherit", cursor: "pointer",
    ":hover": { backgroundColor: tokens.colorSubtleBackgroundHover },
    ":focus-visible": { outline: `2px solid ${tokens.colorStrokeFocus2}`, outlineOffset: "-2px", borderRadius: tokens.borderRadiusMedium },
  },
  amount: { fontSize: tokens.fontSizeBase400 },
  late: { color: tokens.colorStatusDangerForeground1 },
});

/** Open, overdue and unapplied of each currency with the aging strip: each a click to its items. */
export function HomeFigures({ figures }: { readonly figures: readonly CurrencyFigures[] }): React.JSX.Element {
  const layout = useLayout();
  const pane = usePane();
  const several = figures.length > 1;
  if (figures.length === 0) return <p className={mergeClasses(layout.text, layout.muted)}>{STRINGS.aging.nothing}</p>;
  return (
    <>
      {figures.map((figure) => (
        <section aria-label={figure.currency} className={layout.section} key={figure.currency}>
          <FigureRows figure={figure} several={several} />
          <AgingStrip buckets={stripBuckets(figure.aging)} currency={figure.currency} of={{ customer: null, asOf: null, several }} onChoose={({ from, to }) => pane.navigation.patch({ list: { kind: "bucket", currency: figure.currency, from, to } })} />
        </section>
      ))}
    </>
  );
}

function FigureRows({ figure, several }: { readonly figure: CurrencyFigures; readonly several: boolean }): React.JSX.Element {
  const styles = useStyles();
  const pane = usePane();
  const { currency } = figure;
  const rows = [
    { name: "open", label: STRINGS.home.open, minor: figure.open },
    { name: "overdue", label: STRINGS.home.overdue, minor: figure.overdue },
    { name: "unapplied", label: STRINGS.home.unapplied, minor: figure.unapplied },
  ] as const;
  const code = several ? currency : null;
  return (
    <div className={styles.figures}>
      {rows.map(({ label, minor, name }) => (
        <div className={styles.figure} key={name}>
          <button className={styles.button} type="button" onClick={() => pane.navigation.patch({ list: { kind: name, currency } })}>
            <span>{label}</span>
            <span className={mergeClasses(styles.amount, name === "overdue" && minor > 0 && styles.late)}>
              <MoneyText currency={currency} minor={minor} showCurrency="always" weight="semibold" />
            </span>
          </button>
          <CopyFormula label={several ? `${label} ${currency}` : label} of={{ figure: name, customer: null, asOf: null, currency: code, decimals: currencyDecimals(currency) }} />
        </div>
      ))}
    </div>
  );
}
