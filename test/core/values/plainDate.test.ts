import { addDays, addMonths, endOfMonth, formatIsoDate, fromSerial, fromYmd, parseIsoDate, type PlainDate, toSerial, toYmd, weekday } from "../../../src/core/values/plainDate";

const day = (iso: string): PlainDate => {
  const date = parseIsoDate(iso);
  if (date === null) throw new Error(iso);
  return date;
};

test("ISO, serial and day agree over four centuries", () => {
  expect(toSerial(day("2026-01-31"))).toBe(46053);
  expect(fromSerial(61)).toBe(day("1900-03-01"));
  expect(fromSerial(60)).toBeNull();
  const last = day("2300-01-01");
  // Every day around the ends of months, every third one between them.
  for (let date = day("1900-03-01"); date <= last; date = addDays(date, toYmd(date).day >= 27 || toYmd(date).day < 3 ? 1 : 3)) {
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

test.each([
  [1900, 46053, "2026-01-31"], [1904, 44591, "2026-01-31"], [1900, 61, "1900-03-01"], [1904, 0, "1904-01-01"], [1900, 2958465, "9999-12-31"],
] as const)("in the %i system serial %i is %s", (system, serial, iso) => {
  expect(fromSerial(serial, system)).toBe(day(iso));
  expect(toSerial(day(iso), system)).toBe(serial);
});

test.each([[60, 1900], [0, 1900], [-1, 1904], [2958466, 1900], [46053.5, 1900], [NaN, 1900], [Infinity, 1900]] as const)("serial %p of the %i system is no day", (serial, system) => {
  expect(fromSerial(serial, system)).toBeNull();
});

test.each([
  [2024, 2, 29, true], [2023, 2, 29, false], [1900, 2, 29, false], [2000, 2, 29, true], [2026, 4, 31, false], [2026, 12, 31, true],
  [0, 1, 1, false], [10000, 1, 1, false], [2026, 0, 1, false], [2026, 13, 1, false], [2026, 1, 0, false], [2026, 1.5, 1, false], [2026.5, 1, 1, false], [2026, 1, 1.5, false],
])("%p-%p-%p is a day: %p", (year, month, date, real) => {
  expect(fromYmd(year, month, date) !== null).toBe(real);
});

test.each([
  ["2026-01-31", 1, "2026-02-28"], ["2024-01-31", 1, "2024-02-29"], ["2026-12-31", 2, "2027-02-28"], ["2026-03-31", -1, "2026-02-28"], ["2026-01-15", -13, "2024-12-15"],
])("%s and %i months is %s", (from, months, to) => {
  expect(formatIsoDate(addMonths(day(from), months))).toBe(to);
});

test.each([["2026-02-03", "2026-02-28"], ["2024-02-29", "2024-02-29"], ["2026-12-01", "2026-12-31"], ["2026-04-30", "2026-04-30"]])("the month of %s ends on %s", (from, end) => {
  expect(formatIsoDate(endOfMonth(day(from)))).toBe(end);
});

test("days are added across years, weekdays count from Monday, before the epoch too", () => {
  expect(formatIsoDate(addDays(day("2025-12-31"), 60))).toBe("2026-03-01");
  expect(["1969-12-29", "1969-12-28", "1900-03-01", "2026-02-02"].map((iso) => weekday(day(iso)))).toEqual([0, 6, 3, 0]);
  expect(formatIsoDate(day("0001-01-01"))).toBe("0001-01-01");
});
