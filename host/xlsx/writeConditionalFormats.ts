import type { ConditionalFormat, ConditionalRule } from "../model/conditionalFormat";
import type { Area } from "../model/cell";
import { argb } from "./colors";
import { formatArea, formatCell } from "./cellReference";
import { formulaToFile } from "./formulaText";
import { encodeXstring } from "./xmlText";
import { node, type XmlNode } from "./xmlTree";

/**
 * The rules that were made here, as a file's conditionalFormatting elements (ECMA-376 18.3.1.18), the first with the highest
 * priority. Those that the opened file had are not among them: they stay in the file and are moved along with their cells.
 */
export function conditionalFormattingElements(formats: readonly ConditionalFormat[], prefix: string, differential: (format: ConditionalFormat) => number | null): XmlNode[] {
  return formats.flatMap((format, index) => {
    const [first] = format.areas;
    const made = first === undefined ? null : ruleElement(format, first, prefix);
    if (made === null) return [];
    const dxfId = HAS_LOOK.has(format.type) ? differential(format) : null;
    const rule = node(`${prefix}cfRule`, { type: made.type, dxfId: dxfId ?? undefined, priority: index + 1, stopIfTrue: format.stopIfTrue ? 1 : undefined, ...made.attributes }, [...made.children]);
    return [node(`${prefix}conditionalFormatting`, { sqref: format.areas.map(formatArea).join(" ") }, [rule])];
  });
}

/** Makes room before the rules of the file: every one gets a lower priority by the number of rules made here. */
export function withLowerPriorities(source: string, by: number): string {
  if (by === 0) return source;
  return source.replace(/(<(?:[\w.-]+:)?cfRule\b[^>]*?\spriority=")(\d+)(?=")/g, (_whole, before: string, priority: string) => before + String(Number(priority) + by));
}

interface RuleElement {
  readonly type: string;
  readonly attributes: Readonly<Record<string, string | number | undefined>>;
  readonly children: readonly XmlNode[];
}

const HAS_LOOK: ReadonlySet<string> = new Set(["Custom", "CellValue", "ContainsText", "TopBottom", "PresetCriteria"]);

function ruleElement(format: ConditionalFormat, first: Area, prefix: string): RuleElement | null {
  const { rule } = format;
  const cell = formatCell(first.top, first.left);
  const formula = (text: string): XmlNode => node(`${prefix}formula`, {}, [encodeXstring(formulaToFile(text))]);
  switch (format.type) {
    case "Custom": {
      const text = plainFormula(rule["formula"]);
      return text === null ? null : { type: "expression", attributes: {}, children: [formula(text)] };
    }
    case "CellValue": {
      const own = part(rule, "rule");
      const operator = OPERATORS[String(own["operator"])];
      const formulas = [own["formula1"], own["formula2"]].map(plainFormula).filter((text) => text !== null);
      return operator === undefined || formulas.length === 0 ? null : { type: "cellIs", attributes: { operator }, children: formulas.map(formula) };
    }
    case "ContainsText":
      return textRule(part(rule, "rule"), cell, formula);
    case "TopBottom": {
      const { rank, type } = part(rule, "rule");
      const kind = String(type);
      return { type: "top10", attributes: { rank: Number(rank), percent: kind.endsWith("Percent") ? 1 : undefined, bottom: kind.startsWith("Bottom") ? 1 : undefined }, children: [] };
    }
    case "PresetCriteria":
      return presetRule(String(part(rule, "rule")["criterion"]), cell, formula);
    case "ColorScale": {
      const criteria = part(rule, "criteria");
      const stops = ["minimum", "midpoint", "maximum"].map((name) => part(criteria, name)).filter((stop) => Object.keys(stop).length > 0);
      const colors = stops.map((stop, index) => node(`${prefix}color`, { rgb: fileColor(stop["color"], index === 0 ? "#F8696B" : "#63BE7B") }));
      return stops.length < 2 ? null : { type: "colorScale", attributes: {}, children: [node(`${prefix}colorScale`, {}, [...stops.map((stop, index) => threshold(stop, index === 0 ? "min" : "max", prefix)), ...colors])] };
    }
    case "DataBar": {
      const bounds = [threshold(part(rule, "lowerBoundRule"), "min", prefix), threshold(part(rule, "upperBoundRule"), "max", prefix)];
      return { type: "dataBar", attributes: {}, children: [node(`${prefix}dataBar`, { showValue: rule["showDataBarOnly"] === true ? 0 : undefined }, [...bounds, node(`${prefix}color`, { rgb: argb("#638EC6") })])] };
    }
    case "IconSet":
      return iconRule(rule, prefix);
  }
}

const OPERATORS: Readonly<Record<string, string>> = {
  Between: "between", NotBetween: "notBetween", EqualTo: "equal", NotEqualTo: "notEqual", GreaterThan: "greaterThan", LessThan: "lessThan", GreaterThanOrEqual: "greaterThanOrEqual", LessThanOrEqual: "lessThanOrEqual",
};

/** "=A1>0" and numbers as formulas; any other text as a text. */
function plainFormula(value: unknown): string | null {
  if (typeof value === "number") return String(value);
  if (typeof value !== "string" || value === "" || value === "=") return null;
  if (value.startsWith("=")) return value.slice(1);
  return Number.isFinite(Number(value)) ? value : quoted(value);
}

function quoted(text: string): string {
  return `"${text.replaceAll('"', '""')}"`;
}

/** Excel writes the test as a formula beside the operator, and goes by the formula. */
function textRule(rule: ConditionalRule, cell: string, formula: (text: string) => XmlNode): RuleElement | null {
  const text = typeof rule["text"] === "string" ? rule["text"] : "";
  const wanted = text.startsWith("=") ? text.slice(1) : quoted(text);
  const tests: Readonly<Record<string, readonly [type: string, operator: string, test: string]>> = {
    Contains: ["containsText", "containsText", `NOT(ISERROR(SEARCH(${wanted},${cell})))`],
    NotContains: ["notContainsText", "notContains", `ISERROR(SEARCH(${wanted},${cell}))`],
    BeginsWith: ["beginsWith", "beginsWith", `LEFT(${cell},LEN(${wanted}))=${wanted}`],
    EndsWith: ["endsWith", "endsWith", `RIGHT(${cell},LEN(${wanted}))=${wanted}`],
  };
  const test = tests[String(rule["operator"])];
  return test === undefined || text === "" ? null : { type: test[0], attributes: { operator: test[1], text: encodeXstring(text) }, children: [formula(test[2])] };
}

const PERIODS: Readonly<Record<string, string>> = {
  Yesterday: "yesterday", Today: "today", Tomorrow: "tomorrow", LastSevenDays: "last7Days", LastWeek: "lastWeek", ThisWeek: "thisWeek", NextWeek: "nextWeek", LastMonth: "lastMonth", ThisMonth: "thisMonth", NextMonth: "nextMonth",
};
/** aboveAverage's attributes. */
const AVERAGES: Readonly<Record<string, Readonly<Record<string, number>>>> = {
  AboveAverage: {}, BelowAverage: { aboveAverage: 0 }, EqualOrAboveAverage: { equalAverage: 1 }, EqualOrBelowAverage: { aboveAverage: 0, equalAverage: 1 },
  OneStdDevAboveAverage: { stdDev: 1 }, OneStdDevBelowAverage: { aboveAverage: 0, stdDev: 1 }, TwoStdDevAboveAverage: { stdDev: 2 }, TwoStdDevBelowAverage: { aboveAverage: 0, stdDev: 2 },
  ThreeStdDevAboveAverage: { stdDev: 3 }, ThreeStdDevBelowAverage: { aboveAverage: 0, stdDev: 3 },
};

function presetRule(criterion: string, cell: string, formula: (text: string) => XmlNode): RuleElement | null {
  const tests: Readonly<Record<string, readonly [type: string, test: string | null]>> = {
    Blanks: ["containsBlanks", `LEN(TRIM(${cell}))=0`], NonBlanks: ["notContainsBlanks", `LEN(TRIM(${cell}))>0`], Errors: ["containsErrors", `ISERROR(${cell})`], NonErrors: ["notContainsErrors", `NOT(ISERROR(${cell}))`],
    UniqueValues: ["uniqueValues", null], DuplicateValues: ["duplicateValues", null],
  };
  const test = tests[criterion];
  if (test !== undefined) return { type: test[0], attributes: {}, children: test[1] === null ? [] : [formula(test[1])] };
  const average = AVERAGES[criterion];
  if (average !== undefined) return { type: "aboveAverage", attributes: average, children: [] };
  const timePeriod = PERIODS[criterion];
  return timePeriod === undefined ? null : { type: "timePeriod", attributes: { timePeriod }, children: [formula(periodTest(criterion, cell))] };
}

/** As Excel writes them beside timePeriod. */
function periodTest(criterion: string, cell: string): string {
  const day = `FLOOR(${cell},1)`;
  const week = (from: string, to: string): string => `AND(TODAY()-ROUNDDOWN(${cell},0)>=${from},TODAY()-ROUNDDOWN(${cell},0)<=${to})`;
  const month = (by: number): string => `AND(MONTH(${cell})=MONTH(EDATE(TODAY(),${by})),YEAR(${cell})=YEAR(EDATE(TODAY(),${by})))`;
  const tests: Readonly<Record<string, string>> = {
    Yesterday: `${day}=TODAY()-1`, Today: `${day}=TODAY()`, Tomorrow: `${day}=TODAY()+1`, LastSevenDays: `AND(TODAY()-${day}<=6,${day}<=TODAY())`,
    LastWeek: week("WEEKDAY(TODAY())", "WEEKDAY(TODAY())+6"), ThisWeek: week("WEEKDAY(TODAY())-7", "WEEKDAY(TODAY())-1"), NextWeek: week("WEEKDAY(TODAY())-14", "WEEKDAY(TODAY())-8"),
    LastMonth: month(-1), ThisMonth: month(0), NextMonth: month(1),
  };
  return tests[criterion] ?? "FALSE";
}

const THRESHOLDS: Readonly<Record<string, string>> = { LowestValue: "min", HighestValue: "max", Number: "num", Percent: "percent", Percentile: "percentile", Formula: "formula" };

/** A cfvo; where the automatic end is wanted, `automatic`. */
function threshold(rule: ConditionalRule, automatic: "min" | "max", prefix: string, gte?: 0): XmlNode {
  const type = THRESHOLDS[String(rule["type"])] ?? automatic;
  const value = plainFormula(rule["formula"]);
  return node(`${prefix}cfvo`, { type, val: type === "min" || type === "max" ? undefined : (value ?? 0), gte });
}

const DIGITS: Readonly<Record<string, string>> = { Three: "3", Four: "4", Five: "5" };

function iconRule(rule: ConditionalRule, prefix: string): RuleElement {
  const style = String(rule["style"]);
  const [, count = "Three", name = "TrafficLights1"] = /^(Three|Four|Five)(\w+)$/.exec(style) ?? [];
  const size = Number(DIGITS[count] ?? 3);
  const criteria = Array.isArray(rule["criteria"]) ? rule["criteria"].map(record) : [];
  const bounds = Array.from({ length: size }, (_, index) => {
    const own = index === 0 ? {} : (criteria[index] ?? {});
    const even = { type: "Percent", formula: `=${Math.round((index * 100) / size)}` };
    return threshold(THRESHOLDS[String(own["type"])] === undefined ? even : own, "min", prefix, own["operator"] === "GreaterThan" ? 0 : undefined);
  });
  const attributes = { iconSet: `${size}${name}`, showValue: rule["showIconOnly"] === true ? 0 : undefined, reverse: rule["reverseIconOrder"] === true ? 1 : undefined };
  return { type: "iconSet", attributes: {}, children: [node(`${prefix}iconSet`, attributes, bounds)] };
}

function part(rule: ConditionalRule, name: string): ConditionalRule {
  return record(rule[name]);
}

function record(value: unknown): ConditionalRule {
  return typeof value === "object" && value !== null ? Object.fromEntries(Object.entries(value)) : {};
}

function fileColor(value: unknown, fallback: string): string {
  return argb(typeof value === "string" && /^#[0-9a-f]{6}$/i.test(value) ? value : fallback);
}
