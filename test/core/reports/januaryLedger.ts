import type { LedgerFacts } from "../../../src/core/ledger/facts";
import { apply, charge, credit } from "./support";

/**
 * A month in which everything happens, once. A pays for B, a payment with a discount and a deduction bounces, a deposit is
 * refunded, one refund comes back, an invoice and a payment are cancelled; USD and a customer without anything stand beside.
 */
export const januaryLedger: LedgerFacts = {
  charges: [
    charge("OPN", "2025-12-01", 50_000, { kind: "opening", dues: [["2025-12-31", 50_000]] }),
    charge("INV-1", "2026-01-05", 100_000, { kind: "invoice", dues: [["2026-01-15", 30_000], ["2026-02-04", 70_000]] }),
    charge("INV-2", "2026-01-10", 40_000, { dues: [["2026-02-09", 40_000]] }),
    charge("DM-1", "2026-01-15", 5_000, { kind: "debitMemo" }),
    charge("INV-1-D1", "2026-01-20", 700, { kind: "deduction", dues: [["2026-02-04", 700]] }),
    charge("INV-B", "2026-01-08", 9_000, { customer: "B", dues: [["2026-01-09", 9_000]] }),
    charge("US-1", "2026-01-03", 7_777, { currency: "USD" }),
    charge("LATER", "2026-03-01", 1_234, { customer: "C" }),
  ],
  credits: [
    credit("OPN-C", "2025-12-15", 1_500, { kind: "opening" }),
    credit("PAY-1", "2026-01-20", 97_000),
    credit("CM-1", "2026-01-22", 2_000),
    credit("DEP-1", "2026-01-25", 3_000, { kind: "deposit" }),
    credit("PAY-0", "2026-01-28", 800, { kind: "payment" }),
    credit("PAY-2", "2026-02-02", 20_000, { kind: "payment" }),
  ],
  applications: [
    apply("2026-01-12", null, "INV-2", 40_000, { kind: "void" }),
    apply("2026-01-20", "PAY-1", "INV-1", 96_000, { discount: 2_000 }),
    apply("2026-01-20", null, "INV-1", 700, { kind: "deduction" }),
    apply("2026-01-21", "PAY-1", "INV-B", 1_000),
    apply("2026-01-22", "CM-1", "INV-1", 1_300, { kind: "credit" }),
    apply("2026-01-23", null, "OPN", 500, { kind: "writeOff" }),
    apply("2026-01-26", "DEP-1", null, 3_000, { kind: "refund" }),
    apply("2026-01-27", "PAY-1", "INV-1", -96_000, { discount: -2_000, kind: "reversal" }),
    apply("2026-01-27", "PAY-1", "INV-B", -1_000, { kind: "reversal" }),
    apply("2026-01-27", null, "INV-1-D1", 700, { kind: "reversal" }),
    apply("2026-01-27", null, "INV-1", -700, { kind: "reversal" }),
    apply("2026-01-27", "PAY-1", null, 97_000, { kind: "reversal" }),
    apply("2026-01-28", "PAY-0", null, 800, { kind: "void" }),
    apply("2026-01-29", "DEP-1", null, -3_000, { kind: "reversal" }),
    apply("2026-01-30", "CM-1", null, 700, { kind: "void" }),
    apply("2026-02-02", "PAY-2", "OPN", 20_000),
  ],
};
