import { customerKey } from "../core/ledger/customers";
import type { MergeBody } from "../core/ledger/entries";
import type { PlainDate } from "../core/values/plainDate";
import { type Result, ok, refuse } from "../core/values/result";
import { customerFinder } from "../workbook/masterData";
import { MERGED_INTO } from "../workbook/mergedCustomers";
import { type Rejection, rejection } from "../workbook/rejection";
import type { TableName } from "../workbook/schema";
import { viewTable } from "../workbook/tables";
import { type Action, changeSet } from "./action";
import { bookReads, openBook } from "./book";
import { decodeFields } from "./inputFields";

export interface MergeCustomersInput {
  readonly from: string;
  readonly into: string;
  readonly date: PlainDate | null;
  readonly reason: string;
}

/** In order of precedence, after those of the input and of the book. */
export const MERGE_CUSTOMERS_CODES = ["columnMissing", "mergedAlready", "customerUnknown", "customerAmbiguous", "mergeWithItself"] as const;
export type MergeCustomersCode = (typeof MERGE_CUSTOMERS_CODES)[number];

const WRITES: readonly TableName[] = ["Customers"];

/**
 * Two ids that are one customer: everything posted for `from`, before and after, counts for `into`, and a lookup of the old id
 * finds the new one. Posted rows keep the id they were posted with; the row of `from` in Customers says into whom it was merged.
 * Totals do not change, on no day; currencies may differ, since they are never added.
 */
export const mergeCustomers: Action<MergeCustomersInput> = {
  name: "mergeCustomers",
  decode: (given) =>
    decodeFields(given, ["from", "into", "date", "reason"], "", (fields) => ({
      from: fields.requiredText("from"), into: fields.requiredText("into"), date: fields.date("date"), reason: fields.text("reason"),
    })),
  reads: (_input, env) => bookReads(WRITES, env.seat),
  plan: (snapshot, input, env) => {
    const opened = openBook(snapshot, { reads: [], writes: WRITES, seat: env.seat });
    if (!opened.ok) return opened;
    const book = opened.value;
    const no = (code: MergeCustomersCode, params: Readonly<Record<string, string | number>>): Result<never, Rejection<MergeCustomersCode>> => refuse(rejection(code, params));
    const view = viewTable(snapshot, "Customers");
    if (view === null) throw new Error("The preflight found the table Customers");
    const { name: table, sheet } = view.snapshot;
    if (!view.indexes.has(MERGED_INTO)) return no("columnMissing", { table, sheet, column: MERGED_INTO, others: "" });
    const already = book.ledger.aliases.get(customerKey(input.from));
    if (already !== undefined) return no("mergedAlready", { customer: input.from, into: already });
    const find = customerFinder(view);
    const [from, into] = [find(input.from), find(input.into)];
    for (const [wanted, lookup] of [[input.from, from], [input.into, into]] as const)
      if (lookup.found === null) return no(lookup.reason === "unknown" ? "customerUnknown" : "customerAmbiguous", { customer: wanted, near: lookup.near });
    if (from.found === null || into.found === null) throw new Error("Both were found");
    if (from.found.id === into.found.id) return no("mergeWithItself", { customer: from.found.id });
    const date = input.date ?? book.settings.sampleDate ?? env.today;
    const body: MergeBody = { kind: "merge", from: from.found.id, into: into.found.id, date, reason: input.reason };
    return ok(changeSet({ entries: [{ id: env.entryId, body }] }));
  },
};
