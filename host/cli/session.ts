import { randomUUID } from "node:crypto";
import { readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { startFunctions } from "../../src/functions/main";
import type { ActionEnv } from "../../src/actions/action";
import { fromYmd } from "../../src/core/values/plainDate";
import { createOfficeWorkbook } from "../../src/workbook/office/officeWorkbook";
import type { Workbook as WorkbookPort } from "../../src/workbook/port";
import { Workbook } from "../model/workbook";
import { installGlobals, type NodeHost, startNodeHost } from "../node/nodeHost";
import { FileProblem } from "../xlsx/fileProblem";
import { openWorkbook } from "../xlsx/open";
import { saveWorkbook } from "../xlsx/save";
import { readFunctionsMetadata } from "./functionsMetadata";
import { readFileOrUsage, UsageError, writeFileAtomically } from "./output";

/** One workbook open on the host, with the add-in's code on top of Microsoft's client. */
export interface Session {
  readonly host: NodeHost;
  readonly port: WorkbookPort;
  env(seat: string): ActionEnv;
  save(path: string): void;
  close(): void;
}

export function openBook(path: string): Workbook {
  try {
    return openWorkbook(readFileOrUsage(path), { fileName: basename(path) });
  } catch (thrown) {
    if (thrown instanceof FileProblem) throw new UsageError(`${path}: ${thrown.message}`);
    throw thrown;
  }
}

/** `withFunctions`: registers the custom functions too, as opening the workbook in Excel does; actions do without. */
export async function startSession(workbook: Workbook, options: { readonly withFunctions: boolean }): Promise<Session> {
  const host = startNodeHost({ workbook });
  const uninstall = installGlobals(host);
  const functions = options.withFunctions ? startFunctions() : null;
  if (functions !== null) {
    host.registerCustomFunctions("BILLING", await readFunctionsMetadata());
    await host.idle();
  }
  return {
    host,
    port: createOfficeWorkbook((batch) => host.Excel.run(batch)),
    env: (seat) => ({ newEntryId: randomUUID, now: new Date().toISOString(), today: today(), by: process.env["BILLING_BY"] ?? "", seat, appVersion: appVersion() }),
    save: (path) => writeFileAtomically(path, saveWorkbook(workbook)),
    close: () => {
      functions?.stop();
      uninstall();
      host.stop();
    },
  };
}

function today(): ActionEnv["today"] {
  const now = new Date();
  const date = fromYmd(now.getFullYear(), now.getMonth() + 1, now.getDate());
  if (date === null) throw new Error("The machine's clock gives no date");
  return date;
}

function appVersion(): string {
  const manifest = JSON.parse(readFileSync(join(__dirname, "..", "..", "package.json"), "utf8")) as { version: string };
  return manifest.version;
}
