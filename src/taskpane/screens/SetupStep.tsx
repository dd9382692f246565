import { Button, Spinner } from "@fluentui/react-components";
import { parseCurrency } from "../../core/values/currency";
import { NoticeBar } from "../components/NoticeBar";
import { StepHeader } from "../components/StepHeader";
import { TextField } from "../components/TextField";
import { useLayout } from "../components/useLayout";
import { usePane } from "../pane";
import { STRINGS } from "../strings";
import { useStore } from "../useStore";

/** What Set up would add, shown before anything is added. */
export function SetupStep(): React.JSX.Element {
  const layout = useLayout();
  const pane = usePane();
  const { busy, companyName, currency, notices, sheets } = useStore(pane.setup.store);
  const text = STRINGS.setup;
  const isReady = busy === null && sheets !== null && sheets.length > 0 && parseCurrency(currency) !== null;
  const make = (): void => {
    if (!isReady) return;
    void pane.setup.make().then((done) => {
      if (done) pane.say(text.done);
    });
  };
  return (
    <form
      className={layout.step}
      onKeyDown={(event) => {
        if (event.key === "Escape") pane.setup.close();
      }}
      onSubmit={(event) => {
        event.preventDefault();
        make();
      }}
    >
      <div className={layout.body}>
        <div className={layout.screen}>
          <StepHeader title={text.title} onBack={pane.setup.close} />
          <TextField label={text.company} value={companyName} onChange={(value) => pane.setup.edit({ companyName: value })} />
          <TextField hint={text.currencyHint} isRequired label={text.currency} problem={parseCurrency(currency) === null ? text.currencyWrong : ""} value={currency} onChange={(value) => pane.setup.edit({ currency: value })} />
          {busy === "planning" ? <Spinner label={text.planning} size="tiny" /> : null}
          {sheets === null ? null : <p className={layout.text}>{sheets.length === 0 ? text.nothing : text.willMake(sheets.length)}</p>}
          <ul>
            {(sheets ?? []).map((sheet) => (
              <li key={sheet}>{sheet}</li>
            ))}
          </ul>
        </div>
      </div>
      <div className={layout.footer}>
        {notices.map((notice) => (
          <NoticeBar key={notice.text} notice={notice} />
        ))}
        {busy === "making" ? <Spinner label={text.making} size="tiny" /> : null}
        <Button appearance="primary" disabledFocusable={!isReady} type="submit">
          {text.make(sheets?.length ?? 0)}
        </Button>
      </div>
    </form>
  );
}
