import { Fault, type FaultCode } from "../fault";

/**
 * Excel's error codes as ours. Codes are compared, never texts, which are localised
 * (https://learn.microsoft.com/office/dev/add-ins/testing/application-specific-api-error-handling).
 */
const CODES: Readonly<Record<string, FaultCode>> = {
  InvalidOperationInCellEditMode: "cellEditMode",
  AccessDenied: "accessDenied",
  ReadOnlyWorkbook: "readOnly",
  RequestPayloadSizeLimitExceeded: "tooLarge",
  ResponsePayloadSizeLimitExceeded: "tooLarge",
  ItemNotFound: "notFound",
  InvalidReference: "notFound",
  InvalidBinding: "notFound",
  InsertDeleteConflict: "filtered",
  FilteredRangeConflict: "filtered",
  InvalidSelection: "selection",
  ApiNotFound: "unsupported",
  ApiNotAvailable: "unsupported",
  NotImplemented: "unsupported",
};

/**
 * Refusals of a batch as a whole. The same code for one action in the middle of a batch (it then names the place) leaves what
 * went before it; a response that is too large comes after everything was done.
 */
const NOTHING_DONE: ReadonlySet<string> = new Set(["InvalidOperationInCellEditMode", "RequestPayloadSizeLimitExceeded", "ReadOnlyWorkbook"]);

/** Any thrown value as a Fault; a Fault stays itself. */
export function faultFrom(thrown: unknown): Fault {
  if (thrown instanceof Fault) return thrown;
  const code = readText(thrown, "code");
  const message = readText(thrown, "message") || String(thrown);
  const known = CODES[code] ?? "unknown";
  return new Fault(known, code === "" ? message : `${code}: ${message}`, !(NOTHING_DONE.has(code) && !namesPlace(thrown)));
}

/** Whether the error is of one action: it then says in which member or statement. */
function namesPlace(thrown: unknown): boolean {
  if (typeof thrown !== "object" || thrown === null || !("debugInfo" in thrown)) return false;
  return readText(thrown.debugInfo, "errorLocation") !== "" || readText(thrown.debugInfo, "statement") !== "";
}

function readText(thrown: unknown, key: "code" | "message" | "errorLocation" | "statement"): string {
  if (typeof thrown !== "object" || thrown === null || !(key in thrown)) return "";
  const value: unknown = (thrown as Record<string, unknown>)[key];
  return typeof value === "string" ? value : "";
}
