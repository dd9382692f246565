import { Button, Link, mergeClasses } from "@fluentui/react-components";
import { useState } from "react";
import type { ActionResult } from "../../actions/runAction";
import { currencyDecimals } from "../../core/values/currency";
import { minorFromText } from "../../core/values/moneyDecimal";
import { MoneyText } from "../components/MoneyText";
import { NoticeBar } from "../components/NoticeBar";
import { StepHeader } from "../components/StepHeader";
import { useLayout } from "../components/useLayout";
import { usePane } from "../pane";
import { type Notice, noticeOfTold } from "../state/notice";
import { STRINGS } from "../strings";
import { useStore } from "../useStore";
import { BillProgress } from "./BillProgress";

const LISTED_MAX = 100;
/** Warnings of the run itself; those of the preview were seen there. */
const OF_THE_RUN: ReadonlySet<string> = new Set(["tablesNotRefreshed", "notCovered", "runInterrupted", "rowsNotMarked"]);

/** What stands after posting, in true words: posted, posted before, stopped half-way, or not known. */
export function BillDoneStep(): React.JSX.Element {
  const layout = useLayout();
  const pane = usePane();
  const { busy, notice, result } = useStore(pane.bill.store);
  const [problem, setProblem] = useState<Notice | null>(null);
  const text = STRINGS.bill;
  if (result === null) return <></>;
  const { documents, status } = result;
  const isUnfinished = status === "pending" || status === "stopped";
  return (
    <>
      <div className={layout.body}>
        <div className={layout.screen}>
          <StepHeader title={titleOf(result)} />
          <div role="status">
            {status === "exists" ? <NoticeBar notice={{ intent: "info", text: text.exists, at: null }} /> : null}
            {status === "pending" ? <NoticeBar notice={{ intent: "warning", text: text.pending, at: null }} /> : null}
            {status === "stopped" && documents.length > 0 ? <p className={layout.text}>{text.stoppedHelp(documents[0]?.number ?? "", documents.at(-1)?.number ?? "")}</p> : null}
          </div>
          {result.issues.filter(({ code }) => OF_THE_RUN.has(code)).map((told) => (
            <NoticeBar key={told.message} notice={noticeOfTold(told)} />
          ))}
          {status === "pending" ? null : (
            <ul className={layout.list}>
              {documents.slice(0, LISTED_MAX).map(({ currency, customer, number, total }) => {
                const minor = minorFromText(total, currencyDecimals(currency));
                return (
                  <li className={layout.spread} key={number}>
                    <span className={layout.shrink}>
                      <Link as="button" aria-label={text.showInvoice(number)} onClick={() => void pane.showDocument(number).then(setProblem)}>
                        {number}
                      </Link>{" "}
                      {customer}
                    </span>
                    <MoneyText currency={currency} minor={minor.ok ? minor.minor : 0} showCurrency="always" />
                  </li>
                );
              })}
            </ul>
          )}
          {status !== "pending" && documents.length > LISTED_MAX ? <p className={mergeClasses(layout.text, layout.muted, layout.small)}>{text.shownOf(LISTED_MAX, documents.length)}</p> : null}
        </div>
      </div>
      <div className={layout.footer}>
        {problem === null ? null : <NoticeBar notice={problem} />}
        {notice === null ? null : <NoticeBar notice={notice} />}
        {busy === "posting" ? (
          <BillProgress />
        ) : (
          <>
            {isUnfinished ? (
              <Button appearance="primary" disabledFocusable={busy !== null} onClick={() => void pane.bill.post()}>
                {status === "pending" ? text.lookAgain : text.resume(result.left ?? 0)}
              </Button>
            ) : null}
            {status === "pending" ? null : (
              <Button appearance={isUnfinished ? "secondary" : "primary"} onClick={pane.bill.reset}>
                {text.again}
              </Button>
            )}
          </>
        )}
      </div>
    </>
  );
}

function titleOf({ documents, left = 0, status }: ActionResult): string {
  const text = STRINGS.bill;
  if (status === "pending") return STRINGS.acts.pending;
  if (status !== "stopped") return text.done(documents.length);
  return documents.length === 0 ? text.stoppedNone : text.stopped(documents.length, left);
}
