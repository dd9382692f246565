import { ok, refuse } from "../core/values/result";
import { holdsOtherEntries } from "../workbook/integrity/otherEntries";
import { type Rejection, rejection } from "../workbook/rejection";
import { journalTableName } from "../workbook/schema";
import { newJournalTable } from "../workbook/seed";
import { freeSeat, lastSeat, seatClaim, seatHolder } from "../workbook/seats";
import { journalTables } from "../workbook/tables";
import { type Action, changeSet } from "./action";
import { bookReads, openBook } from "./book";
import { decodeFields } from "./inputFields";

export interface ClaimSeatInput {
  /** continue: post as a seat that the book has, whoever posted as it before. new: a seat with a Journal and numbers of its own. */
  readonly how: "continue" | "new";
  /** "": the seat that posted last; of new ones the first whose Journal was made and never posted in, else the first free one. */
  readonly seat: string;
}

export type ClaimSeatCode = "seatTaken" | "seatUnknown" | "nothingToClaim" | "journalLost";

/**
 * This device posts as a seat from now on: journalled in that seat's Journal, so that another device which posted as it is
 * refused at its next act. A new seat also takes this copy of the book for the right one: its numbers can clash with none.
 */
export const claimSeat: Action<ClaimSeatInput> = {
  name: "claimSeat",
  mends: true,
  decode: (given) =>
    decodeFields(given ?? {}, ["how", "seat"], "", (fields) => {
      const how = fields.text("how") || "continue";
      if (how !== "continue" && how !== "new") fields.wrong("how", "continue or new");
      const seat = fields.text("seat");
      if (seat !== "" && !/^[A-Z]{1,2}$/.test(seat)) fields.wrong("seat", "one or two letters from A to Z");
      return { how: how === "new" ? "new" : "continue", seat };
    }),
  reads: (_input, env) => bookReads(["Invoices", "Payments"], env.seat),
  plan: (snapshot, input, env) => {
    const journals = journalTables(snapshot).map(({ name }) => name.slice(journalTableName("").length));
    const opened = openBook(snapshot, { reads: [], writes: [], seat: journals.includes(env.seat) ? env.seat : (journals[0] ?? env.seat) });
    if (!opened.ok) return opened;
    const { entries, rows } = opened.value;
    const no = (code: ClaimSeatCode, params: Readonly<Record<string, string>>): ReturnType<typeof claimSeat.plan> => refuse<Rejection>(rejection(code, params));
    // A Journal in which nobody has posted may be what a claim that broke off left behind.
    const isUnused = (name: string): boolean => name !== env.seat && journals.includes(name) && !rows.some(({ head }) => head.seat === name);
    const free = freeSeat(new Set(journals)) ?? "";
    const seat = input.seat !== "" ? input.seat : input.how === "new" ? (journals.find(isUnused) ?? free) : lastSeat(entries);
    if (input.how === "new" && journals.includes(seat) && !isUnused(seat)) return no("seatTaken", { seat, free });
    // The Journal of the very seat may be the one that is gone: its numbers would be given again.
    if (input.how === "new" && holdsOtherEntries(snapshot, new Set(entries.map(({ head }) => head.id)))) return no("journalLost", {});
    if (input.how === "continue" && !journals.includes(seat)) return no("seatUnknown", { seat, known: journals.join(", ") });
    const holder = seatHolder(entries, seat);
    const device = env.device ?? "";
    if (holder !== null && holder.device === device && input.how === "continue" && env.seat === seat) return no("nothingToClaim", { seat });
    const known = new Set(rows.map(({ head }) => head.id));
    const without = input.how === "new" ? (env.memory?.rows ?? []).filter(({ row, state }) => (state === "stands" || state === "committed") && !known.has(row.head.id)).map(({ row }) => row.head.id) : [];
    return ok(changeSet({
      seat,
      entries: [{ id: env.entryId, body: seatClaim(seat, holder?.device ?? "", device) }],
      newTables: input.how === "new" && !journals.includes(seat) ? [newJournalTable(seat)] : [],
      remembers: { seat: true, ...(input.how === "new" ? { copy: { without } } : {}) },
    }));
  },
};
