import { Button } from "@fluentui/react-components";
import { ColumnList } from "../components/ColumnList";
import { MoreButton, useShownPart } from "../components/MoreButton";
import { NoticeBar } from "../components/NoticeBar";
import { StepHeader } from "../components/StepHeader";
import { ToldList } from "../components/ToldList";
import { useLayout } from "../components/useLayout";
import { usePane } from "../pane";
import { STRINGS } from "../strings";
import { useStore } from "../useStore";
import { BillReading } from "./BillReading";

/** What is wrong with the rows. It is read again at every change in the sheet, so that a corrected line goes away. */
export function BillCheckStep(): React.JSX.Element {
  const layout = useLayout();
  const pane = usePane();
  const { leftOut, notice, plan } = useStore(pane.bill.store);
  const text = STRINGS.bill;
  const told = [...(plan?.told ?? [])].sort((a, b) => Number(a.severity === "warning") - Number(b.severity === "warning"));
  const part = useShownPart(told.length);
  const errors = told.filter(({ severity }) => severity === "error").length;
  const rowCount = plan?.cards.reduce((sum, { rows }) => sum + rows.length, 0) ?? 0;
  const summary = errors > 0 ? text.checkErrors(errors) : told.length > 0 ? text.checkWarnings(told.length) : text.checkClean(rowCount);
  return (
    <>
      <div className={layout.body}>
        <div className={layout.screen}>
          <StepHeader title={text.check} onBack={pane.bill.back} />
          <p aria-live="polite" className={layout.text}>
            {summary}
          </p>
          <ToldList
            action={({ at, severity }) => {
              const row = at?.row;
              return row === undefined || severity !== "error" ? null : { label: text.leaveOut, run: () => void pane.bill.leaveOut(row, true) };
            }}
            label={text.check}
            told={told.slice(0, part.drawn)}
          />
          <MoreButton all={told.length} part={part} />
          {leftOut.size === 0 ? null : (
            <div className={layout.row}>
              <span>{text.leftOut(leftOut.size)}</span>
              <Button size="small" onClick={() => [...leftOut].forEach((row) => void pane.bill.leaveOut(row, false))}>
                {text.takeIn}
              </Button>
            </div>
          )}
          {plan === null ? null : <ColumnList plan={plan} onCorrect={(field, header) => void pane.bill.correct(field, header)} />}
        </div>
      </div>
      <div className={layout.footer}>
        {notice === null ? null : <NoticeBar notice={notice} />}
        <BillReading />
        <Button appearance="primary" disabledFocusable={errors > 0 || rowCount === 0} onClick={pane.bill.toPreview}>
          {text.toPreview}
        </Button>
      </div>
    </>
  );
}
