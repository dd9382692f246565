import { makeStyles, mergeClasses, tokens } from "@fluentui/react-components";
import type { CurrencyCode } from "../../core/values/currency";
import { formatMinor } from "../model/regional";
import { usePane } from "../pane";

const useStyles = makeStyles({
  money: { fontVariantNumeric: "tabular-nums", textAlign: "right", whiteSpace: "nowrap" },
  strong: { fontWeight: tokens.fontWeightSemibold },
});

export interface MoneyTextProps {
  readonly currency: CurrencyCode;
  readonly minor: number;
  /** The code is written whenever more than one currency is in play. */
  readonly showCurrency?: "always" | "never";
  readonly weight?: "regular" | "semibold";
}

/** The only way in which the pane shows an amount: tabular digits, right-aligned, a true minus sign, this workbook's separators. */
export function MoneyText({ currency, minor, showCurrency = "never", weight = "regular" }: MoneyTextProps): React.JSX.Element {
  const styles = useStyles();
  const { regional } = usePane().services;
  return (
    <span className={mergeClasses(styles.money, weight === "semibold" && styles.strong)}>
      {formatMinor(minor, currency, regional)}
      {showCurrency === "always" ? `\u00a0${currency}` : ""}
    </span>
  );
}
