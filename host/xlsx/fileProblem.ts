/** Why a file could not be opened. The codes are stable; the sentences are for people. */
export type FileProblemCode =
  | "NotAWorkbook" // neither a zip nor anything that can be named
  | "PasswordProtected"
  | "OldFormat" // .xls, or a binary .xlsb
  | "Truncated"
  | "Damaged"
  | "TooLarge"
  | "Unsafe"; // crafted: names that climb out of the package, document type declarations

/** The one refusal of host/xlsx. The message says what is wrong with the file and what to do about it. */
export class FileProblem extends Error {
  constructor(
    readonly code: FileProblemCode,
    message: string,
  ) {
    super(message);
    this.name = "FileProblem";
  }
}

export function damaged(what: string): FileProblem {
  return new FileProblem("Damaged", `The file is damaged: ${what}. Open it in Excel, let Excel repair it, save it as .xlsx and open that copy.`);
}
