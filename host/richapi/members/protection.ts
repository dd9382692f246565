import type { ProtectionOptions } from "../../model/protection";
import { NOTHING_ALLOWED } from "../../model/protection";
import type { Sheet } from "../../model/sheet";
import type { ApiObject, Argument } from "../apiObject";
import { apiClass, field, flagOf, oneOf } from "../apiObject";
import type { Json } from "../protocol";

/** Worksheet.protection. What its options do not allow is refused with AccessDenied; unlocked cells can be edited all the same. */
export const sheetProtectionObject: (target: Sheet) => ApiObject = apiClass<Sheet>("WorksheetProtection", {
  check: (sheet, session) => void session.requireSheet(sheet),
  properties: {
    Protected: { get: (sheet) => sheet.protection !== null },
    Options: { get: (sheet) => (sheet.protection === null ? null : optionsJson(sheet.protection.options ?? NOTHING_ALLOWED)) },
  },
  methods: {
    Protect: (sheet, args, session) => session.editor.protect(sheet, args.optionalText(1), args.isGiven(0) ? optionsOf(args.at(0)) : undefined),
    Unprotect: (sheet, args, session) => session.editor.unprotect(sheet, args.optionalText(0)),
  },
});

/** Workbook.protection: the list of sheets. */
export const workbookProtectionObject: () => ApiObject = () => workbookProtection(null);

const workbookProtection = apiClass<null>("WorkbookProtection", {
  properties: { Protected: { get: (_target, { workbook }) => workbook.protection !== null } },
  methods: {
    Protect: (_target, args, session) => session.editor.protectWorkbook(args.optionalText(0)),
    Unprotect: (_target, args, session) => session.editor.unprotectWorkbook(args.optionalText(0)),
  },
});

function optionsJson(options: ProtectionOptions): Json {
  return { ...options };
}

function optionsOf(given: Argument): ProtectionOptions {
  const allows = (name: string): boolean => {
    const value = field(given, name);
    return value === undefined || value === null ? false : flagOf(value);
  };
  return {
    allowAutoFilter: allows("allowAutoFilter"), allowDeleteColumns: allows("allowDeleteColumns"), allowDeleteRows: allows("allowDeleteRows"), allowEditObjects: allows("allowEditObjects"),
    allowEditScenarios: allows("allowEditScenarios"), allowFormatCells: allows("allowFormatCells"), allowFormatColumns: allows("allowFormatColumns"), allowFormatRows: allows("allowFormatRows"),
    allowInsertColumns: allows("allowInsertColumns"), allowInsertHyperlinks: allows("allowInsertHyperlinks"), allowInsertRows: allows("allowInsertRows"), allowPivotTables: allows("allowPivotTables"),
    allowSort: allows("allowSort"), selectionMode: oneOf(field(given, "selectionMode") ?? "Normal", ["Normal", "Unlocked", "None"]),
  };
}
