import { Radio, RadioGroup, Spinner, mergeClasses } from "@fluentui/react-components";
import { useEffect } from "react";
import type { ActionResult } from "../../actions/runAction";
import { ActFooter } from "../components/ActFooter";
import { ChangeList } from "../components/ChangeList";
import { DocumentLines } from "../components/DocumentLines";
import { NoticeBar } from "../components/NoticeBar";
import { PostingBlock } from "../components/PostingBlock";
import { StepHeader } from "../components/StepHeader";
import { ToldList } from "../components/ToldList";
import { useLayout } from "../components/useLayout";
import { postingBlock } from "../model/integrity";
import { usePane } from "../pane";
import { STRINGS } from "../strings";
import { useStore } from "../useStore";

/** Rows that somebody typed into tables of posted documents: what is wrong with them, cell by cell, and what posting the good ones makes. */
export function TypedRowsStep(): React.JSX.Element {
  const layout = useLayout();
  const pane = usePane();
  const { findings, reading } = useStore(pane.keeper.store);
  const { bad, good, isReading, notice, table, tables, told } = useStore(pane.typed.store);
  const { changes, snapshot } = useStore(pane.typed.runner.store);
  const text = STRINGS.typed;
  useEffect(() => {
    void pane.typed.look();
  }, [pane, reading]);
  const back = (): void => pane.goBack({ close: null });
  const done = ({ documents }: ActionResult): void => pane.say(text.done(documents.map(({ number }) => number).join(", ")));
  return (
    <div className={layout.step} onKeyDown={(event) => (event.key === "Escape" ? back() : undefined)}>
      <div className={layout.body}>
        <div className={layout.screen}>
          <StepHeader title={text.title} onBack={back} />
          <p className={mergeClasses(layout.text, layout.muted)}>{table === null && !isReading ? text.none : text.about}</p>
          {notice === null ? null : <NoticeBar notice={notice} />}
          {tables.length < 2 || table === null ? null : (
            <RadioGroup aria-label={text.title} layout="horizontal" value={table} onChange={(_, { value }) => void pane.typed.look(value === "Invoices" ? "Invoices" : "Payments")}>
              {tables.map((name) => (
                <Radio key={name} label={text.table(name)} value={name} />
              ))}
            </RadioGroup>
          )}
          {isReading && told.length === 0 && good.length === 0 ? <Spinner label={STRINGS.reading} size="tiny" /> : null}
          {told.length === 0 ? null : (
            <section className={layout.section}>
              {bad.length === 0 ? null : <h2 className={layout.heading}>{text.problems(bad.length)}</h2>}
              <ToldList label={text.title} told={told} />
            </section>
          )}
          {good.length === 0 ? null : (
            <section className={layout.section}>
              <h2 className={layout.heading}>{text.ready(good.length)}</h2>
              {changes === null ? null : <DocumentLines documents={changes.documents} />}
            </section>
          )}
          {changes === null || snapshot === null ? null : <ChangeList changes={changes} snapshot={snapshot} />}
          <PostingBlock />
        </div>
      </div>
      {table === null || good.length === 0 ? null : (
        <ActFooter canDo={postingBlock(findings) === null} label={text.post(good.length)} runner={pane.typed.runner} shows="errors" onDone={done} />
      )}
    </div>
  );
}
