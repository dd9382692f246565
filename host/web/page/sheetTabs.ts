import type { BookState, SheetSummary } from "../protocol";
import { element } from "./dom";

export interface SheetTabActions {
  activate(sheetId: string): void;
  add(): void;
  menu(sheet: SheetSummary, x: number, y: number): void;
  rename(sheet: SheetSummary): void;
}

/** The row of sheet names at the bottom: a tab list whose arrows move between sheets. */
export function drawSheetTabs(root: HTMLElement, state: BookState, actions: SheetTabActions): void {
  const hadFocus = root.contains(document.activeElement);
  const visible = state.sheets.filter((sheet) => sheet.visible);
  const tabs = visible.map((sheet) => {
    const isActive = sheet.id === state.activeSheetId;
    const tab = element("button", {
      className: isActive ? "sheet-tab active" : "sheet-tab",
      title: sheet.isProtected ? `${sheet.name} (protected)` : sheet.name,
      attributes: { type: "button", role: "tab", "aria-selected": String(isActive), tabindex: isActive ? "0" : "-1", "aria-controls": "grid" },
      onClick: () => actions.activate(sheet.id),
    });
    tab.dataset["sheet"] = sheet.name;
    if (sheet.tabColor !== null) {
      const mark = element("span", { className: "tab-color" });
      mark.style.backgroundColor = sheet.tabColor;
      tab.append(mark);
    }
    tab.append(element("span", { text: sheet.name }));
    if (sheet.isProtected) tab.append(element("span", { className: "lock", text: " 🔒", attributes: { "aria-hidden": "true" } }));
    tab.addEventListener("dblclick", () => actions.rename(sheet));
    tab.addEventListener("contextmenu", (event) => {
      event.preventDefault();
      actions.menu(sheet, event.clientX, event.clientY);
    });
    tab.addEventListener("keydown", (event) => {
      const step = event.key === "ArrowRight" ? 1 : event.key === "ArrowLeft" ? -1 : 0;
      const next = step === 0 ? undefined : visible[visible.indexOf(sheet) + step];
      if (next !== undefined) actions.activate(next.id);
      if (event.key === "ContextMenu" || (event.key === "F10" && event.shiftKey)) {
        event.preventDefault();
        const box = tab.getBoundingClientRect();
        actions.menu(sheet, box.left, box.top);
      }
    });
    return tab;
  });
  const list = element("div", { className: "tab-list", attributes: { role: "tablist", "aria-label": "Sheets" } }, tabs);
  const add = element("button", { className: "sheet-add", text: "+", title: "New sheet", attributes: { type: "button", "aria-label": "New sheet" }, onClick: actions.add });
  root.replaceChildren(list, add);
  const active = list.querySelector<HTMLElement>(".active");
  active?.scrollIntoView({ block: "nearest", inline: "nearest" });
  if (hadFocus) active?.focus();
}
