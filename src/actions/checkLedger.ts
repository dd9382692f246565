import type { Workbook } from "../workbook/port";
export async function checkLedger(_workbook: Workbook): Promise<readonly unknown[]> { return []; }
