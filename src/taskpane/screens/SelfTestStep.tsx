import { Button, ProgressBar, makeStyles, mergeClasses, tokens } from "@fluentui/react-components";
import { NoticeBar } from "../components/NoticeBar";
import { StepHeader } from "../components/StepHeader";
import { useLayout } from "../components/useLayout";
import { usePane } from "../pane";
import { STRINGS } from "../strings";
import { useStore } from "../useStore";

const useStyles = makeStyles({
  case: { paddingBlock: tokens.spacingVerticalXS, borderBottom: `1px solid ${tokens.colorNeutralStroke2}`, overflowWrap: "anywhere" },
});

/** Runs the conformance list in this Excel: whether what the add-in was built and tested against is so here. */
export function SelfTestStep(): React.JSX.Element {
  const layout = useLayout();
  const styles = useStyles();
  const pane = usePane();
  const { done, notice, of, phase, results, titles } = useStore(pane.selfTest.store);
  const text = STRINGS.selfTest;
  const back = (): void => pane.goBack({ close: null });
  const count = (outcome: string): number => results.filter((result) => result.outcome === outcome).length;
  const failed = results.filter(({ outcome }) => outcome === "failed");
  const missing = results.filter(({ outcome }) => outcome === "notSupported");
  return (
    <div className={layout.step} onKeyDown={(event) => (event.key === "Escape" ? back() : undefined)}>
      <div className={layout.body}>
        <div className={layout.screen}>
          <StepHeader title={text.title} onBack={back} />
          <p className={layout.text}>{text.about}</p>
          {phase === "asking" ? <p className={mergeClasses(layout.text, layout.muted)}>{text.consent}</p> : null}
          <div aria-live="polite">{phase === "done" && results.length > 0 ? <p className={layout.text}>{text.summary(count("passed"), failed.length, missing.length, of - results.length)}</p> : null}</div>
          {notice === null ? null : <NoticeBar notice={notice} />}
          {failed.length === 0 ? null : <CaseList className={styles.case} heading={text.failed} list={layout.list} lines={failed.map(({ id, detail }) => ({ id, title: titles[id] ?? id, detail }))} />}
          {missing.length === 0 ? null : <CaseList className={styles.case} heading={text.notSupported} list={layout.list} lines={missing.map(({ id, detail }) => ({ id, title: titles[id] ?? id, detail: text.needs(detail) }))} />}
        </div>
      </div>
      <div className={layout.footer}>
        {phase === "running" ? (
          <>
            <span className={layout.small}>{of === 0 ? text.loading : text.progress(done, of)}</span>
            <ProgressBar aria-label={text.title} max={1} value={of === 0 ? 0 : done / of} />
            <Button onClick={pane.selfTest.cancel}>{text.cancel}</Button>
          </>
        ) : (
          <div className={layout.row}>
            <Button appearance={phase === "asking" ? "primary" : "secondary"} style={{ flexGrow: 1 }} onClick={() => void pane.selfTest.run()}>
              {phase === "asking" ? text.run : text.again}
            </Button>
            {results.length === 0 ? null : (
              <Button appearance="primary" onClick={() => void pane.selfTest.copy().then((line) => pane.say(line))}>
                {text.copy}
              </Button>
            )}
          </div>
        )}
      </div>
    </div>
  );
}

interface CaseListProps {
  readonly className: string;
  readonly heading: string;
  readonly lines: readonly { readonly id: string; readonly title: string; readonly detail: string }[];
  readonly list: string;
}

function CaseList({ className, heading, lines, list }: CaseListProps): React.JSX.Element {
  const layout = useLayout();
  return (
    <section className={layout.section}>
      <h3 className={layout.heading}>{heading}</h3>
      <ul className={list}>
        {lines.map(({ id, title, detail }) => (
          <li className={className} key={id}>
            {title}
            <span className={mergeClasses(layout.small, layout.muted, layout.below)}>{`${id}: ${detail}`}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
