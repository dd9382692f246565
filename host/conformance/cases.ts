import { customFunctionCases } from "./cases/customFunctions";
import { eventCases } from "./cases/events";
import { formatCases } from "./cases/formats";
import { formulaCases } from "./cases/formulas";
import { limitCases } from "./cases/limits";
import { objectCases } from "./cases/objects";
import { rangeCases } from "./cases/ranges";
import { sheetCases } from "./cases/sheets";
import { tableCases } from "./cases/tables";
import { valueCases } from "./cases/values";
import type { ConformanceCase } from "./conformanceCase";

/** The conformance list by subject, in the order in which it is run and printed. */
export const SUBJECTS: readonly { readonly subject: string; readonly cases: readonly ConformanceCase[] }[] = [
  { subject: "Values", cases: valueCases },
  { subject: "Objects and errors", cases: objectCases },
  { subject: "Ranges", cases: rangeCases },
  { subject: "Tables", cases: tableCases },
  { subject: "Sheets, names, settings", cases: sheetCases },
  { subject: "Events", cases: eventCases },
  { subject: "Formulas and spilling", cases: formulaCases },
  { subject: "Formats, validation, comments", cases: formatCases },
  { subject: "Limits, worksheet functions, selection", cases: limitCases },
  { subject: "Custom functions", cases: customFunctionCases },
];

export const CASES: readonly ConformanceCase[] = SUBJECTS.flatMap(({ cases }) => cases);
