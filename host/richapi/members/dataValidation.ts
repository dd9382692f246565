import { areaText, contains, intersection, sheetPrefix } from "../../model/address";
import type { Area } from "../../model/cell";
import { invalidArgument } from "../../model/hostError";
import type { Validation } from "../../model/sheet";
import type { ApiObject, Argument } from "../apiObject";
import { apiClass, field, isApiObject } from "../apiObject";
import type { Json } from "../protocol";
import { RangeRef } from "../session";
import type { Session } from "../session";

const KINDS = { list: "List", wholeNumber: "WholeNumber", decimal: "Decimal", date: "Date", time: "Time", textLength: "TextLength", custom: "Custom" } as const;
/** Rule names of the API → types of the file format. */
const FILE_TYPES: Readonly<Record<keyof typeof KINDS, string>> = { list: "list", wholeNumber: "whole", decimal: "decimal", date: "date", time: "time", textLength: "textLength", custom: "custom" };
const STYLES = { stop: "Stop", warning: "Warning", information: "Information" } as const;

/** Range.dataValidation: one rule over the range. Rules are not applied to API writes, as in Excel. */
export const dataValidationObject: (target: RangeRef) => ApiObject = apiClass<RangeRef>("DataValidation", {
  properties: {
    Type: { get: (range) => typeOf(range) },
    Rule: { get: (range) => ruleOf(found(range)), set: (range, value, session) => setRule(session, range, value) },
    Prompt: {
      get: (range) => {
        const prompt = found(range)?.prompt ?? null;
        return { showPrompt: prompt !== null, title: prompt?.title ?? "", message: prompt?.message ?? "" };
      },
      set: (range, value, session) => change(session, range, (validation) => ({ ...validation, prompt: field(value, "showPrompt") === false ? null : { title: part(value, "title"), message: part(value, "message") } })),
    },
    ErrorAlert: {
      get: (range) => {
        const alert = found(range)?.errorAlert ?? null;
        return { showAlert: alert !== null, title: alert?.title ?? "", message: alert?.message ?? "", style: STYLES[alert?.style ?? "stop"] };
      },
      set: (range, value, session) =>
        change(session, range, (validation) => {
          const style = Object.entries(STYLES).find(([, text]) => text === field(value, "style"))?.[0];
          const known = style === "warning" || style === "information" ? style : "stop";
          return { ...validation, errorAlert: field(value, "showAlert") === false ? null : { title: part(value, "title"), message: part(value, "message"), style: known } };
        }),
    },
    IgnoreBlanks: {
      get: (range) => found(range)?.rule["allowBlank"] !== "0",
      set: (range, value, session) => change(session, range, (validation) => ({ ...validation, rule: { ...validation.rule, allowBlank: value === true ? "1" : "0" } })),
    },
  },
  methods: { Clear: (range, _args, session) => session.editor.changeSheet(range.sheet, (sheet) => (sheet.validations = without(sheet.validations, range.area))) },
});

function found({ sheet, area }: RangeRef): Validation | undefined {
  return sheet.validations.find((validation) => contains(validation.area, area));
}

function typeOf(range: RangeRef): Json {
  const exact = found(range);
  if (exact !== undefined) return kindOf(exact) === undefined ? "None" : KINDS[kindOf(exact) ?? "custom"];
  return range.sheet.validations.some((validation) => intersection(validation.area, range.area) !== null) ? "Inconsistent" : "None";
}

function kindOf(validation: Validation): keyof typeof KINDS | undefined {
  const entry = Object.entries(FILE_TYPES).find(([, type]) => type === validation.rule["type"])?.[0];
  return entry !== undefined && entry in KINDS ? (entry as keyof typeof KINDS) : undefined; // just checked
}

function ruleOf(validation: Validation | undefined): Json {
  const kind = validation === undefined ? undefined : kindOf(validation);
  if (validation === undefined || kind === undefined) return {};
  const { formula1 = "", formula2, operator = "between" } = validation.rule;
  if (kind === "list") return { list: { source: formula1.startsWith('"') ? formula1.slice(1, -1).replaceAll('""', '"') : `=${formula1}`, inCellDropDown: validation.rule["showDropDown"] !== "1" } };
  if (kind === "custom") return { custom: { formula: `=${formula1}` } };
  const body = { formula1: value(formula1), ...(formula2 === undefined ? {} : { formula2: value(formula2) }), operator: operator.charAt(0).toUpperCase() + operator.slice(1) };
  return { [kind]: body };
}

function value(formula: string): Json {
  return formula !== "" && Number.isFinite(Number(formula)) ? Number(formula) : `=${formula}`;
}

function setRule(session: Session, range: RangeRef, given: Argument): void {
  const kind = Object.keys(KINDS).find((key) => field(given, key) !== undefined && field(given, key) !== null);
  if (kind === undefined || !(kind in KINDS)) throw invalidArgument("A validation rule names one of: list, wholeNumber, decimal, date, time, textLength, custom.");
  const name = kind as keyof typeof KINDS; // just checked
  const body = field(given, name) ?? null;
  const rule: Record<string, string> = { type: FILE_TYPES[name], allowBlank: "1" };
  if (name === "list") {
    rule["formula1"] = listSource(field(body, "source") ?? null);
    if (field(body, "inCellDropDown") === false) rule["showDropDown"] = "1";
  } else if (name === "custom") rule["formula1"] = formula(field(body, "formula") ?? null);
  else {
    rule["formula1"] = formula(field(body, "formula1") ?? null);
    const second = field(body, "formula2") ?? null;
    if (second !== null) rule["formula2"] = formula(second);
    const operator = field(body, "operator") ?? "Between";
    if (typeof operator !== "string") throw invalidArgument();
    rule["operator"] = operator.charAt(0).toLowerCase() + operator.slice(1);
  }
  session.editor.changeSheet(range.sheet, (sheet) => {
    const old = found(range);
    sheet.validations = [...without(sheet.validations, range.area), { area: range.area, rule, prompt: old?.prompt ?? null, errorAlert: old?.errorAlert ?? null }];
  });
}

function listSource(source: Argument): string {
  if (isApiObject(source) && source.target instanceof RangeRef) return sheetPrefix(source.target.sheet.name) + absolute(source.target.area);
  if (typeof source !== "string") throw invalidArgument();
  return source.startsWith("=") ? source.slice(1) : `"${source.replaceAll('"', '""')}"`;
}

function formula(given: Argument): string {
  if (typeof given === "number") return String(given);
  if (isApiObject(given) && given.target instanceof RangeRef) return sheetPrefix(given.target.sheet.name) + absolute(given.target.area);
  if (typeof given !== "string") throw invalidArgument();
  return given.replace(/^=/, "");
}

function absolute(area: Area): string {
  return areaText(area).replace(/([A-Z]+)(\d+)/g, "$$$1$$$2");
}

function change(session: Session, range: RangeRef, work: (validation: Validation) => Validation): void {
  session.editor.changeSheet(range.sheet, (sheet) => {
    const old = found(range) ?? { area: range.area, rule: { type: "none" }, prompt: null, errorAlert: null };
    sheet.validations = [...without(sheet.validations, range.area), work({ ...old, area: range.area })];
  });
}

/** The rules outside the area: a rule that overlaps is cut into the parts that remain. */
function without(validations: readonly Validation[], area: Area): Validation[] {
  return validations.flatMap((validation) => {
    const common = intersection(validation.area, area);
    if (common === null) return [validation];
    const { top, bottom, left, right } = validation.area;
    const parts: Area[] = [
      { top, bottom: common.top - 1, left, right },
      { top: common.bottom + 1, bottom, left, right },
      { top: common.top, bottom: common.bottom, left, right: common.left - 1 },
      { top: common.top, bottom: common.bottom, left: common.right + 1, right },
    ];
    return parts.filter((part) => part.top <= part.bottom && part.left <= part.right).map((part) => ({ ...validation, area: part }));
  });
}

function part(value: Argument, name: string): string {
  const text = field(value, name);
  return typeof text === "string" ? text : "";
}
