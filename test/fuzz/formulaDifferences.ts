interface Difference {
  readonly name: string;
  readonly reason: string;
  /** The formulas that it can touch; null: such formulas are not generated. */
  readonly touches: RegExp | null;
  /** It is only about which error is shown. */
  readonly errors?: true;
}

/** Where LibreOffice 7.4 is known to differ from Excel (and from the host, which follows Excel). */
export const DIFFERENCES: readonly Difference[] = [
  { name: "ADDRESS with a sheet", reason: "LibreOffice writes its own separator, 'My sheet'.$A$1; Excel's is an exclamation mark.", touches: /ADDRESS\([^)]*"My sheet"\)/ },
  { name: "booleans in cells", reason: "Opened from a file they are formatted numbers in LibreOffice: SUM adds them, COUNTIF(…,TRUE) counts ones.", touches: null },
  { name: "empty texts in cells", reason: "LibreOffice opens an empty shared text as an empty cell.", touches: null },
  { name: "booleans against numbers", reason: "FALSE<5: Excel puts every boolean above every number, LibreOffice calculates with 0 and 1.", touches: null },
  { name: "MROUND with two signs", reason: "Excel's help: #NUM! when the signs differ; LibreOffice rounds.", touches: null },
  { name: "WEEKNUM in the last days of December", reason: "Excel's week 1 holds 1 January and the year ends with week 53 or 54; LibreOffice says 1.", touches: null },
  { name: "wildcards and <> on blanks", reason: 'COUNTIF(…,"*") counts texts only in Excel, empty cells and numbers too in LibreOffice; COUNTIFS(…,"<>x") counts empty cells in Excel only.', touches: null },
  { name: "numbers as texts in COUNTIF", reason: 'Excel: COUNTIF(…,12) counts the text "12" too.', touches: null },
  { name: "looking up an empty cell", reason: "Excel looks for 0; LibreOffice says #N/A.", touches: null },
  { name: "NUMBERVALUE with several percent signs", reason: "Excel's help: each divides by 100; LibreOffice says #VALUE!.", touches: null },
  { name: "Table[#All], Table[#Headers] and Table alone", reason: "LibreOffice 7.4 does not read the first two without a column (#NAME?) and takes the bare name with its header.", touches: null },
  { name: "negative powers of 0", reason: "POWER(0,-1) divides by 0 in Excel (#DIV/0!), LibreOffice says #NUM!.", touches: /POWER\(/, errors: true },
  { name: "numbers as texts in ISEVEN and ISODD", reason: "Excel converts them as every other function does; LibreOffice says #VALUE!.", touches: null },
  { name: "a fraction as the k of LARGE and SMALL", reason: "Excel's help does not say which way it is rounded; LibreOffice cuts it off, the host goes to the next one.", touches: null },
  { name: "the last digits of very large sums", reason: "LibreOffice adds with a correction of the rounding (Kahan), Excel adds plain doubles; MOD would show nothing but that.", touches: null },
  { name: "letters beyond ASCII in CODE and UPPER", reason: "CODE is the Windows code page in Excel and UTF-8 in LibreOffice; a sharp s has a capital in LibreOffice only.", touches: null },
  { name: "booleans as texts", reason: 'TRUE&"" is "TRUE" in Excel; a comparison\'s result joined to a text is "1" or "0" in LibreOffice.', touches: null },
  { name: "texts written as arguments of SUM", reason: 'Excel\'s help: SUM("5",15,TRUE) is 21; LibreOffice says #VALUE!.', touches: null },
  { name: 'CELL("address") of another sheet', reason: "Excel puts the file's name before it, LibreOffice its own form of the sheet's name, the host neither.", touches: null },
  { name: "two errors at once", reason: "MOD of a text by 0: Excel converts every argument first (#VALUE!), LibreOffice looks at the divisor first (#DIV/0!). A comparison of two errors is the left one in Excel.", touches: /(?:MOD|QUOTIENT)\(.*,0\)|[<>=]/, errors: true },
  { name: "errors of its own", reason: "Err:502 and its kin, which only LibreOffice has, are saved as #VALUE!.", touches: null },
  { name: "half seconds in TEXT", reason: "Excel rounds a time to the shown second, LibreOffice cuts it off.", touches: null },
  { name: "newer functions", reason: "LibreOffice 7.4 has no XLOOKUP, FILTER, SORT, UNIQUE, LET, VSTACK, TEXTSPLIT …: they are judged by the worked examples of Excel's help.", touches: null },
];

/** The listed difference that explains why the two programs give different answers; null when there is none. */
export function knownDifference(formula: string, bothErrors: boolean, agreesAbove: (row: number) => boolean): string | null {
  for (const [, row = "1"] of formula.matchAll(/(?<![!A-Z$:])A(\d+)(?![\d:(])/g)) if (!agreesAbove(Number(row))) return "a cell above";
  return DIFFERENCES.find(({ touches, errors }) => touches?.test(formula) === true && (errors !== true || bothErrors))?.name ?? null;
}
