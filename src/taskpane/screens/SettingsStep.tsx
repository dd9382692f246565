import { Button, Field, Select, Spinner } from "@fluentui/react-components";
import { NoBook } from "../components/NoBook";
import { NoticeBar } from "../components/NoticeBar";
import { NumbersGate } from "../components/NumbersGate";
import { StepHeader } from "../components/StepHeader";
import { TextField } from "../components/TextField";
import { useLayout } from "../components/useLayout";
import { formatDate } from "../model/regional";
import { usePane } from "../pane";
import { STRINGS } from "../strings";
import { useStore } from "../useStore";

type SettingName = keyof typeof STRINGS.settings.labels;

const GROUPS: readonly { readonly title: string; readonly settings: readonly SettingName[] }[] = [
  { title: STRINGS.settings.company, settings: ["Company name", "Address", "City", "Postal code", "Country", "Tax ID", "Email"] },
  { title: STRINGS.settings.money, settings: ["Currency", "Rounding"] },
  { title: STRINGS.settings.numbers, settings: ["Invoice number prefix", "Invoice number padding", "Invoice number reset", "Payment number prefix", "Payment number padding", "Payment number reset"] },
  { title: STRINGS.settings.dates, settings: ["Sample date"] },
];

const CHOICES: Readonly<Partial<Record<SettingName, Readonly<Record<string, string>>>>> = {
  "Rounding": STRINGS.settings.roundings, "Invoice number reset": STRINGS.settings.resets, "Payment number reset": STRINGS.settings.resets,
};

const HINTS: Readonly<Partial<Record<SettingName, string>>> = STRINGS.settings.hints;

/** What the ledger goes by. Nothing is saved before Save, and each change is recorded in the Journal. */
export function SettingsStep(): React.JSX.Element {
  const layout = useLayout();
  const pane = usePane();
  const book = useStore(pane.keeper.store);
  const { by, edits, isSaving, notices } = useStore(pane.settings.store);
  const text = STRINGS.settings;
  const back = (): void => pane.goBack({ close: null });
  if (book.reading?.kind !== "open" && !isSettingsProblem(book.reading))
    return (
      <div className={layout.body}>
        <div className={layout.screen}>
          <StepHeader title={text.title} onBack={back} />
          <NoBook state={book} />
        </div>
      </div>
    );
  const canSave = edits.size > 0 && !isSaving && [...edits.keys()].every((setting) => pane.settings.problem(setting) === null);
  return (
    <form
      className={layout.step}
      onKeyDown={(event) => {
        if (event.key === "Enter" && event.ctrlKey) void pane.settings.save();
        if (event.key === "Escape" && !event.defaultPrevented) back();
      }}
      onSubmit={(event) => {
        event.preventDefault();
        void pane.settings.save();
      }}
    >
      <div className={layout.body}>
        <div className={layout.screen}>
          <StepHeader title={text.title} onBack={back} />
          {GROUPS.map(({ settings, title }) => (
            <section className={layout.section} key={title}>
              <h2 className={layout.heading}>{title}</h2>
              {settings.map((setting) => (
                <SettingField key={setting} setting={setting} />
              ))}
            </section>
          ))}
          <section className={layout.section}>
            <h2 className={layout.heading}>{text.you}</h2>
            <TextField hint={text.byHint} label={text.by} value={by} onChange={pane.settings.setBy} />
          </section>
        </div>
      </div>
      <div className={layout.footer}>
        {notices.map((notice) => (
          <NoticeBar key={notice.text} notice={notice} />
        ))}
        {isSaving ? <Spinner label={text.saving} size="tiny" /> : null}
        <NumbersGate>
        <div className={layout.row}>
          <Button appearance="primary" disabledFocusable={!canSave} style={{ flexGrow: 1 }} type="submit">
            {edits.size === 0 ? text.saveNone : text.save(edits.size)}
          </Button>
          {edits.size === 0 ? null : <Button onClick={pane.settings.discard}>{text.discard}</Button>}
        </div>
        </NumbersGate>
      </div>
    </form>
  );
}

function SettingField({ setting }: { readonly setting: SettingName }): React.JSX.Element {
  const layout = useLayout();
  const pane = usePane();
  const { regional } = pane.services;
  const label = STRINGS.settings.labels[setting];
  const value = pane.settings.value(setting);
  const choices = CHOICES[setting];
  const edit = (text: string): void => pane.settings.edit(setting, text);
  if (choices !== undefined)
    return (
      <Field label={label}>
        <Select className={layout.fill} value={value} onChange={(_, data) => edit(data.value)}>
          {value in choices ? null : <option value={value}>{value}</option>}
          {Object.entries(choices).map(([name, shown]) => (
            <option key={name} value={name}>
              {shown}
            </option>
          ))}
        </Select>
      </Field>
    );
  const hint = HINTS[setting];
  const problem = pane.settings.problem(setting) === null ? "" : STRINGS.problems.dateNotUnderstood(formatDate(pane.keeper.today(), regional));
  return <TextField label={label} problem={problem} value={value} onChange={edit} {...(hint === undefined ? {} : { hint })} />;
}

/** A setting that cannot be read closes the book; this is where it is corrected. */
function isSettingsProblem(reading: ReturnType<ReturnType<typeof usePane>["keeper"]["store"]["get"]>["reading"]): boolean {
  return reading?.kind === "refused" && reading.told.every(({ code }) => code === "settingsUnreadable");
}
