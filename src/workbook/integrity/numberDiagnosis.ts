import type { Entry } from "../../core/ledger/entries";
import { type NumberHole, seriesHoles } from "../numberHoles";
import { numberRecord, numberedDocuments } from "../numberedDocuments";
import type { Snapshot } from "../port";
import { seriesOfSeat } from "../seriesState";
import { SERIES_NAMES, type SeriesName, readSettings } from "../settings";
import { viewTable } from "../tables";
import { type Diagnosis, type Remedy, cureWork, diagnosis } from "./finding";

/** More missing numbers than this are not recorded one by one. */
const RECORDED_MAX = 50;

/**
 * Numbers that are missing from the series: worth knowing, since a document with such a number may be in somebody's hands.
 * Two documents with one number are a conflict of the fold (numberTakenTwice).
 */
export function diagnoseNumbers(snapshot: Snapshot, entries: readonly Entry[]): readonly Diagnosis[] {
  const { series } = readSettings(viewTable(snapshot, "Settings")).settings;
  const used = [...numberedDocuments(entries)];
  const seats = new Set(entries.map(({ head }) => head.seat));
  return SERIES_NAMES.flatMap((name) => {
    const starts = startsOf(name, series[name].next, entries);
    return [...seats].flatMap((seat) => seriesHoles(seriesOfSeat(series[name], seat), used, starts).map(holeDiagnosis));
  });
}

/** Where Settings let a series start, now and before, as far as changes were recorded. */
function startsOf(name: SeriesName, next: number, entries: readonly Entry[]): ReadonlySet<number> {
  const starts = new Set([next]);
  for (const { body } of entries)
    if (body.kind === "change" && body.table === "Settings" && body.key === `${name} number starts at`) for (const { before, after } of body.cells) starts.add(Number(before)).add(Number(after));
  return starts;
}

function holeDiagnosis(hole: NumberHole): Diagnosis {
  const { count, before, numberAt } = hole;
  const [first, last] = [numberAt(0), numberAt(count - 1)];
  return diagnosis(
    { code: "numbersMissing", level: "note", recommends: false, params: { count, document: before, numbers: count === 1 ? first : `${first} to ${last}` } },
    count > RECORDED_MAX ? [] : [recordNumbers(hole)],
  );
}

/** The numbers stay unused for good, and the Journal says so. */
function recordNumbers({ count, beforeDate, numberAt }: NumberHole): Remedy {
  const numbers = Array.from({ length: count }, (_, index) => numberAt(index));
  return {
    offer: { kind: "recordNumbers", input: { numbers } },
    work: () => cureWork({ changes: numbers.map((number) => numberRecord({ number, date: beforeDate }, "recorded as not used")) }),
  };
}
