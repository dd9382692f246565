import type { ActionResult, Told } from "../../actions/runAction";
import { tell } from "../../actions/runAction";
import { postPayment } from "../../actions/postPayment";
import type { DocumentSummary } from "../../actions/action";
import { inSlices } from "../../actions/posting/slices";
import type { ProposalReason } from "../../core/cash/proposal";
import { matchKey } from "../../core/reports/keys";
import { type CurrencyCode, parseCurrency } from "../../core/values/currency";
import { customerFinder } from "../../workbook/masterData";
import { rawCell, viewTable } from "../../workbook/tables";
import type { BankLine } from "../model/bankLines";
import { sameDocuments } from "../model/billPlan";
import { type LineForm, type PaymentForm, type PaymentReading, EMPTY_LINE, fullLine, proposedLines, readPayment } from "../model/paymentForm";
import { formatDate } from "../model/regional";
import type { PaneServices } from "../services";
import { type Store, createStore } from "../store";
import { STRINGS } from "../strings";
import type { BookKeeper } from "./bookKeeper";
import { type Notice, noticeOfFault } from "./notice";
import { post } from "./post";

/** What posting would make of the form, or why it would not. */
export interface PaymentPlan {
  readonly documents: readonly DocumentSummary[];
  readonly told: readonly Told[];
}

export interface CashState {
  readonly form: PaymentForm;
  /** What is typed into the customer field. */
  readonly search: string;
  /** Currencies in which the customer has something. */
  readonly currencies: readonly CurrencyCode[];
  readonly plan: PaymentPlan | null;
  /** The bank's line that the form was begun with; null for none. */
  readonly bankLine: BankLine | null;
  /** Documents that would have fitted as well as those proposed. */
  readonly alternatives: readonly string[];
  readonly reasons: ReadonlySet<ProposalReason>;
  readonly entryId: string;
  readonly isPosting: boolean;
  readonly notice: Notice | null;
  readonly result: ActionResult | null;
  /** Fields left once: only those complain. */
  readonly touched: ReadonlySet<string>;
}

export interface CashController {
  readonly store: Store<CashState>;
  /** Comes back to what was typed; the first time it starts with today's date and the book's currency. */
  enter(): void;
  /** Begins anew with a line of the bank's. */
  begin(line: BankLine): void;
  search(text: string): void;
  chooseCustomer(id: string, document: string): void;
  setField(field: "amount" | "date" | "method" | "reference" | "bankDate" | "fee" | "currency", text: string): void;
  setLine(invoice: string, fields: Partial<LineForm>): void;
  payFull(invoice: string): void;
  propose(): void;
  leave(field: string): void;
  /** The form as read now; null while the book is not read. */
  reading(): PaymentReading | null;
  post(): Promise<void>;
  reset(): void;
}

/** Typing rests this long before what would be posted is worked out again. */
const QUIET = 200;
const NO_CURRENCY = parseCurrency("EUR");

export function createCashController(services: PaneServices, keeper: BookKeeper): CashController {
  const store = createStore<CashState>(fresh());
  let timer: ReturnType<typeof setTimeout> | null = null;
  let isFresh = true;
  /** The customer whose items the lines belong to; they are kept while another name is being typed. */
  let linesOf = "";

  function fresh(): CashState {
    const book = openedBook();
    if (NO_CURRENCY === null) throw new Error("EUR is a currency");
    return {
      form: {
        customer: "", currency: book?.settings.currency ?? NO_CURRENCY, amount: "", date: formatDate(keeper.today(), services.regional), method: "", reference: "",
        bankDate: "", fee: "", lines: new Map(),
      },
      search: "", currencies: [], plan: null, bankLine: null, alternatives: [], reasons: new Set(), entryId: services.env().newEntryId(), isPosting: false, notice: null, result: null,
      touched: new Set(),
    };
  }

  function openedBook(): Extract<ReturnType<typeof keeper.store.get>["reading"], { kind: "open" }>["book"] | null {
    const { reading } = keeper.store.get();
    return reading?.kind === "open" ? reading.book : null;
  }

  function reading(): PaymentReading | null {
    const book = openedBook();
    if (book === null) return null;
    const { form } = store.get();
    return readPayment(form, { ledger: book.ledger, group: groupOf(form.customer), regional: services.regional });
  }

  /** The customer and those of the same group, whose invoices one payment may settle. */
  function groupOf(id: string): ReadonlySet<string> {
    const book = openedBook();
    const view = book === null ? null : viewTable(book.snapshot, "Customers");
    if (view === null || id === "") return new Set([id]);
    const { found } = customerFinder(view)(id);
    if (found === null || found.group === "") return new Set([id]);
    const members = view.snapshot.rows.flatMap((_, row) => (matchKey(String(rawCell(view, row, "Group"))) === matchKey(found.group) ? [String(rawCell(view, row, "Customer"))] : []));
    return new Set([id, ...members]);
  }

  function plan(): void {
    const book = openedBook();
    const given = reading()?.given ?? null;
    if (book === null || given === null) return store.patch({ plan: null });
    const decoded = postPayment.decode(given);
    if (!decoded.ok) return store.patch({ plan: { documents: [], told: decoded.rejections.map((item) => tell({ ...item, severity: "error" })) } });
    const planned = postPayment.plan(book.snapshot, decoded.value, { ...services.env(), entryId: store.get().entryId });
    store.patch({
      plan: planned.ok
        ? { documents: planned.value.documents, told: planned.value.issues.map(tell) }
        : { documents: [], told: planned.rejections.map((item) => tell({ ...item, severity: "error" })) },
    });
  }

  function planSoon(): void {
    if (timer !== null) clearTimeout(timer);
    timer = setTimeout(plan, QUIET);
  }

  function change(make: (form: PaymentForm) => PaymentForm): void {
    store.set((state) => ({ ...state, form: make(state.form), notice: null }));
    planSoon();
  }

  function chooseCustomer(id: string, document: string): void {
    isFresh = false;
    const book = openedBook();
    const group = groupOf(id);
    const open = book === null ? [] : [...book.ledger.charges.values()].filter((charge) => charge.open > 0 && group.has(charge.customer));
    const currencies = [...new Set(open.map(({ currency }) => currency))].sort();
    const [only] = currencies;
    const named = open.find(({ number }) => number === document)?.currency;
    const { search, form } = store.get();
    store.patch({ currencies, search: id === "" ? search : id, alternatives: [], reasons: new Set() });
    change((before) => ({ ...before, customer: id, currency: named ?? (currencies.includes(form.currency) ? form.currency : (only ?? form.currency)), lines: linesOf === id ? before.lines : new Map() }));
    linesOf = id;
  }

  /** Whom the bank's line names for certain: the payer by id or name, else the customer of the one document in its reference. */
  function payerOf(line: BankLine): { readonly customer: string; readonly document: string } | null {
    const book = openedBook();
    const view = book === null ? null : viewTable(book.snapshot, "Customers");
    if (book === null || view === null) return null;
    const charge = book.ledger.charges.get(line.reference);
    const { found } = customerFinder(view)(line.payer);
    if (found !== null) return { customer: found.id, document: charge?.customer === found.id ? line.reference : "" };
    return charge === undefined ? null : { customer: charge.customer, document: line.reference };
  }

  function propose(): void {
    const read = reading();
    if (read === null) return;
    const proposed = proposedLines(store.get().form, read, services.regional);
    if (proposed === null) return;
    store.patch({ alternatives: proposed.proposal.alternatives, reasons: new Set(proposed.proposal.applications.map(({ reason }) => reason)) });
    change((form) => ({ ...form, lines: proposed.lines }));
  }

  keeper.store.subscribe(() => {
    if (store.get().result === null && store.get().form.customer !== "") planSoon();
  });

  return {
    store,
    reading,
    enter: () => {
      if (isFresh) store.set(fresh);
      isFresh = false;
    },
    begin: (line) => {
      isFresh = false;
      linesOf = "";
      store.set(() => {
        const state = fresh();
        const amount = String(line.amount).replace(".", services.regional.decimal);
        return { ...state, bankLine: line, search: line.payer, form: { ...state.form, amount, date: formatDate(line.date, services.regional), reference: line.reference, method: "bank" } };
      });
      const payer = payerOf(line);
      if (payer !== null) chooseCustomer(payer.customer, payer.document);
    },
    search: (search) => {
      // Another text may mean another customer: nothing is posted for the one chosen before.
      const { form } = store.get();
      store.patch({ search });
      if (form.customer !== "" && search !== form.customer) change((before) => ({ ...before, customer: "" }));
    },
    chooseCustomer,
    setField: (field, text) => {
      if (field === "currency") {
        const currency = parseCurrency(text);
        if (currency !== null) change((form) => ({ ...form, currency, lines: new Map() }));
        return;
      }
      change((form) => ({ ...form, [field]: text }));
    },
    setLine: (invoice, fields) =>
      change((form) => ({ ...form, lines: new Map([...form.lines, [invoice, { ...(form.lines.get(invoice) ?? EMPTY_LINE), because: null, ...fields }]]) })),
    payFull: (invoice) => {
      const read = reading();
      const item = read?.items.find(({ number }) => number === invoice);
      if (read === null || item === undefined) return;
      change((form) => ({ ...form, lines: new Map([...form.lines, [invoice, fullLine(item, { form, reading: read, regional: services.regional })]]) }));
    },
    propose,
    leave: (field) => store.set((state) => (state.touched.has(field) ? state : { ...state, touched: new Set([...state.touched, field]) })),
    post: async () => {
      plan();
      const { isPosting, plan: planned, entryId } = store.get();
      const read = reading();
      if (isPosting || !keeper.canPost()) return;
      if (read === null || read.given === null || planned === null || planned.told.some(({ severity }) => severity === "error")) {
        store.set((state) => ({ ...state, touched: new Set([...state.touched, ...(read?.problems.keys() ?? [])]) }));
        return;
      }
      store.patch({ isPosting: true, notice: null });
      try {
        const result = await post(services, { action: postPayment, given: read.given, entryId, isAsSeen: ({ documents }) => inSlices(sameDocuments(planned.documents, documents), services.pause) });
        store.patch({ isPosting: false });
        if (result.status === "refused" || result.status === "planned") {
          await keeper.refresh();
          const [told] = [...result.rejections, ...result.issues];
          store.patch({ notice: told === undefined ? { intent: "warning", text: STRINGS.cash.changed, at: null } : { intent: "error", text: told.message, at: told.at } });
          return;
        }
        store.patch({ result });
        void keeper.refresh();
      } catch (thrown) {
        store.patch({ isPosting: false, notice: noticeOfFault(thrown) });
      }
    },
    reset: () => store.set(fresh),
  };
}
