import { areaText, parseArea } from "../../model/address";
import { invalidArgument } from "../../model/hostError";
import type { PageLayout, Sheet } from "../../model/sheet";
import type { ApiObject, Argument, Property } from "../apiObject";
import { apiClass, field, flagOf, numberOf, oneOf, textOf } from "../apiObject";
import type { RangeRef, Session } from "../session";
import { itemNotFound } from "../session";
import { make, otherRange } from "./range";
import { makeAreas } from "./rangeAreas";

/** OOXML paper codes of the names of Excel.PaperType, those in use. */
const PAPERS: Readonly<Record<string, number>> = { letter: 1, tabloid: 3, ledger: 4, legal: 5, statement: 6, executive: 7, a3: 8, a4: 9, a5: 11, b4: 12, b5: 13, folio: 14 };
const POINTS_PER_UNIT: Readonly<Record<string, number>> = { Points: 1, Inches: 72, Centimeters: 72 / 2.54 };
const SIDES = ["top", "right", "bottom", "left", "header", "footer"] as const;

export const pageLayoutObject: (target: Sheet) => ApiObject = apiClass<Sheet>("PageLayout", {
  properties: {
    Orientation: layout((it) => (it.orientation === "portrait" ? "Portrait" : "Landscape"), (it, value) => (it.orientation = oneOf(value, ["Portrait", "Landscape"]) === "Portrait" ? "portrait" : "landscape")),
    PaperSize: layout(
      (it) => {
        const name = Object.entries(PAPERS).find(([, code]) => code === it.paperSize)?.[0];
        return name === undefined ? "" : name.charAt(0).toUpperCase() + name.slice(1);
      },
      (it, value) => {
        const code = PAPERS[textOf(value).toLowerCase()];
        if (code === undefined) throw invalidArgument(`The host does not know the paper size "${textOf(value)}".`);
        it.paperSize = code;
      }),
    Zoom: {
      get: ({ pageLayout }) => (pageLayout.fitToWidth === null && pageLayout.fitToHeight === null ? { scale: pageLayout.scale } : { horizontalFitToPages: pageLayout.fitToWidth, verticalFitToPages: pageLayout.fitToHeight }),
      set: (sheet, value, session) => change(session, sheet, (it) => setZoom(it, value)),
    },
    CenterHorizontally: layout((it) => it.centerHorizontally, (it, value) => (it.centerHorizontally = flagOf(value))),
    PrintGridlines: layout((it) => it.printGridlines, (it, value) => (it.printGridlines = flagOf(value))),
    TopMargin: margin("top"),
    RightMargin: margin("right"),
    BottomMargin: margin("bottom"),
    LeftMargin: margin("left"),
    HeaderMargin: margin("header"),
    FooterMargin: margin("footer"),
  },
  objects: { HeadersFooters: (sheet) => headersFootersObject(sheet) },
  methods: {
    SetPrintArea: (sheet, args, session) => {
      const ranges = args.ranges(0) ?? [otherRange(session, sheet, args)];
      for (const range of ranges) onSheet(range, sheet);
      change(session, sheet, (it) => (it.printArea = ranges.map(({ area }) => areaText(area)).join(",")));
    },
    SetPrintTitleRows: (sheet, args, session) => {
      const { area } = onSheet(otherRange(session, sheet, args), sheet);
      change(session, sheet, (it) => (it.printTitleRows = `$${area.top + 1}:$${area.bottom + 1}`));
    },
    SetPrintMargins: (sheet, args, session) => {
      const points = POINTS_PER_UNIT[oneOf(args.at(0), ["Points", "Inches", "Centimeters"])] ?? 1;
      change(session, sheet, (it) => {
        for (const side of SIDES) {
          const given = field(args.at(1), side);
          if (typeof given === "number") it.margins[side] = (given * points) / 72;
        }
      });
    },
    GetPrintTitleRowsOrNullObject: (sheet, _args, session) => titleRows(session, sheet),
    GetPrintTitleRows: (sheet, _args, session) => titleRows(session, sheet) ?? refuse(),
    GetPrintArea: (sheet, _args, session) => printArea(session, sheet) ?? refuse(),
    GetPrintAreaOrNullObject: (sheet, _args, session) => printArea(session, sheet),
  },
});

const headersFootersObject = apiClass<Sheet>("HeaderFooterGroup", { objects: { DefaultForAllPages: (sheet) => headerFooterObject(sheet) } });

type Section = "L" | "C" | "R";

const headerFooterObject = apiClass<Sheet>("HeaderFooter", {
  properties: {
    LeftHeader: section("header", "L"), CenterHeader: section("header", "C"), RightHeader: section("header", "R"),
    LeftFooter: section("footer", "L"), CenterFooter: section("footer", "C"), RightFooter: section("footer", "R"),
  },
});

/** The three parts of a header text "&Lleft&Ccenter&Rright". */
function section(where: "header" | "footer", side: Section): Property<Sheet> {
  return {
    get: ({ pageLayout }) => parts(pageLayout[where])[side],
    set: (sheet, value, session) => change(session, sheet, (it) => {
      const all = { ...parts(it[where]), [side]: textOf(value) };
      it[where] = (["L", "C", "R"] as const).map((key) => (all[key] === "" ? "" : `&${key}${all[key]}`)).join("");
    }),
  };
}

function parts(text: string): Record<Section, string> {
  const found: Record<Section, string> = { L: "", C: "", R: "" };
  const pieces = text.split(/&([LCR])/);
  if (pieces[0] !== undefined && pieces[0] !== "") found.C = pieces[0];
  for (let i = 1; i < pieces.length; i += 2) {
    const key = pieces[i];
    if (key === "L" || key === "C" || key === "R") found[key] = pieces[i + 1] ?? "";
  }
  return found;
}

function layout(read: (layout: PageLayout) => string | number | boolean, write: (layout: PageLayout, value: Argument) => void): Property<Sheet> {
  return { get: ({ pageLayout }) => read(pageLayout), set: (sheet, value, session) => change(session, sheet, (it) => write(it, value)) };
}

/** Points in the API, inches in the model. */
function margin(side: (typeof SIDES)[number]): Property<Sheet> {
  return layout((it) => it.margins[side] * 72, (it, value) => (it.margins[side] = numberOf(value) / 72));
}

function setZoom(it: PageLayout, value: Argument): void {
  const scale = field(value, "scale");
  const width = field(value, "horizontalFitToPages");
  const height = field(value, "verticalFitToPages");
  if (typeof scale === "number") {
    if (scale < 10 || scale > 400) throw invalidArgument("The print scale is between 10 and 400.");
    Object.assign(it, { scale, fitToWidth: null, fitToHeight: null });
  } else Object.assign(it, { fitToWidth: typeof width === "number" ? width : 0, fitToHeight: typeof height === "number" ? height : 0 });
}

function titleRows(session: Session, sheet: Sheet): ApiObject | null {
  const area = sheet.pageLayout.printTitleRows === null ? null : parseArea(sheet.pageLayout.printTitleRows);
  return area === null ? null : make(session, sheet, area);
}

/** Several areas print on pages of their own. */
function printArea(session: Session, sheet: Sheet): ApiObject | null {
  const areas = sheet.pageLayout.printArea?.split(",").flatMap((text) => parseArea(text) ?? []) ?? [];
  return areas.length === 0 ? null : makeAreas(session, sheet, areas);
}

function change(session: Session, sheet: Sheet, work: (layout: PageLayout) => void): void {
  session.editor.changeSheet(sheet, (it) => {
    const copy: PageLayout = { ...it.pageLayout, margins: { ...it.pageLayout.margins } };
    work(copy);
    it.pageLayout = copy;
  });
}

function refuse(): never {
  throw itemNotFound();
}

function onSheet(range: RangeRef, sheet: Sheet): RangeRef {
  if (range.sheet !== sheet) throw itemNotFound();
  return range;
}
