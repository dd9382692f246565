import { Button, Link } from "@fluentui/react-components";
import { useState } from "react";
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

/** What was posted, by number. */
export function BillDoneStep(): React.JSX.Element {
  const layout = useLayout();
  const pane = usePane();
  const { busy, result } = useStore(pane.bill.store);
  const [problem, setProblem] = useState<Notice | null>(null);
  const text = STRINGS.bill;
  if (result === null) return <></>;
  const title = result.status === "pending" ? text.preview : text.done(result.documents.length);
  return (
    <>
      <div className={layout.body}>
        <div className={layout.screen}>
          <StepHeader title={title} />
          <div role="status">
            {result.status === "exists" ? <NoticeBar notice={{ intent: "info", text: text.exists, at: null }} /> : null}
            {result.status === "pending" ? <NoticeBar notice={{ intent: "warning", text: text.pending, at: null }} /> : null}
          </div>
          {result.issues.filter(({ code }) => code === "tablesNotRefreshed").map((told) => (
            <NoticeBar key={told.message} notice={noticeOfTold(told)} />
          ))}
          {result.status === "pending" ? null : (
            <ul className={layout.list}>
              {result.documents.map(({ currency, customer, number, total }) => {
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
        </div>
      </div>
      <div className={layout.footer}>
        {problem === null ? null : <NoticeBar notice={problem} />}
        {result.status === "pending" ? (
          <Button appearance="primary" disabledFocusable={busy !== null} onClick={() => void pane.bill.post()}>
            {text.lookAgain}
          </Button>
        ) : (
          <Button appearance="primary" onClick={pane.bill.reset}>
            {text.again}
          </Button>
        )}
      </div>
    </>
  );
}
