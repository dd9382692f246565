import type { BilledDocument, Party } from "../core/ledger/entries";
import { FIRST_TEMPLATE } from "./invoiceSheetLayout";
import { customerFinder } from "./masterData";
import type { Snapshot } from "./port";
import { viewTable } from "./tables";

/** Why a print of a document is a copy of what went out and not the same thing again. */
export type CopyReason =
  | { readonly kind: "asked" }
  /** By the headers in Settings or Customers. */
  | { readonly kind: "seller" | "buyer"; readonly changed: readonly string[] }
  | { readonly kind: "buyerGone"; readonly customer: string }
  | { readonly kind: "template"; readonly was: number; readonly is: number };

/** What a document would be printed with today. */
export interface PrintedNow {
  readonly snapshot: Snapshot;
  readonly seller: Party;
  readonly template: number;
  /** A person asked for a copy. */
  readonly isAsked: boolean;
}

/** What is not as it was when the document was posted; empty when a print shows the same thing again. */
export function copyReasons(document: BilledDocument, { snapshot, seller, template, isAsked }: PrintedNow): readonly CopyReason[] {
  const reasons: CopyReason[] = isAsked ? [{ kind: "asked" }] : [];
  const sellerChanged = changedFields(document.seller, seller, SELLER_HEADERS);
  if (sellerChanged.length > 0) reasons.push({ kind: "seller", changed: sellerChanged });
  const customers = viewTable(snapshot, "Customers");
  const buyer = customers === null ? null : customerFinder(customers)(document.customer).found;
  const buyerChanged = buyer === null ? [] : changedFields(document.buyer, buyer.party, BUYER_HEADERS);
  if (buyer === null) reasons.push({ kind: "buyerGone", customer: document.customer });
  else if (buyerChanged.length > 0) reasons.push({ kind: "buyer", changed: buyerChanged });
  const was = document.template ?? FIRST_TEMPLATE;
  if (was !== template) reasons.push({ kind: "template", was, is: template });
  return reasons;
}

/** "It is marked as a copy: the seller's Address is another one since it was posted." "" without a reason. */
export function copySentence(reasons: readonly CopyReason[]): string {
  const parts = reasons.map((reason): string => {
    switch (reason.kind) {
      case "asked":
        return "a copy was asked for";
      case "seller":
        return `in Settings, ${reason.changed.join(", ")} changed since it was posted`;
      case "buyer":
        return `in Customers, ${reason.changed.join(", ")} changed since it was posted`;
      case "buyerGone":
        return `customer ${reason.customer} is not in Customers any more`;
      case "template":
        return `the printed form is version ${reason.is}, and it was posted with version ${reason.was}`;
    }
  });
  return parts.length === 0 ? "" : `It is marked as a copy and shows what was posted: ${parts.join("; ")}.`;
}

const SELLER_HEADERS: Readonly<Record<keyof Party, string>> = {
  name: "Company name", address: "Address", city: "City", postalCode: "Postal code", country: "Country", taxId: "Tax ID", email: "Email",
  buyerReference: "Buyer reference", electronicAddress: "E-address",
};
const BUYER_HEADERS: Readonly<Record<keyof Party, string>> = { ...SELLER_HEADERS, name: "Name" };
const FIELDS: readonly (keyof Party)[] = ["name", "address", "city", "postalCode", "country", "taxId", "email", "buyerReference", "electronicAddress"];

function changedFields(was: Party, is: Party, headers: Readonly<Record<keyof Party, string>>): readonly string[] {
  return FIELDS.filter((field) => plain(was[field]) !== plain(is[field])).map((field) => headers[field]);
}

/** Line ends and outer blanks are no change. */
function plain(text: string): string {
  return text.replaceAll("\r\n", "\n").trim();
}
