import { formatIsoDate, parseIsoDate, type PlainDate } from "../../core/values/plainDate";
import { cellAddress } from "../../workbook/address";
import { type AuditEntry, type AuditTrail, auditTrail } from "../../workbook/auditTrail";
import type { Snapshot } from "../../workbook/port";
import { journalTableName } from "../../workbook/schema";
import { type Regional, formatDate } from "./regional";

export interface AuditSearch {
  /** A customer or document, whole or in part; "" is all. */
  readonly text: string;
  readonly from: PlainDate | null;
  readonly to: PlainDate | null;
}

/** The postings that fit, the newest first: those of a document include what was done to it. */
export function searchTrail(trail: AuditTrail, snapshot: Snapshot, { text, from, to }: AuditSearch): readonly AuditEntry[] {
  const wanted = text.trim().toLowerCase();
  const related = wanted === "" ? new Set<string>() : new Set([...auditTrail(snapshot, { document: wanted }).entries, ...auditTrail(snapshot, { customer: wanted }).entries].map(({ id }) => id));
  const [first, last] = [from === null ? "" : formatIsoDate(from), to === null ? "9999" : formatIsoDate(to)];
  const fits = ({ customer, document, id, when }: AuditEntry): boolean => {
    const day = when.slice(0, ISO_DAY);
    if (day < first || day > last) return false;
    return wanted === "" || related.has(id) || customer.toLowerCase().includes(wanted) || document.toLowerCase().includes(wanted);
  };
  return trail.entries.filter(fits).reverse();
}

const ISO_DAY = "2026-01-31".length;

/** "31/01/2026 10:42 UTC": the Journal keeps no zone, and each poster's may be another. */
export function recordedAt(when: string, regional: Regional): string {
  const day = parseIsoDate(when.slice(0, ISO_DAY));
  return day === null ? when : `${formatDate(day, regional)} ${when.slice(ISO_DAY + 1, ISO_DAY + 6)} UTC`;
}

/** Address of the entry's row in its Journal; null where it does not stand there. */
export function journalAddress(snapshot: Snapshot, { id, seat }: AuditEntry): string | null {
  const table = snapshot.tables.get(journalTableName(seat));
  const column = table?.headers.indexOf("Entry") ?? -1;
  const row = table?.rows.findIndex((cells) => cells[column] === id) ?? -1;
  return table === undefined || row < 0 ? null : cellAddress(table.sheet, table.top + 1 + row, table.left + column);
}
