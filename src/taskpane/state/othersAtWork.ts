import { type SharedBook, createSharedBook } from "../../actions/posting/sharedBook";
import type { SheetPort } from "../../workbook/sheetPort";

/** Tells whether other people edit the workbook at the same time: null until the first of their edits has arrived. */
export function createOthersAtWork(sheet: SheetPort): () => SharedBook | null {
  const listeners = new Set<() => void>();
  let isShared = false;
  const shared = createSharedBook({
    onRemoteEdit: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    after: (milliseconds, listener) => {
      const timer = setTimeout(listener, milliseconds);
      return () => clearTimeout(timer);
    },
  });
  sheet.onChange(({ isRemote }) => {
    if (!isRemote) return;
    isShared = true;
    for (const listener of [...listeners]) listener();
  }).catch(() => undefined);
  return () => (isShared ? shared : null);
}
