import type { DeviceMemory } from "./services";

export const APP_VERSION = "0.1.0";

/** A new id for an act: sorts by time, and twelve random digits make it unique among all who post into the book. */
export function newEntryId(now: number = Date.now()): string {
  const random = crypto.getRandomValues(new Uint32Array(2));
  const tail = [...random].map((part) => part.toString(36).padStart(7, "0")).join("");
  return `${now.toString(36).padStart(9, "0")}-${tail.slice(0, 12)}`;
}

/** Texts kept on this device. Storage is denied in some frames: what is set then lasts as long as the pane. */
export function createDeviceMemory(): DeviceMemory {
  const kept = new Map<string, string>();
  return {
    get: (key) => {
      try {
        return localStorage.getItem(`openItem.${key}`) ?? kept.get(key) ?? "";
      } catch {
        return kept.get(key) ?? "";
      }
    },
    set: (key, value) => {
      kept.set(key, value);
      try {
        localStorage.setItem(`openItem.${key}`, value);
      } catch {
        // Denied: it is remembered until the pane is closed.
      }
    },
  };
}

/** Copies a text; false where neither way of doing it is allowed. */
export async function copyText(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return copyThroughSelection(text);
  }
}

/** The older way, which frames without clipboard permission still allow. */
function copyThroughSelection(text: string): boolean {
  const before = document.activeElement;
  const holder = document.createElement("textarea");
  holder.value = text;
  holder.setAttribute("aria-hidden", "true");
  document.body.append(holder);
  holder.select();
  const done = document.execCommand("copy");
  holder.remove();
  if (before instanceof HTMLElement) before.focus();
  return done;
}
