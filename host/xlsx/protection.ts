import { NOTHING_ALLOWED, type ProtectionOptions, type ProtectionPermission } from "../model/protection";
import { isTrue, setAttribute, type XmlNode } from "./xmlTree";

/**
 * The attributes of sheetProtection that hold something back, and whether they do so when they are absent (ECMA-376
 * 18.3.1.85): the file says what is locked, the model what is allowed.
 */
const LOCKS: Readonly<Record<ProtectionPermission, { readonly attribute: string; readonly lockedByDefault: boolean }>> = {
  allowAutoFilter: { attribute: "autoFilter", lockedByDefault: true },
  allowDeleteColumns: { attribute: "deleteColumns", lockedByDefault: true },
  allowDeleteRows: { attribute: "deleteRows", lockedByDefault: true },
  allowEditObjects: { attribute: "objects", lockedByDefault: false },
  allowEditScenarios: { attribute: "scenarios", lockedByDefault: false },
  allowFormatCells: { attribute: "formatCells", lockedByDefault: true },
  allowFormatColumns: { attribute: "formatColumns", lockedByDefault: true },
  allowFormatRows: { attribute: "formatRows", lockedByDefault: true },
  allowInsertColumns: { attribute: "insertColumns", lockedByDefault: true },
  allowInsertHyperlinks: { attribute: "insertHyperlinks", lockedByDefault: true },
  allowInsertRows: { attribute: "insertRows", lockedByDefault: true },
  allowPivotTables: { attribute: "pivotTables", lockedByDefault: true },
  allowSort: { attribute: "sort", lockedByDefault: true },
};

function permissions(): (readonly [ProtectionPermission, string, boolean])[] {
  const list: (readonly [ProtectionPermission, string, boolean])[] = [];
  for (const [name, { attribute, lockedByDefault }] of Object.entries(LOCKS)) if (isPermission(name)) list.push([name, attribute, lockedByDefault]);
  return list;
}

function isPermission(name: string): name is ProtectionPermission {
  return name in LOCKS;
}

/** What a sheetProtection element allows. */
export function readProtectionOptions(root: XmlNode): ProtectionOptions {
  const allowed: Record<ProtectionPermission, boolean> = { ...NOTHING_ALLOWED };
  for (const [name, attribute, lockedByDefault] of permissions()) allowed[name] = !isTrue(root.attributes.get(attribute), lockedByDefault);
  const noLocked = isTrue(root.attributes.get("selectLockedCells"));
  const noUnlocked = isTrue(root.attributes.get("selectUnlockedCells"));
  return { ...allowed, selectionMode: noUnlocked ? "None" : noLocked ? "Unlocked" : "Normal" };
}

/** Writes into a sheetProtection element what it does not say already. */
export function writeProtectionOptions(root: XmlNode, options: ProtectionOptions): void {
  const before = readProtectionOptions(root);
  for (const [name, attribute, lockedByDefault] of permissions()) {
    if (before[name] === options[name]) continue;
    const locked = !options[name];
    setAttribute(root, attribute, locked === lockedByDefault ? null : locked ? 1 : 0);
  }
  if (before.selectionMode === options.selectionMode) return;
  setAttribute(root, "selectLockedCells", options.selectionMode === "Normal" ? null : 1);
  setAttribute(root, "selectUnlockedCells", options.selectionMode === "None" ? 1 : null);
}

export function isNothingAllowed(options: ProtectionOptions): boolean {
  return options.selectionMode === "Normal" && permissions().every(([name]) => !options[name]);
}

const BOOK_PASSWORD = ["workbookAlgorithmName", "workbookHashValue", "workbookSaltValue", "workbookSpinCount", "workbookPassword"];

/** The protection of the list of sheets (workbookProtection, ECMA-376 18.2.29); null without. */
export function readBookProtection(root: XmlNode | undefined): { readonly passwordHash: string | null } | null {
  if (root === undefined || !isTrue(root.attributes.get("lockStructure"))) return null;
  return { passwordHash: root.attributes.get("workbookHashValue") ?? root.attributes.get("workbookPassword") ?? null };
}

/** Changes a workbookProtection element to what the book has now; what it says of windows and revisions stays. */
export function writeBookProtection(root: XmlNode, protection: { readonly passwordHash: string | null } | null): void {
  if (JSON.stringify(readBookProtection(root)) === JSON.stringify(protection)) return;
  setAttribute(root, "lockStructure", protection === null ? null : 1);
  for (const name of BOOK_PASSWORD) setAttribute(root, name, null);
  const hash = protection?.passwordHash ?? null;
  if (hash !== null && isOldHash(hash)) setAttribute(root, "workbookPassword", hash.toUpperCase());
}

/** Without its salt only the old 16-bit hash (ECMA-376 part 4, 14.7.1) can be written; anything else would lock the sheet for good. */
export function isOldHash(hash: string): boolean {
  return /^[0-9A-F]{4}$/i.test(hash);
}
