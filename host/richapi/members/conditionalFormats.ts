import { contains, intersection } from "../../model/address";
import type { ConditionalFormat, ConditionalFormatType, ConditionalLook, ConditionalRule } from "../../model/conditionalFormat";
import { NO_LOOK } from "../../model/conditionalFormat";
import { invalidArgument } from "../../model/hostError";
import type { Sheet } from "../../model/sheet";
import type { ApiObject, Argument, Property } from "../apiObject";
import { apiClass, flagOf, isApiObject, numberOf, oneOf, textOf } from "../apiObject";
import type { Json } from "../protocol";
import type { RangeRef, Session } from "../session";
import { itemNotFound } from "../session";
import { makeAreas } from "./rangeAreas";
import { make } from "./range";
import { conditionalLookObject } from "./conditionalLook";

interface FormatsTarget {
  readonly ranges: readonly RangeRef[];
}

/** What a member of one rule works with; the format is looked up anew each time, because edits replace it. */
export interface FormatTarget {
  readonly sheet: Sheet;
  readonly id: string;
}

/** Each kind with the property that holds its rule, and the rule that Excel gives a new one (or the nearest there is). */
const KINDS: Readonly<Record<ConditionalFormatType, { readonly property: string; readonly rule: ConditionalRule }>> = {
  CellValue: { property: "CellValue", rule: { rule: {} } },
  ColorScale: { property: "ColorScale", rule: { criteria: { minimum: { type: "LowestValue", color: "#F8696B" }, maximum: { type: "HighestValue", color: "#63BE7B" } } } },
  ContainsText: { property: "TextComparison", rule: { rule: {} } },
  Custom: { property: "Custom", rule: { formula: "" } },
  DataBar: {
    property: "DataBar",
    rule: { showDataBarOnly: false, barDirection: "Context", axisFormat: "Automatic", axisColor: "#000000", lowerBoundRule: { type: "Automatic" }, upperBoundRule: { type: "Automatic" } },
  },
  IconSet: { property: "IconSet", rule: { style: "ThreeTrafficLights1", reverseIconOrder: false, showIconOnly: false, criteria: [] } },
  PresetCriteria: { property: "Preset", rule: { rule: {} } },
  TopBottom: { property: "TopBottom", rule: { rule: { rank: 10, type: "TopItems" } } },
};
const TYPES = ["Custom", "DataBar", "ColorScale", "IconSet", "TopBottom", "PresetCriteria", "ContainsText", "CellValue"] as const;

/** Range.conditionalFormats: the rules of the sheet that touch the range, first the one that wins. */
export const conditionalFormatsObject: (target: FormatsTarget) => ApiObject = apiClass<FormatsTarget>("ConditionalFormatCollection", {
  check: ({ ranges }, session) => ranges.forEach((range) => session.requireSheet(range.sheet)),
  items: (target) => touching(target).map(formatObject),
  item: (target, args) => formatObject(touching(target).find(({ id }) => id === args.at(0)) ?? refuse()),
  methods: {
    Add: ({ ranges }, args, session) => {
      const type = oneOf(args.at(0), TYPES);
      const { sheet } = ranges[0] ?? refuse();
      const id = session.workbook.newItemId();
      const format: ConditionalFormat = { id, type, areas: ranges.map((range) => range.area), stopIfTrue: false, rule: KINDS[type].rule, look: NO_LOOK };
      // A new rule comes before the others, as in Excel.
      session.editor.changeSheet(sheet, (it) => (it.conditionalFormats = [format, ...it.conditionalFormats]), "allowFormatCells");
      return formatObject({ sheet, id });
    },
    ClearAll: (target, _args, session) => {
      const { sheet } = target.ranges[0] ?? refuse();
      session.editor.changeSheet(sheet, (it) => (it.conditionalFormats = outside(it.conditionalFormats, target)), "allowFormatCells");
    },
    GetCount: (target) => touching(target).length,
    GetItemAt: (target, args) => formatObject(touching(target)[args.integer(0)] ?? refuse()),
    GetItemOrNullObject: (target, args) => {
      const found = touching(target).find(({ id }) => id === args.at(0));
      return found === undefined ? null : formatObject(found);
    },
  },
});

const formatObject: (target: FormatTarget) => ApiObject = apiClass<FormatTarget>("ConditionalFormat", {
  identity: ({ id }) => ({ Id: id }),
  check: (target) => void formatOf(target),
  properties: {
    Id: { get: ({ id }) => id },
    Type: { get: (target) => formatOf(target).type },
    StopIfTrue: { get: (target) => formatOf(target).stopIfTrue, set: (target, value, session) => change(session, target, (format) => ({ ...format, stopIfTrue: flagOf(value) })) },
    Priority: {
      get: ({ sheet, id }) => sheet.conditionalFormats.findIndex((format) => format.id === id),
      set: (target, value, session) => {
        const moved = formatOf(target);
        session.editor.changeSheet(target.sheet, (it) => {
          const others = it.conditionalFormats.filter((format) => format.id !== target.id);
          it.conditionalFormats = [...others.slice(0, numberOf(value)), moved, ...others.slice(numberOf(value))];
        }, "allowFormatCells");
      },
    },
  },
  objects: {
    CellValue: ofType("CellValue", (target) => cellValueObject(target)), CellValueOrNullObject: ofType("CellValue", (target) => cellValueObject(target)),
    ColorScale: ofType("ColorScale", (target) => colorScaleObject(target)), ColorScaleOrNullObject: ofType("ColorScale", (target) => colorScaleObject(target)),
    Custom: ofType("Custom", (target) => customObject(target)), CustomOrNullObject: ofType("Custom", (target) => customObject(target)),
    DataBar: ofType("DataBar", (target) => dataBarObject(target)), DataBarOrNullObject: ofType("DataBar", (target) => dataBarObject(target)),
    IconSet: ofType("IconSet", (target) => iconSetObject(target)), IconSetOrNullObject: ofType("IconSet", (target) => iconSetObject(target)),
    Preset: ofType("PresetCriteria", (target) => presetObject(target)), PresetOrNullObject: ofType("PresetCriteria", (target) => presetObject(target)),
    TextComparison: ofType("ContainsText", (target) => textObject(target)), TextComparisonOrNullObject: ofType("ContainsText", (target) => textObject(target)),
    TopBottom: ofType("TopBottom", (target) => topBottomObject(target)), TopBottomOrNullObject: ofType("TopBottom", (target) => topBottomObject(target)),
  },
  methods: {
    Delete: ({ sheet, id }, _args, session) => session.editor.changeSheet(sheet, (it) => (it.conditionalFormats = it.conditionalFormats.filter((format) => format.id !== id)), "allowFormatCells"),
    GetRange: (target, _args, session) => onlyRange(session, target) ?? refuse(),
    GetRangeOrNullObject: (target, _args, session) => onlyRange(session, target),
    GetRanges: (target, _args, session) => makeAreas(session, target.sheet, formatOf(target).areas),
  },
});

const OPERATORS = ["Between", "NotBetween", "EqualTo", "NotEqualTo", "GreaterThan", "LessThan", "GreaterThanOrEqual", "LessThanOrEqual"] as const;
const look = (target: FormatTarget): ApiObject => conditionalLookObject(target);

const cellValueObject = apiClass<FormatTarget>("CellValueConditionalFormat", {
  properties: {
    Rule: part("rule", (value) => {
      const rule = record(value);
      oneOf(argument(rule["operator"]), OPERATORS);
      if (typeof rule["formula1"] !== "string" && typeof rule["formula1"] !== "number") throw invalidArgument("A cell-value rule needs formula1.");
      return rule;
    }),
  },
  objects: { Format: look },
});

const textObject = apiClass<FormatTarget>("TextConditionalFormat", {
  properties: {
    Rule: part("rule", (value) => {
      const rule = record(value);
      oneOf(argument(rule["operator"]), ["Contains", "NotContains", "BeginsWith", "EndsWith"]);
      return rule;
    }),
  },
  objects: { Format: look },
});

const topBottomObject = apiClass<FormatTarget>("TopBottomConditionalFormat", {
  properties: {
    Rule: part("rule", (value) => {
      const rule = record(value);
      oneOf(argument(rule["type"]), ["TopItems", "TopPercent", "BottomItems", "BottomPercent"]);
      const rank = rule["rank"];
      if (typeof rank !== "number" || rank < 1 || rank > 1000) throw invalidArgument("A rank is between 1 and 1000.");
      return rule;
    }),
  },
  objects: { Format: look },
});

const presetObject = apiClass<FormatTarget>("PresetCriteriaConditionalFormat", { properties: { Rule: part("rule", (value) => record(value)) }, objects: { Format: look } });

const customObject = apiClass<FormatTarget>("CustomConditionalFormat", { objects: { Format: look, Rule: (target) => formulaObject(target) } });

const formulaObject = apiClass<FormatTarget>("ConditionalFormatRule", {
  properties: { Formula: part("formula", textOf), FormulaLocal: part("formula", textOf) },
});

const dataBarObject = apiClass<FormatTarget>("DataBarConditionalFormat", {
  properties: {
    AxisColor: part("axisColor", textOf), AxisFormat: part("axisFormat", (value) => oneOf(value, ["Automatic", "None", "CellMidPoint"])),
    BarDirection: part("barDirection", (value) => oneOf(value, ["Context", "LeftToRight", "RightToLeft"])), ShowDataBarOnly: part("showDataBarOnly", flagOf),
    LowerBoundRule: part("lowerBoundRule", record), UpperBoundRule: part("upperBoundRule", record),
  },
});

const colorScaleObject = apiClass<FormatTarget>("ColorScaleConditionalFormat", {
  properties: {
    Criteria: part("criteria", record),
    ThreeColorScale: {
      get: (target) => {
        const criteria = formatOf(target).rule["criteria"];
        return typeof criteria === "object" && criteria !== null && "midpoint" in criteria && criteria.midpoint !== null && criteria.midpoint !== undefined;
      },
    },
  },
});

const iconSetObject = apiClass<FormatTarget>("IconSetConditionalFormat", {
  properties: {
    Criteria: part("criteria", (value) => (Array.isArray(value) ? plain(value) : refuseArgument())), ReverseIconOrder: part("reverseIconOrder", flagOf), ShowIconOnly: part("showIconOnly", flagOf),
    Style: part("style", textOf),
  },
});

export function formatOf({ sheet, id }: FormatTarget): ConditionalFormat {
  return sheet.conditionalFormats.find((format) => format.id === id) ?? refuse();
}

/** Replaces a rule's look; an edit that can be undone. */
export function changeLook(session: Session, target: FormatTarget, work: (look: ConditionalLook) => ConditionalLook): void {
  change(session, target, (format) => ({ ...format, look: work(format.look) }));
}

function change(session: Session, target: FormatTarget, work: (format: ConditionalFormat) => ConditionalFormat): void {
  formatOf(target);
  session.editor.changeSheet(target.sheet, (it) => (it.conditionalFormats = it.conditionalFormats.map((format) => (format.id === target.id ? work(format) : format))), "allowFormatCells");
}

/** A property that is one field of the rule. */
function part(name: string, read: (value: Argument) => unknown): Property<FormatTarget> {
  return {
    get: (target) => json(formatOf(target).rule[name]),
    set: (target, value, session) => {
      const wanted = read(value);
      change(session, target, (format) => ({ ...format, rule: { ...format.rule, [name]: wanted } }));
    },
  };
}

/** The property of one kind; of another kind it is nothing. */
function ofType(type: ConditionalFormatType, make_: (target: FormatTarget) => ApiObject): (target: FormatTarget) => ApiObject | null {
  return (target) => (formatOf(target).type === type ? make_(target) : null);
}

function touching({ ranges }: FormatsTarget): FormatTarget[] {
  const sheet = ranges[0]?.sheet;
  if (sheet === undefined) return [];
  return sheet.conditionalFormats.filter((format) => format.areas.some((area) => ranges.some((range) => intersection(area, range.area) !== null))).map(({ id }) => ({ sheet, id }));
}

/** Clearing takes the rules of the cells away: whole areas go, areas that reach beyond the range stay. */
function outside(formats: readonly ConditionalFormat[], { ranges }: FormatsTarget): ConditionalFormat[] {
  return formats.flatMap((format) => {
    const areas = format.areas.filter((area) => !ranges.some((range) => contains(range.area, area)));
    return areas.length === 0 ? [] : [{ ...format, areas }];
  });
}

function onlyRange(session: Session, target: FormatTarget): ApiObject | null {
  const { areas } = formatOf(target);
  const [area] = areas;
  return areas.length === 1 && area !== undefined ? make(session, target.sheet, area) : null;
}

function record(value: Argument): ConditionalRule {
  const copy = plain(value);
  if (typeof copy !== "object" || copy === null || Array.isArray(copy)) throw invalidArgument();
  return { ...copy };
}

function plain(value: Argument): Json {
  if (isApiObject(value)) throw invalidArgument();
  return json(value);
}

function json(value: unknown): Json {
  return value === undefined ? null : (JSON.parse(JSON.stringify(value)) as Json); // a decoder: JSON in, JSON out
}

function argument(value: unknown): Argument {
  return typeof value === "string" ? value : null;
}

function refuse(): never {
  throw itemNotFound();
}

function refuseArgument(): never {
  throw invalidArgument();
}
