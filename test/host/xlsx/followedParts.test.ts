import { strFromU8, unzipSync } from "fflate";
import { createCalc } from "../../../host/calc/calc";
import { parseArea } from "../../../host/model/address";
import { Editor } from "../../../host/model/edit";
import type { Sheet } from "../../../host/model/sheet";
import type { Workbook } from "../../../host/model/workbook";
import { openWorkbook } from "../../../host/xlsx/open";
import { saveWorkbook } from "../../../host/xlsx/save";
import { packageOf } from "./excelLikePackage";

const MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const TYPES = "application/vnd.openxmlformats-officedocument.spreadsheetml";
const X14 = 'xmlns:x14="http://schemas.microsoft.com/office/spreadsheetml/2009/9/main" xmlns:xm="http://schemas.microsoft.com/office/excel/2006/main"';

function relationships(...entries: [id: string, kind: string, target: string][]): string {
  return `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${entries.map(([id, kind, target]) => `<Relationship Id="${id}" Type="${OFFICE}/${kind}" Target="${target}"/>`).join("")}</Relationships>`;
}

const note = (row: number, column: number): string =>
  `<v:shape id="_x0000_s1025" type="#_x0000_t202"><v:textbox><div style='text-align:left'><br></div></v:textbox><x:ClientData ObjectType="Note"><x:Anchor>${column + 1}, 15, ${row - 1}, 10, ${column + 3}, 31, ${row + 3}, 4</x:Anchor><x:Row>${row}</x:Row><x:Column>${column}</x:Column></x:ClientData></v:shape>`;
const anchor = (editAs: string, from: [number, number], to: [number, number], text: string): string =>
  `<xdr:twoCellAnchor editAs="${editAs}"><xdr:from><xdr:col>${from[1]}</xdr:col><xdr:colOff>5</xdr:colOff><xdr:row>${from[0]}</xdr:row><xdr:rowOff>7</xdr:rowOff></xdr:from><xdr:to><xdr:col>${to[1]}</xdr:col><xdr:colOff>9</xdr:colOff><xdr:row>${to[0]}</xdr:row><xdr:rowOff>11</xdr:rowOff></xdr:to><xdr:sp textlink="${text}"/><xdr:clientData/></xdr:twoCellAnchor>`;

/** Everything that points at cells and that the model does not hold, on a sheet called Data, and a chart of it on another. */
const PARTS: Readonly<Record<string, string>> = {
  "[Content_Types].xml":
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>' +
    `<Default Extension="vml" ContentType="application/vnd.openxmlformats-officedocument.vmlDrawing"/><Override PartName="/xl/workbook.xml" ContentType="${TYPES}.sheet.main+xml"/>` +
    `<Override PartName="/xl/charts/chart1.xml" ContentType="application/vnd.openxmlformats-officedocument.drawingml.chart+xml"/><Override PartName="/xl/pivotCache/pivotCacheDefinition1.xml" ContentType="${TYPES}.pivotCacheDefinition+xml"/></Types>`,
  "_rels/.rels": relationships(["rId1", "officeDocument", "xl/workbook.xml"]),
  "xl/workbook.xml": `<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><sheets><sheet name="Data" sheetId="1" r:id="rId1"/><sheet name="Other" sheetId="2" r:id="rId2"/></sheets><definedNames><definedName name="_xlnm._FilterDatabase" localSheetId="0" hidden="1">Data!$A$4:$C$9</definedName></definedNames><pivotCaches><pivotCache cacheId="1" r:id="rId3"/></pivotCaches></workbook>`,
  "xl/_rels/workbook.xml.rels": relationships(["rId1", "worksheet", "worksheets/sheet1.xml"], ["rId2", "worksheet", "worksheets/sheet2.xml"], ["rId3", "pivotCacheDefinition", "pivotCache/pivotCacheDefinition1.xml"]),
  "xl/pivotCache/pivotCacheDefinition1.xml": `<pivotCacheDefinition xmlns="${MAIN}"><cacheSource type="worksheet"><worksheetSource ref="A4:C9" sheet="Data"/></cacheSource></pivotCacheDefinition>`,
  "xl/worksheets/sheet1.xml":
    `<worksheet xmlns="${MAIN}" xmlns:r="${OFFICE}"><cols><col min="3" max="4" width="9" outlineLevel="1"/></cols><sheetData><row r="2" outlineLevel="2"><c r="A2" t="inlineStr"><is><r><rPr><b/></rPr><t>bold</t></r><r><t> plain</t></r></is></c></row><row r="7"><c r="B7"><f t="dataTable" ref="B7:B8" dt2D="0" dtr="0" r1="A1"/><v>4</v></c></row></sheetData>` +
    '<protectedRanges><protectedRange sqref="B5:B9" name="p"/></protectedRanges><autoFilter ref="A4:C9"><filterColumn colId="2" hiddenButton="1"/></autoFilter><mergeCells count="1"><mergeCell ref="A12:B12"/></mergeCells>' +
    '<conditionalFormatting sqref="B5:B9 D20"><cfRule type="expression" priority="1"><formula>$B5&gt;Other!$A$1+B$4</formula></cfRule><cfRule type="colorScale" priority="2"><colorScale><cfvo type="formula" val="$B$5"/><cfvo type="max"/><color rgb="FFFF0000"/><color rgb="FF00FF00"/></colorScale></cfRule></conditionalFormatting>' +
    '<conditionalFormatting sqref="B6"><cfRule type="cellIs" priority="3" operator="equal"><formula>1</formula></cfRule></conditionalFormatting>' +
    '<dataValidations count="1"><dataValidation type="custom" sqref="B5:B9"><formula1>B5&gt;Data!$A$6</formula1></dataValidation></dataValidations>' +
    '<hyperlinks><hyperlink ref="B6" r:id="rId9"/><hyperlink ref="C8" location="Other!A1"/></hyperlinks><rowBreaks count="2" manualBreakCount="2"><brk id="6" max="16383" man="1"/><brk id="3" max="16383" man="1"/></rowBreaks>' +
    '<ignoredErrors><ignoredError sqref="A6" numberStoredAsText="1"/></ignoredErrors><drawing r:id="rId1"/><legacyDrawing r:id="rId3"/>' +
    `<extLst><ext uri="{a}" ${X14}><x14:conditionalFormattings><x14:conditionalFormatting><x14:cfRule type="dataBar"><x14:dataBar><x14:cfvo type="formula"><xm:f>$B$8</xm:f></x14:cfvo></x14:dataBar></x14:cfRule><xm:sqref>B5:B9</xm:sqref></x14:conditionalFormatting></x14:conditionalFormattings></ext>` +
    `<ext uri="{b}" ${X14}><x14:dataValidations count="1"><x14:dataValidation type="list"><x14:formula1><xm:f>Other!$A$1:$A$5</xm:f></x14:formula1><xm:sqref>B6</xm:sqref></x14:dataValidation></x14:dataValidations></ext>` +
    `<ext uri="{c}" ${X14}><x14:sparklineGroups><x14:sparklineGroup><x14:sparklines><x14:sparkline><xm:f>Data!A7:C7</xm:f><xm:sqref>D7</xm:sqref></x14:sparkline></x14:sparklines></x14:sparklineGroup></x14:sparklineGroups></ext></extLst></worksheet>`,
  "xl/worksheets/_rels/sheet1.xml.rels": relationships(["rId1", "drawing", "../drawings/drawing1.xml"], ["rId2", "comments", "../comments1.xml"], ["rId3", "vmlDrawing", "../drawings/vmlDrawing1.vml"], ["rId4", "threadedComment", "../threadedComments/threadedComment1.xml"], ["rId9", "hyperlink", "https://example.org/"]).replace('Target="https://example.org/"', 'Target="https://example.org/" TargetMode="External"'),
  "xl/worksheets/sheet2.xml": `<worksheet xmlns="${MAIN}" xmlns:r="${OFFICE}"><sheetData/><drawing r:id="rId1"/></worksheet>`,
  "xl/worksheets/_rels/sheet2.xml.rels": relationships(["rId1", "drawing", "../drawings/drawing2.xml"]),
  "xl/drawings/drawing1.xml": `<xdr:wsDr xmlns:xdr="urn:d">${anchor("twoCell", [4, 1], [9, 3], "Data!$B$6")}${anchor("oneCell", [4, 1], [9, 3], "")}${anchor("absolute", [4, 1], [9, 3], "")}</xdr:wsDr>`,
  "xl/drawings/drawing2.xml": '<xdr:wsDr xmlns:xdr="urn:d"/>',
  "xl/drawings/_rels/drawing2.xml.rels": relationships(["rId1", "chart", "../charts/chart1.xml"]),
  "xl/charts/chart1.xml": '<c:chartSpace xmlns:c="urn:c"><c:ser><c:cat><c:strRef><c:f>Data!$A$5:$A$9</c:f></c:strRef></c:cat><c:val><c:numRef><c:f>(Data!$B$5:$B$9,Data!$C$6)</c:f></c:numRef></c:val></c:ser></c:chartSpace>',
  "xl/comments1.xml": `<comments xmlns="${MAIN}"><authors><author>A</author></authors><commentList><comment ref="B6" authorId="0"><text><t>note</t></text></comment><comment ref="C8" authorId="0"><text><t>other</t></text></comment></commentList></comments>`,
  "xl/threadedComments/threadedComment1.xml": '<ThreadedComments xmlns="urn:t"><threadedComment ref="B6" id="{1}"><text>note</text></threadedComment></ThreadedComments>',
  "xl/drawings/vmlDrawing1.vml": `<xml xmlns:v="urn:v" xmlns:x="urn:x">${note(5, 1)}${note(7, 2)}</xml>`,
};

interface Opened {
  readonly workbook: Workbook;
  readonly data: Sheet;
  readonly editor: Editor;
}

function opened(): Opened {
  const workbook = openWorkbook(packageOf(PARTS));
  const data = workbook.findSheet("Data");
  if (data === undefined) throw new Error("no sheet");
  return { workbook, data, editor: new Editor(workbook, createCalc(workbook)) };
}

function area(text: string) {
  const parsed = parseArea(text);
  if (parsed === null) throw new Error(text);
  return parsed;
}

type Edit = (it: Opened) => void;
const rowAbove: Edit = ({ editor, data }) => editor.insertRows(data, 2, 2);
const rowInside: Edit = ({ editor, data }) => editor.insertRows(data, 6, 1);
const rowGone: Edit = ({ editor, data }) => editor.deleteRows(data, 5, 1);
const columnGone: Edit = ({ editor, data }) => editor.deleteColumns(data, 1, 1);
const columnLeft: Edit = ({ editor, data }) => editor.insertColumns(data, 0, 1);
const cellsDown: Edit = ({ editor, data }) => editor.insertCells(data, area("B5:B6"), "Down");
const renamed: Edit = ({ editor, data }) => editor.renameSheet(data, "New name");
const undone: Edit = ({ editor, data }) => {
  editor.insertRows(data, 2, 2);
  editor.undo();
};

const SHEET = "xl/worksheets/sheet1.xml";
const DRAWING = "xl/drawings/drawing1.xml";
/** [edit, part, what the saved part says, or what it no longer says after "not "] */
const CASES: readonly (readonly [name: string, edit: Edit, part: string, expected: readonly string[]])[] = [
  ["rows above: sheet", rowAbove, SHEET, [
    'sqref="B7:B11 D22"', "<formula>$B7&gt;Other!$A$1+B$6</formula>", 'val="$B$7"', '<hyperlink ref="B8"', '<hyperlink ref="C10" location="Other!A1"', '<brk id="8"', '<brk id="5"', '<protectedRange sqref="B7:B11"', '<autoFilter ref="A6:C11"',
    '<ignoredError sqref="A8"', "<xm:f>$B$10</xm:f>", "<xm:sqref>B7:B11</xm:sqref>", "<xm:sqref>B8</xm:sqref>", "<xm:f>Data!A9:C9</xm:f><xm:sqref>D9</xm:sqref>", '<mergeCell ref="A14:B14"', 'sqref="B7:B11"', "<formula1>B7&gt;Data!$A$8</formula1>",
    '<row r="2" outlineLevel="2">', '<f t="dataTable" ref="B9:B10" dt2D="0" dtr="0" r1="A1"/>',
  ]],
  ["rows above: a drawing moves, an absolute one stays", rowAbove, DRAWING, ["<xdr:row>6</xdr:row><xdr:rowOff>7</xdr:rowOff>", "<xdr:row>11</xdr:row>", "<xdr:row>4</xdr:row>", 'textlink="Data!$B$8"']],
  ["rows above: chart", rowAbove, "xl/charts/chart1.xml", ["<c:f>Data!$A$7:$A$11</c:f>", "<c:f>(Data!$B$7:$B$11,Data!$C$8)</c:f>"]],
  ["rows above: pivot source", rowAbove, "xl/pivotCache/pivotCacheDefinition1.xml", ['ref="A6:C11" sheet="Data"']],
  ["rows above: hidden name of the filter", rowAbove, "xl/workbook.xml", ["Data!$A$6:$C$11"]],
  ["rows above: comments", rowAbove, "xl/comments1.xml", ['ref="B8"', 'ref="C10"']],
  ["rows above: threads", rowAbove, "xl/threadedComments/threadedComment1.xml", ['ref="B8"']],
  ["rows above: notes", rowAbove, "xl/drawings/vmlDrawing1.vml", ["<x:Row>7</x:Row><x:Column>1</x:Column>", "<x:Anchor>2, 15, 6, 10, 4, 31, 10, 4</x:Anchor>", "<x:Row>9</x:Row>", "<br>"]],
  ["row inside: ranges grow", rowInside, SHEET, ['sqref="B5:B10 D21"', 'ref="A4:C10"', '<protectedRange sqref="B5:B10"', '<f t="dataTable" ref="B8:B9"']],
  ["row inside: the drawing grows, the one that only moves does not", rowInside, DRAWING, ["<xdr:row>4</xdr:row><xdr:rowOff>7</xdr:rowOff></xdr:from><xdr:to><xdr:col>3</xdr:col><xdr:colOff>9</xdr:colOff><xdr:row>10</xdr:row>", '<xdr:twoCellAnchor editAs="oneCell"><xdr:from><xdr:col>1</xdr:col><xdr:colOff>5</xdr:colOff><xdr:row>4</xdr:row><xdr:rowOff>7</xdr:rowOff></xdr:from><xdr:to><xdr:col>3</xdr:col><xdr:colOff>9</xdr:colOff><xdr:row>9</xdr:row>']],
  ["row deleted: what stood on it goes, lists shrink", rowGone, SHEET, ['sqref="B5:B8 D19"', 'not <conditionalFormatting sqref="B6"', "not r:id=\"rId9\"", '<hyperlink ref="C7"', "not <ignoredErrors", "not <x14:dataValidations", "<xm:sqref>D6</xm:sqref>", '<brk id="5"', 'count="2"']],
  ["row deleted: its note goes", rowGone, "xl/comments1.xml", ["not note", 'ref="C7"']],
  ["row deleted: the note's shape goes", rowGone, "xl/drawings/vmlDrawing1.vml", ["not <x:Row>5</x:Row>", "<x:Row>6</x:Row><x:Column>2</x:Column>"]],
  ["column deleted: the list's filters are counted anew, its formats go", columnGone, SHEET, ['<autoFilter ref="A4:B9"><filterColumn colId="1" hiddenButton="1"/>', 'sqref="C20"', "not <protectedRanges", 'min="2" max="3"', '<hyperlink ref="B8"', "<xm:f>Data!A7:B7</xm:f><xm:sqref>C7</xm:sqref>"]],
  ["column deleted: a corner on it stands on the edge", columnGone, DRAWING, ["<xdr:from><xdr:col>1</xdr:col><xdr:colOff>0</xdr:colOff>", "<xdr:to><xdr:col>2</xdr:col><xdr:colOff>9</xdr:colOff>"]],
  ["column left: outline levels move", columnLeft, SHEET, ['min="4" max="5"', 'outlineLevel="1"', 'sqref="C5:C9 E20"', '<autoFilter ref="B4:D9"><filterColumn colId="2"']],
  ["cells shifted down: only what is under them moves", cellsDown, SHEET, ['sqref="B7:B11 D20"', '<autoFilter ref="A4:C9"', '<hyperlink ref="B8"', '<hyperlink ref="C8"', '<brk id="6"']],
  ["renamed: chart", renamed, "xl/charts/chart1.xml", ["<c:f>'New name'!$A$5:$A$9</c:f>"]],
  ["renamed: pivot source and text of a shape", renamed, "xl/pivotCache/pivotCacheDefinition1.xml", ['sheet="New name"']],
  ["renamed: sheet", renamed, SHEET, ["<xm:f>'New name'!A7:C7</xm:f>", "<formula1>B5&gt;'New name'!$A$6</formula1>"]],
  ["undone: chart", undone, "xl/charts/chart1.xml", ["<c:f>Data!$A$5:$A$9</c:f>"]],
  ["undone: sheet", undone, SHEET, ['sqref="B5:B9 D20"', '<hyperlink ref="B6"']],
];

describe("what only the file knows moves along with its cells", () => {
  test.each(CASES)("%s", (_name, edit, part, expected) => {
    const it = opened();
    edit(it);
    const text = strFromU8(unzipSync(saveWorkbook(it.workbook))[part] ?? new Uint8Array());
    for (const piece of expected) {
      if (piece.startsWith("not ")) expect(text).not.toContain(piece.slice(4));
      else expect(text).toContain(piece);
    }
  });

  test("a part that no change concerns stays as it was, byte for byte", () => {
    const it = opened();
    it.editor.insertRows(it.data, 200, 1);
    const parts = unzipSync(saveWorkbook(it.workbook));
    for (const name of [DRAWING, "xl/charts/chart1.xml", "xl/comments1.xml", "xl/drawings/vmlDrawing1.vml"]) expect(strFromU8(parts[name] ?? new Uint8Array())).toBe(PARTS[name]);
  });

  test("rich text keeps its runs when its cell moves or is formatted, not when it is typed over", () => {
    const it = opened();
    it.editor.insertRows(it.data, 0, 3);
    it.editor.changeStyle(it.data, area("A5"), (style) => ({ ...style, fill: "#FFFF00" }));
    const strings = (): string => strFromU8(unzipSync(saveWorkbook(it.workbook))["xl/sharedStrings.xml"] ?? new Uint8Array());
    expect(strings()).toContain("<rPr><b/></rPr>");
    it.editor.typeCell(it.data, 4, 0, "typed");
    expect(strings()).not.toContain("<rPr>");
  });

  test("a chart of a deleted sheet points nowhere, and says so", () => {
    const it = opened();
    it.editor.deleteSheet(it.data);
    expect(strFromU8(unzipSync(saveWorkbook(it.workbook))["xl/charts/chart1.xml"] ?? new Uint8Array())).toContain("<c:f>#REF!</c:f>");
  });
});
