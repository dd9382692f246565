import { HostError } from "../../host/model/hostError";
import { bodyArea, type Table } from "../../host/model/table";
import type { Cells, EditKind, Hands } from "./liveBookHands";
import { LEDGER_EDITS } from "./liveBookPosted";

const DAMAGES: readonly ((hands: Hands) => string)[] = [
  (hands) => `'${hands.below(900)}`, () => "=1/0", () => "x", () => "", () => "TRUE", (hands) => String(hands.below(90_000) / 1000), () => "2026-13-40", () => "'2026-02-03", () => "#N/A",
  () => "-50", () => "1e15", () => "EUR", () => "  ACME  ", () => "=NA()", (hands) => `=${hands.below(900)}/4`,
];

function onTable(work: (hands: Hands, table: Table) => void): EditKind["run"] {
  return (hands) => {
    const table = hands.anyTable();
    if (table !== null) work(hands, table);
  };
}

const anyColumn = (hands: Hands, table: Table): number => hands.below(table.columns.length);

/** What a person does to any table. */
const TABLE_EDITS: readonly EditKind[] = [
  { name: "a cell typed over", weight: 5, run: onTable((hands, table) => {
    const { sheet, row, column } = hands.place(table, hands.anyRow(table), anyColumn(hands, table));
    hands.live.book.editor.typeCell(sheet, row, column, hands.pick(DAMAGES)(hands));
  }) },
  { name: "a blank row inserted", weight: 4, harmless: true, run: onTable((hands, table) => hands.insert(table, hands.below(hands.rowCount(table) + 1), {})) },
  { name: "a row typed by hand", weight: 4, harmless: true, run: onTable((hands, table) => hands.insert(table, hands.chance(0.5) ? null : hands.anyRow(table), { Number: `HAND-${hands.below(99)}`, Customer: "ACME", Date: hands.anyDay(), Currency: "EUR", Total: 10, Amount: 10 })) },
  { name: "text typed below a table", weight: 2, run: onTable((hands, table) => {
    const { area, sheet } = table;
    hands.live.book.editor.typeCell(sheet, area.bottom + 1, area.left, hands.pick(["NEW-8", "ACME", "'00417", ""]));
  }) },
  { name: "a block pasted", weight: 3, run: onTable((hands, table) => {
    const { sheet, row, column } = hands.place(table, hands.anyRow(table), anyColumn(hands, table));
    const lines = Array.from({ length: 1 + hands.below(3) }, () => Array.from({ length: 1 + hands.below(3) }, () => hands.pick(["ACME", "2026-01-15", "12.5", "", "INV-2026-0001", "00417", "EUR"])));
    hands.live.book.editor.pasteText(sheet, row, column, lines);
  }) },
  { name: "rows copied over others", weight: 2, run: onTable((hands, table) => {
    const body = bodyArea(table);
    const [from, to] = [body.top + hands.anyRow(table), body.top + hands.anyRow(table)];
    hands.live.book.editor.copy({ sheet: table.sheet, area: { ...body, top: from, bottom: from } }, { sheet: table.sheet, area: { ...body, top: to, bottom: to } });
  }) },
  { name: "cells cut and pasted elsewhere", weight: 1, run: onTable((hands, table) => {
    const body = bodyArea(table);
    const from = hands.place(table, hands.anyRow(table), anyColumn(hands, table));
    hands.live.book.editor.move({ sheet: table.sheet, area: { top: from.row, bottom: from.row, left: from.column, right: from.column } }, { sheet: table.sheet, row: body.top + hands.anyRow(table), column: from.column });
  }) },
  { name: "cells cleared", weight: 2, run: onTable((hands, table) => {
    const { sheet, row, column } = hands.place(table, hands.anyRow(table), anyColumn(hands, table));
    hands.live.book.editor.clear(sheet, { top: row, bottom: row + hands.below(2), left: column, right: column + hands.below(2) }, hands.pick(["All", "Contents"]));
  }) },
  { name: "a cell filled down", weight: 1, run: onTable((hands, table) => {
    const { sheet, row, column } = hands.place(table, hands.anyRow(table), anyColumn(hands, table));
    hands.live.book.editor.autoFill(sheet, { top: row, bottom: row, left: column, right: column }, { top: row, bottom: row + 2, left: column, right: column });
  }) },
  { name: "rows deleted", weight: 3, run: onTable((hands, table) => {
    const row = hands.anyRow(table);
    hands.live.book.editor.deleteTableRows(table, row, Math.min(1 + hands.below(3), hands.rowCount(table) - row));
  }) },
  { name: "a table sorted", weight: 6, harmless: true, run: onTable((hands, table) => {
    const fields = Array.from({ length: 1 + hands.below(2) }, () => ({ column: anyColumn(hands, table), ascending: hands.chance(0.5) }));
    hands.live.book.editor.sortTable(table, fields, hands.chance(0.2));
  }) },
  { name: "a table filtered", weight: 3, harmless: true, run: onTable((hands, table) => {
    if (table.filters.size > 0 && hands.chance(0.6)) hands.live.book.editor.clearFilters(table);
    else hands.live.book.editor.filterTable(table, anyColumn(hands, table), { values: hands.pick([["ACME"], ["EUR", "invoice"], []]), blanks: hands.chance(0.3) });
  }) },
  { name: "a totals row on or off", weight: 2, run: onTable((hands, table) => hands.live.book.editor.showTotals(table, !table.showTotals)) },
  { name: "sheet rows inserted or deleted", weight: 2, run: onTable((hands, table) => {
    const row = table.area.top + hands.below(hands.rowCount(table) + 1);
    if (hands.chance(0.7)) hands.live.book.editor.insertRows(table.sheet, row, 1 + hands.below(2));
    else hands.live.book.editor.deleteRows(table.sheet, Math.max(row, table.area.top + 1), 1);
  }) },
  { name: "sheet columns inserted", weight: 1, harmless: true, run: onTable((hands, table) => hands.live.book.editor.insertColumns(table.sheet, table.area.left + anyColumn(hands, table), 1)) },
  { name: "a column added", weight: 1, harmless: true, run: onTable((hands, table) => {
    if (table.columns.length < 26) hands.live.book.editor.addTableColumn(table, anyColumn(hands, table), `Note ${hands.below(1000)}`);
  }) },
  { name: "a column moved", weight: 2, harmless: true, run: onTable(moveColumn) },
  { name: "a column renamed", weight: 1, run: onTable((hands, table) => hands.live.book.editor.renameColumn(table, anyColumn(hands, table), `Renamed ${hands.below(1000)}`)) },
  { name: "a column deleted", weight: 0.5, run: onTable((hands, table) => hands.live.book.editor.deleteTableColumn(table, anyColumn(hands, table))) },
  { name: "a table renamed", weight: 0.5, run: onTable((hands, table) => hands.live.book.editor.renameTable(table, `Renamed${hands.below(100_000)}`)) },
  { name: "a table deleted", weight: 0.3, run: onTable((hands, table) => hands.live.book.editor.deleteTable(table, hands.chance(0.5))) },
  { name: "duplicates removed", weight: 0.5, run: onTable((hands, table) => void hands.live.book.editor.removeDuplicates(table.sheet, bodyArea(table), [anyColumn(hands, table)], false)) },
];

/** Its cells go into a new column, as when a person cuts a column and inserts it elsewhere. */
function moveColumn(hands: Hands, table: Table): void {
  const from = anyColumn(hands, table);
  const name = table.columns[from]?.name ?? "";
  const { editor } = hands.live.book;
  hands.together(() => {
    const to = hands.below(table.columns.length + 1);
    editor.addTableColumn(table, to, "Moved here");
    const source = from >= to ? from + 1 : from;
    const { top, bottom, left } = bodyArea(table);
    editor.copy({ sheet: table.sheet, area: { top, bottom, left: left + source, right: left + source } }, { sheet: table.sheet, area: { top, bottom, left: left + to, right: left + to } });
    editor.deleteTableColumn(table, source);
    editor.renameColumn(table, source < to ? to - 1 : to, name);
  });
}

/** What happens to the book as a whole. */
const BOOK_EDITS: readonly EditKind[] = [
  { name: "undo", weight: 14, run: (hands) => {
    for (let steps = 1 + hands.below(4); steps > 0; steps--) hands.live.book.editor.undo();
  } },
  { name: "redo", weight: 3, run: (hands) => {
    for (let steps = 1 + hands.below(3); steps > 0; steps--) hands.live.book.editor.redo();
  } },
  { name: "a sheet renamed", weight: 1, harmless: true, run: (hands) => hands.live.book.editor.renameSheet(hands.pick(hands.live.book.workbook.sheets), `Sheet no ${hands.below(1_000_000)}`) },
  { name: "a sheet moved", weight: 0.5, harmless: true, run: (hands) => hands.live.book.editor.moveSheet(hands.pick(hands.live.book.workbook.sheets), 0) },
  { name: "a sheet copied", weight: 0.2, harmless: true, run: (hands) => {
    const table = hands.anyTable();
    if (table !== null && hands.live.book.workbook.sheets.length < 30) hands.live.book.editor.copySheet(table.sheet, 0);
  } },
  { name: "another sheet chosen", weight: 2, harmless: true, run: (hands) => hands.live.book.editor.activateSheet(hands.pick(hands.live.book.workbook.sheets)) },
  { name: "everything calculated", weight: 0.3, harmless: true, run: (hands) => hands.live.book.editor.calculate("Full") },
  { name: "midnight", weight: 2, harmless: true, run: (hands) => hands.live.clock.newDay() },
  { name: "the sample date", weight: 2, harmless: true, run: (hands) => setting(hands, "Sample date", hands.chance(0.5) ? null : hands.chance(0.5) ? hands.anyDay() : "2026-03-31") },
];

function setting(hands: Hands, name: string, value: string | number | null): void {
  const table = hands.table("Settings");
  if (table === null) return;
  const row = Array.from({ length: hands.rowCount(table) }, (_, at) => at).find((at) => hands.cells(table, at)["Setting"] === name);
  if (row === undefined) hands.insert(table, null, { Setting: name, Value: value });
  else hands.setCells(table, row, { Value: value });
}

/** Good rows of a person's own tables changed, so that figures change and nothing is refused. */
const OWN_EDITS: readonly EditKind[] = [
  { name: "an own invoice changed", weight: 25, run: (hands) => changeOwn(hands, "MyInvoices", [() => ({ Amount: hands.below(90_000) / 100 }), () => ({ "Invoice date": hands.anyDay() }), () => ({ "Due date": hands.anyDay() }), () => ({ Client: hands.pick(OWN_CUSTOMERS) }), () => ({ Notes: "x" })]) },
  { name: "an own payment changed", weight: 20, run: (hands) => changeOwn(hands, "MyPayments", [() => ({ "Amount paid": hands.below(9_000) / 100 }), () => ({ "Date paid": hands.anyDay() }), () => ({ Invoice: null })]) },
  { name: "an own invoice added", weight: 10, run: (hands) => {
    const table = hands.table("MyInvoices");
    const cells = { Number: `NEW-${hands.below(100_000)}`, Client: hands.pick(OWN_CUSTOMERS), "Invoice date": hands.anyDay(), "Due date": hands.anyDay(), Amount: hands.below(9_000) / 100, Currency: "EUR" };
    if (table !== null) hands.insert(table, hands.chance(0.4) ? null : hands.anyRow(table), cells);
  } },
  { name: "an own payment taken away", weight: 6, run: (hands) => {
    const table = hands.table("MyPayments");
    if (table !== null) hands.live.book.editor.deleteTableRows(table, hands.anyRow(table), 1);
  } },
];

const OWN_CUSTOMERS = ["ACME", "Leading Zero GmbH", "TOKYO", "KUWAIT", "Newcomer"];

function changeOwn(hands: Hands, name: string, changes: readonly (() => Cells)[]): void {
  const table = hands.table(name);
  if (table !== null) hands.setCells(table, hands.anyRow(table), hands.pick(changes)());
}

/** Edits that chance picks from. "harmless": those after which acts go on, so that much is posted in between. */
export type Mood = "ledger" | "harmless" | "own";

const KINDS: Readonly<Record<Mood, readonly EditKind[]>> = {
  ledger: [...TABLE_EDITS, ...BOOK_EDITS, ...LEDGER_EDITS],
  harmless: [...TABLE_EDITS, ...BOOK_EDITS, ...LEDGER_EDITS].filter(({ harmless }) => harmless === true),
  own: [...TABLE_EDITS.map((kind) => ({ ...kind, weight: kind.weight / 3 })), ...BOOK_EDITS, ...OWN_EDITS],
};

/** Does one edit that chance picks; its name. What Excel refuses is not done; that is an edit too. */
export async function editOnce(hands: Hands, mood: Mood): Promise<string> {
  const kinds = KINDS[mood];
  let at = hands.random() * kinds.reduce((sum, { weight }) => sum + weight, 0);
  const kind = kinds.find(({ weight }) => (at -= weight) < 0) ?? hands.pick(kinds);
  try {
    await kind.run(hands);
  } catch (thrown) {
    if (!(thrown instanceof HostError)) throw thrown;
  }
  return kind.name;
}
