import { Button, Field, Select, Spinner, Tooltip, mergeClasses } from "@fluentui/react-components";
import { CustomerCombobox } from "../components/CustomerCombobox";
import { MoneyText } from "../components/MoneyText";
import { NoticeBar } from "../components/NoticeBar";
import { NumbersGate } from "../components/NumbersGate";
import { PostingBlock } from "../components/PostingBlock";
import { OpenItemGrid } from "../components/OpenItemGrid";
import { StepHeader } from "../components/StepHeader";
import { TextField } from "../components/TextField";
import { ToldList } from "../components/ToldList";
import { useLayout } from "../components/useLayout";
import { postingBlock } from "../model/integrity";
import { problemText } from "../model/problemText";
import { formatDate, formatDecimalText, formatMinor } from "../model/regional";
import { usePane } from "../pane";
import { STRINGS } from "../strings";
import { useStore } from "../useStore";

/** The payment and the open items it is applied to; the footer shows what is left and what it will do. */
export function CashForm(): React.JSX.Element {
  const layout = useLayout();
  const pane = usePane();
  const { findings, view } = useStore(pane.keeper.store);
  const state = useStore(pane.cash.store);
  const { alternatives, bankLine, currencies, form, isPosting, notice, plan, reasons, search, touched } = state;
  const text = STRINGS.cash;
  const { regional } = pane.services;
  const books = view?.ledger.kind === "ready" ? view.ledger.books : null;
  const reading = pane.cash.reading();
  const problemOf = (field: string): string => (touched.has(field) ? problemText(reading?.problems.get(field), { currency: form.currency, regional, today: pane.keeper.today() }) : "");
  const errors = plan?.told.filter(({ severity }) => severity === "error") ?? [];
  const canPost = reading?.given != null && plan !== null && errors.length === 0 && !isPosting && postingBlock(findings) === null;
  const total = reading?.amount == null ? "" : `${formatMinor(reading.amount, form.currency, regional)} ${form.currency}`;
  const submit = (): void => void pane.cash.post();
  const field = (name: "amount" | "date" | "reference" | "bankDate" | "fee", label: string, options: { readonly isRequired?: boolean; readonly inputMode?: "decimal" } = {}): React.JSX.Element => (
    <TextField label={label} problem={problemOf(name)} value={form[name]} onBlur={() => pane.cash.leave(name)} onChange={(value) => pane.cash.setField(name, value)} {...options} />
  );
  return (
    <div
      className={layout.step}
      onKeyDown={(event) => {
        if (event.key === "Enter" && event.ctrlKey) submit();
      }}
    >
      <div className={layout.body}>
        <div className={layout.screen}>
          <StepHeader title={text.title} />
          {bankLine === null ? null : <p className={mergeClasses(layout.text, layout.muted)}>{text.fromBank([formatDate(bankLine.date, regional), bankLine.payer, bankLine.reference].filter((part) => part !== "").join(" · "))}</p>}
          {books === null ? null : (
            <CustomerCombobox
              books={books}
              problem={problemOf("customer")}
              search={search}
              selected={form.customer}
              onChoose={({ document, id }) => pane.cash.chooseCustomer(id, document)}
              onSearch={pane.cash.search}
            />
          )}
          <div className={layout.twoColumns}>
            {field("amount", `${text.amount} (${form.currency})`, { isRequired: true, inputMode: "decimal" })}
            {field("date", text.date, { isRequired: true })}
            {currencies.length > 1 ? (
              <Field label={text.currency}>
                <Select value={form.currency} onChange={(_, { value }) => pane.cash.setField("currency", value)}>
                  {currencies.map((currency) => (
                    <option key={currency}>{currency}</option>
                  ))}
                </Select>
              </Field>
            ) : null}
            <Field label={text.method}>
              <Select className={layout.fill} value={form.method} onChange={(_, { value }) => pane.cash.setField("method", value)}>
                <option value="">{text.noMethod}</option>
                {text.methods.map((method) => (
                  <option key={method}>{method}</option>
                ))}
              </Select>
            </Field>
            {field("reference", text.reference)}
          </div>
          <details>
            <summary>{text.more}</summary>
            <div className={layout.twoColumns}>
              {field("bankDate", text.bankDate)}
              {field("fee", text.fee, { inputMode: "decimal" })}
            </div>
          </details>
          <section className={layout.section}>
            <div className={layout.spread}>
              <h2 className={layout.heading}>{text.openItems}</h2>
              <Button disabledFocusable={reading?.amount == null || reading.items.length === 0} size="small" onClick={pane.cash.propose}>
                {text.propose}
              </Button>
            </div>
            {form.customer === "" ? <p className={mergeClasses(layout.text, layout.muted)}>{text.chooseFirst}</p> : null}
            {form.customer !== "" && reading?.items.length === 0 ? <p className={mergeClasses(layout.text, layout.muted)}>{text.nothingOpen(form.currency)}</p> : null}
            <div aria-live="polite">
              {reasons.size === 0 ? null : <p className={mergeClasses(layout.text, layout.small)}>{[...reasons].map((reason) => text.proposed[reason]).join(" · ")}</p>}
              {alternatives.length === 0 ? null : <NoticeBar notice={{ intent: "warning", text: text.alternatives(alternatives.join(", ")), at: null }} />}
            </div>
            {form.customer === "" || reading === null || reading.items.length === 0 ? null : <OpenItemGrid form={form} problemOf={problemOf} reading={reading} />}
          </section>
        </div>
      </div>
      <div className={layout.footer}>
        {notice === null ? null : <NoticeBar notice={notice} />}
        {plan === null || plan.told.length === 0 ? null : <ToldList label={text.title} told={plan.told} />}
        {(plan?.documents ?? []).filter(({ kind }) => kind === "deduction").map(({ number, total: amount }) => (
          <span className={layout.small} key={number}>
            {text.deductionMade(number, formatDecimalText(amount, regional))}
          </span>
        ))}
        {reading === null ? null : <Sums currency={form.currency} reading={reading} />}
        {isPosting ? <Spinner label={text.posting} size="tiny" /> : null}
        <PostingBlock />
        <NumbersGate>
          <Button appearance="primary" disabledFocusable={!canPost} onClick={submit}>
            {total === "" ? text.postNone : text.post(total)}
          </Button>
        </NumbersGate>
      </div>
    </div>
  );
}

function Sums({ currency, reading }: { readonly currency: Parameters<typeof MoneyText>[0]["currency"]; readonly reading: NonNullable<ReturnType<ReturnType<typeof usePane>["cash"]["reading"]>> }): React.JSX.Element {
  const layout = useLayout();
  const text = STRINGS.cash;
  const { amount, applied, difference, unapplied } = reading;
  const { regional } = usePane().services;
  return (
    <div role="status">
      <div className={layout.spread}>
        <span>{text.applied}</span>
        <MoneyText currency={currency} minor={applied} />
      </div>
      <div className={layout.spread}>
        <span>{text.unapplied}</span>
        {amount === null ? <span>{STRINGS.unknown}</span> : <MoneyText currency={currency} minor={unapplied} />}
      </div>
      <div className={layout.spread}>
        <Tooltip content={text.differenceTip} relationship="description">
          <span>{text.difference}</span>
        </Tooltip>
        <MoneyText currency={currency} minor={difference} weight={difference === 0 ? "regular" : "semibold"} />
      </div>
      {amount !== null && unapplied < 0 ? <div className={layout.small}>{text.tooMuch(formatMinor(-unapplied, currency, regional))}</div> : null}
    </div>
  );
}
