import { strToU8, zipSync } from "fflate";

const MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const RELATIONSHIPS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const TYPES = "application/vnd.openxmlformats-officedocument.spreadsheetml";

/** A package of named parts. */
export function packageOf(parts: Readonly<Record<string, string>>): Uint8Array {
  return zipSync(Object.fromEntries(Object.entries(parts).map(([name, text]) => [name, strToU8(text)])));
}

function relationships(...entries: [id: string, kind: string, target: string][]): string {
  return `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${entries
    .map(([id, kind, target]) => `<Relationship Id="${id}" Type="${kind.includes(":") ? kind : `${RELATIONSHIPS}/${kind}`}" Target="${target}"/>`)
    .join("")}</Relationships>`;
}

/** A workbook with what Excel writes and other programs do not; single parts can be replaced. */
export function excelLikeParts(replaced: Readonly<Record<string, string>> = {}): Record<string, string> {
  return {
    "[Content_Types].xml":
      '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>' +
      `<Default Extension="xml" ContentType="application/xml"/><Default Extension="bin" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.printerSettings"/>` +
      `<Override PartName="/xl/workbook.xml" ContentType="${TYPES}.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="${TYPES}.worksheet+xml"/>` +
      `<Override PartName="/xl/worksheets/sheet2.xml" ContentType="${TYPES}.worksheet+xml"/><Override PartName="/xl/styles.xml" ContentType="${TYPES}.styles+xml"/>` +
      `<Override PartName="/xl/sharedStrings.xml" ContentType="${TYPES}.sharedStrings+xml"/><Override PartName="/xl/metadata.xml" ContentType="${TYPES}.sheetMetadata+xml"/>` +
      `<Override PartName="/xl/tables/table1.xml" ContentType="${TYPES}.table+xml"/><Override PartName="/xl/calcChain.xml" ContentType="${TYPES}.calcChain+xml"/></Types>`,
    "_rels/.rels": relationships(["rId1", "officeDocument", "xl/workbook.xml"]),
    "xl/workbook.xml":
      `<workbook xmlns="${MAIN}" xmlns:r="${RELATIONSHIPS}"><fileVersion appName="xl"/><workbookPr defaultThemeVersion="166925"/><bookViews><workbookView xWindow="7" activeTab="1"/></bookViews>` +
      '<sheets><sheet name="Invoices" sheetId="3" r:id="rId1"/><sheet name="My \'sheet\'" sheetId="5" state="hidden" r:id="rId2"/></sheets>' +
      "<definedNames><definedName name=\"_xlnm.Print_Area\" localSheetId=\"0\">Invoices!$A$1:$F$9</definedName><definedName name=\"_xlnm.Print_Titles\" localSheetId=\"0\">Invoices!$A:$B,Invoices!$1:$2</definedName>" +
      '<definedName name="Rate" comment="of tax">0.2</definedName><definedName name="Local" localSheetId="1" hidden="1">\'My \'\'sheet\'\'\'!$A$1</definedName></definedNames><calcPr calcId="191029" fullPrecision="0"/><extLst><ext uri="{book}"/></extLst></workbook>',
    "xl/_rels/workbook.xml.rels": relationships(["rId1", "worksheet", "worksheets/sheet1.xml"], ["rId2", "worksheet", "worksheets/sheet2.xml"], ["rId3", "styles", "styles.xml"], ["rId4", "sharedStrings", "sharedStrings.xml"], ["rId5", "sheetMetadata", "metadata.xml"], ["rId6", "calcChain", "calcChain.xml"], ["rId7", "customXml", "../customXml/item1.xml"]),
    "xl/calcChain.xml": `<calcChain xmlns="${MAIN}"><c r="D2" i="3"/></calcChain>`,
    "customXml/item1.xml": '<note xmlns="urn:x">kept</note>',
    "customXml/_rels/item1.xml.rels": relationships(["rId1", "customXmlProps", "itemProps1.xml"]),
    "customXml/itemProps1.xml": '<ds:datastoreItem ds:itemID="{11111111-2222-3333-4444-555555555555}" xmlns:ds="http://schemas.openxmlformats.org/officeDocument/2006/customXml"/>',
    "orphan/data.bin": "nobody points here",
    "xl/metadata.xml":
      `<metadata xmlns="${MAIN}" xmlns:xda="http://schemas.microsoft.com/office/spreadsheetml/2017/dynamicarray"><metadataTypes count="1"><metadataType name="XLDAPR" minSupportedVersion="120000" cellMeta="1"/></metadataTypes>` +
      '<futureMetadata name="XLDAPR" count="1"><bk><extLst><ext uri="{bdbb8cdc-fa1e-496e-a857-3c3f30c029c3}"><xda:dynamicArrayProperties fDynamic="1" fCollapsed="0"/></ext></extLst></bk></futureMetadata><cellMetadata count="1"><bk><rc t="1" v="0"/></bk></cellMetadata></metadata>',
    "xl/styles.xml":
      `<styleSheet xmlns="${MAIN}"><numFmts count="1"><numFmt numFmtId="164" formatCode="#,##0.00\\ &quot;€&quot;"/></numFmts><fonts count="2"><font><sz val="10"/><color theme="1"/><name val="Aptos"/><scheme val="minor"/></font><font><b/><sz val="10"/><color rgb="FFC00000"/><name val="Aptos"/></font></fonts>` +
      '<fills count="3"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill><fill><gradientFill degree="90"><stop position="0"><color rgb="FF112233"/></stop></gradientFill></fill></fills>' +
      '<borders count="2"><border><left/><right/><top/><bottom/><diagonal/></border><border><left/><right/><top/><bottom style="mediumDashDot"><color theme="4" tint="-0.25"/></bottom><diagonal/></border></borders>' +
      '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="4"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>' +
      '<xf numFmtId="164" fontId="1" fillId="2" borderId="1" xfId="0"><alignment horizontal="centerContinuous" textRotation="45"/><protection locked="0"/></xf><xf numFmtId="14" fontId="0" fillId="0" borderId="0" xfId="0"/><xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" quotePrefix="1"/></cellXfs>' +
      '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles><dxfs count="1"><dxf><font><color rgb="FF9C0006"/></font></dxf></dxfs></styleSheet>',
    "xl/sharedStrings.xml":
      `<sst xmlns="${MAIN}" count="6" uniqueCount="6"><si><t>Qty</t></si><si><t>Unit price</t></si><si><t>Line_x000a_total</t></si><si><r><t xml:space="preserve">bold </t></r><r><rPr><b/></rPr><t>&amp; plain</t></r><rPh sb="0" eb="1"><t>no</t></rPh></si>` +
      '<si><t xml:space="preserve"> _x005F_x0041_ \u00a0tail </t></si><si><t>00417</t></si></sst>',
    "xl/worksheets/sheet1.xml":
      `<worksheet xmlns="${MAIN}" xmlns:r="${RELATIONSHIPS}"><sheetPr><tabColor theme="4"/></sheetPr><dimension ref="A1:H9"/><sheetViews><sheetView showGridLines="0" workbookViewId="0" zoomScale="85"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/><selection pane="bottomLeft" activeCell="C3" sqref="C3"/></sheetView></sheetViews>` +
      '<sheetFormatPr defaultRowHeight="15"/><cols><col min="1" max="2" width="12.5" customWidth="1" style="2"/><col min="4" max="4" hidden="1" width="9" outlineLevel="1"/></cols><sheetData>' +
      '<row r="1" spans="1:8" ht="20" customHeight="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c><c r="C1" t="s"><v>2</v></c></row>' +
      '<row r="2" s="2" customFormat="1"><c r="A2"><v>2</v></c><c r="B2" s="1"><v>0.1</v></c><c r="C2"><f>Lines[[#This Row],[Qty]]*Lines[[#This Row],[Unit price]]</f><v>0.2</v></c><c r="D2"><f t="shared" ref="D2:D4" si="0">A2+$B$2+SUM(A$1:A2)+LOG10(100)</f><v>1</v></c></row>' +
      '<row r="3" hidden="1"><c r="A3"><v>3</v></c><c r="B3"><v>1.005</v></c><c r="C3"><f>Lines[[#This Row],[Qty]]*Lines[[#This Row],[Unit price]]</f><v>3.015</v></c><c r="D3"><f t="shared" si="0"/><v>1</v></c></row>' +
      '<row r="4"><c r="D4"><f t="shared" si="0"/><v>1</v></c><c r="F4" cm="1"><f t="array" ref="F4:G5">_xlfn._xlws.FILTER(Lines[Qty],_xlfn.XLOOKUP(1,Lines[Qty],Lines[Qty])&gt;0)</f><v>2</v></c><c r="G4"><v>7</v></c></row>' +
      '<row r="5"><c r="A5" t="s"><v>3</v></c><c r="B5" t="s" s="3"><v>5</v></c><c r="C5" t="s"><v>4</v></c><c r="F5"><v>3</v></c><c r="G5" t="s"><v>5</v></c></row>' +
      '<row r="6"><c r="A6" t="str"><f>_xldudf_BILLING_AGING(Lines[Qty],"_xldudf_BILLING_X(")</f><v>300.10</v></c><c r="B6" t="b"><v>1</v></c><c r="C6" t="e"><v>#N/A</v></c><c r="D6" t="inlineStr"><is><t>inline</t></is></c><c r="E6" t="d"><v>2026-02-03</v></c><c r="F6"><f t="array" ref="F6:F7">TRANSPOSE({1,2})</f><v>1</v></c></row></sheetData>' +
      '<sheetProtection sheet="1" objects="1" algorithmName="SHA-512" hashValue="abc=" saltValue="def=" spinCount="100000"/><mergeCells count="1"><mergeCell ref="A8:C8"/></mergeCells>' +
      '<conditionalFormatting sqref="B2:B9"><cfRule type="cellIs" dxfId="0" priority="1" operator="lessThan"><formula>0</formula></cfRule></conditionalFormatting>' +
      '<dataValidations count="1"><dataValidation type="list" allowBlank="1" showInputMessage="1" showErrorMessage="1" errorTitle="No" error="Pick one" promptTitle="Tax" prompt="Code" sqref="A2:A3 C9"><formula1>"S20,Z0"</formula1></dataValidation></dataValidations>' +
      '<pageMargins left="0.5" right="0.5" top="1" bottom="1" header="0.3" footer="0.3"/><pageSetup paperSize="9" orientation="landscape" horizontalDpi="300" r:id="rId2"/><headerFooter differentFirst="1"><oddFooter>&amp;CPage &amp;P</oddFooter></headerFooter><tableParts count="1"><tablePart r:id="rId1"/></tableParts><extLst><ext uri="{sheet}"/></extLst></worksheet>',
    "xl/worksheets/_rels/sheet1.xml.rels": relationships(["rId1", "table", "../tables/table1.xml"], ["rId2", "printerSettings", "../printerSettings/printerSettings1.bin"]),
    "xl/printerSettings/printerSettings1.bin": "printer",
    "xl/tables/table1.xml":
      `<table xmlns="${MAIN}" id="7" name="Lines" displayName="Lines" ref="A1:C3" totalsRowShown="0" headerRowDxfId="0"><autoFilter ref="A1:C3"><filterColumn colId="0"><filters><filter val="2"/></filters></filterColumn></autoFilter>` +
      '<tableColumns count="3"><tableColumn id="1" name="Qty" dataDxfId="0"/><tableColumn id="4" name="Unit price"/><tableColumn id="9" name="Line_x000a_total"><calculatedColumnFormula>Lines[[#This Row],[Qty]]*Lines[[#This Row],[Unit price]]</calculatedColumnFormula></tableColumn></tableColumns><tableStyleInfo name="TableStyleLight9" showFirstColumn="1" showLastColumn="0" showRowStripes="1" showColumnStripes="0"/></table>',
    "xl/worksheets/sheet2.xml": `<x:worksheet xmlns:x="${MAIN}"><x:sheetData><x:row><x:c t="s"><x:v>5</x:v></x:c><x:c><x:f>A1&amp;"x"</x:f><x:v>0</x:v></x:c></x:row></x:sheetData></x:worksheet>`,
    ...replaced,
  };
}
