import type { CalcOptions } from "../calc/calc";
import type { Platform } from "./undoSupport";

/**
 * How custom functions are called on a platform, where reports say that it differs; Microsoft's documentation is silent or leaves it open.
 * Empty cells: null on the web, 0 on the desktop (OfficeDev/office-js issue 4702; Microsoft there: newer desktop versions send null as well, the versions that
 * do not are still in use). Order: onCanceled of the old call after the new call on Windows and on Mac (issue 6483).
 */
export function functionHabits(platform: Platform): Pick<CalcOptions, "blankAs" | "cancelsLast"> {
  return platform === "OfficeOnline" ? { blankAs: "null", cancelsLast: false } : { blankAs: "zero", cancelsLast: true };
}
