import { STRINGS } from "../strings";

const NAMES: Readonly<Record<string, string>> = STRINGS.audit.kinds;

/** What a kind of entry or document is called on screens. */
export function kindName(kind: string): string {
  return NAMES[kind] ?? kind.slice(0, 1).toUpperCase() + kind.slice(1);
}
