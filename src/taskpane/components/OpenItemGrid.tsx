import { Button, Checkbox, Field, Input, Link, makeStyles, mergeClasses, tokens } from "@fluentui/react-components";
import { ChevronDown16Regular } from "@fluentui/react-icons/svg/chevron-down";
import { ChevronRight16Regular } from "@fluentui/react-icons/svg/chevron-right";
import { useRef, useState } from "react";
import type { PayableItem } from "../../core/cash/payable";
import { EMPTY_LINE, type LineAmount, type PaymentForm, type PaymentReading, lineField } from "../model/paymentForm";
import { formatDate, formatMinor } from "../model/regional";
import { usePane } from "../pane";
import { STRINGS } from "../strings";
import { MoneyText } from "./MoneyText";
import { TextField } from "./TextField";
import { useLayout } from "./useLayout";

const COLUMNS = "24px minmax(0, 1fr) minmax(70px, auto) 92px";

const useStyles = makeStyles({
  grid: { display: "flex", flexDirection: "column" },
  head: { display: "grid", gridTemplateColumns: COLUMNS, columnGap: tokens.spacingHorizontalXS, fontSize: tokens.fontSizeBase200, color: tokens.colorNeutralForeground3, borderBottom: `1px solid ${tokens.colorNeutralStroke2}` },
  row: { display: "grid", gridTemplateColumns: COLUMNS, columnGap: tokens.spacingHorizontalXS, alignItems: "center", paddingBlock: tokens.spacingVerticalXS, borderBottom: `1px solid ${tokens.colorNeutralStroke2}` },
  document: { minWidth: 0, overflowWrap: "anywhere" },
  end: { textAlign: "right" },
  // Read out, not seen: the column holds only the buttons.
  hidden: { overflow: "hidden", clipPath: "inset(50%)", whiteSpace: "nowrap" },
  input: { width: "100%", minWidth: 0, textAlign: "right", fontVariantNumeric: "tabular-nums" },
  toggle: { minWidth: "24px", width: "24px", padding: 0 },
  detail: { gridColumn: "2 / -1", display: "grid", alignItems: "start", gridTemplateColumns: "minmax(0, 1fr) minmax(0, 1fr)", gap: tokens.spacingHorizontalS, paddingBlock: tokens.spacingVerticalXS },
  wide: { gridColumn: "1 / -1" },
  problem: { gridColumn: "2 / -1", color: tokens.colorStatusDangerForeground1, fontSize: tokens.fontSizeBase200 },
});

export interface OpenItemGridProps {
  readonly form: PaymentForm;
  readonly problemOf: (field: string) => string;
  readonly reading: PaymentReading;
}

/** The open items with the amount to apply to each. Up and Down move between rows, Enter to the next one. */
export function OpenItemGrid({ form, problemOf, reading }: OpenItemGridProps): React.JSX.Element {
  const styles = useStyles();
  const grid = useRef<HTMLDivElement>(null);
  const text = STRINGS.cash;
  const move = (from: HTMLElement, step: number): void => {
    const fields = [...(grid.current?.querySelectorAll<HTMLInputElement>('input[id^="apply-"]') ?? [])];
    const target = fields[fields.findIndex((field) => field === from) + step];
    target?.focus();
    target?.select();
  };
  return (
    <div
      aria-label={text.openItems}
      className={styles.grid}
      ref={grid}
      role="grid"
      onKeyDown={(event) => {
        if (!(event.target instanceof HTMLInputElement) || !event.target.id.startsWith("apply-") || event.ctrlKey) return;
        const step = event.key === "ArrowDown" || event.key === "Enter" ? 1 : event.key === "ArrowUp" ? -1 : 0;
        if (step === 0) return;
        event.preventDefault();
        move(event.target, step);
      }}
    >
      <div className={styles.head} role="row">
        <span className={styles.hidden} role="columnheader">
          {text.shortColumn}
        </span>
        <span role="columnheader">{text.columnDocument}</span>
        <span className={styles.end} role="columnheader">
          {text.columnOpen}
        </span>
        <span className={styles.end} role="columnheader">
          {text.columnApply}
        </span>
      </div>
      {reading.items.map((item) => (
        <OpenItemRow form={form} item={item} key={item.number} problemOf={problemOf} />
      ))}
    </div>
  );
}

function OpenItemRow({ form, item, problemOf }: Omit<OpenItemGridProps, "reading"> & { readonly item: PayableItem }): React.JSX.Element {
  const styles = useStyles();
  const layout = useLayout();
  const pane = usePane();
  const { regional } = pane.services;
  const line = form.lines.get(item.number) ?? EMPTY_LINE;
  const isFilled = line.discount !== "" || line.deduction !== "" || line.writeOff !== "" || line.reason !== "";
  const [isToggled, setToggled] = useState<boolean | null>(null);
  const isOpen = isToggled ?? isFilled;
  const text = STRINGS.cash;
  const due = item.parts[0]?.due ?? item.date;
  const field = (name: LineAmount): string => lineField(item.number, name);
  const amountField = (name: "discount" | "deduction" | "writeOff"): React.JSX.Element => (
    <TextField inputMode="decimal" label={text[name]} problem={problemOf(field(name))} value={line[name]} onBlur={() => pane.cash.leave(field(name))} onChange={(value) => pane.cash.setLine(item.number, { [name]: value })} />
  );
  const problem = problemOf(field("amount"));
  return (
    <div className={styles.row} role="row">
      <span role="gridcell">
        <Button appearance="subtle" aria-expanded={isOpen} aria-label={text.short(item.number)} className={styles.toggle} icon={isOpen ? <ChevronDown16Regular /> : <ChevronRight16Regular />} size="small" onClick={() => setToggled(!isOpen)} />
      </span>
      <span className={styles.document} role="gridcell">
        {item.number}
        <span className={mergeClasses(layout.small, layout.muted)} style={{ display: "block" }}>
          {text.due(formatDate(due, regional), pane.keeper.today() - due)}
          {item.customer === form.customer ? "" : ` · ${text.of(item.customer)}`}
          {item.discount === null ? "" : ` · ${text.discountUntil(formatMinor(item.discount.amount, item.currency, regional), formatDate(item.discount.until, regional))}`}
          {line.because === null ? "" : ` · ${text.proposed[line.because]}`}
        </span>
      </span>
      <span className={styles.end} role="gridcell">
        <Link as="button" aria-label={text.payAll(item.number, formatMinor(item.open, item.currency, regional))} onClick={() => pane.cash.payFull(item.number)}>
          <MoneyText currency={item.currency} minor={item.open} />
        </Link>
      </span>
      <span role="gridcell">
        <Input
          autoComplete="off"
          className={layout.fill}
          aria-invalid={problem !== ""}
          aria-label={text.apply(item.number)}
          id={`apply-${item.number}`}
          input={{ className: styles.input }}
          inputMode="decimal"
          size="small"
          value={line.amount}
          onBlur={() => pane.cash.leave(field("amount"))}
          onChange={(_, { value }) => pane.cash.setLine(item.number, { amount: value })}
        />
      </span>
      {problem === "" ? null : (
        <span className={styles.problem} role="gridcell">
          <span role="alert">{problem}</span>
        </span>
      )}
      {isOpen ? (
        <div className={styles.detail} role="gridcell">
          {amountField("discount")}
          {amountField("deduction")}
          {amountField("writeOff")}
          <Field label={text.reason}>
            <Input className={layout.fill} input={{ className: layout.fill }} value={line.reason} onChange={(_, { value }) => pane.cash.setLine(item.number, { reason: value })} />
          </Field>
          {line.discount === "" ? null : <Checkbox checked={line.acceptDiscount} className={styles.wide} label={text.acceptDiscount} onChange={(_, { checked }) => pane.cash.setLine(item.number, { acceptDiscount: checked === true })} />}
        </div>
      ) : null}
    </div>
  );
}
