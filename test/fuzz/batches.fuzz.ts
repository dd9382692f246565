import { createCalc } from "../../host/calc/calc";
import { Editor } from "../../host/model/edit";
import { bookProblems } from "../../host/model/invariants";
import { Workbook } from "../../host/model/workbook";
import { apiClasses } from "../../host/richapi/apiObject";
import { ERROR_CODES } from "../../host/richapi/errorCodes";
import { HostErrorNumber, type ProcessorAnswer, RequestProcessor } from "../../host/richapi/processor";
import { openWorkbook } from "../../host/xlsx/open";
import { saveWorkbook } from "../../host/xlsx/save";
import { BatchMaker } from "./batchMaker";
import { type Fuzz, FuzzFailures, type FuzzOptions, type FuzzResult, seededRandom } from "./fuzz";

/** Milliseconds of computing after which one batch counts as a hang: three million formulas may take a while. */
const LONGEST = 30_000;
/** Batches over one book; then comes a new one, so that a failure can be seen again from its seed. */
const PER_BOOK = 25;
/** One book in so many is saved and opened again. */
const SAVED = 4;
const REFUSALS: readonly number[] = Object.values(HostErrorNumber);

/** Random request batches: right ones, wrong ones and mutilated ones, over a book with tables, names, formulas and a second sheet. */
export const batchesFuzz: Fuzz = {
  name: "batches",
  counts: "request batches answered with documented codes, the book sound after each",
  whole: 20_000,
  missing: () => null,
  run,
};

async function run({ seed, cases, onProgress }: FuzzOptions): Promise<FuzzResult> {
  const failures = new FuzzFailures();
  for (let first = 0; first < cases; first += PER_BOOK) {
    const count = Math.min(PER_BOOK, cases - first);
    oneBook(seed + first, count, first % (PER_BOOK * SAVED) === 0, failures);
    onProgress?.(first + count);
    await new Promise((resolve) => setImmediate(resolve));
  }
  return failures.result(cases);
}

/** Exported for the replay of one failing seed. */
export function oneBook(seed: number, batches: number, isSaved: boolean, failures: FuzzFailures): void {
  const random = seededRandom(seed);
  const workbook = sampleBook();
  const calc = createCalc(workbook);
  const editor = new Editor(workbook, calc);
  const processor = new RequestProcessor({ workbook, editor, calc, declaredSets: { ExcelApi: "1.20", CustomFunctionsRuntime: "1.4", SharedRuntime: "1.2", DialogApi: "1.2" }, post: () => undefined });
  const maker = new BatchMaker(apiClasses(), random);
  for (let index = 0; index < batches; index++) {
    const body = maker.next();
    const problem = judged(processor, body, maker) ?? bookProblems(workbook)[0];
    if (problem === undefined) continue;
    failures.add(`seed ${seed}, batch ${index}: ${problem.slice(0, 400)} <- ${body.slice(0, 1500)}`);
    break; // what follows in a broken book says nothing new
  }
  const undone = undoneProblem(editor);
  if (undone !== null) failures.add(`seed ${seed}: after undoing everything: ${undone}`);
  else if (isSaved) {
    const problem = savedProblem(workbook);
    if (problem !== null) failures.add(`seed ${seed}: saved and opened again: ${problem}`);
  }
  processor.dispose();
}

/** Null when the answer is one that Excel could give, in time. */
function judged(processor: RequestProcessor, body: string, maker: BatchMaker): string | null {
  const started = process.cpuUsage();
  let answer: ProcessorAnswer;
  try {
    answer = processor.execute(body);
  } catch (error) {
    return `threw ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`;
  }
  const { user, system } = process.cpuUsage(started);
  const milliseconds = (user + system) / 1000;
  if (milliseconds > LONGEST) return `took ${Math.round(milliseconds)} ms`;
  if (answer.kind === "hostError") return REFUSALS.includes(answer.code) ? null : `answered the host error ${answer.code}`;
  const { Error: failure, Results: results = [] } = JSON.parse(answer.body) as Answer; // our own processor's answer
  for (const { Value } of results) if (typeof Value === "object" && Value !== null && "_ReferenceId" in Value) maker.learn(String(Value._ReferenceId));
  if (failure === undefined) return null;
  if (!Object.hasOwn(ERROR_CODES, failure.Code) || failure.Code === "GeneralException") return `answered ${failure.Code}: ${failure.Message}`;
  return failure.ActionIndex === -1 || results.length === failure.ActionIndex ? null : `${results.length} results before a failure in action ${failure.ActionIndex}`;
}

interface Answer {
  readonly Error?: { readonly Code: string; readonly Message: string; readonly ActionIndex: number };
  readonly Results?: readonly { readonly Value: unknown }[];
}

/** Undo and redo walk over everything that the batches did. */
function undoneProblem(editor: Editor): string | null {
  let steps = 0;
  for (; editor.undo(); steps++) {
    const problem = bookProblems(editor.workbook)[0];
    if (problem !== undefined) return `undo ${steps + 1}: ${problem}`;
  }
  while (editor.redo());
  return bookProblems(editor.workbook)[0] ?? null;
}

/** What must be the same in a file that the book was saved to. */
function savedProblem(workbook: Workbook): string | null {
  const reopened = openWorkbook(saveWorkbook(workbook));
  const [before, after] = [facts(workbook), facts(reopened)];
  const different = before.find((line, index) => line !== after[index]);
  return different === undefined ? (bookProblems(reopened)[0] ?? null) : `${different} became ${after[before.indexOf(different)] ?? "nothing"}`;
}

function facts(workbook: Workbook): string[] {
  return [
    ...workbook.sheets.flatMap((sheet) => [
      `sheet ${sheet.name} ${sheet.visibility}`,
      ...sheet.tables.map((table) => `table ${table.name} ${JSON.stringify(table.area)} ${table.columns.map((column) => column.name).join("|")} ${String(table.showTotals)}`),
      ...sheet.rows.flatMap((cells, row) => cells.flatMap((cell, column) => (cell?.formula === undefined && cell?.value !== undefined && cell.value !== null && cell.spillOf === undefined ? [`cell ${row},${column} ${JSON.stringify(cell.value)}`] : []))),
    ]),
    // "[@Qty]" is how Excel shows what files write as "[[#This Row],[Qty]]"
    ...workbook.names.map((name) => `name ${name.name} ${name.refersTo.replace(/\[@\[?([^[\]]*)\]\]?/g, "[[#This Row],[$1]]")}`),
  ];
}

function sampleBook(): Workbook {
  const workbook = new Workbook();
  const sheet = workbook.addSheet("Sheet1");
  const other = workbook.addSheet("Sheet 2");
  const editor = new Editor(workbook, null);
  editor.pasteText(sheet, 0, 0, [["Item", "Qty", "Total"], ["a", "1", "=[@Qty]*2"], ["b", "2", "=[@Qty]*2"], ["c", "3", "=[@Qty]*2"]]);
  editor.addTable(sheet, { top: 0, left: 0, bottom: 3, right: 2 }, true, "Lines");
  editor.pasteText(sheet, 0, 5, [["=SUM(Lines[Qty])", "=SEQUENCE(2)"]]);
  editor.pasteText(other, 0, 0, [["Key", "Value"], ["x", "=Sheet1!B2"]]);
  editor.addTable(other, { top: 0, left: 0, bottom: 1, right: 1 }, true, "Pairs");
  editor.addName("Rate", "0.2");
  editor.addName("First", "Sheet1!$A$1");
  editor.clearUndo();
  return workbook;
}
