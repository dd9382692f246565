import { addMonths, formatIsoDate, fromSerial, parseIsoDate, type PlainDate, toSerial, toYmd, weekday } from "../../../src/core/values/plainDate";

const day = (iso: string): PlainDate => {
  const date = parseIsoDate(iso);
  if (date === null) throw new Error(iso);
  return date;
};

test("ISO, serial and day agree over four centuries", () => {
  expect(toSerial(day("2026-01-31"))).toBe(46053);
  expect(fromSerial(61)).toBe(day("1900-03-01"));
  expect(fromSerial(60)).toBeNull();
  for (let date = day("1900-03-01"); date <= day("2300-01-01"); date = (date + 1) as PlainDate) {
    const { year, month, day: d } = toYmd(date);
    const js = new Date(date * 86400000);
    if (js.getUTCFullYear() !== year || js.getUTCMonth() + 1 !== month || js.getUTCDate() !== d) throw new Error(String(date));
    if (parseIsoDate(formatIsoDate(date)) !== date) throw new Error(formatIsoDate(date));
  }
});

test("impossible days are refused", () => {
  for (const text of ["2026-02-29", "2026-13-01", "2026-00-10", "26-01-01", "2026-1-1", ""]) expect(parseIsoDate(text)).toBeNull();
});

test("months are clamped and the anchor day does not drift", () => {
  expect(formatIsoDate(addMonths(day("2026-01-31"), 1))).toBe("2026-02-28");
  expect(formatIsoDate(addMonths(day("2026-02-28"), 1, 31))).toBe("2026-03-31");
  expect(weekday(day("2026-11-22"))).toBe(6);
});
