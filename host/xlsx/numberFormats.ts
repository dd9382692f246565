/** Number formats that files give by number only (ECMA-376 18.8.30), in the spelling of an English Excel. */
const BUILT_IN: Readonly<Record<number, string>> = {
  0: "General", 1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00",
  5: '"$"#,##0_);\\("$"#,##0\\)', 6: '"$"#,##0_);[Red]\\("$"#,##0\\)', 7: '"$"#,##0.00_);\\("$"#,##0.00\\)', 8: '"$"#,##0.00_);[Red]\\("$"#,##0.00\\)',
  9: "0%", 10: "0.00%", 11: "0.00E+00", 12: "# ?/?", 13: "# ??/??",
  14: "m/d/yyyy", 15: "d-mmm-yy", 16: "d-mmm", 17: "mmm-yy", 18: "h:mm AM/PM", 19: "h:mm:ss AM/PM", 20: "h:mm", 21: "h:mm:ss", 22: "m/d/yyyy h:mm",
  37: "#,##0_);(#,##0)", 38: "#,##0_);[Red](#,##0)", 39: "#,##0.00_);(#,##0.00)", 40: "#,##0.00_);[Red](#,##0.00)",
  41: '_(* #,##0_);_(* \\(#,##0\\);_(* "-"_);_(@_)', 42: '_("$"* #,##0_);_("$"* \\(#,##0\\);_("$"* "-"_);_(@_)',
  43: '_(* #,##0.00_);_(* \\(#,##0.00\\);_(* "-"??_);_(@_)', 44: '_("$"* #,##0.00_);_("$"* \\(#,##0.00\\);_("$"* "-"??_);_(@_)',
  45: "mm:ss", 46: "[h]:mm:ss", 47: "mm:ss.0", 48: "##0.0E+0", 49: "@",
};

/** First number that a file may give to a format of its own. */
export const FIRST_CUSTOM_FORMAT = 164;

const NUMBER_BY_CODE: ReadonlyMap<string, number> = new Map(Object.entries(BUILT_IN).map(([number, code]): [string, number] => [code, Number(number)]));

export function builtInFormat(number: number): string {
  // 27–36 and 50–58 are dates of East Asian Excels; another Excel shows them as its short date.
  if ((number >= 27 && number <= 36) || (number >= 50 && number <= 58)) return "m/d/yyyy";
  return BUILT_IN[number] ?? "General";
}

/** The number of a format whose meaning does not depend on the country; undefined when it has to be written out. */
export function builtInNumber(code: string): number | undefined {
  const number = NUMBER_BY_CODE.get(code);
  return number === undefined || (number >= 5 && number <= 8) || (number >= 41 && number <= 44) ? undefined : number;
}
