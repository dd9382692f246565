import type { LedgerIndex } from "../../core/reports/ledgerIndex";
import { type OpenItem, openItems } from "../../core/reports/openItems";
import type { CurrencyCode } from "../../core/values/currency";
import type { PlainDate } from "../../core/values/plainDate";
import { allAccounts, type StripBucket } from "./figures";

/** Which open items a figure of Home is made of. */
export type ItemFilter =
  | { readonly kind: "open" | "overdue" | "unapplied"; readonly currency: CurrencyCode }
  /** One part of the aging strip; days past due as the strip gives them, `from` null for what is not due. */
  | { readonly kind: "bucket"; readonly currency: CurrencyCode; readonly from: StripBucket["from"]; readonly to: StripBucket["to"] };

export interface ListedItem extends OpenItem {
  readonly customer: string;
}

export interface ItemList {
  /** The longest due first; credits by their date. */
  readonly items: readonly ListedItem[];
  /** Minor units: the figure that the list stands for. Credit on account counts as above zero where it is listed alone. */
  readonly total: number;
}

/** The items behind a figure, and their sum. */
export function listItems(index: LedgerIndex, filter: ItemFilter, asOf: PlainDate): ItemList {
  const accounts = allAccounts(index).filter((account) => index.accounts[account]?.currency === filter.currency);
  const items = openItems(index, accounts, asOf)
    .filter((item) => belongs(item, filter))
    .map((item): ListedItem => ({ ...item, customer: index.accounts[item.account]?.customer ?? "" }))
    .sort((a, b) => (a.due ?? a.date) - (b.due ?? b.date));
  const sum = items.reduce((total, { open }) => total + open, 0);
  return { items, total: filter.kind === "unapplied" && sum !== 0 ? -sum : sum };
}

function belongs({ daysLate, kind }: OpenItem, filter: ItemFilter): boolean {
  if (filter.kind === "unapplied") return kind === "credit";
  if (daysLate === null) return false;
  switch (filter.kind) {
    case "open":
      return true;
    case "overdue":
      return daysLate > 0;
    case "bucket":
      return filter.from === null ? daysLate <= 0 : daysLate >= filter.from && (filter.to === null || daysLate <= filter.to);
  }
}
