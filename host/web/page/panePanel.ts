import { byId, typedById } from "./dom";

const NARROWEST = 320;
/** The strip that is dragged, beside the pane. */
const GRIP = 5;
const WIDTH_KEY = "host.pane.width";
const SHEET_LEAVES = 240;

/**
 * The docked pane. Its frame lives from the start (the shared runtime loads with the document and answers functions before
 * anybody opens the pane); opening only makes it visible.
 */
export class PanePanel {
  readonly frame = typedById("pane", HTMLIFrameElement);
  private readonly dock = byId("pane-dock");
  private readonly grip = byId("pane-grip");
  private width = Math.max(NARROWEST, Number(localStorage.getItem(WIDTH_KEY)) || NARROWEST + 40);
  private open = false;

  constructor(private readonly onVisibility: (visible: boolean) => void) {
    byId("pane-close").onclick = () => this.show(false);
    this.grip.addEventListener("pointerdown", (event) => this.startResize(event));
    this.grip.addEventListener("keydown", (event) => {
      const step = event.key === "ArrowLeft" ? 16 : event.key === "ArrowRight" ? -16 : 0;
      if (step !== 0) this.resize(this.width + step);
    });
    this.layOut();
  }

  get isOpen(): boolean {
    return this.open;
  }

  setTitle(title: string): void {
    byId("pane-title").textContent = title;
    this.frame.title = title;
  }

  show(visible: boolean): void {
    if (visible === this.open) {
      if (visible) this.frame.focus();
      return;
    }
    this.open = visible;
    this.layOut();
    this.onVisibility(visible);
  }

  private startResize(event: PointerEvent): void {
    event.preventDefault();
    const start = event.clientX + this.width;
    const move = (moved: PointerEvent): void => this.resize(start - moved.clientX);
    this.grip.setPointerCapture(event.pointerId);
    this.grip.addEventListener("pointermove", move);
    this.grip.addEventListener("pointerup", () => this.grip.removeEventListener("pointermove", move), { once: true });
  }

  private resize(width: number): void {
    this.width = Math.max(NARROWEST, Math.min(innerWidth - SHEET_LEAVES, Math.round(width)));
    localStorage.setItem(WIDTH_KEY, String(this.width));
    this.layOut();
  }

  private layOut(): void {
    this.dock.classList.toggle("open", this.open);
    this.dock.setAttribute("aria-hidden", String(!this.open));
    this.dock.style.width = `${this.width + GRIP}px`;
    this.grip.hidden = !this.open;
    this.grip.setAttribute("aria-valuenow", String(this.width));
    // A closed pane keeps its size, out of sight: its page goes on laying itself out and running timers.
    this.dock.inert = !this.open;
  }
}
