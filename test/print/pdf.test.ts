import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { saveWorkbook } from "../../host/xlsx/save";
import { showInvoice } from "../../src/actions/showInvoice";
import { lineRows, newPrintedBook } from "./printedBook";

/** What LibreOffice prints of the saved file: pages by paper and number of lines; every line, the number and the total in the text. */
const CASES = [[1, 1], [18, 1], [35, 1], [60, 2]] as const;

const missing = ["soffice", "pdftotext", "pdfinfo"].filter((program) => spawnSync(program, ["--version"]).error !== undefined);
if (missing.length > 0) process.stderr.write(`Printing is not tested: ${missing.join(" and ")} not found (Debian: libreoffice-calc, poppler-utils).\n`);
const whenThere = missing.length === 0 ? test : test.skip;

whenThere.each(["A4", "Letter"])("%s", async (paper) => {
  const folder = mkdtempSync(join(tmpdir(), "open-item-print-"));
  const book = await newPrintedBook([["Paper size", paper]]);
  try {
    const totals: string[] = [];
    for (const [count] of CASES) {
      const result = await book.post("createInvoices", { invoiceDate: "2026-01-31", rows: lineRows("OAK", count) });
      const [document] = result.documents;
      if (document === undefined) throw new Error("Nothing was posted");
      totals.push(document.total);
      const shown = await showInvoice({ number: document.number }, { workbook: book.session.port, sheet: book.sheet });
      expect(shown.ok).toBe(true);
      const { sheets } = book.session.host.workbook;
      const others = sheets.filter(({ name }) => name !== "Invoice");
      for (const sheet of others) sheet.visibility = "hidden"; // what is hidden is not printed
      writeFileSync(join(folder, `${count}.xlsx`), saveWorkbook(book.session.host.workbook));
      for (const sheet of others) sheet.visibility = "visible";
    }
    execFileSync("soffice", [`-env:UserInstallation=${pathToFileURL(join(folder, "profile")).href}`, "--headless", "--convert-to", "pdf", "--outdir", folder, ...CASES.map(([count]) => join(folder, `${count}.xlsx`))], { stdio: "ignore", timeout: 180_000 });
    CASES.forEach(([count, pages], index) => {
      const pdf = join(folder, `${count}.pdf`);
      const info = execFileSync("pdfinfo", [pdf], { encoding: "utf8" });
      expect([count, Number(/Pages:\s+(\d+)/.exec(info)?.[1])]).toEqual([count, pages]);
      expect(info).toMatch(paper === "A4" ? /Page size:\s+59[45]\.\d+ x 84[12]/ : /Page size:\s+612 x 792/);
      const text = execFileSync("pdftotext", ["-layout", pdf, "-"], { encoding: "utf8" });
      expect(text).toContain(`INV-2026-000${index + 1}`);
      expect(text).toContain(`EUR ${(totals[index] ?? "").replace(/\B(?=(\d{3})+\.)/g, ",")}`);
      for (let line = 1; line <= count; line++) expect(text).toMatch(new RegExp(`Line ${line}: .*\\d\\.\\d\\d`));
      expect(text.match(/Net EUR/g)).toHaveLength(pages); // the line header, on each page
      expect(text).toContain(`Page ${pages} of ${pages}`);
      expect(text).toContain("Alexanderplatz 101");
      expect(text).not.toMatch(/#{3,}|#NAME|#REF|#VALUE/);
    });
  } finally {
    book.close();
    rmSync(folder, { recursive: true, force: true });
  }
}, 300_000);
