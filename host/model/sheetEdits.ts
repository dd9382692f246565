import { areaText, boundingArea, intersection } from "./address";
import type { Area } from "./cell";
import { renameInAllFormulas } from "./formulaEdits";
import { HostError, invalidArgument } from "./hostError";
import type { ProtectionOptions } from "./protection";
import { cellsOf } from "./search";
import type { Sheet } from "./sheet";
import { captureSheet, captureWorkbook } from "./snapshot";
import { checkName } from "./tableEdits";
import type { Transaction } from "./transaction";

export function addSheet(tx: Transaction, name: string | undefined, position: number | undefined): Sheet {
  tx.guardWorkbook();
  const wanted = name ?? freeSheetName(tx);
  checkSheetName(tx, wanted);
  const sheet = tx.structure(() => captureWorkbook(tx.workbook), () => tx.workbook.addSheet(wanted, position));
  tx.emit({ kind: "sheetAdded", sheetId: sheet.id, origin: tx.origin });
  return sheet;
}

/** Worksheet.delete: the last visible sheet stays; references to a deleted sheet become #REF!. */
export function deleteSheet(tx: Transaction, sheet: Sheet): void {
  const { workbook } = tx;
  tx.guardWorkbook();
  if (sheet.visibility === "veryHidden") throw new HostError("InvalidOperation", "A very hidden sheet can't be deleted.");
  const others = workbook.sheets.filter((other) => other !== sheet && other.visibility === "visible");
  if (others.length === 0) throw new HostError("InvalidOperation", "A workbook must contain at least one visible worksheet.");
  const index = workbook.sheets.indexOf(sheet);
  for (const table of sheet.tables) renameInAllFormulas(tx, { kind: "table", from: table.name, to: null });
  renameInAllFormulas(tx, { kind: "sheet", from: sheet.name, to: null });
  tx.structure(() => captureWorkbook(workbook), () => {
    workbook.sheets.splice(index, 1);
    workbook.comments = workbook.comments.filter((comment) => comment.sheet !== sheet);
    for (const name of workbook.names.filter((entry) => entry.sheet === sheet)) workbook.names.splice(workbook.names.indexOf(name), 1);
    if (workbook.activeSheet === sheet) workbook.activeSheet = workbook.sheets.slice(index).find((other) => other.visibility === "visible") ?? others[others.length - 1] ?? null;
  });
  tx.emit({ kind: "sheetDeleted", sheetId: sheet.id, origin: tx.origin });
}

export function renameSheet(tx: Transaction, sheet: Sheet, name: string): void {
  if (name === sheet.name) return;
  tx.guardWorkbook();
  if (name.toLowerCase() !== sheet.name.toLowerCase()) checkSheetName(tx, name);
  const before = sheet.name;
  tx.structure(() => captureWorkbook(tx.workbook), () => (sheet.name = name));
  renameInAllFormulas(tx, { kind: "sheet", from: before, to: name });
  tx.emit({ kind: "sheetRenamed", sheet, before, after: name, origin: tx.origin });
}

export function moveSheet(tx: Transaction, sheet: Sheet, position: number): void {
  const { sheets } = tx.workbook;
  tx.guardWorkbook();
  if (!Number.isInteger(position) || position < 0 || position >= sheets.length) throw invalidArgument();
  const before = sheets.indexOf(sheet);
  tx.structure(() => captureWorkbook(tx.workbook), () => {
    sheets.splice(before, 1);
    sheets.splice(position, 0, sheet);
  });
  tx.emit({ kind: "sheetMoved", sheet, before, after: position, origin: tx.origin });
}

export function setVisibility(tx: Transaction, sheet: Sheet, visibility: Sheet["visibility"]): void {
  const before = sheet.visibility;
  if (before === visibility) return;
  tx.guardWorkbook();
  const others = tx.workbook.sheets.filter((other) => other !== sheet && other.visibility === "visible");
  if (visibility !== "visible" && others.length === 0) throw new HostError("InvalidOperation", "A workbook must contain at least one visible worksheet.");
  tx.look(null, () => captureSheet(sheet), () => (sheet.visibility = visibility));
  if (visibility !== "visible" && tx.workbook.activeSheet === sheet) tx.workbook.activeSheet = others[0] ?? null;
  tx.emit({ kind: "sheetVisibilityChanged", sheet, before, after: visibility, origin: tx.origin });
}

/** Excel refuses a second protect; the password is kept as the verifier that files use. */
export function protect(tx: Transaction, sheet: Sheet, password: string | undefined, options?: ProtectionOptions): void {
  if (sheet.protection !== null) throw new HostError("InvalidOperation", `The sheet ${sheet.name} is already protected.`);
  tx.look(null, () => captureSheet(sheet), () => (sheet.protection = { passwordHash: hashOf(password), ...(options === undefined ? {} : { options }) }));
  tx.emit({ kind: "protectionChanged", sheet, isProtected: true, origin: tx.origin });
}

export function unprotect(tx: Transaction, sheet: Sheet, password: string | undefined): void {
  if (sheet.protection === null) return;
  checkPassword(sheet.protection.passwordHash, password);
  tx.look(null, () => captureSheet(sheet), () => (sheet.protection = null));
  tx.emit({ kind: "protectionChanged", sheet, isProtected: false, origin: tx.origin });
}

/** Workbook.protection.protect: the list of sheets can't be changed until unprotect. */
export function protectWorkbook(tx: Transaction, password: string | undefined): void {
  if (tx.workbook.protection !== null) throw new HostError("InvalidOperation", "The workbook is already protected.");
  tx.look(null, () => captureWorkbook(tx.workbook), () => (tx.workbook.protection = { passwordHash: hashOf(password) }));
}

export function unprotectWorkbook(tx: Transaction, password: string | undefined): void {
  if (tx.workbook.protection === null) return;
  checkPassword(tx.workbook.protection.passwordHash, password);
  tx.look(null, () => captureWorkbook(tx.workbook), () => (tx.workbook.protection = null));
}

function hashOf(password: string | undefined): string | null {
  return password === undefined || password === "" ? null : legacyHash(password);
}

function checkPassword(hash: string | null, password: string | undefined): void {
  if (hash !== null && legacyHash(password ?? "") !== hash.toUpperCase()) throw new HostError("BadPassword", "The password you supplied is incorrect.");
}

export function merge(tx: Transaction, sheet: Sheet, area: Area, across: boolean): void {
  tx.guard(sheet, area);
  if (sheet.tables.some((table) => intersection(table.area, area) !== null)) throw new HostError("InvalidOperation", `Cells of a table can't be merged (${areaText(area)}).`);
  const parts: Area[] = across ? Array.from({ length: area.bottom - area.top + 1 }, (_, i) => ({ ...area, top: area.top + i, bottom: area.top + i })) : [area];
  const old = sheet.merges.filter((other) => intersection(other, area) !== null);
  const merged: Area[] = [];
  for (const part of parts) {
    const above = merged[merged.length - 1];
    const near = above !== undefined && intersection(above, part) !== null ? [...old, above] : old;
    const whole = near.reduce((grown, other) => (intersection(grown, other) === null ? grown : boundingArea(grown, other)), part);
    if (near !== old) merged.pop();
    merged.push(whole);
  }
  for (const whole of merged)
    // Excel keeps the upper-left value only.
    for (const { row, column, cell } of [...cellsOf(sheet, whole)])
      if ((row !== whole.top || column !== whole.left) && (cell.value !== null || cell.formula !== undefined)) tx.put(sheet, row, column, cell.style === 0 ? undefined : { value: null, style: cell.style });
  tx.structure(() => captureSheet(sheet), () => (sheet.merges = [...sheet.merges.filter((other) => !merged.some((whole) => intersection(other, whole) !== null)), ...merged]));
  tx.emit({ kind: "layoutChanged", sheet });
}

export function unmerge(tx: Transaction, sheet: Sheet, area: Area): void {
  tx.guard(sheet, area);
  tx.structure(() => captureSheet(sheet), () => (sheet.merges = sheet.merges.filter((other) => intersection(other, area) === null)));
  tx.emit({ kind: "layoutChanged", sheet });
}

export function addName(tx: Transaction, name: string, refersTo: string, sheet: Sheet | null, comment: string): void {
  if (tx.workbook.names.some((entry) => entry.sheet === sheet && entry.name.toLowerCase() === name.toLowerCase()))
    throw new HostError("ItemAlreadyExists", `The name "${name}" is already in use.`);
  if (sheet === null) checkName(tx.workbook, name);
  tx.structure(() => captureWorkbook(tx.workbook), () => tx.workbook.names.push({ name, refersTo: refersTo.replace(/^=/, ""), sheet, visible: true, comment }));
}

export function deleteName(tx: Transaction, name: string, sheet: Sheet | null): void {
  const index = tx.workbook.names.findIndex((entry) => entry.sheet === sheet && entry.name.toLowerCase() === name.toLowerCase());
  if (index < 0) throw new HostError("ItemNotFound", "The requested resource doesn't exist.");
  tx.structure(() => captureWorkbook(tx.workbook), () => tx.workbook.names.splice(index, 1));
}

/** Excel's rules for sheet names: 1 to 31 characters, none of \ / ? * : [ ], no apostrophe at an end, not taken. */
function checkSheetName(tx: Transaction, name: string): void {
  if (name === "" || name.length > 31 || /[\\/?*:[\]]/.test(name) || name.startsWith("'") || name.endsWith("'") || name.toLowerCase() === "history")
    throw invalidArgument(`"${name}" can't name a sheet: 1 to 31 characters, none of \\ / ? * : [ ].`);
  if (tx.workbook.findSheet(name) !== undefined) throw new HostError("ItemAlreadyExists", `A sheet named "${name}" already exists.`);
}

function freeSheetName(tx: Transaction): string {
  let next = tx.workbook.sheets.length + 1;
  while (tx.workbook.findSheet(`Sheet${next}`) !== undefined) next++;
  return `Sheet${next}`;
}

/** The 16-bit verifier that .xlsx files keep for a sheet's password (ECMA-376 Part 4, 3.3.1.81). No security, only a fence. */
export function legacyHash(password: string): string {
  let hash = 0;
  for (let i = password.length - 1; i >= 0; i--) {
    hash = ((hash >> 14) & 1) | ((hash << 1) & 0x7fff);
    hash ^= password.charCodeAt(i);
  }
  hash = ((hash >> 14) & 1) | ((hash << 1) & 0x7fff);
  return (hash ^ password.length ^ 0xce4b).toString(16).toUpperCase().padStart(4, "0");
}
