import type { RoleWords } from "./headers";

/** Every joining of a thing and a suffix: invoiceno, invoicenumber, invno … */
function join(things: readonly string[], suffixes: readonly string[]): string[] {
  return things.flatMap((thing) => suffixes.map((suffix) => thing + suffix));
}

const NUMBER = ["number", "no", "nr", "num", "nbr", "id", "code", "ref", "reference", "refno"];
const INVOICE_THINGS = ["invoice", "inv", "document", "doc", "bill", "taxinvoice", "salesinvoice", "voucher"];
const CUSTOMER_THINGS = ["customer", "client", "debtor", "cust", "buyer", "payer", "payor"];
const NOT_CUSTOMER = ["email", "mail", "address", "phone", "type", "group", "po", "country", "city", "since", "terms", "order", "name", "currency", "balance", "notes", "note", "category", "vat", "tax"];
const NOT_PLAIN_DATE = ["due", "paid", "payment", "pay", "delivery", "delivered", "ship", "shipped", "service", "supply", "start", "end", "from", "to", "until", "received", "order", "ordered", "po", "reminder", "sent", "period", "discount", "update", "updated", "modified"];
const NOT_AMOUNT = ["net", "tax", "vat", "gst", "due", "paid", "open", "balance", "outstanding", "discount", "unit", "line", "item", "qty", "quantity", "excl", "excluding", "before", "remaining", "unpaid", "received", "credit", "fee", "sub", "subtotal", "no", "count", "cost", "cents", "pence", "order"];

function has(words: ReadonlySet<string>, list: readonly string[]): boolean {
  return list.some((word) => words.has(word));
}

const INCLUSIVE = join(["amount", "total", "gross", "value", "invoiceamount", "invoicetotal", "totalamount"], join(["incl", "inc", "including", "inclusive", "with"], ["", "tax", "vat", "gst", "salestax", "oftax", "ofvat"]));

const CUSTOMER_IDS = [...join(CUSTOMER_THINGS, ["number", "no", "nr", "num", "id", "code", "key", "ref", "account", "accountno", "accountnumber"]), "cardcode", "kundennummer", "kundennr", "debitorennummer", "klantnummer"];
const CUSTOMER_WORDS = [...CUSTOMER_THINGS, "billto", "billedto", "soldto", "invoiceto", "customers", "clients", "kunde", "debitor", "cliente", "klant"];
const CUSTOMER_NAMES = [...join([...CUSTOMER_THINGS, "company", "contact", "account", "business", "billto", "organisation", "organization"], ["name"]), "cardname", "kundenname", "klantnaam"];
const ACCOUNT_IDS = join(["account", "acct", "billto", "soldto", "company", "contact"], ["number", "no", "nr", "num", "id", "code"]);

/** An id is surer than a name, and "account" may be a bookkeeping account, so it comes late. */
const CUSTOMER_TIERS: readonly (readonly string[])[] = [
  CUSTOMER_IDS,
  CUSTOMER_WORDS,
  CUSTOMER_NAMES,
  ACCOUNT_IDS,
  ["company", "organisation", "organization", "contact", "account", "acct", "business", "party", "partner"],
  ["name"],
];

const customerGuess = (words: ReadonlySet<string>): boolean => has(words, ["customer", "customers", "client", "clients", "debtor", "payer"]) && !has(words, NOT_CUSTOMER);

/** The name stands beside the id; it is looked for when the customer has its column. */
const AFTER_CUSTOMER: readonly (readonly string[])[] = CUSTOMER_TIERS.map(() => []);

export const INVOICE_ROLES: readonly RoleWords[] = [
  {
    role: "number",
    title: "Invoice",
    tiers: [
      [...join(INVOICE_THINGS, NUMBER.slice(0, 7)), "numberofinvoice", "rechnungsnummer", "rechnungsnr", "belegnummer", "factuurnummer"],
      ["invoice", "inv", "document", "doc", "bill", "voucher", "salesinvoice", "taxinvoice", ...join(INVOICE_THINGS, NUMBER.slice(7)), "rechnung", "factura", "facture"],
      ["number", "no", "nr", "num", "nbr", ...join(["transaction", "tran", "trans", "txn"], NUMBER.slice(0, 6))],
      ["id", "reference", "ref", "refno", "referenceno", "referencenumber"],
    ],
    guess: (words) => has(words, ["invoice", "inv", "invoices", "document", "doc", "bill"]) && has(words, NUMBER) && !has(words, ["customer", "client", "date", "amount", "po", "order"]),
  },
  { role: "customer", title: "Customer", tiers: CUSTOMER_TIERS, guess: customerGuess },
  {
    role: "due",
    title: "Due date",
    tiers: [
      [...join(["", "payment", "invoice", "inv", "bill", "net", "document"], ["duedate", "duedt", "dueon", "dueby"]), "datedue", "payby", "paybefore", "payableby", "payableon", "paymentdeadline", "maturitydate", "paymentdueby", "falligam", "falligkeit", "falligkeitsdatum", "vervaldatum", "dateecheance", "fechavencimiento"],
      ["due", "paymentdue", "invoicedue", "netdue", "maturity", "deadline", "matures", "expires", "echeance", "vencimiento"],
    ],
    // A due date that is overlooked would make everything late from its own date: any other "due" than an amount is taken.
    guess: (words) => has(words, ["due", "maturity"]) && !has(words, ["amount", "amt", "balance", "total", "days", "past", "status", "value"]),
  },
  {
    role: "terms",
    title: "Terms",
    tiers: [
      ["terms", "term", ...join(["payment", "pay", "invoice", "credit", "net", "due", "customer"], ["terms", "term"]), "termsofpayment", "termscode", "paymenttermscode", "paymentcondition", "paymentconditions", "zahlungsziel", "zahlungsbedingungen", "zahlungsbedingung"],
      ["netdays", "daysnet", "creditdays", "termsdays", "termdays", "paymentdays", "paymenttermsdays", "paymenttermdays", "duedays", "dueindays", "duein", "daystopay", "daysuntildue", "creditperiod", "creditperioddays"],
    ],
  },
  {
    role: "date",
    title: "Date",
    tiers: [
      [...join(["invoice", "inv", "document", "doc", "bill", "billing", "issue", "invoicing", "taxinvoice"], ["date", "dt"]), ...join(["date"], ["ofinvoice", "ofissue", "issued", "invoiced", "billed", "raised", "ofbill"]), "issuedon", "invoicedon", "billedon", "issueddate", "invoiceddate", "billeddate", "raisedon", "rechnungsdatum", "belegdatum", "factuurdatum", "datefacture", "fechafactura"],
      ["date", "dated", "issued", "dt", "datum", "fecha"],
      [...join(["transaction", "tran", "trans", "txn", "posting", "entry", "post", "created", "creation"], ["date", "dt"]), "posted", "postedon", "created", "createdon", "issue", "raised", "day"],
      [],
      ["invoiced", "billed", "sent", "senton", "datesent"],
    ],
    guess: (words) => has(words, ["date", "issued"]) && !has(words, NOT_PLAIN_DATE),
  },
  {
    role: "amount",
    title: "Amount",
    tiers: [
      [...INCLUSIVE, "gross", "grossamount", "amountgross", "grosstotal", "totalgross", "grossvalue", "invoicegross", "invoicetotal", "totalinvoice", "totalinvoiceamount", "invoicetotalamount", "grandtotal", "totalamount", "amounttotal", "bruttobetrag", "brutto", "gesamtbetrag"],
      ["total", "invoiceamount", "invamount", "invoiceamt", "invamt", "amountofinvoice", "amountinvoiced", "invoicedamount", "billedamount", "amountbilled", "totalbilled", "totalinvoiced", "invoicevalue", "originalamount", "originalamt", "origamount", "origamt", "originalvalue", "originaltotal", "documentamount", "docamount", "documenttotal", "billamount", "billtotal", "chargeamount", "amountcharged", "salesamount", "amountoriginal"],
      ["amount", "amt", "value", "sum", "charge", "charges", "debit", "betrag", "bedrag", "summe", "montant", "importe", "owed", "amountowed"],
      ["invoiced", "billed"],
    ],
    guess: (words) => has(words, ["amount", "amt", "total", "gross", "value"]) && !has(words, NOT_AMOUNT),
  },
  { role: "currency", title: "Currency", tiers: [["currency", "currencycode", "ccy", "cur", "curr", "invoicecurrency", "documentcurrency", "isocurrency", "wahrung", "devise", "moneda"]] },
  {
    role: "balance",
    title: "Balance",
    tiers: [
      ["balance", "balancedue", "openbalance", "openamount", "amountopen", "amountdue", "dueamount", "amountoutstanding", "outstandingamount", "outstandingbalance", "outstanding", "remaining", "remainingamount", "remainingbalance", "amountremaining", "unpaid", "unpaidamount", "amountunpaid", "unpaidbalance", "open", "invoiceamountdue", "invoicebalance", "totaldue", "stillowed", "stillopen", "stilldue", "leftopen", "balanceremaining", "currentbalance"],
      [],
      ["due"],
    ],
  },
  {
    role: "paid",
    title: "Paid",
    tiers: [["paid", "amountpaid", "paidamount", "paidtodate", "totalpaid", "payments", "payment", "paymentamount", "paymentsreceived", "invoiceamountpaid", "received", "amountreceived", "receivedamount", "ispaid", "paidsofar", "paidyesno"]],
  },
  {
    role: "paidOn",
    title: "Paid on",
    tiers: [["paidon", "datepaid", "paiddate", "paymentdate", "paymentreceiveddate", "paymentreceivedon", "datereceived", "receiveddate", "receivedon", "dateofpayment", "settledon", "settlementdate", "clearedon", "cleareddate", "datecleared", "datesettled"]],
  },
  { role: "type", title: "Type", tiers: [["type", "kind", "documenttype", "doctype", "transactiontype", "trantype", "invoicetype", "txntype"]] },
  { role: "status", title: "Status", tiers: [["status", "state", "invoicestatus", "paymentstatus", "documentstatus"]] },
  { role: "name", title: "Name", tiers: [...AFTER_CUSTOMER, CUSTOMER_NAMES, ["name", "company"], CUSTOMER_WORDS] },
];

export const PAYMENT_ROLES: readonly RoleWords[] = [
  {
    role: "invoice",
    title: "Invoice",
    tiers: [
      [...join(INVOICE_THINGS, NUMBER), ...join(["applied", "apply", "applies", "allocated", "allocate", "matched"], ["to", "toinvoice", "toinv", "against"]), "appliedinvoice", "forinvoice", "againstinvoice", "paidinvoice", "invoicepaid", "invoicesettled", "settledinvoice", "payinginvoice", "invoiceapplied", "oninvoice", "paymentfor", "paysinvoice", "rechnungsnummer", "rechnungsnr"],
      ["invoice", "inv", "invoices", "bill", "document", "doc", "for", "against", "pays", "rechnung"],
      ["reference", "ref", "refno", "referenceno", "referencenumber", "paymentreference", "paymentref"],
    ],
    guess: (words) => has(words, ["invoice", "inv", "invoices"]) && !has(words, ["date", "amount", "total", "customer", "client", "balance", "due", "currency"]),
  },
  {
    role: "customer",
    title: "Customer",
    tiers: [CUSTOMER_IDS, [...CUSTOMER_WORDS, "receivedfrom", "paidby", "from"], ...CUSTOMER_TIERS.slice(2)],
    guess: customerGuess,
  },
  {
    role: "date",
    title: "Date",
    tiers: [
      [...join(["payment", "paid", "pay", "pmt", "pymt", "received", "rcvd", "recd", "receipt", "receiving"], ["date", "dt"]), ...join(["date"], ["paid", "received", "ofpayment", "ofreceipt", "paymentreceived"]), "paidon", "receivedon", "paymentreceivedon", "paymentreceiveddate", "paymentdatereceived"],
      ["date", "dt", "datum", "fecha", "when", "on", "dated"],
      [...join(["transaction", "tran", "trans", "txn", "posting", "entry", "post", "created"], ["date", "dt"]), "posted", "postedon"],
      [...join(["value", "bank", "deposit", "cleared", "clearing", "booking"], ["date", "dt"]), "depositedon", "clearedon", "deposited", "cleared"],
      ["received", "receipt", "paid", "rcvd", "recd"],
    ],
    guess: (words) => words.has("date") && !has(words, ["due", "invoice", "inv", "bill"]),
  },
  {
    role: "amount",
    title: "Amount",
    tiers: [
      [...join(["payment", "paid", "pmt", "pymt", "received", "receipt", "applied", "allocated", "cash", "collected"], ["amount", "amt", "total"]), ...join(["amount", "amt"], ["paid", "received", "applied", "allocated", "collected", "ofpayment"]), "totalpaid", "totalreceived", "cashreceived", "paymentvalue"],
      ["amount", "amt", "total", "sum", "value", "betrag", "montant", "importe", "totalamount", "grossamount", "gross"],
      ["payment", "credit", "cash", "payments"],
      ["paid", "received", "receipt", "collected", "deposit", "rcvd", "recd"],
    ],
    guess: (words) => has(words, ["amount", "amt", "total", "paid", "received"]) && !has(words, ["invoice", "inv", "date", "open", "balance", "due", "outstanding", "fee", "discount", "by", "from", "tax", "vat", "net", "remaining", "unapplied"]),
  },
  {
    role: "discount",
    title: "Discount taken",
    tiers: [
      [...join(["discount", "discounts", "cashdiscount", "cashdiscounts"], ["taken", "allowed", "given", "applied", "granted", "deducted"]), "takendiscount", "allowedcashdiscount"],
      [...join(["discount", "cashdiscount"], ["amount", "amt", "value"]), "cashdiscount", "settlementdiscount", "earlypaymentdiscount", "promptpaymentdiscount", "earlysettlementdiscount", "paymentdiscount", "skonto", "skontobetrag"],
      ["discount", "discounts", "disc", "discamount", "discamt"],
    ],
  },
  { role: "currency", title: "Currency", tiers: [["currency", "currencycode", "ccy", "cur", "curr", "paymentcurrency", "wahrung", "devise", "moneda"]] },
];
