import type { BatchLogEntry } from "../../richapi/processor";
import { byId, element } from "./dom";

const KEPT = 200;

/** The list of request batches: what the add-in asked of the workbook, how much it was and how long it took. */
export class BatchPanel {
  private readonly panel = byId("batches");
  private readonly list = byId("batch-list");
  private readonly total = byId("batch-total");
  private counted = 0;
  private milliseconds = 0;
  private isOpen = false;
  private kept: BatchLogEntry[] = [];

  constructor(onChange: (isOpen: boolean) => void) {
    byId("batch-clear").onclick = () => this.clear();
    byId("batch-close").onclick = () => this.toggle(false, onChange);
    byId("batch-toggle").onclick = () => this.toggle(!this.isOpen, onChange);
  }

  add(entry: BatchLogEntry): void {
    if (!entry.cleanup) {
      this.counted++;
      this.milliseconds += entry.milliseconds;
    }
    this.kept.push(entry);
    if (this.kept.length > KEPT) this.kept.shift();
    if (!this.isOpen) return;
    this.list.append(line(entry));
    while (this.list.childElementCount > KEPT) this.list.firstElementChild?.remove();
    this.list.scrollTop = this.list.scrollHeight;
    this.drawTotal();
  }

  private toggle(open: boolean, onChange: (isOpen: boolean) => void): void {
    this.isOpen = open;
    this.panel.hidden = !open;
    byId("batch-toggle").setAttribute("aria-pressed", String(open));
    if (open) {
      this.list.replaceChildren(...this.kept.map(line));
      this.drawTotal();
    }
    onChange(open);
    if (open) this.list.scrollTop = this.list.scrollHeight;
  }

  private clear(): void {
    this.kept = [];
    this.counted = 0;
    this.milliseconds = 0;
    this.list.replaceChildren();
    this.drawTotal();
  }

  private drawTotal(): void {
    this.total.textContent = `${this.counted.toLocaleString("en")} round trips · ${this.milliseconds.toFixed(0)} ms in the workbook`;
  }
}

function line(entry: BatchLogEntry): HTMLElement {
  const actions = entry.actions.join("  ");
  const row = element("div", { className: `batch${entry.cleanup ? " cleanup" : ""}${entry.error === null ? "" : " failed"}`, attributes: { role: "row" }, title: actions });
  const cell = (text: string, className: string): HTMLElement => element("span", { className, text, attributes: { role: "cell" } });
  row.append(
    cell(String(entry.number), "batch-number"),
    cell(entry.cleanup ? "cleanup" : `${entry.actions.length} actions`, "batch-count"),
    cell(bytes(entry.bytesIn), "batch-size"),
    cell(bytes(entry.bytesOut), "batch-size"),
    cell(`${entry.milliseconds.toFixed(1)} ms`, "batch-time"),
    cell(entry.error === null ? actions : `${entry.error} — ${actions}`, "batch-actions"),
  );
  return row;
}

function bytes(count: number): string {
  if (count < 1000) return `${count} B`;
  return count < 1_000_000 ? `${(count / 1000).toFixed(1)} kB` : `${(count / 1_000_000).toFixed(2)} MB`;
}
