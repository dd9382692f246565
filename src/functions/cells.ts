/**
 * A cell as a custom function gets it. Blank cells come as null, "" or undefined by platform; error cells as objects with a
 * `code` (CustomFunctions.Error) or, read from the workbook, an `error`; formatted numbers and entities as objects with a `basicValue`.
 */
export type Cell =
  | { readonly kind: "blank" }
  | { readonly kind: "number"; readonly value: number }
  | { readonly kind: "text"; readonly value: string }
  | { readonly kind: "flag"; readonly value: boolean }
  | { readonly kind: "error"; readonly code: string };

const BLANK: Cell = { kind: "blank" };

/** Reads whatever a platform sends for a cell. Text is trimmed of outer blanks; text of blanks alone is a blank cell. */
export function readCell(raw: unknown): Cell {
  switch (typeof raw) {
    case "number":
      return Number.isFinite(raw) ? { kind: "number", value: raw } : { kind: "error", code: "#NUM!" };
    case "boolean":
      return { kind: "flag", value: raw };
    case "string": {
      const value = raw.replace(/\u00a0/g, " ").trim();
      return value === "" ? BLANK : { kind: "text", value };
    }
    case "object":
      return raw === null ? BLANK : readObject(raw);
    default:
      return BLANK;
  }
}

/**
 * The cell where 0 can mean nothing: a date, an id, a currency. Excel on PC and Mac has passed the blank cells of a range as 0
 * (office-js issue 4702), and no requirement set tells.
 */
export function withoutZero(cell: Cell): Cell {
  return cell.kind === "number" && cell.value === 0 ? BLANK : cell;
}

function readObject(raw: object): Cell {
  // An entity's basic value is #VALUE!, for formulas that know no entities; what a person sees is its text.
  if ("type" in raw && (raw.type === "Entity" || raw.type === "LinkedEntity") && "text" in raw) return readCell(raw.text);
  if ("basicValue" in raw) {
    const type = "basicType" in raw ? raw.basicType : "type" in raw ? raw.type : "";
    if (type === "Error") return { kind: "error", code: String(raw.basicValue) };
    return readCell(raw.basicValue);
  }
  if ("error" in raw) return { kind: "error", code: String(raw.error) };
  if ("code" in raw) return { kind: "error", code: String(raw.code) };
  if ("errorCode" in raw) return { kind: "error", code: String(raw.errorCode) };
  return { kind: "error", code: "a value of an unknown kind" };
}

/** An id as text: numbers in their plain form (417 is "417", never "00417"), text as it stands. Null for anything else. */
export function idText(cell: Cell): string | null {
  if (cell.kind === "text") return cell.value;
  if (cell.kind === "number") return Number.isInteger(cell.value) && Math.abs(cell.value) < 1e15 ? cell.value.toFixed(0) : String(cell.value);
  return null;
}

/** What a person sees in the cell, for messages; long texts are cut. */
export function shownCell(cell: Cell): string {
  if (cell.kind === "blank") return "";
  if (cell.kind === "error") return cell.code;
  const text = String(cell.value);
  return text.length > 40 ? `${text.slice(0, 37)}…` : text;
}
