import { SCHEMA_VERSION } from "../../src/workbook/schema";
import { columnLetters } from "../../src/workbook/address";
import { bookSchema, isSchemaNewer } from "../../src/workbook/migrations";
import { ledgerId } from "../../src/workbook/settings";
import { runAction } from "../../src/actions/runAction";
import { migrate } from "../../src/actions/migrate";
import { ACTIONS } from "../../src/actions/registry";
import { Fault } from "../../src/workbook/fault";
import type { Snapshot, Workbook } from "../../src/workbook/port";
import { HostBook, messagesOf, seededBook } from "../support/hostBook";
import { STORED_BOOKS, figuresOf, storedBook, storedFigures } from "../support/storedBooks";
import { libreOfficeMissing, recalculatedByLibreOffice } from "../fuzz/libreOffice";
import { LEAST_INPUTS } from "../support/leastInputs";

jest.setTimeout(240_000);

async function within<T>(bytes: Uint8Array, work: (book: HostBook) => Promise<T>): Promise<T> {
  const book = HostBook.fromBytes(bytes);
  try {
    return await work(book);
  } finally {
    book.close();
  }
}

function snapshotOf(book: HostBook): Promise<Snapshot> {
  return book.port.read({ tables: ["Settings"], prefixes: ["Journal_"] });
}

const settingOf = (book: HostBook, name: string): unknown => book.rows("Settings").find((row) => row["Setting"] === name)?.["Value"] ?? null;
const journalOf = (book: HostBook): readonly string[] => book.lines("Journal_A", "Kind", "Document");

/** "Invoices!R7C14" as "Invoices!N7". */
function a1Of(place: string): string {
  return place.replace(/!R(\d+)C(\d+)$/, (_, row: string, column: string) => `!${columnLetters(Number(column) - 1)}${row}`);
}

describe.each(STORED_BOOKS)("the stored book %s", (name) => {
  const figures = storedFigures(name);

  test("reads as ever before it is migrated, and everything posts", async () => {
    await within(storedBook(name), async (book) => {
      expect(await figuresOf(book, figures)).toEqual(figures);
      const snapshot = await snapshotOf(book);
      expect([bookSchema(snapshot), ledgerId(snapshot), isSchemaNewer(snapshot)]).toEqual([1, "", false]);
      await book.post("createInvoices", { invoiceDate: "2026-02-03", rows: [{ customer: "ACME", item: "CONS", quantity: 1 }] });
      await book.post("postPayment", { customer: "ACME", amount: "1.00", apply: "auto" });
      expect(bookSchema(await snapshotOf(book))).toBe(1);
      expect((await book.check()).filter(({ severity }) => severity === "error")).toEqual([]);
    });
  });

  test("is the same book after it was migrated, with the columns it lacked", async () => {
    await within(storedBook(name), async (book) => {
      const customers = book.table("Customers");
      const own = customers.area.right + 1;
      book.editor.pasteText(customers.sheet, 0, own, [["My notes"], ["likes tea"]]);
      const before = new Map(book.cells());
      // What derived cells lack is refreshed by every act.
      const stale = new Set((await book.check()).filter(({ code }) => code === "derivedStale").map(({ at }) => at?.address ?? ""));
      const preview = await runAction(migrate, {}, { workbook: book.port, env: book.env(), confirm: "dryRun" });
      expect([preview.status, preview.issues.map(({ code }) => code)]).toEqual(["planned", ["migrationStep"]]);
      expect(preview.issues[0]?.message).toContain("From schema 1 to 2. The book gets a Ledger ID");
      expect(book.cells()).toEqual(before);

      const result = await book.post("migrate", { entry: "migration" });
      expect(result.entry).toBe("migration");
      expect([settingOf(book, "Schema version"), bookSchema(await snapshotOf(book))]).toEqual(["2", 2]);
      expect(ledgerId(await snapshotOf(book))).toMatch(/\S{5,}/);
      expect(settingOf(book, "Ledger ID")).toBe(ledgerId(await snapshotOf(book)));
      for (const [table, column] of [["Customers", "Merged into"], ["Invoices", "Rounding"], ["Applications", "Exchange gain"]] as const)
        expect(book.table(table).columns.map((each) => each.name).filter((header) => header === column)).toEqual([column]);
      expect(book.rows("Customers")[0]).toMatchObject({ "Customer": "ACME", "My notes": "likes tea" });
      // Every cell that was there holds what it held; only Settings and the Journal grew.
      const after = book.cells();
      const changed = [...before].filter(([at, value]) => after.get(at) !== value).map(([at]) => a1Of(at));
      expect(changed.filter((at) => !stale.has(at))).toEqual([]);
      expect(await figuresOf(book, figures)).toEqual(figures);
      expect((await book.check()).filter(({ severity }) => severity === "error")).toEqual([]);
      expect(journalOf(book).slice(-1)).toEqual(["change 2"]);

      const rows = book.rows("Settings").length;
      expect([(await book.act("migrate", { entry: "migration" })).status, (await book.act("migrate", {})).status]).toEqual(["exists", "exists"]);
      expect(book.rows("Settings")).toHaveLength(rows);
      await book.post("mergeCustomers", { from: "KUWAIT", into: "TOKYO", reason: "one owner" });
      expect(book.rows("Customers").find((row) => row["Customer"] === "KUWAIT")).toMatchObject({ "Merged into": "TOKYO" });
      await within(book.save(), async (again) => expect(again.rows("Customers")).toEqual(book.rows("Customers")));
    });
  });
});

(libreOfficeMissing() === null ? test : test.skip)("a migrated book that LibreOffice has opened and saved is the same book", async () => {
  const figures = storedFigures("schema1-whole");
  const migrated = await within(storedBook("schema1-whole"), async (book) => {
    await book.post("migrate", {});
    return book.save();
  });
  const [resaved] = recalculatedByLibreOffice([migrated]);
  if (resaved === undefined) throw new Error("LibreOffice gave nothing back");
  const book = new HostBook({ workbook: resaved });
  try {
    expect((await book.check()).filter(({ severity }) => severity === "error")).toEqual([]);
    expect(await figuresOf(book, figures)).toEqual(figures);
    expect(bookSchema(await snapshotOf(book))).toBe(2);
    await book.post("createInvoices", { invoiceDate: "2026-02-03", rows: [{ customer: "ACME", item: "CONS", quantity: 1 }] });
  } finally {
    book.close();
  }
});

/** The port, failing at one call: before it is made, or after. */
function failing(port: Workbook, at: { readonly call: keyof Workbook; readonly when: "before" | "after" }): Workbook {
  return new Proxy(port, {
    get: (target, key) => {
      const method: unknown = Reflect.get(target, key);
      if (typeof method !== "function" || key !== at.call) return method;
      return async (...given: readonly unknown[]): Promise<unknown> => {
        if (at.when === "before") throw new Fault("accessDenied", String(key), false);
        await Reflect.apply(method, target, given);
        throw new Fault("noAnswer", String(key), true);
      };
    },
  });
}

const KILLS = (["addColumns", "commitRow", "write"] as const).flatMap((call) => (["before", "after"] as const).map((when) => ({ call, when })));

test.each(KILLS)("a migration that broke off $when $call is finished by the next, with one Ledger ID", async (at) => {
  await within(storedBook("schema1-first"), async (book) => {
    await runAction(migrate, {}, { workbook: failing(book.port, at), env: book.env() }).catch((thrown: unknown) => expect(thrown).toBeInstanceOf(Fault));
    const journalled = (await snapshotOf(book)).tables.get("Journal_A")?.rows.filter((row) => row.includes("change") && row.includes("2")).length ?? 0;
    const again = await book.act("migrate", {});
    expect(messagesOf(again).filter((message) => !message.startsWith("From schema"))).toEqual([]);
    const id = ledgerId(await snapshotOf(book));
    expect(id).not.toBe("");
    const payloads = book.rows("Journal_A").filter((row) => row["Kind"] === "change" && row["Document"] === "2").map((row) => String(row["Payload 1"]));
    expect(payloads.length).toBeGreaterThanOrEqual(Math.max(1, journalled));
    for (const payload of payloads) if (payload.includes("Ledger ID")) expect(payload).toContain(id);
    expect(settingOf(book, "Schema version")).toBe("2");
    expect(book.rows("Settings").filter((row) => row["Setting"] === "Ledger ID")).toHaveLength(1);
    expect((await book.check()).filter(({ severity }) => severity === "error")).toEqual([]);
  });
});

test("the same act again writes what its broken-off run left unwritten", async () => {
  await within(storedBook("schema1-whole"), async (book) => {
    const broken = await runAction(migrate, { entry: "m" }, { workbook: failing(book.port, { call: "write", when: "before" }), env: book.env() });
    expect([broken.status, broken.issues.map(({ code }) => code), settingOf(book, "Ledger ID")]).toEqual(["posted", ["migrationStep", "tablesNotRefreshed"], null]);
    expect((await book.act("migrate", { entry: "m" })).status).toBe("exists");
    expect([settingOf(book, "Schema version"), settingOf(book, "Ledger ID") === null]).toEqual(["2", false]);
  });
});

test("a new book is of today's schema, with an id of its own, and the form does not know either", async () => {
  await within(await seededBook(), async (book) => {
    const snapshot = await snapshotOf(book);
    expect([bookSchema(snapshot), ledgerId(snapshot) === ""]).toEqual([SCHEMA_VERSION, false]);
    expect((await book.act("migrate", {})).status).toBe("exists");
    const refused = await book.act("saveSettings", { settings: { "Ledger ID": "another" } });
    expect([refused.status, refused.rejections.map(({ code }) => code)]).toEqual(["refused", ["inputFieldUnknown"]]);
    const put = await book.act("putRows", { table: "Settings", rows: [{ "Setting": "Ledger ID", "Value": "another" }] });
    expect([put.status, put.issues.map(({ code }) => code)]).toEqual(["refused", ["settingOfBook"]]);
  });
});

const NEWER = [
  { where: "Settings", make: (book: HostBook) => book.post("putRows", { table: "Settings", rows: [{ "Setting": "Paper size", "Value": "A4" }] }).then(() => setSchema(book, String(SCHEMA_VERSION + 1))) },
  { where: "a row of the Journal", make: async (book: HostBook) => {
    await book.post("createInvoices", { invoiceDate: "2026-01-31", rows: [{ customer: "ACME", item: "CONS", quantity: 1 }] });
    book.type("Journal_A", 1, "Schema", String(SCHEMA_VERSION + 1));
  } },
];

function setSchema(book: HostBook, version: string): void {
  const row = book.rows("Settings").findIndex((each) => each["Setting"] === "Schema version");
  book.type("Settings", row + 1, "Value", version);
}

test.each(NEWER)("a newer schema in $where: no act writes, figures go on", async ({ make }) => {
  await within(await seededBook(), async (book) => {
    await make(book);
    const before = book.cells();
    for (const { name } of ACTIONS) {
      const result = await book.act(name, LEAST_INPUTS[name]);
      expect([name, result.status, result.rejections.map(({ code }) => code)]).toEqual([name, "refused", ["schemaNewer"]]);
      expect(messagesOf(result)[0]).toContain("newer version of Open Item");
    }
    expect(book.cells()).toEqual(before);
    const [balance] = await book.evaluate('=BILLING.BALANCE("ACME")');
    expect(balance?.error ?? "").toBe("");
  });
});
