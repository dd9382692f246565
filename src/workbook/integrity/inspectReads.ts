import type { ReadRequest } from "../port";
import { TABLES } from "../schema";
import { possibleNames } from "../tables";

/** What one read must bring for an inspection of the whole book. */
export function inspectReads(): ReadRequest {
  return { tables: TABLES.flatMap(({ name }) => possibleNames(name)), prefixes: ["Journal_"], formulas: true, below: true, headers: true };
}
