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

/** Refusals that come before any action of the batch is carried out. */
const NOTHING_DONE: ReadonlySet<FaultCode> = new Set(["cellEditMode", "tooLarge", "readOnly"]);

/** Any thrown value as a Fault; a Fault stays itself. */
export function faultFrom(thrown: unknown): Fault {
  if (thrown instanceof Fault) return thrown;
  const code = readText(thrown, "code");
  const message = readText(thrown, "message") || String(thrown);
  const known = CODES[code] ?? "unknown";
  return new Fault(known, code === "" ? message : `${code}: ${message}`, !NOTHING_DONE.has(known));
}

function readText(thrown: unknown, key: "code" | "message"): string {
  if (typeof thrown !== "object" || thrown === null || !(key in thrown)) return "";
  const value: unknown = (thrown as Record<string, unknown>)[key];
  return typeof value === "string" ? value : "";
}
