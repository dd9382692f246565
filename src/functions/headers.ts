import { refuseValue } from "./cellError";
import { labelText, type TableLabel } from "./rowProblems";

/** Written in lower case without blanks; "invoice no", "Invoice No.", "InvoiceNo" and "Invoice #" all read "invoiceno". */
export interface RoleWords {
  readonly role: string;
  /** What a person calls the column, for messages, and the header to add. */
  readonly title: string;
  /** Lists in order of trust: the first list that finds a column decides. */
  readonly tiers: readonly (readonly string[])[];
  /** Last resort where no list fits: the words of a header, if exactly one header fits. */
  readonly guess?: (words: ReadonlySet<string>) => boolean;
}

export interface Header {
  readonly column: number;
  readonly text: string;
  readonly key: string;
  readonly words: ReadonlySet<string>;
}

/** Amount (EUR) is still Amount: what only says the currency is not part of the name. */
const CURRENCY_WORDS = new Set(["eur", "usd", "gbp", "chf", "sek", "nok", "dkk", "cad", "aud", "nzd", "jpy", "cny", "inr", "pln", "czk", "huf", "zar", "brl", "mxn", "sgd", "hkd", "aed", "kwd", "bhd", "try"]);

export function readHeaders(row: readonly unknown[]): Header[] {
  return row.flatMap((raw, column) => {
    const text = typeof raw === "string" || typeof raw === "number" ? String(raw).replace(/\s+/g, " ").trim() : "";
    if (text === "") return [];
    const words = headerWords(text);
    const kept = words.filter((word) => !CURRENCY_WORDS.has(word));
    const meaning = kept.length === 0 ? words : kept;
    return [{ column, text, key: meaning.join(""), words: new Set(meaning) }];
  });
}

function headerWords(text: string): string[] {
  return text
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .replace(/[#№]/g, " no ")
    .replace(/%/g, " percent ")
    .replace(/(\p{Ll}|\d)(\p{Lu})/gu, "$1 $2")
    .replace(/(\p{Lu})(\p{Lu}\p{Ll})/gu, "$1 $2")
    .toLowerCase()
    .replace(/['’`]/g, "")
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== "");
}

export type Columns = ReadonlyMap<string, Header>;

export interface Recognition {
  readonly columns: Columns;
  /** Roles for which several headers fit equally well. */
  readonly ambiguous: ReadonlyMap<string, readonly Header[]>;
}

/**
 * Gives each role its column. Roles are asked in the order given, list by list, so that a sure name of one role is never
 * taken by a guess of another. `named` holds columns that the person named in `options` ("amount=Gross"). `sameValues` tells
 * whether columns hold the same values in every row: then it does not matter which of them is taken.
 */
export function recogniseColumns(
  headers: readonly Header[],
  roles: readonly RoleWords[],
  named: ReadonlyMap<string, string>,
  sameValues: (headers: readonly Header[]) => boolean,
): Recognition {
  const columns = new Map<string, Header>();
  const ambiguous = new Map<string, readonly Header[]>();
  const taken = new Set<number>();
  const give = (role: string, header: Header): void => {
    columns.set(role, header);
    taken.add(header.column);
  };
  for (const { role } of roles) {
    const wanted = named.get(role);
    if (wanted === undefined) continue;
    const found = headers.find((header) => header.text.toLowerCase() === wanted.toLowerCase()) ?? headers.find((header) => header.key === headerWords(wanted).join(""));
    if (found === undefined) continue; // the other table may have it; options.ts checks that one of them does
    give(role, found);
  }
  const depth = Math.max(...roles.map((each) => each.tiers.length));
  for (let tier = 0; tier <= depth; tier++)
    for (const { role, tiers, guess } of roles) {
      if (columns.has(role) || ambiguous.has(role)) continue;
      const words = tiers[tier];
      const fits = headers.filter((header) => {
        if (taken.has(header.column)) return false;
        if (tier < depth) return words?.includes(header.key) ?? false;
        return guess?.(header.words) ?? false;
      });
      const [first] = fits;
      if (first === undefined) continue;
      if (fits.length === 1 || sameValues(fits)) give(role, first);
      else ambiguous.set(role, fits);
    }
  return { columns, ambiguous };
}

/** The column of a role, or a refusal that says which header to add or how to name the column. */
export function requireColumn(found: Recognition, roles: readonly RoleWords[], role: string, label: TableLabel): Header {
  const header = found.columns.get(role);
  if (header !== undefined) return header;
  const title = roles.find((each) => each.role === role)?.title ?? role;
  const several = found.ambiguous.get(role);
  if (several !== undefined) {
    const names = several.map((each) => `"${each.text}"`).join(" and ");
    const example = several[0]?.text ?? title;
    return refuseValue(`In ${labelText(label)}, ${names} cannot be told apart: name the column in options, such as "${role}=${example}"`);
  }
  const who = label.name === null ? `The ${label.table} have` : `The table ${label.name} has`;
  const range = label.name === null ? ". The range must begin with its header row, such as MyTable[#All]" : "";
  return refuseValue(`${who} no column for the ${role}: add the header "${title}", or name the column in options ("${role}=…")${range}`);
}

/** Refuses when a role that is not required has several candidates: taking none of them would be a silent choice too. */
export function refuseAmbiguous(found: Recognition, roles: readonly RoleWords[], role: string, label: TableLabel): Header | null {
  return found.ambiguous.has(role) ? requireColumn(found, roles, role, label) : (found.columns.get(role) ?? null);
}
