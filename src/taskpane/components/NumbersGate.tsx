import { Button, Radio, RadioGroup, Spinner, mergeClasses } from "@fluentui/react-components";
import { recordedAt } from "../model/audit";
import { usePane } from "../pane";
import { STRINGS } from "../strings";
import { useStore } from "../useStore";
import { NoticeBar } from "./NoticeBar";
import { useLayout } from "./useLayout";

/**
 * Stands before the button that posts: in a ledger that others have posted to, the person first says whose numbers this
 * device uses. Then, and everywhere else, what is inside is shown. `isFoot`: it stands for a whole foot of the pane.
 */
export function NumbersGate({ children, isFoot = false }: { readonly children: React.ReactNode; readonly isFoot?: boolean }): React.ReactNode {
  const pane = usePane();
  useStore(pane.keeper.store);
  useStore(pane.device.store);
  return pane.numbers.mustChoose() ? <NumbersChoice isFoot={isFoot} /> : children;
}

function NumbersChoice({ isFoot }: { readonly isFoot: boolean }): React.JSX.Element {
  const layout = useLayout();
  const pane = usePane();
  const { choice } = useStore(pane.numbers.store);
  const { notices, phase, result } = useStore(pane.numbers.runner.store);
  const text = STRINGS.numbers;
  const holder = pane.numbers.holder();
  const isBusy = phase === "planning" || phase === "working";
  const hint = (label: string, sentence: string): React.JSX.Element => (
    <>
      {label}
      <span className={mergeClasses(layout.small, layout.muted, layout.below)}>{sentence}</span>
    </>
  );
  return (
    <section aria-label={text.title} className={isFoot ? layout.footer : layout.section}>
      <h2 className={layout.heading}>{text.title}</h2>
      <p className={mergeClasses(layout.text, layout.small)}>{holder === null ? text.about : text.elsewhere(holder.by, recordedAt(holder.at, pane.services.regional))}</p>
      <RadioGroup aria-label={text.title} value={choice ?? ""} onChange={(_, { value }) => pane.numbers.choose(value === "own" ? "own" : "carryOn")}>
        <Radio label={hint(text.carryOn, text.carryOnHint)} value="carryOn" />
        <Radio label={hint(text.own, text.ownHint(pane.numbers.example()))} value="own" />
      </RadioGroup>
      {notices.map((notice) => (
        <NoticeBar key={notice.text} notice={notice} />
      ))}
      {result?.status === "pending" ? <NoticeBar notice={{ intent: "warning", text: `${STRINGS.acts.pending} ${STRINGS.acts.pendingHelp}`, at: null }} /> : null}
      {isBusy ? <Spinner label={text.using} size="tiny" /> : null}
      <Button appearance="primary" disabledFocusable={choice === null || isBusy} onClick={() => void pane.numbers.use()}>
        {text.use}
      </Button>
    </section>
  );
}
