/** One of the add-in's keyboard shortcuts, from the file that the manifest's ExtendedOverrides names. */
export interface Shortcut {
  readonly actionId: string;
  /** As written: "CTRL+ALT+1". */
  readonly keys: string;
  readonly kind: "function" | "showPane";
}

/** Reads Microsoft's extended-shortcuts JSON; entries that are not understood are left out. */
export function readShortcuts(json: unknown): readonly Shortcut[] {
  const actions = new Map<string, string>();
  for (const action of listOf(json, "actions")) {
    const id = textOf(action, "id");
    if (id !== null) actions.set(id, textOf(action, "type") ?? "ExecuteFunction");
  }
  const shortcuts: Shortcut[] = [];
  for (const entry of listOf(json, "shortcuts")) {
    const actionId = textOf(entry, "action");
    const key = partOf(entry, "key");
    const keys = textOf(key, "web") ?? textOf(key, "default");
    if (actionId === null || keys === null) continue;
    shortcuts.push({ actionId, keys, kind: actions.get(actionId) === "ShowTaskpane" || actionId === "SHOWTASKPANE" ? "showPane" : "function" });
  }
  return shortcuts;
}

export function matchesShortcut(event: KeyboardEvent, keys: string): boolean {
  const parts = keys.toUpperCase().split("+").map((part) => part.trim());
  const key = parts.at(-1) ?? "";
  const pressed = event.code.replace(/^(Key|Digit|Numpad)/, "").toUpperCase();
  return (
    event.ctrlKey === parts.includes("CTRL") && event.altKey === parts.includes("ALT") && event.shiftKey === parts.includes("SHIFT") &&
    (pressed === key || event.key.toUpperCase() === key)
  );
}

function listOf(json: unknown, name: string): readonly unknown[] {
  const part = partOf(json, name);
  return Array.isArray(part) ? part : [];
}

function textOf(json: unknown, name: string): string | null {
  const part = partOf(json, name);
  return typeof part === "string" ? part : null;
}

function partOf(json: unknown, name: string): unknown {
  return typeof json === "object" && json !== null ? Object.entries(json).find(([key]) => key === name)?.[1] : undefined;
}
