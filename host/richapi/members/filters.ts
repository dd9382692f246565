import { HostError, invalidArgument } from "../../model/hostError";
import type { FilterCriteria, FilterRule, Table } from "../../model/table";
import type { ApiObject, Argument } from "../apiObject";
import { apiClass, field, oneOf } from "../apiObject";
import type { Json } from "../protocol";
import type { Session } from "../session";
import { itemNotFound } from "../session";
import { make } from "./range";

/** Table.autoFilter. */
export const tableFilterObject: (target: Table) => ApiObject = apiClass<Table>("AutoFilter", {
  check: (table, session) => void session.requireTable(table),
  properties: {
    Enabled: { get: (table) => table.showFilterButton },
    IsDataFiltered: { get: (table) => table.filters.size > 0 },
    Criteria: { get: (table) => table.columns.map((_, index) => criteriaJson(table.filters.get(index))) },
  },
  methods: {
    GetRange: (table, _args, session) => make(session, table.sheet, table.area),
    GetRangeOrNullObject: (table, _args, session) => make(session, table.sheet, table.area),
    ClearCriteria: (table, _args, session) => session.editor.clearFilters(table),
    ClearColumnCriteria: (table, args, session) => session.editor.filterTable(table, args.integer(0), null),
    Apply: (table, args, session) => {
      if (args.isGiven(1)) apply(session, table, args.integer(1), criteriaOf(args.at(2)));
      else session.editor.changeTable(table, (it) => (it.showFilterButton = true));
    },
    Reapply: (table, _args, session) => reapply(session, table),
    Remove: (table, _args, session) => {
      session.editor.clearFilters(table);
      session.editor.changeTable(table, (it) => (it.showFilterButton = false));
    },
  },
});

interface FilterTarget {
  readonly table: Table;
  /** Null once the column is gone. */
  readonly column: number;
}

/** TableColumn.filter. */
export const filterObject: (target: FilterTarget) => ApiObject = apiClass<FilterTarget>("Filter", {
  check: ({ table, column }, session) => {
    session.requireTable(table);
    if (table.columns[column] === undefined) throw itemNotFound();
  },
  properties: { Criteria: { get: ({ table, column }) => criteriaJson(table.filters.get(column)) } },
  methods: {
    Apply: ({ table, column }, args, session) => apply(session, table, column, criteriaOf(args.at(0))),
    ApplyValuesFilter: ({ table, column }, args, session) => apply(session, table, column, texts(args.at(0))),
    ApplyCustomFilter: ({ table, column }, args, session) => {
      const [second, operator] = [args.optionalText(1), args.optionalText(2)];
      apply(session, table, column, ruled({
        filterOn: "Custom", criterion1: args.text(0), ...(second === undefined ? {} : { criterion2: second }), ...(operator === undefined ? {} : { operator: oneOf(operator, ["And", "Or"]) }),
      }));
    },
    ApplyTopItemsFilter: ({ table, column }, args, session) => apply(session, table, column, counted("TopItems", args.integer(0))),
    ApplyTopPercentFilter: ({ table, column }, args, session) => apply(session, table, column, counted("TopPercent", args.integer(0))),
    ApplyBottomItemsFilter: ({ table, column }, args, session) => apply(session, table, column, counted("BottomItems", args.integer(0))),
    ApplyBottomPercentFilter: ({ table, column }, args, session) => apply(session, table, column, counted("BottomPercent", args.integer(0))),
    ApplyCellColorFilter: ({ table, column }, args, session) => apply(session, table, column, ruled({ filterOn: "CellColor", color: args.text(0) })),
    ApplyFontColorFilter: ({ table, column }, args, session) => apply(session, table, column, ruled({ filterOn: "FontColor", color: args.text(0) })),
    ApplyDynamicFilter: ({ table, column }, args, session) => apply(session, table, column, ruled({ filterOn: "Dynamic", dynamicCriteria: dynamicOf(args.at(0)) })),
    Clear: ({ table, column }, _args, session) => session.editor.filterTable(table, column, null),
  },
});

/** Filters again with the same criteria. */
export function reapply(session: Session, table: Table): void {
  for (const [column, known] of [...table.filters]) session.editor.filterTable(table, column, known);
}

function apply(session: Session, table: Table, column: number, criteria: FilterCriteria): void {
  session.settle();
  session.editor.filterTable(table, column, criteria);
}

function criteriaOf(given: Argument): FilterCriteria {
  const kind = oneOf(field(given, "filterOn") ?? null, ["Values", "BottomItems", "BottomPercent", "CellColor", "Dynamic", "FontColor", "TopItems", "TopPercent", "Custom", "Icon"]);
  if (kind === "Values") return texts(field(given, "values") ?? null);
  if (kind === "Icon") throw new HostError("ApiNotFound", "The host does not implement filters by icon.");
  const text = (name: string): string | undefined => {
    const value = field(given, name);
    return typeof value === "string" ? value : typeof value === "number" ? String(value) : undefined;
  };
  if (kind === "TopItems" || kind === "TopPercent" || kind === "BottomItems" || kind === "BottomPercent") return counted(kind, Number(text("criterion1")));
  if (kind === "Dynamic") return ruled({ filterOn: kind, dynamicCriteria: dynamicOf(text("dynamicCriteria") ?? null) });
  const [criterion1, criterion2, color, operator] = [text("criterion1"), text("criterion2"), text("color"), text("operator")];
  if (kind === "Custom" ? criterion1 === undefined : color === undefined) throw invalidArgument();
  return ruled({
    filterOn: kind, ...(criterion1 === undefined ? {} : { criterion1 }), ...(criterion2 === undefined ? {} : { criterion2 }), ...(color === undefined ? {} : { color }),
    ...(operator === undefined ? {} : { operator: oneOf(operator, ["And", "Or"]) }),
  });
}

function counted(filterOn: "TopItems" | "TopPercent" | "BottomItems" | "BottomPercent", count: number): FilterCriteria {
  if (!Number.isInteger(count) || count < 1 || count > 500) throw invalidArgument("A filter of the first or last takes a number from 1 to 500.");
  return ruled({ filterOn, criterion1: String(count) });
}

function dynamicOf(value: Argument): string {
  return oneOf(value, [
    "AboveAverage", "BelowAverage", "Today", "Yesterday", "Tomorrow", "ThisWeek", "LastWeek", "NextWeek", "ThisMonth", "LastMonth", "NextMonth", "ThisQuarter", "LastQuarter", "NextQuarter",
    "ThisYear", "LastYear", "NextYear", "YearToDate", "AllDatesInPeriodQuarter1", "AllDatesInPeriodQuarter2", "AllDatesInPeriodQuarter3", "AllDatesInPeriodQuarter4",
    "AllDatesInPeriodJanuary", "AllDatesInPeriodFebruary", "AllDatesInPeriodMarch", "AllDatesInPeriodApril", "AllDatesInPeriodMay", "AllDatesInPeriodJune", "AllDatesInPeriodJuly",
    "AllDatesInPeriodAugust", "AllDatesInPeriodSeptember", "AllDatesInPeriodOctober", "AllDatesInPeriodNovember", "AllDatesInPeriodDecember",
  ]);
}

function ruled(rule: FilterRule): FilterCriteria {
  return { values: [], blanks: false, rule };
}

function texts(values: Argument): FilterCriteria {
  if (!Array.isArray(values)) throw invalidArgument();
  const list = values.map((value: Argument) => (typeof value === "string" ? value : String(field(value, "date") ?? value)));
  return { values: list.filter((text) => text !== ""), blanks: list.includes("") };
}

function criteriaJson(known: FilterCriteria | undefined): Json {
  if (known === undefined) return null;
  return known.rule === undefined ? { filterOn: "Values", values: known.blanks ? [...known.values, ""] : [...known.values] } : { ...known.rule };
}
