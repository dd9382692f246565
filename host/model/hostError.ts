/** Error codes as Office.js knows them (learn.microsoft.com, "Error handling with the application-specific JavaScript APIs"). */
export type HostErrorCode =
  | "AccessDenied" | "ApiNotFound" | "ActivityLimitReached" | "BadPassword" | "Conflict" | "FilteredRangeConflict" | "FormulaLengthExceedsLimit" | "GeneralException"
  | "InactiveWorkbook" | "InsertDeleteConflict" | "InvalidArgument" | "InvalidBinding" | "InvalidOperation" | "InvalidOperationInCellEditMode"
  | "InvalidReference" | "InvalidRequest" | "InvalidSelection" | "ItemAlreadyExists" | "ItemNotFound" | "MemoryLimitReached" | "MergedRangeConflict"
  | "NonBlankCellOffSheet" | "NotImplemented" | "OperationCellsExceedLimit" | "RangeExceedsLimit" | "RequestAborted" | "RequestPayloadSizeLimitExceeded"
  | "ResponsePayloadSizeLimitExceeded" | "ServiceNotAvailable" | "TableOverlap" | "Unauthenticated" | "UndoNotSupported" | "UnsupportedOperation";

/** A refused edit or request: the code tells programs, the message tells people. */
export class HostError extends Error {
  constructor(
    readonly code: HostErrorCode,
    message: string,
  ) {
    super(message);
    this.name = "HostError";
  }
}

export function invalidArgument(detail = "The argument is invalid or missing or has an incorrect format."): HostError {
  return new HostError("InvalidArgument", detail);
}
