import { useEffect, useRef } from "react";

/** What had the focus on a screen: found again by what it is called, since the screen is drawn anew on the way back. */
interface Trigger {
  readonly name: string;
  /** Which of those that are called the same. */
  readonly index: number;
}

interface Visit {
  readonly path: string;
  trigger: Trigger | null;
}

const FOCUSABLE = "button, a[href], input, select, summary, [role=combobox]";

/** Milliseconds. */
const FLUENT_IS_DONE = 150;

/**
 * Gives the focus back to what led to a deeper step when the person comes back from it. `path` names the screen that is shown, its place first ("home list");
 * put the returned `ref` and `onFocus` on the element around the screens.
 */
export function useFocusReturn(path: string): { readonly ref: React.RefObject<HTMLDivElement | null>; readonly onFocus: (event: React.FocusEvent) => void } {
  const ref = useRef<HTMLDivElement>(null);
  const visits = useRef<Visit[]>([]);
  useEffect(() => {
    const before = visits.current.findIndex((visit) => visit.path === path);
    const visit = visits.current[before];
    if (visit === undefined) {
      visits.current.push({ path, trigger: null });
      return undefined;
    }
    const isBack = before < visits.current.length - 1;
    const left = visits.current.at(-1)?.path ?? path;
    visits.current.length = before + 1;
    // Who went to another place by its tab stays on the tab; within a place Fluent may have put the lost focus there.
    const isSamePlace = placeOf(left) === placeOf(path);
    if (!isBack || (!isSamePlace && document.activeElement?.closest("[role=tablist]") !== null)) return undefined;
    const { trigger } = visit;
    focusTrigger(ref.current, trigger);
    // After the keyboard, Fluent looks for a place for the focus that the step took with it, and does so later.
    const later = setTimeout(() => {
      if (ref.current?.contains(document.activeElement) === false) focusTrigger(ref.current, trigger);
    }, FLUENT_IS_DONE);
    return () => clearTimeout(later);
  }, [path]);
  return {
    ref,
    onFocus: ({ target }) => {
      const visit = visits.current.at(-1);
      if (ref.current === null || visit?.path !== path) return;
      visit.trigger = triggerOf(ref.current, target) ?? visit.trigger;
    },
  };
}

function placeOf(path: string): string {
  return path.split(" ", 1).join("");
}

function triggerOf(screen: HTMLElement, element: Element): Trigger | null {
  if (!element.matches(FOCUSABLE)) return null;
  const name = nameOf(element);
  return { name, index: alike(screen, name).findIndex((each) => each === element) };
}

function focusTrigger(screen: HTMLElement | null, trigger: Trigger | null): void {
  if (screen === null || trigger === null) return;
  alike(screen, trigger.name)[trigger.index]?.focus();
}

function alike(screen: HTMLElement, name: string): HTMLElement[] {
  return [...screen.querySelectorAll<HTMLElement>(FOCUSABLE)].filter((element) => nameOf(element) === name);
}

function nameOf(element: Element): string {
  return element.getAttribute("aria-label") ?? (element instanceof HTMLInputElement ? element.id : (element.textContent ?? ""));
}
