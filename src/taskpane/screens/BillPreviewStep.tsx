import { Button, Checkbox } from "@fluentui/react-components";
import { InvoiceCardView } from "../components/InvoiceCardView";
import { NoticeBar } from "../components/NoticeBar";
import { NumbersGate } from "../components/NumbersGate";
import { PostingBlock } from "../components/PostingBlock";
import { StepHeader } from "../components/StepHeader";
import { TextField } from "../components/TextField";
import { useLayout } from "../components/useLayout";
import { sumCards } from "../model/billPlan";
import { postingBlock } from "../model/integrity";
import { formatDate, formatMinor, parseDateText } from "../model/regional";
import { usePane } from "../pane";
import { chosenCards } from "../state/billController";
import { STRINGS } from "../strings";
import { BillProgress } from "./BillProgress";
import { BillReading } from "./BillReading";
import { MoreButton, useShownPart } from "../components/MoreButton";
import { useStore } from "../useStore";

/** The invoices as they would be posted; the button says how many and how much. */
export function BillPreviewStep(): React.JSX.Element {
  const layout = useLayout();
  const pane = usePane();
  const state = useStore(pane.bill.store);
  const { findings } = useStore(pane.keeper.store);
  const { busy, byReference, dateText, notice, plan, unchecked } = state;
  const { regional } = pane.services;
  const text = STRINGS.bill;
  const cards = plan?.cards ?? [];
  const part = useShownPart(cards.length);
  const chosen = chosenCards(state);
  const sums = sumCards(chosen).map(({ currency, minor }) => `${formatMinor(minor, currency, regional)} ${currency}`).join(" + ");
  const errors = plan?.told.filter(({ severity }) => severity === "error") ?? [];
  const isDateGood = parseDateText(dateText, regional) !== null;
  const canPost = chosen.length > 0 && errors.length === 0 && isDateGood && busy !== "posting" && postingBlock(findings) === null;
  return (
    <>
      <div className={layout.body}>
        <div className={layout.screen}>
          <StepHeader title={text.preview} onBack={pane.bill.back} />
          <TextField isRequired label={text.invoiceDate} problem={isDateGood ? "" : STRINGS.problems.dateNotUnderstood(formatDate(pane.keeper.today(), regional))} value={dateText} onChange={pane.bill.setDate} />
          <Checkbox checked={byReference} label={text.perReference} onChange={(_, { checked }) => void pane.bill.groupByReference(checked === true)} />
          {errors.length === 0 ? null : (
            <NoticeBar notice={{ intent: "error", text: errors.length === 1 ? (errors[0]?.message ?? "") : text.correctFirst(errors.length), at: errors.length === 1 ? (errors[0]?.at ?? null) : null }} />
          )}
          {cards.slice(0, part.drawn).map((card) => (
            <InvoiceCardView card={card} isIncluded={!unchecked.has(card.key)} key={card.key} onToggle={pane.bill.toggleCard} />
          ))}
          <MoreButton all={cards.length} part={part} />
          {cards.length === 0 && errors.length === 0 ? <p className={`${layout.text} ${layout.muted}`}>{text.empty}</p> : null}
        </div>
      </div>
      <div className={layout.footer}>
        {notice === null ? null : <NoticeBar notice={notice} />}
        {busy === "posting" ? <BillProgress /> : null}
        <BillReading />
        <div className={layout.spread}>
          <span>{text.footer(chosen.length, cards.length)}</span>
          <strong className={layout.number}>{sums}</strong>
        </div>
        <PostingBlock />
        <NumbersGate>
          <Button appearance="primary" disabledFocusable={!canPost} onClick={() => (canPost ? void pane.bill.post() : undefined)}>
            {chosen.length === 0 ? text.postNone : text.post(chosen.length, sums)}
          </Button>
        </NumbersGate>
      </div>
    </>
  );
}
