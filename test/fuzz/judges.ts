import { spawnSync } from "node:child_process";
import { decodeName } from "../../src/core/exchange/journalNames";
import { addDays, formatIsoDate, type PlainDate } from "../../src/core/values/plainDate";

/** Programs that read our journals and know nothing of us. */
export const JUDGES = ["hledger", "ledger"] as const;
export type Judge = (typeof JUDGES)[number];

/** Null when the program answers, else what is missing. */
export function missingJudge(judge: Judge): string | null {
  return spawnSync(judge, ["--version"], { encoding: "utf8" }).status === 0 ? null : `${judge} is not installed`;
}

/** Balances as of the end of a day, by account name as written in the journal, then currency: minor units. */
export type JudgedBalances = ReadonlyMap<string, ReadonlyMap<string, number>>;

/** `depth`: sums accounts below that level into it; null: every account by itself. Throws with what the program said. */
export function judgedBalances(judge: Judge, file: string, asOf: PlainDate, depth: number | null): JudgedBalances {
  const end = formatIsoDate(addDays(asOf, 1));
  const cut = depth === null ? [] : ["--depth", String(depth)];
  // ledger shows no sums in a flat list.
  const flat = ["-e", end, ...cut, ...(judge === "ledger" && depth !== null ? [] : ["--flat"])];
  if (judge === "hledger") return csvBalances(run("hledger", ["-f", file, "bal", "-N", "-O", "csv", "--layout", "bare", ...flat]));
  return lineBalances(run("ledger", ["--args-only", "-f", file, "bal", "--no-total", "--balance-format", "%(account)\t%(scrub(display_total))\n", ...flat]));
}

/** An account's parts with their names given back. */
export function accountParts(account: string): readonly string[] {
  return account.split(":").map(decodeName);
}

function run(command: string, args: readonly string[]): string {
  const { status, stdout, stderr, error } = spawnSync(command, args, { encoding: "utf8", maxBuffer: 1 << 29, env: { ...process.env, LC_ALL: "C.UTF-8", LANG: "C.UTF-8" } });
  if (error !== undefined) throw error;
  if (status !== 0 || stderr !== "") throw new Error(`${command}: ${stderr.slice(0, 600)}`);
  return stdout;
}

function csvBalances(csv: string): JudgedBalances {
  const balances = new Map<string, Map<string, number>>();
  for (const line of csv.trimEnd().split("\n").slice(1)) {
    const match = /^"((?:[^"]|"")*)","([^"]*)","([^"]*)"$/.exec(line);
    if (match === null) throw new Error(`hledger wrote ${line}`);
    add(balances, (match[1] ?? "").replaceAll('""', '"'), match[2] ?? "", match[3] ?? "");
  }
  return balances;
}

function lineBalances(text: string): JudgedBalances {
  const balances = new Map<string, Map<string, number>>();
  let account = "";
  for (const line of text.split("\n").filter((each) => each.trim() !== "")) {
    const [before = "", after] = line.split("\t");
    if (after !== undefined) account = before;
    if (after?.trim() === "") continue;
    const match = /^\s*(-?[\d.]+)(?: ([A-Z]{3}))?\s*$/.exec(after ?? before);
    if (match === null) throw new Error(`ledger wrote ${line}`);
    add(balances, account, match[2] ?? "", match[1] ?? "");
  }
  return balances;
}

function add(balances: Map<string, Map<string, number>>, account: string, currency: string, amount: string): void {
  const of = balances.get(account) ?? new Map<string, number>();
  balances.set(account, of);
  of.set(currency, (of.get(currency) ?? 0) + Number(amount.replace(".", "")));
}
