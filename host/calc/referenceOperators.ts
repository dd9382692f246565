import { ErrorValue } from "../model/cell";
import type { Scope } from "./scope";
import { Matrix, NULL_ERROR, overlap, REF_ERROR, Reference, type SheetArea, type Value, VALUE_ERROR } from "./values";

/** A1#: the area that the spill of that cell fills now. */
export function spillRange(value: Value, scope: Scope): Value {
  if (!(value instanceof Reference)) return value instanceof ErrorValue ? value : REF_ERROR;
  const [area] = value.areas;
  if (area === undefined || area.top !== area.bottom || area.left !== area.right) return REF_ERROR;
  scope.engine.ready(area);
  const anchor = area.sheet.get(area.top, area.left);
  if (anchor?.spill === undefined) return anchor?.value instanceof ErrorValue ? anchor.value : REF_ERROR;
  if (anchor.value instanceof ErrorValue && anchor.spill.rows === 1 && anchor.spill.columns === 1) return anchor.value;
  return new Reference([{ ...area, bottom: area.top + anchor.spill.rows - 1, right: area.left + anchor.spill.columns - 1 }]);
}

/** "@": the cell of the same row or column; of an array the first element. */
export function implicitIntersection(value: Value, scope: Scope): Value {
  if (value instanceof Matrix) return value.at(0, 0);
  if (!(value instanceof Reference)) return value;
  const [area] = value.areas;
  if (area === undefined || value.areas.length > 1) return VALUE_ERROR;
  const row = area.top === area.bottom ? area.top : scope.row;
  const column = area.left === area.right ? area.left : scope.column;
  if (row < area.top || row > area.bottom || column < area.left || column > area.right) return VALUE_ERROR;
  return new Reference([{ sheet: area.sheet, top: row, bottom: row, left: column, right: column }]);
}

/** "a:b": the smallest area around both. */
export function rangeBetween(left: Value, right: Value, scope: Scope): Value {
  if (left instanceof ErrorValue) return left;
  if (right instanceof ErrorValue) return right;
  if (!(left instanceof Reference) || !(right instanceof Reference)) return VALUE_ERROR;
  const [first, ...rest] = [...left.areas, ...right.areas];
  if (first === undefined || rest.some((area) => area.sheet !== first.sheet)) return VALUE_ERROR;
  const area = rest.reduce<SheetArea>(
    (whole, part) => ({
      sheet: whole.sheet,
      top: Math.min(whole.top, part.top),
      left: Math.min(whole.left, part.left),
      bottom: Math.max(whole.bottom, part.bottom),
      right: Math.max(whole.right, part.right),
    }),
    first,
  );
  scope.engine.dependOn(area);
  return new Reference([area]);
}

/** "a b": what both have in common; #NULL! when nothing. */
export function intersection(left: Value, right: Value): Value {
  if (left instanceof ErrorValue) return left;
  if (right instanceof ErrorValue) return right;
  if (!(left instanceof Reference) || !(right instanceof Reference)) return VALUE_ERROR;
  const areas: SheetArea[] = [];
  for (const a of left.areas) {
    for (const b of right.areas) {
      const common = a.sheet === b.sheet ? overlap(a, b) : null;
      if (common !== null) areas.push({ ...common, sheet: a.sheet });
    }
  }
  return areas.length === 0 ? NULL_ERROR : new Reference(areas);
}

/** "(a,b)": both, one after the other. */
export function union(left: Value, right: Value): Value {
  if (left instanceof ErrorValue) return left;
  if (right instanceof ErrorValue) return right;
  if (!(left instanceof Reference) || !(right instanceof Reference)) return VALUE_ERROR;
  return new Reference([...left.areas, ...right.areas]);
}
