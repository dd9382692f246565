import type { SortField } from "../../model/filterEdits";
import { HostError, invalidArgument } from "../../model/hostError";
import type { Table } from "../../model/table";
import type { ApiObject, Argument, Arguments } from "../apiObject";
import { apiClass, field, oneOf } from "../apiObject";
import type { RangeRef } from "../session";

/** Table.sort: the table remembers what it was sorted by. */
export const tableSortObject: (target: Table) => ApiObject = apiClass<Table>("TableSort", {
  check: (table, session) => void session.requireTable(table),
  properties: {
    Fields: { get: ({ sort }) => (sort?.fields ?? []).map(({ column, ascending, textAsNumber }) => ({ key: column, ascending, sortOn: "Value", dataOption: textAsNumber === true ? "TextAsNumber" : "Normal" })) },
    MatchCase: { get: ({ sort }) => sort?.matchCase ?? false },
    Method: { get: () => "PinYin" },
  },
  methods: {
    Apply: (table, args, session) => session.editor.sortTable(table, sortFields(args, table.columns.length), args.flag(1, false)),
    Clear: (table, _args, session) => session.editor.changeTable(table, (it) => (it.sort = null)),
    Reapply: (table, _args, session) => {
      if (table.sort !== null && table.sort !== undefined) session.editor.sortTable(table, table.sort.fields, table.sort.matchCase);
    },
  },
});

/** Range.sort. */
export const rangeSortObject: (target: RangeRef) => ApiObject = apiClass<RangeRef>("RangeSort", {
  methods: {
    Apply: ({ sheet, area }, args, session) => {
      const byColumns = oneOf(args.at(3) ?? "Rows", ["Rows", "Columns"]) === "Columns";
      const keys = byColumns ? area.bottom - area.top + 1 : area.right - area.left + 1;
      session.editor.sortRange(sheet, area, sortFields(args, keys), { byColumns, matchCase: args.flag(1, false), hasHeaders: args.flag(2, false) });
    },
  },
});

function sortFields(args: Arguments, keys: number): SortField[] {
  const fields = args.at(0);
  if (!Array.isArray(fields) || fields.length === 0) throw invalidArgument();
  return fields.map((entry: Argument) => {
    const key = field(entry, "key");
    if (typeof key !== "number" || !Number.isInteger(key) || key < 0 || key >= keys) throw invalidArgument();
    if (oneOf(field(entry, "sortOn") ?? "Value", ["Value", "CellColor", "FontColor", "Icon"]) !== "Value") throw new HostError("ApiNotFound", "The host sorts by values only (SortField.sortOn).");
    return { column: key, ascending: field(entry, "ascending") !== false, textAsNumber: field(entry, "dataOption") === "TextAsNumber" };
  });
}
