import type { DeviceMemory } from "../services";

/** "Receivables.xlsx" of a path or address, however it is written; "" for a workbook that was never saved, whose name is anybody's. */
export function nameOfFile(address: string): string {
  const [path = ""] = address.split(/[?#]/);
  const last = path.split(/[\\/]/).at(-1) ?? "";
  const name = decoded(last).trim().toLowerCase();
  return /\.[a-z0-9]{3,5}$/.test(name) ? name : "";
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/**
 * Whether this device saw other ledgers under this file name, and never this one: another company's file, perhaps, or one that took its
 * place. The first ledger under a name is noted and is no news.
 */
export function isOtherLedger(device: DeviceMemory, file: string, ledger: string): boolean {
  if (file === "" || ledger === "") return false;
  const known = ledgersOf(device, file);
  if (known.length === 0) noteLedger(device, file, ledger);
  return known.length > 0 && !known.includes(ledger);
}

/** Most ledgers that are remembered under one name. */
const LEDGERS_MAX = 20;

/** From now on this ledger is known under this name. */
export function noteLedger(device: DeviceMemory, file: string, ledger: string): void {
  device.set(`file ${file}`, [ledger, ...ledgersOf(device, file).filter((known) => known !== ledger)].slice(0, LEDGERS_MAX).join("\n"));
}

function ledgersOf(device: DeviceMemory, file: string): readonly string[] {
  return device.get(`file ${file}`).split("\n").filter((ledger) => ledger !== "");
}
