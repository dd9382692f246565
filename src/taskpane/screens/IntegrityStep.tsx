import { Button, Link, Spinner, makeStyles, mergeClasses, tokens } from "@fluentui/react-components";
import { ErrorCircle16Filled } from "@fluentui/react-icons/svg/error-circle";
import { Info16Regular } from "@fluentui/react-icons/svg/info";
import { Warning16Filled } from "@fluentui/react-icons/svg/warning";
import type { CellRef } from "../../core/values/issue";
import { type Finding, type FindingLevel, findingSentence } from "../../workbook/integrity/finding";
import { placeText } from "../../workbook/messages";
import { CutShortRuns } from "../components/CutShortRuns";
import { NoticeBar } from "../components/NoticeBar";
import { StepHeader } from "../components/StepHeader";
import { useLayout } from "../components/useLayout";
import { TYPED_BY_HAND, findingGroups, findingKey, postingBlock, problemCount, settlementsOf, type Settlement } from "../model/integrity";
import { usePane } from "../pane";
import { STRINGS } from "../strings";
import { useStore } from "../useStore";
import { CurePreview } from "./CurePreview";

const useStyles = makeStyles({
  item: { display: "grid", gridTemplateColumns: "16px minmax(0, 1fr)", columnGap: tokens.spacingHorizontalS, paddingBlock: tokens.spacingVerticalS, borderBottom: `1px solid ${tokens.colorNeutralStroke2}` },
  text: { overflowWrap: "anywhere", minWidth: 0 },
  block: { color: tokens.colorStatusDangerForeground1, marginTop: "2px" },
  fix: { color: tokens.colorStatusWarningForeground1, marginTop: "2px" },
  note: { color: tokens.colorNeutralForeground3, marginTop: "2px" },
  cures: { gridColumn: 2, display: "flex", flexWrap: "wrap", gap: tokens.spacingHorizontalS, marginTop: tokens.spacingVerticalXS },
});

const SHOWN_MAX = 100;

/** What does not agree with what was posted, by how grave it is; each with its place and its cure, previewed before it is done. */
export function IntegrityStep(): React.JSX.Element {
  const layout = useLayout();
  const pane = usePane();
  const { checkedAt, findings, isReading, notice } = useStore(pane.keeper.store);
  const { open } = useStore(pane.integrity.store);
  const text = STRINGS.integrity;
  if (open !== null) return <CurePreview open={open} />;
  const back = (): void => pane.goBack({ close: null });
  const block = postingBlock(findings);
  const problems = findings === null ? 0 : problemCount(findings);
  return (
    <div className={layout.step} onKeyDown={(event) => (event.key === "Escape" ? back() : undefined)}>
      <div className={layout.body}>
        <div className={layout.screen}>
          <StepHeader title={text.title} onBack={back} />
          <div aria-live="polite">
            {findings === null ? null : (
              <p className={mergeClasses(layout.text, findings.length === 0 && layout.muted)}>{findings.length === 0 ? text.clean(checkedAt) : text.found(problems, findings.length - problems, checkedAt)}</p>
            )}
          </div>
          {notice === null ? null : <NoticeBar notice={notice} />}
          {block === null ? null : <NoticeBar notice={{ intent: "error", text: text.blocked, at: null }} />}
          <CutShortRuns />
          {findingGroups(findings ?? []).map(({ cures, findings: found, level }) => (
            <section className={layout.section} key={level}>
              <h2 className={layout.heading}>{text[level]}</h2>
              {cures.length === 0 ? null : (
                <div className={layout.row} style={{ flexWrap: "wrap" }}>
                  {cures.map(({ kind, offers }) => (
                    <Button appearance="primary" key={kind} size="small" onClick={() => pane.integrity.preview(offers)}>
                      {text.all(text.cures[kind], offers.length)}
                    </Button>
                  ))}
                </div>
              )}
              <ul className={layout.list}>
                {found.slice(0, SHOWN_MAX).map((finding, index) => (
                  <FindingItem finding={finding} key={`${findingKey(finding)} ${index}`} level={level} />
                ))}
              </ul>
              {found.length > SHOWN_MAX ? <p className={mergeClasses(layout.text, layout.muted, layout.small)}>{text.more(SHOWN_MAX, found.length)}</p> : null}
            </section>
          ))}
        </div>
      </div>
      <div className={layout.footer}>
        {isReading ? <Spinner label={text.checking} size="tiny" /> : null}
        <Button disabledFocusable={isReading} onClick={() => void pane.keeper.refresh()}>
          {text.again}
        </Button>
      </div>
    </div>
  );
}

function FindingItem({ finding, level }: { readonly finding: Finding; readonly level: FindingLevel }): React.JSX.Element {
  const layout = useLayout();
  const styles = useStyles();
  const pane = usePane();
  const text = STRINGS.integrity;
  const { at, params, places } = finding;
  const sentence = findingSentence(finding);
  const place = placeText(at);
  const rest = place !== "" && sentence.startsWith(`${place}: `) ? sentence.slice(place.length + 2) : sentence;
  const offers = settlementsOf(finding);
  return (
    <li className={styles.item}>
      {level === "block" ? <ErrorCircle16Filled aria-label={text.block} className={styles.block} /> : level === "fix" ? <Warning16Filled aria-label={text.fix} className={styles.fix} /> : <Info16Regular aria-label={text.note} className={styles.note} />}
      <div className={styles.text}>
        <PlaceLink at={at} /> {rest.slice(0, 1).toUpperCase() + rest.slice(1)}
        {"was" in params && "is" in params && !(sentence.includes(`“${String(params["was"])}”`) && sentence.includes(`“${String(params["is"])}”`)) ? <div className={mergeClasses(layout.small, layout.muted)}>{text.wasIs(shown(params["was"]), shown(params["is"]))}</div> : null}
        {places.length === 0 ? null : (
          <div className={layout.small}>
            {places.slice(0, 5).map((each, index) => (
              <span key={index}>
                <PlaceLink at={each} />{" "}
              </span>
            ))}
          </div>
        )}
      </div>
      {offers.length === 0 && finding.code !== TYPED_BY_HAND ? null : (
        <div className={styles.cures}>
          {finding.code === TYPED_BY_HAND ? (
            <Button aria-label={`${text.postTyped}: ${place}`} size="small" onClick={() => pane.openClose("typedRows")}>
              {text.postTyped}
            </Button>
          ) : null}
          {offers.map((offer) => (
            <Button aria-label={`${cureName(offer)}: ${place === "" ? rest : place}`} key={offer.kind} size="small" onClick={() => pane.integrity.preview([offer])}>
              {cureName(offer)}
            </Button>
          ))}
        </div>
      )}
    </li>
  );
}

function PlaceLink({ at }: { readonly at: CellRef | null }): React.JSX.Element | null {
  const pane = usePane();
  if (at?.address === undefined) return null;
  return (
    <Link inline onClick={() => pane.selectCell(at)}>
      {placeText(at)}
    </Link>
  );
}

/** A correction says which document, and for how much. */
function cureName({ input, kind }: Settlement): string {
  const { creditMemo, cures } = STRINGS.integrity;
  if (kind !== "correct" || typeof input !== "object" || input === null || !("input" in input)) return cures[kind];
  const { input: given } = input;
  return creditMemo(typeof given === "object" && given !== null && "amount" in given ? String(given.amount) : "");
}

function shown(value: string | number | boolean | null | undefined): string {
  const text = String(value ?? "");
  return text === "" ? STRINGS.integrity.empty : text;
}
