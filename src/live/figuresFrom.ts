import { plainHeader } from "../workbook/columnMapping";

/** Settings › Figures come from, as written: this workbook's ledger, or the person's own tables by name. */
export type FiguresFrom = { readonly kind: "ledger" } | { readonly kind: "tables"; readonly names: readonly string[] };

export function readFiguresFrom(setting: string): FiguresFrom {
  if (["", "thisworkbook", "thisworkbooksledger"].includes(plainHeader(setting))) return { kind: "ledger" };
  const names = setting.split(/[,;]/).map((name) => name.trim().replace(/\[#?\w*\]$/, "").trim());
  return { kind: "tables", names: names.filter((name) => name !== "") };
}

/** A person's own table as it was read. */
export interface OwnTableRows {
  readonly name: string;
  /** The header row, then the body. */
  readonly rows: readonly (readonly unknown[])[];
}
