import type { Cell } from "../model/cell";
import type { Sheet } from "../model/sheet";
import type { DefinedName } from "../model/workbook";
import type { PackageParts, Relationship } from "./packageParts";
import type { StylesPart } from "./readStyles";

/** An element that is written back in its place; `xml` is its source. */
export interface KeptElement {
  readonly name: string;
  readonly xml: string;
}

/** Classes, because the model keeps them as `unknown` and only their maker may recognise them. */

/** What saving needs of one cell beside the model: valid only while the cell still holds `value`. It travels with the cell. */
export class CellExtra {
  constructor(
    readonly value: Cell["value"],
    /** Source of the shared string with its runs of different fonts. */
    readonly rich: string | null,
    /** Value metadata: pictures in cells, linked data types. */
    readonly vm: string | null,
    /** Source of an f element that the model has no formula for (data tables), and the cell that it stood in: a copy of the cell has none. */
    readonly formulaElement: { readonly xml: string; readonly row: number; readonly column: number } | null,
  ) {}
}

export class PreservedBook {
  constructor(
    readonly parts: PackageParts,
    readonly workbookPart: string,
    readonly rootTag: string,
    readonly prefix: string,
    readonly elements: readonly KeptElement[],
    readonly relationships: readonly Relationship[],
    readonly styles: StylesPart | null,
    readonly stringsRootTag: string | null,
    readonly dynamicArrayMetadata: number | null,
    /** Attributes of names beside those of the model ("function", "localSheetId" left out). */
    readonly nameAttributes: WeakMap<DefinedName, ReadonlyMap<string, string>>,
    /** Settings and custom XML as opened: written anew only when changed. */
    readonly settings: string,
    readonly customXml: ReadonlyMap<string, CustomXmlSource>,
    readonly opaqueSheets: readonly OpaqueSheet[],
    readonly sheetNames: string,
    /** A sheet of another kind that was in front, and the one that the model has in front instead. */
    readonly opaqueInFront: { readonly relationship: string | null; readonly instead: Sheet | null } | null,
    /** The document's properties as one text: written anew only when they changed. */
    readonly properties: string,
  ) {}
}

/** A sheet of another kind than a worksheet (charts, macros): kept, and shown after the same sheet as before. */
export interface OpaqueSheet {
  readonly after: Sheet | null;
  readonly attributes: ReadonlyMap<string, string>;
  /** Null when the file gives none. */
  readonly relationship: string | null;
}

export interface CustomXmlSource {
  readonly partName: string;
  readonly xml: string;
}

export class PreservedSheet {
  constructor(
    readonly partName: string,
    readonly sheetId: number,
    /** Id of the workbook's relationship to it. */
    readonly relationship: string,
    /** The sheet's name in the file. */
    readonly openedName: string,
    readonly rootTag: string,
    readonly prefix: string,
    readonly elements: readonly KeptElement[],
    readonly relationships: readonly Relationship[],
    readonly rowAttributes: ReadonlyMap<number, string>,
    /** Heights that Excel worked out from the contents; written without `customHeight` while they are the same. */
    readonly autoHeights: ReadonlyMap<number, number>,
    readonly columnAttributes: readonly ColumnAttributes[],
    /** The parts of the model that come from `elements`, as JSON when opened: unchanged ones are written back verbatim. */
    readonly asOpened: ReadonlyMap<string, string>,
    /** Relationship ids of tables without a header row, which the model cannot hold. */
    readonly opaqueTables: readonly string[],
    /** Print titles of columns ("$A:$B") and the built-in names that the model does not show, by name. */
    public printTitleColumns: string | null = null,
    readonly builtInNames: { readonly name: string; readonly refersTo: string; readonly hidden: boolean }[] = [],
  ) {}
}

export interface ColumnAttributes {
  readonly first: number;
  readonly last: number;
  readonly width: number | null;
  readonly hidden: boolean;
  readonly customWidth: boolean;
  /** `style`, `outlineLevel`, `collapsed`, `bestFit`, `phonetic`, as source text. */
  readonly others: string;
}

export class PreservedTable {
  constructor(
    readonly partName: string,
    readonly number: number,
    readonly xml: string,
    readonly relationships: readonly Relationship[],
    /** Criteria as opened, by column index, that stand for a filter the model cannot say (top 10, colours, above average). */
    readonly opaqueFilters: ReadonlyMap<number, string>,
  ) {}
}
