import type { CloseStep } from "../state/navigation";
import { AuditStep } from "./AuditStep";
import { IntegrityStep } from "./IntegrityStep";
import { LockStep } from "./LockStep";
import { SelfTestStep } from "./SelfTestStep";
import { SettingsStep } from "./SettingsStep";
import { TypedRowsStep } from "./TypedRowsStep";
import { UpdateStep } from "./UpdateStep";

/** The steps of Close by name; fetched when the first of them is opened. */
export const CLOSE_STEPS: Readonly<Record<CloseStep, () => React.JSX.Element>> = {
  integrity: IntegrityStep, lock: LockStep, audit: AuditStep, settings: SettingsStep, selfTest: SelfTestStep, typedRows: TypedRowsStep, update: UpdateStep,
};
