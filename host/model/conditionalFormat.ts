import type { Area } from "./cell";
import type { BorderLine } from "./style";

/** The kinds of rule that Office.js names (Excel.ConditionalFormatType). */
export type ConditionalFormatType = "Custom" | "DataBar" | "ColorScale" | "IconSet" | "TopBottom" | "PresetCriteria" | "ContainsText" | "CellValue";

/** What a rule changes of a cell's look; null: as the cell has it. */
export interface ConditionalLook {
  readonly numberFormat: string | null;
  readonly bold: boolean | null;
  readonly italic: boolean | null;
  readonly underline: "None" | "Single" | "Double" | null;
  readonly strike: boolean | null;
  readonly fontColor: string | null;
  readonly fill: string | null;
  readonly border: { readonly top: BorderLine | null; readonly right: BorderLine | null; readonly bottom: BorderLine | null; readonly left: BorderLine | null };
}

export const NO_LOOK: ConditionalLook = {
  numberFormat: null, bold: null, italic: null, underline: null, strike: null, fontColor: null, fill: null, border: { top: null, right: null, bottom: null, left: null },
};

/** What Office.js calls `rule`, `criteria` and the like of a kind: plain data as the API takes and gives it ({formula1, operator} …). */
export type ConditionalRule = Readonly<Record<string, unknown>>;

/** One conditional format of a sheet. Data only: the host keeps and moves it, it does not paint it. */
export interface ConditionalFormat {
  readonly id: string;
  readonly type: ConditionalFormatType;
  areas: readonly Area[];
  stopIfTrue: boolean;
  rule: ConditionalRule;
  look: ConditionalLook;
}

/**
 * The formulas in a rule ("=A1>0"), so that they can be rewritten when cells move: the same rule with each text that begins
 * with "=" replaced.
 */
export function withRuleFormulas(rule: ConditionalRule, rewrite: (formula: string) => string): ConditionalRule {
  const change = (value: unknown): unknown => {
    if (typeof value === "string") return value.startsWith("=") ? `=${rewrite(value.slice(1))}` : value;
    if (Array.isArray(value)) return value.map(change);
    return typeof value === "object" && value !== null ? Object.fromEntries(Object.entries(value).map(([key, part]) => [key, change(part)])) : value;
  };
  return Object.fromEntries(Object.entries(rule).map(([key, value]) => [key, change(value)]));
}
