import { TestBook } from "../support/book";
import { type PaneBench, openPane } from "./paneBench";

const settled = async (made: PaneBench): Promise<void> => made.until(() => made.pane.lock.runner.store.get().phase !== "planning");

async function lock(made: PaneBench, through: string, reason = ""): Promise<boolean> {
  made.pane.lock.setThrough(through);
  if (reason !== "") made.pane.lock.setReason(reason);
  await made.until(() => made.pane.lock.runner.store.get().phase === "preview");
  return (await made.pane.lock.runner.carryOut()) !== null;
}

const lockedThrough = ({ book }: PaneBench): unknown => book.rows("Settings").find(({ Setting }) => Setting === "Locked through")?.["Value"];

test("it proposes the end of last month; locking is recorded, and nothing can be posted before it any more", async () => {
  const made = await openPane(await TestBook.withCustomers());
  made.pane.lock.enter();
  expect(made.pane.lock.store.get().throughText).toBe("2026-01-31");
  expect(made.pane.lock.reading().kind).toBe("lock");
  await settled(made);
  const journal = made.book.rows("Journal_A").length;
  expect((await made.pane.lock.runner.carryOut())?.status).toBe("posted");
  expect(lockedThrough(made)).toBe("2026-01-31");
  expect(made.book.rows("Journal_A").slice(journal).map(({ Kind }) => Kind)).toEqual(["change"]);
  const refused = await made.book.act("createInvoices", { invoiceDate: "2026-01-31", rows: [{ customer: "ACME", description: "Work", quantity: 1, unitPrice: 5, taxCode: "Z0" }] });
  expect(refused.status).toBe("refused");
});

test("unlocking asks for a reason first, which stands in the Journal", async () => {
  const made = await openPane(await TestBook.withCustomers());
  expect(await lock(made, "2026-01-31")).toBe(true);
  made.pane.lock.setThrough("2025-12-31");
  expect(made.pane.lock.reading()).toMatchObject({ kind: "unlock", isReasonMissing: true });
  expect(made.pane.lock.runner.store.get().phase).toBe("closed");
  expect(await lock(made, "2025-12-31", "Late invoice of a supplier")).toBe(true);
  expect(lockedThrough(made)).toBe("2025-12-31");
  expect(JSON.stringify(made.book.rows("Journal_A").at(-1))).toContain("Late invoice of a supplier");
});

test.each([["2026-01-31", "lock"], ["", "same"], ["yesterday", "wrong"], ["31.01.2026x", "wrong"]])("%j is read as %s", async (text, kind) => {
  const made = await openPane(await TestBook.withCustomers());
  made.pane.lock.setThrough(text);
  expect(made.pane.lock.reading().kind).toBe(kind);
});
