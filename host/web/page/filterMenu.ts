import type { FilterChoices } from "../protocol";
import { element } from "./dom";
import { place } from "./menu";

export interface FilterActions {
  sort(ascending: boolean): void;
  /** null: no filter on this column. */
  filter(values: readonly string[] | null, blanks: boolean): void;
}

/** Choices shown at most; the search box finds the others. */
const SHOWN_AT_MOST = 500;

/** Sort and filter of one table column: the list of its values with check boxes. */
export function openFilterMenu(x: number, y: number, choices: FilterChoices, actions: FilterActions): void {
  const chosen = new Set(choices.values.filter((value) => value.shown).map((value) => value.text));
  let blanks = choices.blanksShown;
  const before = document.activeElement;
  const list = element("div", { className: "filter-list", attributes: { role: "group", "aria-label": "Values to show" } });
  const search = element("input", { className: "field", attributes: { type: "search", placeholder: "Search", "aria-label": "Search values" } });
  const popup = element("div", { className: "menu filter-menu", attributes: { role: "dialog", "aria-label": "Sort and filter" } });
  const close = (): void => {
    popup.remove();
    removeEventListener("pointerdown", outside, true);
    if (before instanceof HTMLElement) before.focus({ preventScroll: true });
  };
  const outside = (event: Event): void => {
    if (event.target instanceof Node && !popup.contains(event.target)) close();
  };
  const act = (run: () => void): (() => void) => () => {
    close();
    run();
  };
  const draw = (): void => {
    const wanted = search.value.toLowerCase();
    const found = choices.values.filter((value) => value.text.toLowerCase().includes(wanted));
    const shown = found.slice(0, SHOWN_AT_MOST);
    const all = shown.every((value) => chosen.has(value.text)) && (!choices.hasBlanks || blanks);
    list.replaceChildren(
      checkLine("(Select all)", all, (on) => {
        for (const value of found) chosen[on ? "add" : "delete"](value.text);
        blanks = on;
        draw();
      }),
      ...shown.map((value) => checkLine(value.text, chosen.has(value.text), (on) => void chosen[on ? "add" : "delete"](value.text))),
      ...(choices.hasBlanks && wanted === "" ? [checkLine("(Blanks)", blanks, (on) => (blanks = on))] : []),
    );
  };
  search.addEventListener("input", draw);
  popup.addEventListener("keydown", (event) => {
    if (event.key === "Escape") close();
    event.stopPropagation();
  });
  const apply = act(() => {
    const isAll = chosen.size === choices.values.length && (blanks || !choices.hasBlanks);
    actions.filter(isAll ? null : [...chosen], blanks);
  });
  popup.append(
    menuButton("Sort A to Z", act(() => actions.sort(true))), menuButton("Sort Z to A", act(() => actions.sort(false))), element("hr"),
    menuButton("Clear filter", act(() => actions.filter(null, true))), search, list,
    element("div", { className: "buttons" }, [
      element("button", { className: "button primary", text: "Apply", attributes: { type: "button" }, onClick: apply }),
      element("button", { className: "button", text: "Cancel", attributes: { type: "button" }, onClick: close }),
    ]),
  );
  draw();
  place(popup, x, y);
  addEventListener("pointerdown", outside, true);
  search.focus();
}

function menuButton(label: string, run: () => void): HTMLButtonElement {
  return element("button", { className: "menu-item", attributes: { type: "button" }, onClick: run }, [element("span", { className: "menu-icon" }), element("span", { text: label })]);
}

function checkLine(label: string, checked: boolean, change: (on: boolean) => void): HTMLLabelElement {
  const box = element("input", { attributes: { type: "checkbox" } });
  box.checked = checked;
  box.addEventListener("change", () => change(box.checked));
  return element("label", { className: "check-line" }, [box, element("span", { text: label })]);
}
