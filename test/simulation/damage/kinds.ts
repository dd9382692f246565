import { ErrorValue, type Scalar } from "../../../host/model/cell";
import type { DamagedBook } from "./damagedBook";
import { NotHere } from "./damagedBook";
import { COLUMN_KINDS, JOURNAL_KINDS, ROW_KINDS, TABLE_KINDS } from "./shapeKinds";

export interface DamageKind {
  readonly name: string;
  /** Damages what the tables are put back from: then only that it is told is asked for. */
  readonly journal?: true;
  /** Alone, it leaves all that the Journal can be made again from: then the tables are asked for exactly as they were. */
  readonly madeAgain?: true;
  readonly damage: (of: DamagedBook) => void;
}

type Change = (value: Scalar) => Scalar;

const isNumber = (value: Scalar): boolean => typeof value === "number" && value !== 0;
const isText = (value: Scalar): boolean => typeof value === "string" && value !== "";

function amounts(name: string, change: (value: number) => Scalar): DamageKind {
  return { name, damage: (of) => changeOne(of, ["money"], isNumber, (value) => change(Number(value))) };
}

function dates(name: string, change: (value: number) => Scalar): DamageKind {
  return { name, damage: (of) => changeOne(of, ["date"], isNumber, (value) => change(Number(value))) };
}

function texts(name: string, change: (value: string) => Scalar): DamageKind {
  return { name, damage: (of) => changeOne(of, ["text"], isText, (value) => change(String(value))) };
}

function changeOne(of: DamagedBook, kinds: Parameters<DamagedBook["cell"]>[0], accepts: (value: Scalar) => boolean, change: Change): void {
  const { table, row, header, value } = of.cell(kinds, accepts);
  const now = change(value);
  if (now === value) throw new NotHere("nothing would change");
  of.put(table, row, header, now);
}

/** One named cell of a table: the columns by which rows are known. */
function named(name: string, header: string, change: Change): DamageKind {
  return {
    name,
    damage: (of) => {
      for (let attempt = 0; attempt < 20; attempt++) {
        const { table } = of.filled();
        if (!table.columns.some((column) => column.name === header)) continue;
        const row = of.below(of.bodyRows(table));
        const value = of.value(table, row, header);
        if (value === null) continue;
        of.put(table, row, header, change(value));
        return;
      }
      throw new NotHere(header);
    },
  };
}

function formula(name: string, make: (value: Scalar) => { readonly formula: string; readonly value: Scalar }): DamageKind {
  return {
    name,
    damage: (of) => {
      const { table, row, header, value } = of.cell(["money", "number", "date", "text"]);
      const made = make(value);
      of.put(table, row, header, made.value, made.formula);
    },
  };
}

const quoted = (value: Scalar): string => (typeof value === "number" ? String(value) : `"${String(value).replaceAll('"', '""')}"`);

/** One cell of a posted row. */
const CELL_KINDS: readonly DamageKind[] = [
  amounts("amount overtyped", (value) => value + 1), amounts("amount with another sign", (value) => -value), amounts("amount a hundred times as large", (value) => value * 100),
  amounts("amount a thousandth (45.000 for 45,000)", (value) => value / 1000), amounts("amount with a rest of arithmetic", (value) => value + 0.000000001),
  amounts("amount off by a cent", (value) => value - 0.01), amounts("amount as text", (value) => String(value)), amounts("amount as text with a comma", (value) => String(value).replace(".", ",")),
  amounts("amount as text with a blank", (value) => ` ${String(value)}`), amounts("amount cleared", () => null), amounts("amount an error", () => new ErrorValue("#N/A")), amounts("amount true or false", () => true),
  amounts("amount with the digits turned", (value) => Number([...String(Math.abs(value))].reverse().join("").replace(/\.(?=.*\.)/g, "")) + 7), amounts("amount zero", () => 0),
  dates("date a day later", (value) => value + 1), dates("date in another century", (value) => value - 36525), dates("date with a time", (value) => value + 0.5), dates("date as text", (value) => new Date((value - 25569) * 86_400_000).toISOString().slice(0, 10)),
  dates("date as a number in a text", (value) => String(value)), dates("date cleared", () => null), dates("date moved by the 1904 system", (value) => value - 1462), dates("date an error", () => new ErrorValue("#VALUE!")),
  texts("text with a blank behind", (value) => `${value} `), texts("text in other letters", (value) => (value === value.toUpperCase() ? value.toLowerCase() : value.toUpperCase())), texts("text with more behind", (value) => `${value}x`),
  texts("text cleared", () => null), texts("text an error", () => new ErrorValue("#REF!")), texts("text turned into a number", () => 4711), texts("text with a no-break space", (value) => `${value}\u00A0`),
  named("customer changed", "Customer", () => "00417x"), named("currency changed", "Currency", (value) => (value === "EUR" ? "USD" : "EUR")), named("kind changed", "Kind", (value) => `${String(value)}s`),
  named("number changed", "Number", (value) => `${String(value)}9`), named("number of another series", "Number", () => "INV-1999-0001"), named("entry cleared", "Entry", () => null), named("entry changed", "Entry", (value) => `${String(value)}Z`),
  named("check cleared", "Check", () => null), named("check changed", "Check", (value) => String(value).split("").reverse().join("") + "0"), named("line number changed", "Line", (value) => Number(value) + 40), named("line number as text", "Line", (value) => String(value)),
  named("part changed", "Part", (value) => Number(value) + 3), named("reference changed", "Reference", (value) => `${String(value)} (new)`), named("due date changed", "Due", (value) => Number(value) + 14), named("payee changed", "To", (value) => `${String(value)}0`),
  formula("formula with the right value", (value) => ({ formula: quoted(value), value })), formula("formula with another value", () => ({ formula: "1+1", value: 2 })), formula("formula that fails", () => ({ formula: "NA()", value: new ErrorValue("#N/A") })),
];

export const DAMAGE_KINDS: readonly DamageKind[] = [...CELL_KINDS, ...ROW_KINDS, ...COLUMN_KINDS, ...TABLE_KINDS, ...JOURNAL_KINDS];
