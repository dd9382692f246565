import type {
  AppliedPart, BilledDocument, BilledDue, BilledLine, BilledTreatment, DeductionItem, EntryBody, EntryKind, InterestCharge,
  InvoiceBody, Party, PaymentDocument, PrepaidPart, RefundDocument, RefundPart, Settlement, TaxGroup,
} from "../core/ledger/entries";
import { DISCOUNT_BASES } from "../core/cash/discountBase";
import type { DuePart } from "../core/ledger/facts";
import { type Result, ok, refuse } from "../core/values/result";
import { formatIsoDate } from "../core/values/plainDate";
import {
  DecodeProblem, type Decoder, currencyOf, dateOf, flagOf, listOf, minorOf, nullable, objectOf, oneOf, optional, recordOf,
  textOf,
} from "./decoder";

/** Version of the payload's shape. A payload of a newer version is not read (the book opens read-only). */
export const PAYLOAD_VERSION = 1;

export interface PayloadProblem {
  readonly code: "notJson" | "newerVersion" | "wrongShape";
  readonly path: string;
  readonly expected: string;
}

/** Names of fields that hold days; in the payload they are ISO texts. */
const DATE_FIELDS: ReadonlySet<string> = new Set(["date", "bankDate", "due", "discountUntil", "supplyDate", "after", "through"]);

/** An entry's body as JSON text: `{"v":1, …}`, dates as ISO texts, amounts as whole minor units. */
export function encodeBody(body: EntryBody): string {
  return JSON.stringify({ v: PAYLOAD_VERSION, ...body }, (key, value: unknown) =>
    DATE_FIELDS.has(key) && typeof value === "number" ? isoOfDay(value) : value,
  );
}

/** Reads what encodeBody wrote. `encodeBody(decodeBody(text).value)` is `text`. */
export function decodeBody(text: string): Result<EntryBody, PayloadProblem> {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return refuse({ code: "notJson", path: "", expected: "JSON" });
  }
  try {
    const record = recordOf(value, "");
    if (minorOf(record["v"], "v") > PAYLOAD_VERSION) return refuse({ code: "newerVersion", path: "v", expected: String(PAYLOAD_VERSION) });
    const kind = oneOf(...ENTRY_KINDS)(record["kind"], "kind");
    return ok(BODIES[kind](record, ""));
  } catch (problem) {
    if (problem instanceof DecodeProblem) return refuse({ code: "wrongShape", path: problem.path, expected: problem.expected });
    throw problem;
  }
}

function isoOfDay(value: number): string {
  return formatIsoDate(value as Parameters<typeof formatIsoDate>[0]);
}

const duePart: Decoder<DuePart> = objectOf<DuePart>({ part: minorOf, due: dateOf, amount: minorOf });

const billedDue: Decoder<BilledDue> = objectOf<BilledDue>({
  part: minorOf, due: dateOf, amount: minorOf, discountUntil: nullable(dateOf), discount: minorOf,
});

const party: Decoder<Party> = objectOf<Party>({
  name: textOf, address: textOf, city: textOf, postalCode: textOf, country: textOf, taxId: textOf, email: textOf,
  buyerReference: textOf, electronicAddress: textOf,
});

const billedLine: Decoder<BilledLine> = objectOf<BilledLine>({
  line: minorOf, kind: oneOf("item", "discount", "charge"), rowId: textOf, date: nullable(dateOf), supplyDate: dateOf, item: textOf,
  description: textOf, quantity: textOf, unit: textOf, unitPrice: textOf, discountPercent: textOf, taxCode: textOf, treatment: minorOf, ratePercent: textOf,
  net: minorOf,
});

const billedTreatment: Decoder<BilledTreatment> = objectOf<BilledTreatment>({
  code: textOf, category: textOf, exemptionReason: textOf,
  components: listOf(objectOf<BilledTreatment["components"][number]>({ code: textOf, ratePercent: textOf, included: flagOf, compounds: flagOf })),
});

const taxGroup: Decoder<TaxGroup> = objectOf<TaxGroup>({
  category: textOf, code: textOf, ratePercent: textOf, exemptionReason: textOf, taxable: minorOf, tax: minorOf,
});

const billedDocument: Decoder<BilledDocument> = objectOf<BilledDocument>({
  number: textOf, customer: textOf, date: dateOf, currency: currencyOf, reference: textOf,
  terms: objectOf<BilledDocument["terms"]>({ code: textOf, rule: textOf, discountBase: optional(oneOf(...DISCOUNT_BASES)) }),
  exchangeRate: textOf, bookCurrency: optional(currencyOf), rounding: oneOf("perGroup", "perLine"), seller: party, buyer: party, lines: listOf(billedLine), treatments: listOf(billedTreatment),
  taxGroups: listOf(taxGroup), net: minorOf, tax: minorOf, total: minorOf, payableRounding: optional(minorOf), dues: listOf(billedDue), template: optional(minorOf),
});

const paymentDocument: Decoder<PaymentDocument> = objectOf<PaymentDocument>({
  number: textOf, kind: oneOf("payment", "deposit"), customer: textOf, date: dateOf, bankDate: nullable(dateOf), deposit: textOf,
  method: textOf, reference: textOf, currency: currencyOf, exchangeRate: textOf, bookCurrency: optional(currencyOf),
  amount: minorOf, fee: minorOf,
});

const deductionItem: Decoder<DeductionItem> = objectOf<DeductionItem>({ number: textOf, amount: minorOf, due: dateOf, reason: textOf, owner: optional(textOf) });

const settlement: Decoder<Settlement> = objectOf<Settlement>({
  to: textOf, customer: textOf, amount: minorOf, discount: minorOf, writeOff: minorOf, deduction: nullable(deductionItem), reason: textOf, approvedBy: optional(textOf),
});

const appliedPart: Decoder<AppliedPart> = objectOf<AppliedPart>({ to: textOf, customer: textOf, amount: minorOf, discount: minorOf });

const interestCharge: Decoder<InterestCharge> = objectOf<InterestCharge>({
  item: textOf, after: dateOf, through: dateOf, ratePercent: textOf, principalDays: textOf, interest: minorOf, fee: minorOf,
});

const refundDocument: Decoder<RefundDocument> = objectOf<RefundDocument>({
  number: textOf, customer: textOf, date: dateOf, bankDate: nullable(dateOf), method: textOf, reference: textOf, currency: currencyOf, exchangeRate: textOf,
  amount: minorOf, reason: textOf,
});

const refundPart: Decoder<RefundPart> = objectOf<RefundPart>({ from: textOf, amount: minorOf });

const prepaidPart: Decoder<PrepaidPart> = objectOf<PrepaidPart>({ from: textOf, amount: minorOf });

const charge: Decoder<InvoiceBody> = objectOf<InvoiceBody>({
  kind: oneOf("invoice", "debitMemo"), document: billedDocument, adjusts: optional(textOf), interest: optional(listOf(interestCharge)), prepaid: optional(listOf(prepaidPart)), typed: optional(textOf),
});

type BodyOf<K extends EntryKind> = Extract<EntryBody, { readonly kind: K }>;

const BODIES: { readonly [K in EntryKind]: Decoder<EntryBody> } = {
  invoice: charge,
  debitMemo: charge,
  creditMemo: objectOf<BodyOf<"creditMemo">>({
    kind: oneOf("creditMemo"), document: billedDocument, original: nullable(textOf), applications: listOf(appliedPart),
  }),
  payment: objectOf<BodyOf<"payment">>({ kind: oneOf("payment"), payment: paymentDocument, settlements: listOf(settlement), typed: optional(textOf) }),
  application: objectOf<BodyOf<"application">>({ kind: oneOf("application"), from: textOf, date: dateOf, applications: listOf(appliedPart) }),
  void: objectOf<BodyOf<"void">>({ kind: oneOf("void"), document: textOf, customer: textOf, date: dateOf, reason: textOf }),
  reversal: objectOf<BodyOf<"reversal">>({
    kind: oneOf("reversal"), number: textOf, payment: textOf, customer: textOf, date: dateOf, currency: currencyOf, amount: minorOf, reason: textOf,
  }),
  writeOff: objectOf<BodyOf<"writeOff">>({
    kind: oneOf("writeOff"), document: textOf, customer: textOf, date: dateOf, amount: minorOf, reason: textOf,
    approvedBy: optional(textOf),
  }),
  chargeBack: objectOf<BodyOf<"chargeBack">>({
    kind: oneOf("chargeBack"), deduction: textOf, customer: textOf, date: dateOf, amount: minorOf, reason: textOf,
  }),
  refund: objectOf<BodyOf<"refund">>({ kind: oneOf("refund"), refund: refundDocument, parts: listOf(refundPart) }),
  merge: objectOf<BodyOf<"merge">>({ kind: oneOf("merge"), from: textOf, into: textOf, date: dateOf, reason: textOf }),
  opening: objectOf<BodyOf<"opening">>({
    kind: oneOf("opening"), side: oneOf("charge", "credit"), number: textOf, customer: textOf, date: dateOf, currency: currencyOf,
    reference: textOf, amount: minorOf, dues: listOf(duePart), exchangeRate: optional(textOf), bookCurrency: optional(currencyOf),
  }),
  change: objectOf<BodyOf<"change">>({
    kind: oneOf("change"), table: textOf, key: textOf,
    cells: listOf(objectOf<{ column: string; before: string; after: string }>({ column: textOf, before: textOf, after: textOf })),
    reason: optional(textOf),
  }),
};

/** Every kind of entry. */
export const ENTRY_KINDS: readonly EntryKind[] = [
  "invoice", "debitMemo", "creditMemo", "payment", "application", "void", "reversal", "writeOff", "chargeBack", "refund", "opening", "merge",
  "change",
];
