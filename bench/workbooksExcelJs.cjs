// The peer of bench/workbooks.ts in a process of its own: opens IN with ExcelJS, sums it, saves OUT, prints one line of JSON.
const { readFileSync, writeFileSync } = require("node:fs");
const ExcelJS = require("exceljs");

const [, , input, output] = process.argv;

function clock() {
  const wall = performance.now();
  const used = process.cpuUsage();
  return () => {
    const { user, system } = process.cpuUsage(used);
    return { wall: performance.now() - wall, cpu: (user + system) / 1000 };
  };
}

function column(sheet, header) {
  let at = 0;
  sheet.getRow(1).eachCell((cell, number) => {
    if (cell.value === header) at = number;
  });
  const values = [];
  for (let row = 2; row <= sheet.rowCount; row++) values.push(sheet.getRow(row).getCell(at).value);
  return values;
}

/** The same sums as sumsIn of ledgerWorkbook.ts. */
function sums(book) {
  const [invoices, payments] = ["Invoices", "Payments"].map((name) => book.getWorksheet(name));
  const cents = (values) => values.reduce((sum, value) => sum + Math.round(Number(value) * 100), 0);
  const numbers = [column(invoices, "Number"), column(payments, "Number")];
  let texts = 0;
  for (const text of numbers.flat()) for (let at = 0; at < text.length; at++) texts = (Math.imul(texts, 31) + text.charCodeAt(at)) | 0;
  return {
    invoices: numbers[0].length, payments: numbers[1].length, totalCents: cents(column(invoices, "Total")), balanceCents: cents(column(invoices, "Balance")), paidCents: cents(column(payments, "Amount")), texts,
  };
}

async function main() {
  const bytes = readFileSync(input);
  const book = new ExcelJS.Workbook();
  const opening = clock();
  await book.xlsx.load(bytes);
  const open = opening();
  const openPeak = process.resourceUsage().maxRSS / 1024;
  const found = sums(book);
  const saving = clock();
  const saved = await book.xlsx.writeBuffer();
  const save = saving();
  const savePeak = process.resourceUsage().maxRSS / 1024;
  writeFileSync(output, Buffer.from(saved));
  process.stdout.write(`${JSON.stringify({ open, recalculate: null, save, openPeak, savePeak, sums: found, bytes: saved.byteLength })}\n`);
}

main();
