import { cellArea, parseAddress } from "../../model/address";
import type { Scalar } from "../../model/cell";
import { ErrorValue } from "../../model/cell";
import { HostError, invalidArgument } from "../../model/hostError";
import { sheetPrefix, areaText } from "../../model/address";
import type { ApiObject, Arguments } from "../apiObject";
import { apiClass, flagOf, oneOf } from "../apiObject";
import type { RangeRef, Session } from "../session";
import { itemNotFound } from "../session";
import { RangeRef as RangeReference } from "../session";
import { isApiObject } from "../apiObject";
import { commentsObject } from "./comments";
import { customXmlPartsObject } from "./customXml";
import { namesObject, settingsObject } from "./names";
import { propertiesObject } from "./properties";
import { workbookProtectionObject } from "./protection";
import { makeAreas } from "./rangeAreas";
import { make, rangeObject } from "./range";
import { jsonValue } from "./rangeCells";
import { tablesObject } from "./table";
import { selectedRange, worksheetsObject } from "./worksheet";

/** The root of every request context: the workbook (the custom-function runtime reaches its object through it, too). */
export function rootObject(_session: Session): ApiObject {
  return workbookObject(null);
}

/** Objects that the client makes by name rather than reaching them. */
export function newTopLevelObject(_session: Session, name: string): ApiObject {
  if (name === "Microsoft.ExcelServices.CustomFunctions") return customFunctionsObject(null);
  if (name.endsWith("AddinInternalService")) return internalServiceObject(null);
  throw new HostError("ApiNotFound", `The host does not implement ${name}.`);
}

const workbookObject = apiClass<null>("Workbook", {
  properties: {
    Name: { get: (_target, { workbook }) => workbook.fileName },
    ReadOnly: { get: (_target, { workbook }) => workbook.readOnly },
    IsDirty: { get: (_target, { editor }) => editor.canUndo, set: (_target, value) => void flagOf(value) },
    UsePrecisionAsDisplayed: { get: (_target, { workbook }) => workbook.precisionAsDisplayed, set: (_target, value, { workbook }) => void (workbook.precisionAsDisplayed = flagOf(value)) },
    CalculationEngineVersion: { get: () => CALCULATION_ENGINE },
    AutoSave: { get: () => false },
    PreviouslySaved: { get: () => true },
  },
  objects: {
    Worksheets: () => worksheetsObject(),
    Tables: () => tablesObject({ sheet: null }),
    Names: () => namesObject({ sheet: null }),
    Application: () => applicationObject(null),
    Settings: () => settingsObject(),
    Functions: () => functionsObject(null),
    CustomFunctions: () => customFunctionsObject(null),
    Comments: () => commentsObject({ sheet: null }),
    CustomXmlParts: () => customXmlPartsObject(),
    Properties: () => propertiesObject(),
    Protection: () => workbookProtectionObject(),
    _Runtime: () => runtimeObject(null),
  },
  methods: {
    GetSelectedRange: (_target, _args, session) => rangeObject(selectedRange(session)),
    GetActiveCell: (_target, _args, session) => {
      const { sheet, area } = selectedRange(session);
      return make(session, sheet, cellArea(area.top, area.left));
    },
    GetIsActiveCollabSession: () => false,
    GetSelectedRanges: (_target, _args, session) => {
      const { sheet, area } = selectedRange(session);
      return makeAreas(session, sheet, [area]);
    },
    Save: (_target, args, session) => {
      oneOf(args.at(0) ?? "Save", ["Save", "Prompt"]);
      session.settings.onSave?.();
    },
    Close: (_target, args, session) => session.settings.onClose?.(oneOf(args.at(0) ?? "Save", ["Save", "SkipSave"])),
    _RemoveAllReferences: () => undefined,
    _GetReferenceCount: () => 0,
    _GetRangeForEventByReferenceId: (_target, args, session) => eventRange(session, args) ?? refuse(),
    _GetRangeOrNullObjectForEventByReferenceId: (_target, args, session) => eventRange(session, args),
  },
});

/** context.runtime. */
const runtimeObject = apiClass<null>("Runtime", {
  properties: { EnableEvents: { get: (_target, session) => session.eventsEnabled, set: (_target, value, session) => void (session.eventsEnabled = flagOf(value)) } },
});

const CALCULATION_ENGINE = 191029;

const applicationObject = apiClass<null>("Application", {
  properties: {
    CalculationMode: {
      get: (_target, { workbook }) => (workbook.calculationMode === "automatic" ? "Automatic" : "Manual"),
      set: (_target, value, session) => {
        const mode = oneOf(value, ["Automatic", "AutomaticExceptTables", "Manual"]);
        session.workbook.calculationMode = mode === "Manual" ? "manual" : "automatic";
        if (mode !== "Manual") session.editor.calculate("Recalculate");
      },
    },
    CalculationState: { get: (_target, { calc }) => (calc !== null && calc.pendingCustomFunctions > 0 ? "Pending" : "Done") },
    CalculationEngineVersion: { get: () => CALCULATION_ENGINE },
    DecimalSeparator: { get: () => "." },
    ThousandsSeparator: { get: () => "," },
    UseSystemSeparators: { get: () => true },
  },
  objects: { CultureInfo: () => cultureObject(null), IterativeCalculation: () => iterativeObject(null) },
  methods: {
    Calculate: (_target, args, session) => session.editor.calculate(oneOf(args.at(0) ?? "Recalculate", ["Recalculate", "Full", "FullRebuild"]) === "Recalculate" ? "Recalculate" : "Full"),
    SuspendScreenUpdatingUntilNextSync: () => undefined,
    SuspendApiCalculationUntilNextSync: (_target, _args, session) => void (session.calculationSuspended = true),
  },
});

/** Circular references are not iterated: the switch is off and can't be put on. */
const iterativeObject = apiClass<null>("IterativeCalculation", {
  properties: {
    Enabled: {
      get: () => false,
      set: (_target, value) => {
        if (flagOf(value)) throw new HostError("ApiNotFound", "The host does not iterate circular references (IterativeCalculation.enabled).");
      },
    },
    MaxChange: { get: () => 0.001 },
    MaxIteration: { get: () => 100 },
  },
});

const cultureObject = apiClass<null>("CultureInfo", {
  properties: { Name: { get: () => "en-US" } },
  objects: { NumberFormat: () => numberFormatInfo(null), DatetimeFormat: () => dateFormatInfo(null) },
});

const numberFormatInfo = apiClass<null>("NumberFormatInfo", {
  properties: { NumberDecimalSeparator: { get: () => "." }, NumberGroupSeparator: { get: () => "," }, CurrencySymbol: { get: () => "$" } },
});

const dateFormatInfo = apiClass<null>("DatetimeFormatInfo", {
  properties: {
    DateSeparator: { get: () => "/" }, LongDatePattern: { get: () => "dddd, mmmm d, yyyy" }, LongTimePattern: { get: () => "h:mm:ss AM/PM" },
    ShortDatePattern: { get: () => "m/d/yyyy" }, TimeSeparator: { get: () => ":" },
  },
});

/** workbook.functions: each call is computed by the calculation engine; a name it does not know is ApiNotFound. */
const functionsObject = apiClass<null>("Functions", {
  anyMethod: (_target, name, args, session) => {
    const formula = `${name.replaceAll("_", ".").toUpperCase()}(${given(args).map(argumentText).join(",")})`;
    const sheet = session.workbook.activeSheet ?? session.workbook.sheets[0];
    if (session.calc === null || sheet === undefined) throw new HostError("ApiNotFound", `The host has no calculation for workbook.functions.${name}.`);
    session.settle();
    const value = session.calc.evaluate(formula, { sheet, row: 0, column: 0 })[0]?.[0] ?? null;
    if (value instanceof ErrorValue && value.code === "#NAME?") throw new HostError("ApiNotFound", `The host does not implement workbook.functions.${name}.`);
    return functionResultObject(value);
  },
});

const functionResultObject = apiClass<Scalar>("FunctionResult", {
  properties: {
    Value: { get: (value) => (value instanceof ErrorValue ? null : jsonValue(value)) },
    Error: { get: (value) => (value instanceof ErrorValue ? value.code : null) },
  },
});

/** What Microsoft's custom-function runtime calls: results of invocations, and that it is ready. */
const customFunctionsObject = apiClass<null>("CustomFunctions", {
  methods: {
    _SetOsfControlContainerReadyForCustomFunctions: (_target, _args, session) => session.customFunctions.ready(),
    _GetEnabledFeatures: () => [1, 2, 3, 4],
    _SetInvocationArrayResults: (_target, args, session) => session.customFunctions.setResults(list(args)),
    SetInvocationArrayResults: (_target, args, session) => session.customFunctions.setResults(list(args)),
    SetInvocationResults: (_target, args, session) => session.customFunctions.setResults(list(args)),
  },
});

/** The client tells it that ribbon and shortcut handlers are attached. */
const internalServiceObject = apiClass<null>("AddinInternalService", { methods: { NotifyActionHandlerReady: () => undefined } });

/** Arguments of a function: a list comes as one array; those left out at the end as null. */
function given(args: Arguments): Arguments["values"][number][] {
  const values = args.values.flatMap((value): readonly Arguments["values"][number][] => (Array.isArray(value) ? value : [value]));
  while (values.length > 0 && values[values.length - 1] === null) values.pop();
  return values;
}

function argumentText(value: Arguments["values"][number]): string {
  if (value === null) return "";
  if (typeof value === "number") return String(value);
  if (typeof value === "boolean") return value ? "TRUE" : "FALSE";
  if (typeof value === "string") return `"${value.replaceAll('"', '""')}"`;
  if (isApiObject(value) && value.target instanceof RangeReference) return rangeText(value.target);
  throw invalidArgument();
}

function rangeText(range: RangeRef): string {
  return sheetPrefix(range.sheet.name) + areaText(range.area);
}

function list(args: Arguments): readonly unknown[] {
  const given = args.at(0);
  return Array.isArray(given) ? given : [];
}

/** The range that an event's args.getRange asks for ("event|sheet id|address"). */
function eventRange(session: Session, args: Arguments): ApiObject | null {
  const [kind, sheetId = "", address = ""] = args.text(0).split("|");
  const sheet = session.workbook.sheets.find((other) => other.id === sheetId);
  const parsed = parseAddress(address);
  return kind !== "event" || sheet === undefined || parsed === null ? null : make(session, sheet, parsed.area);
}

function refuse(): never {
  throw itemNotFound();
}
