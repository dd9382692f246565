import { Button, makeStyles, mergeClasses, tokens } from "@fluentui/react-components";
import { useDeferredValue, useMemo, useState } from "react";
import { type AuditEntry, type AuditTrail, type SeatChain, auditTrail } from "../../workbook/auditTrail";
import type { Snapshot } from "../../workbook/port";
import { ItemButton } from "../components/ItemButton";
import { NoBook } from "../components/NoBook";
import { NoticeBar } from "../components/NoticeBar";
import { StepHeader } from "../components/StepHeader";
import { TextField } from "../components/TextField";
import { useLayout } from "../components/useLayout";
import { journalAddress, recordedAt, searchTrail } from "../model/audit";
import { kindName } from "../model/kindName";
import { formatDate, formatDecimalText, parseDateText } from "../model/regional";
import { type Pane, usePane } from "../pane";
import type { Notice } from "../state/notice";
import { STRINGS } from "../strings";
import { useStore } from "../useStore";

const useStyles = makeStyles({ amount: { whiteSpace: "nowrap", fontVariantNumeric: "tabular-nums", color: tokens.colorNeutralForeground1 } });

/** Who posted what, and when, as the Journals hold it, with how far each Journal is unbroken. */
export function AuditStep(): React.JSX.Element {
  const layout = useLayout();
  const pane = usePane();
  const book = useStore(pane.keeper.store);
  const back = (): void => pane.goBack({ close: null });
  const snapshot = book.reading?.snapshot ?? null;
  const trail = useMemo(() => (snapshot === null ? null : auditTrail(snapshot)), [snapshot]);
  return (
    <div className={layout.step} onKeyDown={(event) => (event.key === "Escape" ? back() : undefined)}>
      <div className={layout.body}>
        <div className={layout.screen}>
          <StepHeader title={STRINGS.audit.title} onBack={back} />
          {trail === null || snapshot === null || trail.seats.length === 0 ? <NoBook state={book} /> : <Trail snapshot={snapshot} trail={trail} />}
        </div>
      </div>
    </div>
  );
}

function Trail({ snapshot, trail }: { readonly snapshot: Snapshot; readonly trail: AuditTrail }): React.JSX.Element {
  const layout = useLayout();
  const pane = usePane();
  const { from, search, shown, to } = useStore(pane.audit.store);
  const [problem, setProblem] = useState<Notice | null>(null);
  const { regional } = pane.services;
  const text = STRINGS.audit;
  const typed = useDeferredValue(search);
  const day = (value: string): ReturnType<typeof parseDateText> => (value.trim() === "" ? null : parseDateText(value, regional));
  const wrong = (value: string): string => (value.trim() !== "" && day(value) === null ? STRINGS.problems.dateNotUnderstood(formatDate(pane.keeper.today(), regional)) : "");
  const [first, last] = [day(from), day(to)];
  const entries = useMemo(() => searchTrail(trail, snapshot, { text: typed, from: first, to: last }), [trail, snapshot, typed, first, last]);
  return (
    <>
      <p className={mergeClasses(layout.text, layout.muted)}>{text.about}</p>
      {trail.seats.map((chain) => (
        <Chain chain={chain} key={chain.seat} />
      ))}
      <p className={mergeClasses(layout.text, layout.muted, layout.small)}>{text.evident}</p>
      <TextField label={text.search} value={search} onChange={(value) => pane.audit.edit({ search: value })} />
      <div className={layout.twoColumns}>
        <TextField label={text.from} problem={wrong(from)} value={from} onChange={(value) => pane.audit.edit({ from: value })} />
        <TextField label={text.to} problem={wrong(to)} value={to} onChange={(value) => pane.audit.edit({ to: value })} />
      </div>
      {problem === null ? null : <NoticeBar notice={problem} />}
      <p aria-live="polite" className={mergeClasses(layout.text, layout.muted)}>
        {entries.length === 0 ? text.none : text.count(entries.length)}
      </p>
      <ul aria-label={text.list} className={layout.list}>
        {entries.slice(0, shown).map((entry) => (
          <li key={entry.id}>
            <EntryButton entry={entry} open={() => void openEntry(pane, snapshot, entry).then(setProblem)} />
          </li>
        ))}
      </ul>
      {entries.length > shown ? <Button onClick={pane.audit.showMore}>{text.more}</Button> : null}
    </>
  );
}

function Chain({ chain }: { readonly chain: SeatChain }): React.JSX.Element {
  const layout = useLayout();
  const { brokenAt, seat, verifiedThrough } = chain;
  const text = STRINGS.audit;
  return brokenAt === null ? <p className={layout.text}>{text.unbroken(seat, verifiedThrough)}</p> : <NoticeBar notice={{ intent: "error", text: text.broken(seat, brokenAt.seq), at: null }} />;
}

function EntryButton({ entry, open }: { readonly entry: AuditEntry; readonly open: () => void }): React.JSX.Element {
  const layout = useLayout();
  const styles = useStyles();
  const { regional } = usePane().services;
  const text = STRINGS.audit;
  const { amount, by, changes, currency, customer, document, kind, reason, seat, seq, table, when } = entry;
  const subject = kind === "change" ? text.changeOf(table, document) : `${kindName(kind)} ${document}`.trim();
  return (
    <ItemButton
      detail={
        <>
          {customer === "" ? null : <span className={layout.below}>{customer}</span>}
          {changes.map(({ after, before, column }, index) => (
            <span className={layout.below} key={index}>
              {text.change(column, before, after)}
            </span>
          ))}
          {reason === "" ? null : <span className={layout.below}>{reason}</span>}
          <span className={layout.below}>{[recordedAt(when, regional), text.who(by), text.where(seat, seq)].join(" · ")}</span>
        </>
      }
      end={amount === "" ? undefined : <span className={styles.amount}>{`${formatDecimalText(amount, regional)} ${currency}`}</span>}
      title={subject}
      onClick={open}
    />
  );
}

/** A document is shown on the Invoice sheet; of anything else the Journal's row is selected. */
async function openEntry(pane: Pane, snapshot: Snapshot, entry: AuditEntry): Promise<Notice | null> {
  if (entry.kind === "invoice" || entry.kind === "creditMemo" || entry.kind === "debitMemo") return pane.showDocument(entry.document);
  const address = journalAddress(snapshot, entry);
  if (address !== null) pane.selectCell(address);
  return null;
}
