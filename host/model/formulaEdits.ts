import type { CellsChange, Rename } from "../calc/rewrite";
import { copyFormula, renameInFormula, shiftFormula } from "../calc/rewrite";
import { contains } from "./address";
import { MAX_ROWS } from "./cell";
import { withRuleFormulas } from "./conditionalFormat";
import type { Sheet } from "./sheet";
import { captureSheet, captureTable, captureWorkbook } from "./snapshot";
import type { ShiftChange } from "./structureEdits";
import { captureStructureLog, logged, type StructureChange } from "./structureLog";
import type { Table } from "./table";
import type { Transaction } from "./transaction";

/** The formula as it reads when copied by so many rows and columns: relative references move. */
export function copiedFormula(formula: string, rows: number, columns: number): string {
  return copyFormula(formula, rows, columns);
}

/** Rewrites every formula of the book, calculated columns and names included, after a rename; `to: null` makes #REF! of what is gone. */
export function renameInAllFormulas(tx: Transaction, rename: Rename): void {
  rewriteAll(tx, (formula, _sheet, table) => renameInFormula(formula, rename, table));
  record(tx, { kind: "rename", rename });
}

/** Rewrites every reference of the book after cells were inserted or deleted. */
export function shiftInAllFormulas(tx: Transaction, change: ShiftChange): void {
  const { area, shift } = change;
  const rows = shift === "Down" || shift === "Up";
  const cells: CellsChange = {
    kind: shift === "Down" || shift === "Right" ? "insert" : "delete",
    sheet: change.sheet.name,
    axis: rows ? "rows" : "columns",
    at: rows ? area.top : area.left,
    count: rows ? area.bottom - area.top + 1 : area.right - area.left + 1,
    within: rows ? { first: area.left, last: area.right } : { first: area.top, last: area.bottom },
  };
  rewriteAll(tx, (formula, sheet) => shiftFormula(formula, sheet.name, cells));
  record(tx, { kind: "cells", change: cells });
}

/** Rewrites references to cells that were cut and pasted elsewhere. */
export function moveInAllFormulas(tx: Transaction, change: CellsChange): void {
  rewriteAll(tx, (formula, sheet) => shiftFormula(formula, sheet.name, change));
  record(tx, { kind: "cells", change });
}

function record(tx: Transaction, entry: StructureChange): void {
  tx.structure(() => captureStructureLog(tx.workbook), () => (tx.workbook.structureLog = logged(tx.workbook.structureLog, entry)));
}

function rewriteAll(tx: Transaction, rewrite: (formula: string, sheet: Sheet, table: string | null) => string): void {
  for (const sheet of tx.workbook.sheets) {
    const changes: { readonly row: number; readonly column: number; readonly formula: string }[] = [];
    sheet.eachRow(0, MAX_ROWS - 1, (cells, row) =>
      cells.forEach((cell, column) => {
        if (cell?.formula === undefined) return;
        const formula = rewrite(cell.formula, sheet, tableNameAt(sheet, row, column));
        if (formula !== cell.formula) changes.push({ row, column, formula });
      }));
    for (const { row, column, formula } of changes) {
      const cell = sheet.get(row, column);
      if (cell !== undefined) tx.put(sheet, row, column, { ...cell, formula });
    }
    for (const table of sheet.tables) rewriteColumns(tx, table, rewrite);
    rewriteValidations(tx, sheet, rewrite);
    rewriteConditionalFormats(tx, sheet, (formula) => rewrite(formula, sheet, null));
  }
  const renamed = tx.workbook.names.map((name) => rewrite(name.refersTo, name.sheet ?? tx.workbook.sheets[0] ?? missingSheet(), null));
  if (renamed.some((refersTo, index) => refersTo !== tx.workbook.names[index]?.refersTo))
    tx.structure(() => captureWorkbook(tx.workbook), () => tx.workbook.names.forEach((name, index) => (name.refersTo = renamed[index] ?? name.refersTo)));
}

function rewriteValidations(tx: Transaction, sheet: Sheet, rewrite: (formula: string, sheet: Sheet, table: string | null) => string): void {
  const changed = sheet.validations.map((validation) => {
    const rule = { ...validation.rule };
    for (const part of ["formula1", "formula2"]) {
      const formula = rule[part];
      if (formula !== undefined) rule[part] = rewrite(formula, sheet, null);
    }
    return { ...validation, rule };
  });
  const isTouched = changed.some(({ rule }, index) => rule["formula1"] !== sheet.validations[index]?.rule["formula1"] || rule["formula2"] !== sheet.validations[index]?.rule["formula2"]);
  if (isTouched) tx.structure(() => captureSheet(sheet), () => (sheet.validations = changed));
}

function rewriteConditionalFormats(tx: Transaction, sheet: Sheet, rewrite: (formula: string) => string): void {
  if (sheet.conditionalFormats.length === 0) return;
  const changed = sheet.conditionalFormats.map((format) => ({ ...format, rule: withRuleFormulas(format.rule, rewrite) }));
  if (JSON.stringify(changed) !== JSON.stringify(sheet.conditionalFormats)) tx.structure(() => captureSheet(sheet), () => (sheet.conditionalFormats = changed));
}

function rewriteColumns(tx: Transaction, table: Table, rewrite: (formula: string, sheet: Sheet, table: string | null) => string): void {
  const changed = (formula: string | null): string | null => (formula === null ? null : rewrite(formula, table.sheet, table.name));
  const isTouched = table.columns.some((column) => changed(column.calculatedFormula) !== column.calculatedFormula || changed(column.totalsFormula) !== column.totalsFormula);
  if (!isTouched) return;
  tx.structure(() => captureTable(table), () => {
    for (const column of table.columns) {
      column.calculatedFormula = changed(column.calculatedFormula);
      column.totalsFormula = changed(column.totalsFormula);
    }
  });
}

function tableNameAt(sheet: Sheet, row: number, column: number): string | null {
  return sheet.tables.find((table) => contains(table.area, { top: row, bottom: row, left: column, right: column }))?.name ?? null;
}

function missingSheet(): never {
  throw new Error("A workbook without sheets has no names to rewrite");
}
