import { Button } from "@fluentui/react-components";
import type { ActionResult } from "../../actions/runAction";
import { NoticeBar } from "../components/NoticeBar";
import { StepHeader } from "../components/StepHeader";
import { useLayout } from "../components/useLayout";
import { formatDecimalText } from "../model/regional";
import { usePane } from "../pane";
import { noticeOfTold } from "../state/notice";
import { STRINGS } from "../strings";
import { useStore } from "../useStore";

/** What was posted. */
export function CashDone({ result }: { readonly result: ActionResult }): React.JSX.Element {
  const layout = useLayout();
  const pane = usePane();
  const { isPosting } = useStore(pane.cash.store);
  const { regional } = pane.services;
  const text = STRINGS.cash;
  const [payment, ...others] = result.documents;
  const isPending = result.status === "pending";
  return (
    <div className={layout.step}>
      <div className={layout.body}>
        <div className={layout.screen}>
          <StepHeader title={isPending || payment === undefined ? text.title : text.done(payment.number, `${formatDecimalText(payment.total, regional)} ${payment.currency}`)} />
          <div role="status">
            {result.status === "exists" ? <NoticeBar notice={{ intent: "info", text: text.exists, at: null }} /> : null}
            {isPending ? <NoticeBar notice={{ intent: "warning", text: text.pending, at: null }} /> : null}
          </div>
          {result.issues.map((told) => (
            <NoticeBar key={told.message} notice={noticeOfTold(told)} />
          ))}
          {isPending ? null : others.map(({ currency, number, total }) => (
            <p className={layout.text} key={number}>
              {text.deductionMade(number, `${formatDecimalText(total, regional)} ${currency}`)}
            </p>
          ))}
        </div>
      </div>
      <div className={layout.footer}>
        {isPending ? (
          <Button appearance="primary" disabledFocusable={isPosting} onClick={() => void pane.cash.post()}>
            {STRINGS.bill.lookAgain}
          </Button>
        ) : (
          <Button appearance="primary" onClick={pane.cash.reset}>
            {text.again}
          </Button>
        )}
      </div>
    </div>
  );
}
