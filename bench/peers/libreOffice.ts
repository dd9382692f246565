import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

export interface NativeTimes {
  /** Milliseconds of the process for the formulas that were asked for; wall time where the system has no /proc. */
  readonly formulas: number;
  /** Of the pivot table, the least of three; null when LibreOffice did not finish it. */
  readonly pivot: number | null;
  /** What the formulas show, in their order. */
  readonly values: readonly number[];
  /** The pivot table's grand total. */
  readonly pivotTotal: number | null;
  readonly isCpu: boolean;
}

/**
 * Has LibreOffice open a workbook whose sheet Data holds Account, Due, Open, Bucket from row 1 and whose sheet Asked holds one text per row in column A that is a
 * formula without its "=": puts them into column B, times their calculation, then the pivot table Account × Bucket of Open.
 * Throws when LibreOffice ends without an answer.
 */
export function nativeTimes(book: Uint8Array, rows: number, formulas: number): NativeTimes {
  const folder = mkdtempSync(join(tmpdir(), "open-item-native-"));
  try {
    const [file, answer] = [join(folder, "book.xlsx"), join(folder, "answer.txt")];
    writeFileSync(file, book);
    const profile = join(folder, "profile");
    const start = ["--headless", "--norestore", "--nologo", `-env:UserInstallation=${pathToFileURL(profile).href}`];
    // The first start of a profile puts its own macros there; ours must come after.
    spawnSync("soffice", [...start, "--terminate_after_init"], { stdio: "ignore", timeout: 120_000 });
    const library = join(profile, "user", "basic", "Standard");
    mkdirSync(library, { recursive: true });
    writeFileSync(join(library, "script.xlb"), LIBRARY);
    writeFileSync(join(library, "Bench.xba"), `${MODULE_HEAD}${escaped(MACRO)}</script:module>`);
    const env = { ...process.env, BENCH_BOOK: pathToFileURL(file).href, BENCH_ANSWER: answer, BENCH_ROWS: String(rows), BENCH_FORMULAS: String(formulas), SAL_USE_VCLPLUGIN: "svp" };
    const run = spawnSync("soffice", [...start, "macro:///Standard.Bench.Main"], { env, stdio: "ignore", timeout: 1_800_000 });
    const lines = readAnswer(answer);
    const number = (name: string): number | null => {
      const line = lines.find((each) => each.startsWith(`${name} `));
      return line === undefined ? null : Number(line.slice(name.length + 1));
    };
    const values = lines.flatMap((line) => (line.startsWith("value ") ? [Number(line.slice(6))] : []));
    const time = number("formulas");
    const problem = lines.find((line) => line.startsWith("problem ")) ?? "";
    if (time === null || values.length !== formulas) throw new Error(`LibreOffice ended with status ${String(run.status ?? run.signal)} and ${values.length} of ${formulas} values. ${problem}`);
    return { formulas: time, pivot: number("pivot"), values, pivotTotal: number("pivotTotal"), isCpu: number("cpu") === 1 };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function readAnswer(file: string): string[] {
  try {
    return readFileSync(file, "utf8").split(/\r?\n/);
  } catch {
    return [];
  }
}

function escaped(text: string): string {
  return text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;").replace(/"/g, "&quot;");
}

const LIBRARY = `<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE library:library PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "library.dtd">
<library:library xmlns:library="http://openoffice.org/2000/library" library:name="Standard" library:readonly="false" library:passwordprotected="false">
 <library:element library:name="Bench"/>
</library:library>
`;

const MODULE_HEAD = `<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE script:module PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "module.dtd">
<script:module xmlns:script="http://openoffice.org/2000/script" script:name="Bench" script:language="StarBasic">`;

const MACRO = `
Dim isCpu As Integer

' Milliseconds that this process has used, from the system; where it does not tell, the clock.
Function Used() As Double
  On Error GoTo Clock
  Dim content As String
  Dim parts
  Dim channel As Integer
  channel = FreeFile
  Open "/proc/self/stat" For Input As #channel
  Line Input #channel, content
  Close #channel
  parts = Split(Mid(content, InStr(content, ")") + 2), " ")
  isCpu = 1
  Used = (CDbl(parts(11)) + CDbl(parts(12))) * 10
  Exit Function
Clock:
  isCpu = 0
  Used = GetSystemTicks()
End Function

Sub Main
  On Error GoTo Wrong
  Dim args(0) As New com.sun.star.beans.PropertyValue
  Dim lastRow As Long, asks As Long, i As Long, turn As Integer
  Dim before As Double, least As Double, took As Double
  lastRow = CLng(Environ("BENCH_ROWS"))
  asks = CLng(Environ("BENCH_FORMULAS"))
  args(0).Name = "Hidden"
  args(0).Value = True
  doc = StarDesktop.loadComponentFromURL(Environ("BENCH_BOOK"), "_blank", 0, args())
  asking = doc.Sheets.getByName("Asked")
  doc.enableAutomaticCalculation(False)
  For i = 0 To asks - 1
    asking.getCellByPosition(1, i).setFormula("=" + asking.getCellByPosition(0, i).getString())
  Next i
  before = Used()
  doc.calculateAll()
  took = Used() - before
  channel = FreeFile
  Open Environ("BENCH_ANSWER") For Output As #channel
  Print #channel, "formulas " & CStr(took)
  Print #channel, "cpu " & CStr(isCpu)
  For i = 0 To asks - 1
    Print #channel, "value " & CStr(asking.getCellByPosition(1, i).getValue())
  Next i
  Close #channel
  least = -1
  source = doc.Sheets.getByName("Data")
  doc.Sheets.insertNewByName("Pivot", doc.Sheets.getCount())
  target = doc.Sheets.getByName("Pivot")
  tables = target.getDataPilotTables()
  For turn = 1 To 3
    before = Used()
    descriptor = tables.createDataPilotDescriptor()
    descriptor.setSourceRange(source.getCellRangeByPosition(0, 0, 3, lastRow).getRangeAddress())
    fields = descriptor.getDataPilotFields()
    fields.getByIndex(0).Orientation = com.sun.star.sheet.DataPilotFieldOrientation.ROW
    fields.getByIndex(3).Orientation = com.sun.star.sheet.DataPilotFieldOrientation.COLUMN
    fields.getByIndex(2).Orientation = com.sun.star.sheet.DataPilotFieldOrientation.DATA
    fields.getByIndex(2).Function = com.sun.star.sheet.GeneralFunction.SUM
    tables.insertNewByName("Aging", target.getCellByPosition(0, 0).getCellAddress(), descriptor)
    took = Used() - before
    If least < 0 Or took < least Then least = took
    cursor = target.createCursor()
    cursor.gotoEndOfUsedArea(False)
    corner = target.getCellByPosition(cursor.getRangeAddress().EndColumn, cursor.getRangeAddress().EndRow).getValue()
    tables.removeByName("Aging")
  Next turn
  Open Environ("BENCH_ANSWER") For Append As #channel
  Print #channel, "pivot " & CStr(least)
  Print #channel, "pivotTotal " & CStr(corner)
  Close #channel
  Goto Done
Wrong:
  problem = Error$ & " in line " & Erl
  On Error Resume Next
  channel = FreeFile
  Open Environ("BENCH_ANSWER") For Append As #channel
  Print #channel, "problem " & problem
  Close #channel
Done:
  On Error Resume Next
  doc.close(True)
  StarDesktop.terminate()
End Sub
`;
