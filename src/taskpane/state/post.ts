import type { Action, DocumentSummary } from "../../actions/action";
import { type ActionResult, runAction } from "../../actions/runAction";
import type { Workbook } from "../../workbook/port";
import { sameDocuments } from "../model/billPlan";
import type { PaneServices } from "../services";

export interface PostRequest<Input> {
  readonly action: Action<Input>;
  readonly given: unknown;
  /** Made once, when the confirmation opened: a second click or a retry posts nothing twice. */
  readonly entryId: string;
  /** What the person saw. If the plan now differs, nothing is posted and the answer's status is "planned". */
  readonly seen: readonly DocumentSummary[];
  /** Rows of the Journal written so far. */
  readonly onProgress?: (done: number) => void;
}

/** Posts what was previewed, and only that. A Fault is thrown. */
export async function post<Input>(services: PaneServices, { action, given, entryId, seen, onProgress }: PostRequest<Input>): Promise<ActionResult> {
  const workbook = onProgress === undefined ? services.workbook : watched(services.workbook, onProgress);
  return runAction(action, given, { workbook, env: services.env(), entryId, confirm: (changes) => Promise.resolve(sameDocuments(seen, changes.documents)) });
}

/** The port with a counter of committed rows. */
function watched(workbook: Workbook, onProgress: (done: number) => void): Workbook {
  let done = 0;
  return {
    read: (request) => workbook.read(request),
    commitRow: (append) => workbook.commitRow(append),
    readTable: (name) => workbook.readTable(name),
    write: (changes, against) => workbook.write(changes, against),
    createTables: (tables) => workbook.createTables(tables),
    select: (address) => workbook.select(address),
    commitRows: async (append) => {
      const rows = await workbook.commitRows(append);
      done += append.rows.length;
      onProgress(done);
      return rows;
    },
  };
}
