import type { GridController } from "./gridController";
import type { WorkbookClient } from "./workerClient";

/** Copy, cut and paste of cells. Cells copied here and still on the clipboard are pasted whole (formulas and formats); other text as typed. */
export function attachClipboard(grid: GridController, client: WorkbookClient, isBusy: () => boolean): { copy(cut: boolean): void } {
  addEventListener("paste", (event) => {
    if (isBusy() || event.clipboardData === null) return;
    event.preventDefault();
    void paste(event.clipboardData.getData("text/plain"));
  });

  async function copy(cut: boolean): Promise<void> {
    const { sheetId, area } = grid.selection;
    const text = await client.call("copyText", { sheetId, area });
    await navigator.clipboard.writeText(text);
    grid.setCopied({ sheetId, area, text, cut });
  }

  async function paste(text: string): Promise<void> {
    const { sheetId, area } = grid.selection;
    const copied = grid.copiedCells;
    const isOurs = copied !== null && lines(copied.text) === lines(text);
    const pasted = await grid.run(() =>
      isOurs
        ? client.call("pasteCells", { from: { sheetId: copied.sheetId, area: copied.area }, to: { sheetId, area }, cut: copied.cut })
        : client.call("pasteText", { sheetId, row: area.top, column: area.left, rows: readTabbed(text) }),
    );
    if (pasted === null) return;
    if (isOurs && copied.cut) grid.setCopied(null);
    grid.select(pasted, { row: area.top, column: area.left });
  }

  return { copy: (cut) => void copy(cut).catch(() => undefined) };
}

/** The clipboard's table: tabs between cells, quotes around cells with line breaks or tabs in them. */
export function readTabbed(text: string): string[][] {
  const rows: string[][] = [[]];
  let cell = "";
  let quoted = false;
  const source = text.replace(/\r\n?/g, "\n").replace(/\n$/, "");
  const endCell = (): void => {
    rows.at(-1)?.push(cell);
    cell = "";
  };
  for (let at = 0; at < source.length; at++) {
    const character = source.charAt(at);
    if (quoted) {
      if (character !== '"') cell += character;
      else if (source.charAt(at + 1) === '"') {
        cell += '"';
        at++;
      } else quoted = false;
    } else if (character === '"' && cell === "" && closesBeforeCellEnd(source, at)) quoted = true;
    else if (character === "\t") endCell();
    else if (character === "\n") {
      endCell();
      rows.push([]);
    } else cell += character;
  }
  endCell();
  return rows;
}

/** A quote that begins a cell is a wrapper only when its partner ends the cell: `"a" b` is text. */
function closesBeforeCellEnd(source: string, start: number): boolean {
  for (let at = start + 1; at < source.length; at++) {
    if (source.charAt(at) !== '"') continue;
    if (source.charAt(at + 1) === '"') at++;
    else return at + 1 === source.length || /[\t\n]/.test(source.charAt(at + 1));
  }
  return false;
}

function lines(text: string): string {
  return text.replace(/\r\n?/g, "\n").replace(/\n$/, "");
}
