import { areaText } from "../../model/address";
import type { Area } from "../../model/cell";
import type { BookState, CellDetail, Push, Selection, SelectionSummary, SheetSummary } from "../protocol";
import { Addin } from "./addin";
import { BatchPanel } from "./batchPanel";
import { CellStore } from "./cellStore";
import { attachClipboard } from "./clipboard";
import { byId, element, typedById } from "./dom";
import { attachFiles, download, fetchBook } from "./files";
import { openFilterMenu } from "./filterMenu";
import { GridController } from "./gridController";
import { handleGridKey, type KeyActions } from "./gridKeys";
import { attachMouse } from "./gridMouse";
import { GridView } from "./gridView";
import { openMenu, type MenuEntry } from "./menu";
import { askText, confirmMessage, showMessage } from "./messageBox";
import { PanePanel } from "./panePanel";
import { drawRibbon } from "./ribbon";
import { drawSheetTabs } from "./sheetTabs";
import { startTheme } from "./theme";
import { WorkbookClient } from "./workerClient";

/** The page's composition root: makes the parts and wires them. */
const client = new WorkbookClient("/worker.js");
const bar = typedById("formula-bar", HTMLTextAreaElement);
const nameBox = typedById("name-box", HTMLInputElement);

let state: BookState | null = null;
let shownSheet = "";
let addin: Addin | null = null;
let layoutWanted = 0;
let summaryWanted = 0;
const scrollPositions = new Map<string, { left: number; top: number }>();

const store = new CellStore(client, () => view.redraw());
const view = new GridView(byId("grid"), store);
const grid = new GridController(view, client, bar, {
  onActive: showActive,
  onSelected: showAddress,
  onEditing: (isEditing) => {
    byId("mode").textContent = isEditing ? "Edit" : "Ready";
    document.documentElement.toggleAttribute("data-editing", isEditing);
    if (!isEditing) addin?.wac.editingEnded();
  },
  onRefused: (message) => void showMessage("This could not be done", message),
});
const pane = new PanePanel((visible) => addin?.wac.visibilityChanged(visible));
const batches = new BatchPanel(() => view.redraw());
const clipboard = attachClipboard(grid, client, () => grid.editor.edited !== null || !isOnGrid());
const files = attachFiles({ open: openBook });

const actions: KeyActions = {
  undo: () => void grid.run(() => client.call("undo", {})).then(() => grid.refreshActive()),
  redo: () => void grid.run(() => client.call("redo", {})).then(() => grid.refreshActive()),
  save: () => void save(),
  open: () => files.choose(),
  nextSheet: (step) => nextSheet(step),
  copy: (cut) => clipboard.copy(cut),
  format: (format) => void grid.run(() => client.call("format", { ...grid.selection, format })),
  contextMenu: () => {
    const { row, column } = grid.activeCell;
    const box = view.window.getBoundingClientRect();
    const cell = view.rectangle({ top: row, left: column, bottom: row, right: column });
    openCellMenu(box.left + cell.left + 8, box.top + cell.top + cell.height, "cell");
  },
  dropDown: () => void openDropDown(),
  goTo: () => nameBox.select(),
};

attachMouse(grid, store, client, { filterMenu: (button) => void openFilter(button), contextMenu: openCellMenu });
startTheme(byId("theme"));
byId("open").onclick = () => files.choose();
byId("save").onclick = () => void save();
byId("undo").onclick = actions.undo;
byId("redo").onclick = actions.redo;
view.root.addEventListener("keydown", (event) => {
  if (event.target !== view.root) return;
  handleGridKey(event, grid, actions);
});
addEventListener("keydown", (event) => {
  if (grid.editor.edited === null && addin?.handleKey(event) === true) {
    event.preventDefault();
    event.stopPropagation();
  } else if ((event.ctrlKey || event.metaKey) && !event.altKey && event.target !== view.root && /^[so]$/i.test(event.key)) {
    event.preventDefault();
    if (event.key.toLowerCase() === "s") actions.save();
    else actions.open();
  }
}, true);
nameBox.addEventListener("keydown", (event) => {
  if (event.key === "Enter") void goTo(nameBox.value);
  if (event.key === "Escape") view.root.focus();
});
byId("book-name").onclick = () => void renameBook();
addEventListener("beforeunload", (event) => {
  if (state?.dirty === true) event.preventDefault();
});
client.onPush(receive);

void start();

async function start(): Promise<void> {
  try {
    const book = await fetchBook();
    addin = await Addin.load({ client, pane, documentUrl: () => `${location.origin}/${encodeURIComponent(state?.fileName ?? "Book1.xlsx")}`, isEditing: () => grid.editor.edited !== null, onProblem: (message) => void showMessage("Not yet", message) });
    const loaded = addin;
    drawRibbon(byId("ribbon"), loaded.manifest, (command) => loaded.run(command));
    if (book === null) await showBook(await client.call("state", {}));
    else await openBook(book.bytes, book.fileName);
    loaded.start();
    document.documentElement.dataset["ready"] = "true";
  } catch (error) {
    await showMessage("The host could not start", error instanceof Error ? error.message : String(error));
  }
}

async function openBook(bytes: ArrayBuffer, fileName: string): Promise<void> {
  if (state?.dirty === true && !(await confirmMessage("Open another workbook?", `The changes in ${state.fileName} are not saved.`, "Open without saving"))) return;
  try {
    const isFirst = document.documentElement.dataset["ready"] === undefined;
    const opened = await client.call("open", { bytes, fileName }, [bytes]);
    scrollPositions.clear();
    shownSheet = "";
    await showBook(opened);
    if (!isFirst) addin?.start(); // the runtime belongs to the document: a new one starts with it
  } catch (error) {
    await showMessage(`${fileName} could not be opened`, error instanceof Error ? error.message : String(error));
  }
}

async function save(): Promise<void> {
  if (grid.editor.edited !== null) grid.editor.commit("stay");
  const saved = await grid.run(() => client.call("save", {}));
  if (saved !== null) download(saved.bytes, saved.fileName);
}

async function renameBook(): Promise<void> {
  await showMessage(state?.fileName ?? "", "The file keeps its name. Save downloads a copy; your browser asks where to put it.");
}

function receive(push: Push): void {
  switch (push.push) {
    case "book": return void showBook(push.state);
    case "changed":
      if (push.sheetId !== shownSheet) return;
      store.invalidate();
      if (push.layout) void refreshLayout();
      grid.refreshActive();
      return;
    case "selected": return followSelection(push.selection);
    case "message": return addin?.wac.deliver(push.message);
    case "batch": return batches.add(push.entry);
  }
}

async function showBook(next: BookState): Promise<void> {
  state = next;
  byId("book-name").textContent = next.fileName;
  byId("book-state").textContent = next.dirty ? "Not saved" : "";
  document.title = `${next.dirty ? "• " : ""}${next.fileName} – Workbook host`;
  byId("undo").toggleAttribute("disabled", !next.canUndo);
  byId("redo").toggleAttribute("disabled", !next.canRedo);
  byId("waiting").textContent = next.waitingFunctions === 0 ? "" : `${next.waitingFunctions} ${next.waitingFunctions === 1 ? "function is" : "functions are"} calculating`;
  drawSheetTabs(byId("sheet-tabs"), next, {
    activate: (sheetId) => void activate(sheetId),
    add: () => void addSheet(),
    menu: openSheetMenu,
    rename: (sheet) => void renameSheet(sheet),
  });
  if (next.activeSheetId !== shownSheet) await showSheet(next.activeSheetId);
}

async function showSheet(sheetId: string, selection: Selection | null = null): Promise<void> {
  if (grid.editor.edited !== null) grid.editor.commit("stay");
  if (shownSheet !== "") scrollPositions.set(shownSheet, view.scrollPosition());
  shownSheet = sheetId;
  grid.setCopied(grid.copiedCells);
  store.reset(sheetId);
  await refreshLayout();
  if (shownSheet !== sheetId) return;
  view.scrollTo(scrollPositions.get(sheetId) ?? { left: 0, top: 0 });
  grid.show(selection ?? { sheetId, area: { top: 0, left: 0, bottom: 0, right: 0 } });
}

async function refreshLayout(): Promise<void> {
  const wanted = ++layoutWanted;
  const sheetId = shownSheet;
  try {
    const layout = await client.call("layout", { sheetId });
    if (wanted === layoutWanted && sheetId === shownSheet) view.setLayout(layout);
  } catch {
    // The sheet was deleted meanwhile; the book's state brings another one.
  }
}

function followSelection(selection: Selection): void {
  if (selection.sheetId === shownSheet) grid.follow(selection);
  else void showSheet(selection.sheetId, selection).then(() => grid.follow(selection));
}

async function activate(sheetId: string): Promise<void> {
  await grid.run(() => client.call("activateSheet", { sheetId }));
  view.root.focus({ preventScroll: true });
}

function nextSheet(step: 1 | -1): void {
  const visible = state?.sheets.filter((sheet) => sheet.visible) ?? [];
  const next = visible[visible.findIndex((sheet) => sheet.id === shownSheet) + step];
  if (next !== undefined) void activate(next.id);
}

async function addSheet(): Promise<void> {
  const sheet = await grid.run(() => client.call("addSheet", {}));
  if (sheet !== null) await activate(sheet.id);
}

async function renameSheet(sheet: SheetSummary): Promise<void> {
  const name = await askText("Rename sheet", "Name", sheet.name);
  if (name !== null && name !== sheet.name) await grid.run(() => client.call("renameSheet", { sheetId: sheet.id, name }));
}

function openSheetMenu(sheet: SheetSummary, x: number, y: number): void {
  const sheetId = sheet.id;
  const visible = state?.sheets.filter((entry) => entry.visible) ?? [];
  const hidden = state?.sheets.filter((entry) => !entry.visible) ?? [];
  const position = state?.sheets.findIndex((entry) => entry.id === sheetId) ?? 0;
  const run = (edit: () => Promise<unknown>): (() => void) => () => void grid.run(edit);
  openMenu(x, y, `Sheet ${sheet.name}`, [
    { label: "Rename…", run: () => void renameSheet(sheet) },
    { label: "Move left", disabled: position === 0, run: run(() => client.call("moveSheet", { sheetId, position: position - 1 })) },
    { label: "Move right", disabled: position === (state?.sheets.length ?? 1) - 1, run: run(() => client.call("moveSheet", { sheetId, position: position + 1 })) },
    "line",
    { label: "Hide", disabled: visible.length < 2, run: run(() => client.call("hideSheet", { sheetId })) },
    ...hidden.map((entry): MenuEntry => ({ label: `Show ${entry.name}`, run: run(() => client.call("unhideSheet", { sheetId: entry.id })) })),
    "line",
    { label: "Delete", disabled: visible.length < 2, run: () => void deleteSheet(sheet) },
  ]);
}

async function deleteSheet(sheet: SheetSummary): Promise<void> {
  if (await confirmMessage(`Delete ${sheet.name}?`, "The sheet and everything on it goes. Undo brings it back.", "Delete")) await grid.run(() => client.call("deleteSheet", { sheetId: sheet.id }));
}

function showAddress(area: Area): void {
  if (document.activeElement !== nameBox) nameBox.value = areaText(area);
}

function showActive(detail: CellDetail): void {
  const { area, sheetId } = grid.selection;
  showAddress(area); // the name box may have had the focus when the range was selected
  bar.classList.toggle("spilled", detail.spillOf !== null);
  byId("cell-prompt").hidden = detail.prompt === null;
  if (detail.prompt !== null) byId("cell-prompt").replaceChildren(element("strong", { text: detail.prompt.title }), element("span", { text: detail.prompt.message }));
  const wanted = ++summaryWanted;
  if (area.top === area.bottom && area.left === area.right) return showSummary(null);
  client.call("summary", { sheetId, area }).then((summary) => wanted === summaryWanted && showSummary(summary), () => undefined);
}

function showSummary(summary: SelectionSummary | null): void {
  const parts = summary === null ? [] : [
    ...(summary.numberCount > 0 ? [`Average: ${summary.average}`] : []),
    ...(summary.count > 1 ? [`Count: ${summary.count.toLocaleString("en")}`] : []),
    ...(summary.numberCount > 0 ? [`Sum: ${summary.sum}`] : []),
  ];
  byId("summary").replaceChildren(...parts.map((text) => element("span", { text })));
}

async function goTo(text: string): Promise<void> {
  const found = await client.call("find", { text });
  if (found === null) return showMessage("No such place", `“${text}” is not a cell, a name or a table of this workbook. Type for example B7, Sheet2!A1 or the name of a table.`);
  if (found.sheetId !== shownSheet) {
    await client.call("activateSheet", { sheetId: found.sheetId });
    await showSheet(found.sheetId, found);
  }
  grid.select(found.area);
  view.reveal(found.area.top, found.area.left);
  view.root.focus({ preventScroll: true });
}

function openCellMenu(x: number, y: number, part: "cell" | "rowHead" | "columnHead" | "corner"): void {
  const { sheetId, area } = grid.selection;
  const run = (edit: () => Promise<unknown>): (() => void) => () => void grid.run(edit);
  const rows = area.bottom - area.top + 1;
  const columns = area.right - area.left + 1;
  const rowEntries: MenuEntry[] = [
    { label: rows > 1 ? `Insert ${rows} rows` : "Insert row", run: run(() => client.call("insertRows", { sheetId, row: area.top, count: rows })) },
    { label: rows > 1 ? `Delete ${rows} rows` : "Delete row", run: run(() => client.call("deleteRows", { sheetId, row: area.top, count: rows })) },
  ];
  const columnEntries: MenuEntry[] = [
    { label: columns > 1 ? `Insert ${columns} columns` : "Insert column", run: run(() => client.call("insertColumns", { sheetId, column: area.left, count: columns })) },
    { label: columns > 1 ? `Delete ${columns} columns` : "Delete column", run: run(() => client.call("deleteColumns", { sheetId, column: area.left, count: columns })) },
  ];
  const loaded = addin;
  const own = loaded === null ? [] : loaded.manifest.contextMenu.flatMap((command) => (command.action.kind === "menu" ? command.action.items : [command]));
  const entries: MenuEntry[] = [
    ...own.map((command): MenuEntry => ({ label: command.label, icon: command.icon, run: () => loaded?.run(command) })),
    ...(own.length > 0 ? (["line"] as const) : []),
    { label: "Cut", run: () => clipboard.copy(true) },
    { label: "Copy", run: () => clipboard.copy(false) },
    { label: "Clear contents", run: () => grid.clearSelection() },
    "line",
    ...(part === "columnHead" ? columnEntries : part === "rowHead" ? rowEntries : [...rowEntries, ...columnEntries]),
  ];
  openMenu(x, y, "Cells", entries);
}

async function openFilter(button: HTMLElement): Promise<void> {
  const sheetId = shownSheet;
  const table = button.dataset["table"] ?? "";
  const column = Number(button.dataset["column"]);
  const box = button.getBoundingClientRect();
  const choices = await grid.run(() => client.call("filterChoices", { sheetId, table, column }));
  if (choices === null) return;
  openFilterMenu(box.left, box.bottom, choices, {
    sort: (ascending) => void grid.run(() => client.call("sort", { sheetId, table, column, ascending })),
    filter: (values, blanks) => void grid.run(() => client.call("filter", { sheetId, table, column, values, blanks })),
  });
}

/** Alt+Down: a header's filter, or the cell's list of allowed values. */
async function openDropDown(): Promise<void> {
  const { sheetId, row, column } = grid.activeCell;
  const button = document.getElementById(`cell-${row}-${column}`)?.querySelector<HTMLElement>(".filter-button");
  if (button != null) return openFilter(button);
  const detail = await client.call("detail", { sheetId, row, column });
  if (detail.list === null) return;
  const box = view.window.getBoundingClientRect();
  const cell = view.rectangle({ top: row, left: column, bottom: row, right: column });
  openMenu(box.left + cell.left, box.top + cell.top + cell.height, "Allowed values", detail.list.map((text) => ({ label: text, run: () => void grid.run(() => client.call("type", { sheetId, row, column, text })) })));
}

/** Keys and pastes belong to the grid unless the person is in a field or a menu. */
function isOnGrid(): boolean {
  return document.activeElement === view.root || document.activeElement === document.body;
}
