import type { HostErrorCode } from "../model/hostError";

interface ErrorCodeEntry {
  /** When the host answers it. */
  readonly condition: string;
  /** Where the code and its meaning are documented. */
  readonly source: string;
  readonly httpStatus: number;
}

const ERRORS = "learn.microsoft.com, Error handling with the application-specific JavaScript APIs";
const LIMITS = "learn.microsoft.com, Resource limits and performance optimization for Office Add-ins";

/** Every code that an answer of the host can carry, with the condition under which it does. A code that is not here is a mistake of the host. */
export const ERROR_CODES: Readonly<Record<HostErrorCode, ErrorCodeEntry>> = {
  AccessDenied: { condition: "A locked cell, the structure of a protected sheet, or the list of sheets of a protected workbook would change.", source: `${ERRORS}; office-js-docs-pr, excel-add-ins-worksheets`, httpStatus: 403 },
  ActivityLimitReached: { condition: "Too many requests (a planned fault only).", source: ERRORS, httpStatus: 429 },
  ApiNotFound: { condition: "A member that the host does not implement, or above the declared requirement sets; the message names it.", source: ERRORS, httpStatus: 404 },
  BadPassword: { condition: "unprotect with another password than the one given to protect.", source: ERRORS, httpStatus: 403 },
  Conflict: { condition: "A planned fault only.", source: ERRORS, httpStatus: 409 },
  FilteredRangeConflict: { condition: "A filtered range would be moved or sorted in part.", source: ERRORS, httpStatus: 409 },
  FormulaLengthExceedsLimit: { condition: "A formula of more than 8,192 characters.", source: ERRORS, httpStatus: 400 },
  GeneralException: { condition: "A mistake inside the host, or a planned fault.", source: ERRORS, httpStatus: 500 },
  InactiveWorkbook: { condition: "Another workbook has the focus (a planned fault only).", source: ERRORS, httpStatus: 400 },
  InsertDeleteConflict: { condition: "Cells of a table would be shifted in part, or rows of a filtered table deleted.", source: `${ERRORS}; @types/office-js, TableRowCollection.deleteRows`, httpStatus: 409 },
  InvalidArgument: { condition: "An argument of the wrong type, shape, size or place; an array that does not match its range.", source: ERRORS, httpStatus: 400 },
  InvalidBinding: { condition: "A planned fault only.", source: ERRORS, httpStatus: 400 },
  InvalidOperation: { condition: "Deleting the last visible sheet, protecting twice, merging cells of a table.", source: ERRORS, httpStatus: 400 },
  InvalidOperationInCellEditMode: { condition: "A cell is being edited and the batch did not ask to wait.", source: ERRORS, httpStatus: 400 },
  InvalidReference: { condition: "A range whose cells were deleted; an object of a batch that the host does not know.", source: ERRORS, httpStatus: 400 },
  InvalidRequest: { condition: "A batch that cannot be read.", source: ERRORS, httpStatus: 400 },
  InvalidSelection: { condition: "There is no selection.", source: ERRORS, httpStatus: 400 },
  ItemAlreadyExists: { condition: "A name that is taken.", source: ERRORS, httpStatus: 409 },
  ItemNotFound: { condition: "A sheet, table, column, name … that is not there (any more).", source: ERRORS, httpStatus: 404 },
  MemoryLimitReached: { condition: "One formula for more than a million cells, or a planned fault.", source: ERRORS, httpStatus: 500 },
  MergedRangeConflict: { condition: "A table over merged cells.", source: ERRORS, httpStatus: 409 },
  NonBlankCellOffSheet: { condition: "An insert would push cells with contents off the sheet.", source: ERRORS, httpStatus: 400 },
  NotImplemented: { condition: "A planned fault only; the host says ApiNotFound.", source: ERRORS, httpStatus: 501 },
  OperationCellsExceedLimit: { condition: "An operation on more than 33,554,000 cells.", source: ERRORS, httpStatus: 400 },
  RangeExceedsLimit: { condition: "Values for more than 5 million cells.", source: `${ERRORS}; ${LIMITS}`, httpStatus: 400 },
  RequestAborted: { condition: "A planned fault only.", source: ERRORS, httpStatus: 500 },
  RequestPayloadSizeLimitExceeded: { condition: "A request of more than 5 MB.", source: LIMITS, httpStatus: 413 },
  ResponsePayloadSizeLimitExceeded: { condition: "An answer of more than 5 MB. What the batch did stays done.", source: LIMITS, httpStatus: 500 },
  ServiceNotAvailable: { condition: "A planned fault only.", source: ERRORS, httpStatus: 503 },
  TableOverlap: { condition: "A table would be resized over another one. (Our reading: the documented table has no code for it.)", source: ERRORS, httpStatus: 409 },
  Unauthenticated: { condition: "A planned fault only.", source: ERRORS, httpStatus: 401 },
  UndoNotSupported: { condition: "A planned fault only: the pinned client has no mergeUndoGroup.", source: "learn.microsoft.com, Undo capabilities with the Excel JavaScript API", httpStatus: 400 },
  UnsupportedOperation: { condition: "A planned fault only.", source: ERRORS, httpStatus: 400 },
};

/** The codes with which the faults of reliability.md §6 fail an action. */
export const FAULT_CODES: readonly HostErrorCode[] = [
  "AccessDenied", "InvalidOperationInCellEditMode", "GeneralException", "InvalidReference", "ItemNotFound", "InvalidArgument", "RequestAborted", "MemoryLimitReached",
  "RequestPayloadSizeLimitExceeded", "ResponsePayloadSizeLimitExceeded", "InsertDeleteConflict", "FilteredRangeConflict", "MergedRangeConflict", "InactiveWorkbook", "UndoNotSupported",
];
