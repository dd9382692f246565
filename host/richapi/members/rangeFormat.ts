import type { Border, BorderLine, Font, Style } from "../../model/style";
import { invalidArgument } from "../../model/hostError";
import { fittedRowHeight } from "../../model/rowFit";
import { shownText } from "../../model/shownText";
import { limitToUsed } from "../../model/cellEdits";
import type { Area } from "../../model/cell";
import type { Argument, ApiObject, Property } from "../apiObject";
import { apiClass, flagOf, numberOf, oneOf, textOf } from "../apiObject";
import type { Json } from "../protocol";
import type { RangeRef, Session } from "../session";
import { itemNotFound } from "../session";

const HORIZONTAL = ["General", "Left", "Center", "Right", "Fill", "Justify", "CenterAcrossSelection", "Distributed"] as const;
const VERTICAL = ["Top", "Center", "Bottom", "Justify", "Distributed"] as const;
/** Pixels of a digit in the standard font, and of a standard column and row (Calibri 11 at 96 dpi). */
const DIGIT_PIXELS = 7;
const STANDARD_COLUMN_POINTS = 48;
export const STANDARD_ROW_POINTS = 15;
const POINTS_PER_PIXEL = 0.75;

/** Range.format. A property that differs between cells is null, as in Excel. */
export const rangeFormatObject: (target: RangeRef) => ApiObject = apiClass<RangeRef>("RangeFormat", {
  properties: {
    WrapText: styled((style) => style.wrapText, (value) => ({ wrapText: flagOf(value) })),
    HorizontalAlignment: styled((style) => capital(style.horizontal), (value) => ({ horizontal: lowerFirst(oneOf(value, HORIZONTAL)) })),
    VerticalAlignment: styled((style) => capital(style.vertical), (value) => ({ vertical: lowerFirst(oneOf(value, VERTICAL)) })),
    IndentLevel: styled((style) => style.indent, (value) => ({ indent: numberOf(value) })),
    ColumnWidth: {
      get: ({ sheet, area }) => same(indexes(area.left, area.right), (column) => columnPoints(sheet.columnWidths.get(column))),
      set: ({ sheet, area }, value, session) => session.editor.setColumnWidth(sheet, area.left, charactersOf(numberOf(value)), area.right - area.left + 1),
    },
    RowHeight: {
      get: ({ sheet, area }) => same(indexes(area.top, area.bottom), (row) => sheet.rowHeights.get(row) ?? STANDARD_ROW_POINTS),
      set: (range, value, session) => {
        const points = numberOf(value);
        if (points < 0 || points > 409) throw invalidArgument("A row height is between 0 and 409 points.");
        session.editor.changeSheet(range.sheet, (sheet) => eachIndex(range.area.top, limited(range).bottom, (row) => sheet.rowHeights.set(row, points)), "allowFormatRows");
      },
    },
  },
  objects: {
    Font: (range) => fontObject(range),
    Fill: (range) => fillObject(range),
    Borders: (range) => bordersObject(range),
    Protection: (range) => protectionObject(range),
  },
  methods: {
    AutofitColumns: (range, _args, session) => autofitColumns(session, range),
    AutofitRows: (range, _args, session) => session.editor.changeSheet(range.sheet, (sheet) => eachIndex(range.area.top, limited(range).bottom, (row) => {
      const points = fittedRowHeight(session.workbook, sheet, row);
      if (points === null) sheet.rowHeights.delete(row);
      else sheet.rowHeights.set(row, points);
    }), "allowFormatRows"),
  },
});

const UNDERLINES = ["None", "Single", "Double", "SingleAccountant", "DoubleAccountant"] as const;

const fontObject = apiClass<RangeRef>("RangeFont", {
  properties: {
    Name: fontPart((font) => font.name, (value) => ({ name: textOf(value) })),
    Size: fontPart((font) => font.size, (value) => ({ size: numberOf(value) })),
    Bold: fontPart((font) => font.bold, (value) => ({ bold: flagOf(value) })),
    Italic: fontPart((font) => font.italic, (value) => ({ italic: flagOf(value) })),
    Strikethrough: fontPart((font) => font.strike, (value) => ({ strike: flagOf(value) })),
    Underline: fontPart((font) => (font.underline ? "Single" : "None"), (value) => ({ underline: oneOf(value, UNDERLINES) !== "None" })),
    Color: fontPart((font) => font.color ?? "#000000", (value) => ({ color: colorOf(value) })),
  },
});

const fillObject = apiClass<RangeRef>("RangeFill", {
  properties: { Color: styled((style) => style.fill ?? "#FFFFFF", (value) => ({ fill: textOf(value) === "" ? null : colorOf(value) })) },
  methods: { Clear: (range, _args, session) => session.editor.changeStyle(range.sheet, range.area, (style) => ({ ...style, fill: null })) },
});

const protectionObject = apiClass<RangeRef>("FormatProtection", {
  properties: {
    Locked: styled((style) => style.locked, (value) => ({ locked: flagOf(value) })),
    FormulaHidden: styled((style) => style.hidden, (value) => ({ hidden: flagOf(value) })),
  },
});

const SIDES = ["EdgeTop", "EdgeBottom", "EdgeLeft", "EdgeRight", "InsideVertical", "InsideHorizontal"] as const;
type Side = (typeof SIDES)[number];

const bordersObject = apiClass<RangeRef>("RangeBorderCollection", {
  properties: { Count: { get: () => SIDES.length } },
  items: (range) => SIDES.map((side) => borderObject({ range, side })),
  item: (range, args) => borderObject({ range, side: oneOf(args.at(0), SIDES) }),
  methods: {
    GetItem: (range, args) => borderObject({ range, side: oneOf(args.at(0), SIDES) }),
    GetItemAt: (range, args) => {
      const side = SIDES[args.integer(0)];
      if (side === undefined) throw itemNotFound();
      return borderObject({ range, side });
    },
  },
});

interface BorderTarget {
  readonly range: RangeRef;
  readonly side: Side;
}

const LINE_STYLES = ["None", "Continuous", "Dash", "DashDot", "DashDotDot", "Dot", "Double", "SlantDashDot"] as const;
const WEIGHTS = ["Hairline", "Thin", "Medium", "Thick"] as const;

const borderObject = apiClass<BorderTarget>("RangeBorder", {
  identity: ({ side }) => ({ SideIndex: side }),
  properties: {
    SideIndex: { get: ({ side }) => side },
    Style: {
      get: (target, session) => lineStyle(firstLine(target, session)),
      set: (target, value, session) => {
        const wanted = oneOf(value, LINE_STYLES);
        changeLines(target, session, (line) => (wanted === "None" ? null : { style: styleOfLine(wanted, line), color: line?.color ?? null }));
      },
    },
    Weight: {
      get: (target, session) => weightOf(firstLine(target, session)),
      set: (target, value, session) => {
        const wanted = oneOf(value, WEIGHTS);
        changeLines(target, session, (line) => ({ style: wanted === "Hairline" ? "hair" : wanted === "Medium" ? "medium" : wanted === "Thick" ? "thick" : (line?.style ?? "thin"), color: line?.color ?? null }));
      },
    },
    Color: {
      get: (target, session) => firstLine(target, session)?.color ?? "#000000",
      set: (target, value, session) => {
        const color = colorOf(value);
        changeLines(target, session, (line) => ({ style: line?.style ?? "thin", color }));
      },
    },
  },
});

/** The cells of an area at a side (bottom above top, right before left: none), and which of their borders belongs to it. */
function edgeOf(side: Side, area: Area): { readonly part: Area; readonly key: keyof Border } {
  if (side === "EdgeTop") return { part: { ...area, bottom: area.top }, key: "top" };
  if (side === "EdgeBottom") return { part: { ...area, top: area.bottom }, key: "bottom" };
  if (side === "EdgeLeft") return { part: { ...area, right: area.left }, key: "left" };
  if (side === "EdgeRight") return { part: { ...area, left: area.right }, key: "right" };
  if (side === "InsideHorizontal") return { part: { ...area, bottom: area.bottom - 1 }, key: "bottom" };
  return { part: { ...area, right: area.right - 1 }, key: "right" };
}

function changeLines({ range, side }: BorderTarget, session: Session, change: (line: BorderLine | null) => BorderLine | null): void {
  const { part, key } = edgeOf(side, range.area);
  session.editor.changeStyle(range.sheet, range.area, (style) => ({ ...style, border: { ...style.border, [key]: change(style.border[key]) } }), part);
}

function firstLine({ range, side }: BorderTarget, session: Session): BorderLine | null {
  const { part, key } = edgeOf(side, range.area);
  if (part.bottom < part.top || part.right < part.left) return null;
  return session.workbook.styles.get(range.sheet.get(part.top, part.left)?.style ?? 0).border[key];
}

function lineStyle(line: BorderLine | null): string {
  if (line === null) return "None";
  return line.style === "dashed" ? "Dash" : line.style === "dotted" ? "Dot" : line.style === "double" ? "Double" : "Continuous";
}

function styleOfLine(wanted: (typeof LINE_STYLES)[number], line: BorderLine | null): BorderLine["style"] {
  if (wanted === "Double") return "double";
  if (wanted === "Dot") return "dotted";
  if (wanted !== "Continuous") return "dashed";
  return line?.style === "medium" || line?.style === "thick" || line?.style === "hair" ? line.style : "thin";
}

function weightOf(line: BorderLine | null): string {
  return line?.style === "hair" ? "Hairline" : line?.style === "medium" ? "Medium" : line?.style === "thick" || line?.style === "double" ? "Thick" : "Thin";
}

function styled(read: (style: Style) => string | number | boolean, write: (value: Argument) => Partial<Style>): Property<RangeRef> {
  return {
    get: (range, session) => sameInCells(range, session, read),
    set: (range, value, session) => {
      const part = write(value);
      session.editor.changeStyle(range.sheet, range.area, (style) => ({ ...style, ...part }));
    },
  };
}

function fontPart(read: (font: Font) => string | number | boolean, write: (value: Argument) => Partial<Font>): Property<RangeRef> {
  return {
    get: (range, session) => sameInCells(range, session, (style) => read(style.font)),
    set: (range, value, session) => {
      const part = write(value);
      session.editor.changeStyle(range.sheet, range.area, (style) => ({ ...style, font: { ...style.font, ...part } }));
    },
  };
}

function sameInCells(range: RangeRef, session: Session, read: (style: Style) => string | number | boolean): Json {
  const { sheet } = range;
  const area = limited(range);
  const first = read(session.workbook.styles.get(sheet.get(area.top, area.left)?.style ?? 0));
  for (let row = area.top; row <= area.bottom; row++)
    for (let column = area.left; column <= area.right; column++)
      if (read(session.workbook.styles.get(sheet.get(row, column)?.style ?? 0)) !== first) return null;
  return first;
}

function limited(range: RangeRef): Area {
  return limitToUsed(range.sheet, range.area);
}

function autofitColumns(session: Session, range: RangeRef): void {
  const { sheet, area } = range;
  const used = sheet.usedArea();
  if (used === null) return;
  const right = Math.min(area.right, used.right);
  const rows = sheet.rowNumbers(area.top, area.bottom);
  session.editor.changeSheet(sheet, () => {
    for (let column = area.left; column <= right; column++) {
      let longest = 0;
      for (const row of rows) longest = Math.max(longest, shownText(session.workbook, sheet.get(row, column)).length);
      if (longest > 0) sheet.columnWidths.set(column, Math.min(255, longest + 1.7109375));
    }
  }, "allowFormatColumns");
}

/** Width in points of a column so many characters wide. */
export function columnPoints(characters: number | undefined): number {
  return characters === undefined ? STANDARD_COLUMN_POINTS : Math.trunc(((256 * characters + Math.trunc(128 / DIGIT_PIXELS)) / 256) * DIGIT_PIXELS) * POINTS_PER_PIXEL;
}

function charactersOf(points: number): number {
  if (points < 0 || points > 1790) throw invalidArgument("A column is at most 255 characters wide.");
  return Math.round(points / POINTS_PER_PIXEL) / DIGIT_PIXELS;
}

function indexes(first: number, last: number): readonly number[] {
  return Array.from({ length: Math.min(last - first + 1, 20_000) }, (_, i) => first + i);
}

function same(list: readonly number[], read: (index: number) => number): Json {
  const first = read(list[0] ?? 0);
  return list.every((index) => read(index) === first) ? first : null;
}

function eachIndex(first: number, last: number, work: (index: number) => void): void {
  for (let index = first; index <= last; index++) work(index);
}

const NAMED_COLORS: Readonly<Record<string, string>> = { black: "#000000", white: "#FFFFFF", red: "#FF0000", green: "#008000", blue: "#0000FF", yellow: "#FFFF00", orange: "#FFA500", gray: "#808080", grey: "#808080", silver: "#C0C0C0", purple: "#800080", navy: "#000080", teal: "#008080", maroon: "#800000" };

/** "#RRGGBB", "RRGGBB" or a common HTML colour name. */
export function colorOf(value: Argument): string {
  const text = textOf(value);
  const named = NAMED_COLORS[text.toLowerCase()];
  if (named !== undefined) return named;
  const match = /^#?([0-9a-f]{6})$/i.exec(text);
  if (match?.[1] === undefined) throw invalidArgument(`"${text}" is not a colour.`);
  return `#${match[1].toUpperCase()}`;
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function lowerFirst<T extends string>(text: T): Uncapitalize<T> {
  return (text.charAt(0).toLowerCase() + text.slice(1)) as Uncapitalize<T>; // the type is the same computation
}
