import { element } from "./dom";

export interface MenuItem {
  readonly label: string;
  readonly icon?: string | null;
  readonly disabled?: boolean;
  readonly run: () => void;
}

export type MenuEntry = MenuItem | "line";

let closeOpen: (() => void) | null = null;

/** A menu at a point of the screen, worked with mouse or arrows; it stays inside the window. Focus returns where it was. */
export function openMenu(x: number, y: number, label: string, entries: readonly MenuEntry[]): void {
  closeOpen?.();
  const before = document.activeElement;
  const menu = element("div", { className: "menu", attributes: { role: "menu", "aria-label": label } });
  const close = (): void => {
    closeOpen = null;
    menu.remove();
    removeEventListener("pointerdown", outside, true);
    removeEventListener("blur", close);
    if (before instanceof HTMLElement) before.focus({ preventScroll: true });
  };
  const outside = (event: Event): void => {
    if (event.target instanceof Node && !menu.contains(event.target)) close();
  };
  for (const entry of entries) menu.append(entry === "line" ? element("hr") : itemButton(entry, close));
  menu.addEventListener("keydown", (event) => menuKey(event, menu, close));
  place(menu, x, y);
  addEventListener("pointerdown", outside, true);
  addEventListener("blur", close);
  closeOpen = close;
  menu.querySelector<HTMLButtonElement>("button:not(:disabled)")?.focus();
}

function itemButton(item: MenuItem, close: () => void): HTMLButtonElement {
  const button = element("button", { className: "menu-item", attributes: { type: "button", role: "menuitem" }, onClick: () => { close(); item.run(); } });
  button.disabled = item.disabled === true;
  const image = element("span", { className: "menu-icon" });
  if (item.icon != null) image.append(element("img", { attributes: { src: item.icon, alt: "" } }));
  button.append(image, element("span", { text: item.label }));
  return button;
}

/** Puts a popup into the page at that point, moved as needed to be seen whole. */
export function place(popup: HTMLElement, x: number, y: number): void {
  popup.style.left = "0";
  popup.style.top = "0";
  document.body.append(popup);
  const box = popup.getBoundingClientRect();
  popup.style.left = `${Math.max(4, Math.min(x, innerWidth - box.width - 4))}px`;
  popup.style.top = `${Math.max(4, y + box.height > innerHeight - 4 ? y - box.height : y)}px`;
}

function menuKey(event: KeyboardEvent, menu: HTMLElement, close: () => void): void {
  const items = [...menu.querySelectorAll<HTMLButtonElement>("button:not(:disabled)")];
  const at = items.findIndex((item) => item === document.activeElement);
  if (event.key === "Escape" || event.key === "Tab") close();
  else if (event.key === "ArrowDown") items[(at + 1) % items.length]?.focus();
  else if (event.key === "ArrowUp") items[(at - 1 + items.length) % items.length]?.focus();
  else if (event.key === "Home") items[0]?.focus();
  else if (event.key === "End") items.at(-1)?.focus();
  else return;
  event.preventDefault();
  event.stopPropagation();
}
