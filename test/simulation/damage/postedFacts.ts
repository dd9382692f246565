import { ErrorValue, type Scalar } from "../../../host/model/cell";
import { bodyArea } from "../../../host/model/table";
import type { Workbook } from "../../../host/model/workbook";
import { TABLES } from "../../../src/workbook/schema";
import { POSTED_TABLES } from "./damagedBook";

/** Posted cells, as the host holds them: by table and key, "header=kind value"; formulas told apart. */
export interface PostedFacts {
  readonly rows: ReadonlyMap<string, string>;
  /** Journal rows, whole. */
  readonly journal: ReadonlySet<string>;
}

/** What stands in the ledger's tables, read from the host's cells and not through the add-in. Rows without an Entry are people's. */
export function postedFacts(workbook: Workbook): PostedFacts {
  const rows = new Map<string, string>();
  const journal = new Set<string>();
  for (const sheet of workbook.sheets)
    for (const table of sheet.tables) {
      const isJournal = /^Journal_[A-Z]+$/.test(table.name);
      const name = table.name.replace(/^OI_/, "");
      const spec = TABLES.find((known) => known.name === name);
      if (!isJournal && !POSTED_TABLES.some((posted) => posted === name)) continue;
      if (!isJournal && table.name === name && workbook.findTable(`OI_${name}`) !== undefined) continue;
      const body = bodyArea(table);
      for (let row = body.top; row <= body.bottom; row++) {
        const cells = new Map(table.columns.map((column, index) => [column.name, shown(sheet.get(row, table.area.left + index))]));
        if (isJournal) {
          const line = JSON.stringify([...cells].filter(([, text]) => text !== ""));
          if (line !== "[]") journal.add(line);
          continue;
        }
        if ((cells.get("Entry") ?? "") === "") continue;
        const key = JSON.stringify([name, ...(spec?.key ?? []).map((header) => cells.get(header) ?? "")]);
        const posted = (spec?.columns ?? []).filter(({ derived }) => derived !== true).map(({ header }) => `${header}=${cells.get(header) ?? "(no column)"}`).join("|");
        rows.set(rows.has(key) ? `${key} again ${rows.size}` : key, posted);
      }
    }
  return { rows, journal };
}

function shown(cell: { readonly value: Scalar; readonly formula?: string } | undefined): string {
  if (cell === undefined) return "";
  if (cell.formula !== undefined) return `=${cell.formula}`;
  const { value } = cell;
  if (value === null || value === "") return "";
  return value instanceof ErrorValue ? value.code : `${typeof value} ${String(value)}`;
}

/** At most a few lines that tell where two books' posted rows differ. */
export function factDifferences(expected: PostedFacts, actual: PostedFacts): readonly string[] {
  const found: string[] = [];
  for (const [key, row] of expected.rows) {
    const now = actual.rows.get(key);
    if (now !== row) found.push(now === undefined ? `missing ${key}` : `${key}: ${firstDifference(row, now)}`);
  }
  for (const key of actual.rows.keys()) if (!expected.rows.has(key)) found.push(`too many ${key}`);
  return found.slice(0, 6);
}

function firstDifference(a: string, b: string): string {
  const [left, right] = [a.split("|"), b.split("|")];
  const index = left.findIndex((cell, position) => cell !== right[position]);
  return `${left[index] ?? ""} is ${right[index] ?? ""}`;
}
