import { execFileSync, spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Workbook } from "../../host/model/workbook";
import { openWorkbook } from "../../host/xlsx/open";

let installed: boolean | null = null;

/** Null when LibreOffice can be called, else the sentence that says what is missing. */
export function libreOfficeMissing(): string | null {
  installed ??= spawnSync("soffice", ["--version"], { encoding: "utf8" }).status === 0;
  return installed ? null : "LibreOffice (soffice) is not installed";
}

/** Has LibreOffice open .xlsx files, calculate every formula itself and save them; returns them opened again, in the same order. One start for all. */
export function recalculatedByLibreOffice(files: readonly Uint8Array[]): Workbook[] {
  const folder = mkdtempSync(join(tmpdir(), "open-item-soffice-"));
  try {
    const names = files.map((bytes, index) => {
      const name = join(folder, `book${index}.xlsx`);
      writeFileSync(name, bytes);
      return name;
    });
    mkdirSync(join(folder, "profile", "user"), { recursive: true });
    writeFileSync(join(folder, "profile", "user", "registrymodifications.xcu"), ALWAYS_RECALCULATE);
    const profile = pathToFileURL(join(folder, "profile")).href;
    const out = join(folder, "out");
    execFileSync("soffice", ["--headless", `-env:UserInstallation=${profile}`, "--convert-to", "xlsx:Calc MS Excel 2007 XML", "--outdir", out, ...names], { stdio: "ignore", timeout: 600_000 });
    return files.map((_, index) => openWorkbook(new Uint8Array(readFileSync(join(out, `book${index}.xlsx`)))));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** LibreOffice believes a file's saved values unless told otherwise. */
const ALWAYS_RECALCULATE = `<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item>
</oor:items>
`;
