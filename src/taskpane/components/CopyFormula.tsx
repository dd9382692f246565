import { Button, Tooltip } from "@fluentui/react-components";
import { Copy16Regular } from "@fluentui/react-icons/svg/copy";
import { type FigureFormula, figureFormula } from "../model/formula";
import { usePane } from "../pane";
import { STRINGS } from "../strings";

/** Stands beside a figure and copies the formula that gives it in a cell. */
export function CopyFormula({ label, of }: { readonly label: string; readonly of: FigureFormula }): React.JSX.Element {
  const pane = usePane();
  const formula = figureFormula(of, pane.services.regional);
  const copy = (): void => {
    void pane.services.copyText(formula).then((done) => pane.say(done ? STRINGS.formula.copied(formula) : STRINGS.formula.denied(formula)));
  };
  return (
    <Tooltip content={STRINGS.formula.tip} relationship="description">
      <Button appearance="subtle" aria-label={STRINGS.formula.copy(label)} icon={<Copy16Regular />} size="small" onClick={copy} />
    </Tooltip>
  );
}
