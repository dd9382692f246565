import { Field, Input } from "@fluentui/react-components";
import { useLayout } from "./useLayout";

export interface TextFieldProps {
  readonly hint?: string;
  readonly inputMode?: "decimal" | "text";
  readonly isRequired?: boolean;
  readonly label: string;
  readonly onBlur?: () => void;
  readonly onChange: (text: string) => void;
  /** What is wrong; "" or left out when nothing is. */
  readonly problem?: string;
  readonly value: string;
}

/** A labelled text field that says what is wrong with it below. */
export function TextField({ hint, inputMode = "text", isRequired, label, onBlur, onChange, problem = "", value }: TextFieldProps): React.JSX.Element {
  const layout = useLayout();
  const message = problem === "" ? {} : { validationMessage: problem, validationState: "error" as const };
  return (
    <Field label={label} required={isRequired ?? false} {...(hint === undefined || problem !== "" ? {} : { hint })} {...message}>
      <Input autoComplete="off" className={layout.fill} input={{ className: layout.fill }} inputMode={inputMode} value={value} onBlur={onBlur ?? (() => undefined)} onChange={(_, data) => onChange(data.value)} />
    </Field>
  );
}
