import type { PartOffer } from "../../../src/core/cash/discountOffer";
import type { PayableItem } from "../../../src/core/cash/payable";
import { currency } from "../../support/entries";
import { isoDay } from "../../support/days";

/** "INV-1 100 due 2026-01-31 [discount 2 until 2026-01-10]" in cents: nothing settled yet, one part. */
export function payable(line: string, more: Partial<PayableItem> = {}): PayableItem {
  const [number = "", open = "0", , due = "", , discount, , until] = line.split(" ");
  const offer: PartOffer | null = discount === undefined || until === undefined ? null : { until: isoDay(until), discount: Number(discount), of: Number(open) };
  return {
    number, customer: "C", date: isoDay("2026-01-01"), currency: currency("EUR"), reference: "", open: Number(open), discountLeft: offer?.discount ?? 0,
    parts: [{ part: 1, due: isoDay(due), amount: Number(open), offer }], discount: offer === null ? null : { amount: offer.discount, until: offer.until }, ...more,
  };
}
