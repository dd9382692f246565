import type { CurrencyCode } from "../../core/values/currency";
import { STRINGS } from "../strings";
import type { FieldProblem } from "./paymentForm";
import { type Regional, formatDate } from "./regional";
import type { PlainDate } from "../../core/values/plainDate";

/** The sentence of what is wrong with a field, with the cure. */
export function problemText(problem: FieldProblem | undefined | null, of: { readonly currency: CurrencyCode; readonly regional: Regional; readonly today: PlainDate }): string {
  const text = STRINGS.problems;
  switch (problem?.code) {
    case undefined:
      return "";
    case "required":
      return text.required;
    case "zero":
      return text.zero;
    case "negative":
      return text.negative;
    case "dateNotUnderstood":
      return text.dateNotUnderstood(formatDate(of.today, of.regional));
    case "textEmpty":
      return text.textEmpty;
    case "textNotANumber":
      return text.textNotANumber;
    case "textOtherSeparators":
      return text.textOtherSeparators(of.regional.decimal);
    case "textAmbiguous":
      return text.textAmbiguous(problem?.code === "textAmbiguous" ? problem.choices.join(" or ") : "");
    case "textSubMinor":
      return text.textSubMinor(of.currency);
    case "textTooLarge":
      return text.textTooLarge;
    case "textOtherCurrency":
      return text.textOtherCurrency(problem?.code === "textOtherCurrency" ? problem.written : "", of.currency);
  }
}
