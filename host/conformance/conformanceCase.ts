/**
 * A documented behaviour of Excel that the add-in relies on, written only against Microsoft's API, so that the very same
 * code runs on the embedded host in every test run and in a real Excel from Help › Self-test.
 */
export interface ConformanceCase {
  /** Stable, for example "tables.resize-keeps-rows": results of different days are compared by it. */
  readonly id: string;
  /** The behaviour as a sentence. */
  readonly title: string;
  readonly cites: Citation;
  /** The newest requirement set that the case uses; not run where it is missing. */
  readonly needs: RequirementSet;
  /** True where the document does not say it outright and the host follows our reading of it. */
  readonly isOurReading?: boolean;
  readonly run: (bench: CaseBench) => Promise<void>;
}

export interface Citation {
  readonly document: string;
  readonly url: string;
}

export interface RequirementSet {
  readonly name: "ExcelApi" | "CustomFunctionsRuntime";
  readonly version: string;
}

/** What a case works with: a scratch sheet of its own, and checks that say what was expected. */
export interface CaseBench {
  /** Excel.run with the scratch sheet at hand. */
  readonly excel: <T>(batch: (sheet: Excel.Worksheet, context: Excel.RequestContext) => Promise<T>) => Promise<T>;
  /** Fails the case unless both are the same as JSON. */
  readonly same: (actual: unknown, expected: unknown, what?: string) => void;
  /** Fails the case unless the attempt is refused with this error code. */
  readonly refused: (code: string, attempt: () => Promise<unknown>) => Promise<void>;
  /** Resolves once the condition holds; fails the case after ten seconds. Asked again whenever Excel has answered. */
  readonly until: (condition: () => boolean | Promise<boolean>, what: string) => Promise<void>;
}

/** Why a case failed, in a sentence. */
export class CaseFailure extends Error {}

export function excelApi(version: string): RequirementSet {
  return { name: "ExcelApi", version };
}

/** A page of Microsoft's documentation for add-ins; `path` is below learn.microsoft.com/office/dev/add-ins/. */
export function guide(document: string, path: string): Citation {
  return { document, url: `https://learn.microsoft.com/office/dev/add-ins/${path}` };
}

/** A page of Microsoft's API reference, for example reference("Range", "values"). */
export function reference(type: string, member = ""): Citation {
  const anchor = member === "" ? "" : `#excel-excel-${type.toLowerCase()}-${member.toLowerCase()}-member`;
  return { document: `Excel.${type}${member === "" ? "" : `.${member}`}`, url: `https://learn.microsoft.com/javascript/api/excel/excel.${type.toLowerCase()}${anchor}` };
}

/** A page of Microsoft's support site for people who use Excel. */
export function support(document: string, path: string): Citation {
  return { document, url: `https://support.microsoft.com/office/${path}` };
}
