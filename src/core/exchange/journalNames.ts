/**
 * Names of customers, documents and tax codes as parts of account names that hledger and ledger both read as they stand.
 * A colon would split an account, two blanks would end it, a bracket or a comma would begin a date or end a tag: such
 * characters are written as %3A (or %u2028 above 255). Everything else stays readable. `decodeName` gives the name back.
 */
const UNSAFE = /[%:;|,()[\]\\\p{C}\p{Zl}\p{Zp}]|(?! )\p{Zs}|^ | $|(?<= ) /gu;

/** The sub-account of a customer's unapplied credits; a document of that name is written in another way. */
const UNAPPLIED = "unapplied";

/** One part of an account's name, a transaction's code or a tag's value. Never empty; reversible for every text. */
export function encodeName(name: string): string {
  if (name === "") return "%";
  if (name === UNAPPLIED) return `%75${UNAPPLIED.slice(1)}`;
  return name.replace(UNSAFE, (found) => unitsOf(found).map((unit) => (unit < 256 ? `%${hex(unit, 2)}` : `%u${hex(unit, 4)}`)).join(""));
}

/** The name behind `encodeName`. */
export function decodeName(encoded: string): string {
  if (encoded === "%") return "";
  return encoded.replace(/%u([0-9A-F]{4})|%([0-9A-F]{2})/g, (_match, wide: string | undefined, narrow: string) => String.fromCharCode(Number.parseInt(wide ?? narrow, 16)));
}

/** An account of the journal: its name as written, and the names in it that had to be encoded, for a comment. */
export interface JournalAccount {
  readonly name: string;
  readonly standsFor: readonly (readonly [what: string, name: string])[];
}

/** The open item of a charge: its balance is what is open of it. */
export function chargeAccount(customer: string, document: string): JournalAccount {
  return named("assets:receivable", [["customer", customer], ["document", document]]);
}

/** The unapplied rest of a credit, as a negative balance, below one account for all of the customer's. */
export function creditAccount(customer: string, document: string): JournalAccount {
  const of = named("assets:receivable", [["customer", customer]]);
  const inside = named(`${of.name}:${UNAPPLIED}`, [["document", document]]);
  return { name: inside.name, standsFor: [...of.standsFor, ...inside.standsFor] };
}

export function taxAccount(code: string): JournalAccount {
  return named("liabilities:tax", [["tax code", code]]);
}

/** An account with a fixed name. */
export function plainAccount(name: string): JournalAccount {
  return { name, standsFor: [] };
}

/** A name as a JSON text for a comment: in one line, and without the characters that begin a tag or a date there. */
export function quoteName(name: string): string {
  return JSON.stringify(name).replace(/[:,[\p{C}\p{Zl}\p{Zp}]/gu, (found) => unitsOf(found).map((unit) => `\\u${hex(unit, 4)}`).join(""));
}

function named(fixed: string, names: readonly (readonly [what: string, name: string])[]): JournalAccount {
  const encoded = names.map(([, name]) => encodeName(name));
  return { name: [fixed, ...encoded].join(":"), standsFor: names.filter(([, name], index) => encoded[index] !== name) };
}

/** UTF-16 code units, so that half of a surrogate pair survives too. */
function unitsOf(text: string): readonly number[] {
  return text.split("").map((unit) => unit.charCodeAt(0));
}

function hex(unit: number, digits: number): string {
  return unit.toString(16).toUpperCase().padStart(digits, "0");
}
