import { parseIsoDate, toSerial } from "../../src/core/values/plainDate";
import { CUSTOMERS, SAMPLE_DATE } from "./company";
import { AS_OF_BEFORE, AS_OF_NOW, type Fact } from "./facts";
import { BILLABLE, OLD_INVOICES, OLD_PAYMENTS, type SampleTable, bankTable } from "./tables";

const GREY = "#595959";
const RULE = "#7F7F7F";
const POINTS_PER_CHARACTER = 5.25;
const DAY = "yyyy-mm-dd";
const MONEY = "#,##0.00";

/** Queues the tables that a person would keep beside the ledger: billable rows, the bank's lines. */
export function queueOwnTables(context: Excel.RequestContext, facts: readonly Fact[]): void {
  const billable = newSheet(context, "Billable");
  queueTable(billable, BILLABLE, 0, 0);
  billable.freezePanes.freezeRows(1);
  landscape(billable, `A1:K${BILLABLE.rows.length + 1}`);
  const bank = newSheet(context, "Bank lines");
  const lines = bankTable(facts);
  queueTable(bank, lines, 0, 0);
  bank.freezePanes.freezeRows(1);
  landscape(bank, `A1:E${lines.rows.length + 1}`);
}

/** AGING twice side by side, then each customer's balance and next due date. */
export function queueReceivables(context: Excel.RequestContext): void {
  const sheet = newSheet(context, "Receivables");
  sheet.showGridlines = false;
  title(sheet, "Receivables", "Finch & Harbour Studio OÜ. Amounts in the customer's currency, as of the dates shown.");
  const mine = CUSTOMERS.filter(({ owner }) => owner === "Maarja").length;
  const first = 23;
  const last = first + CUSTOMERS.length - 1;
  const list = `$A$${first}:$A$${first + mine - 1}`;
  for (const [column, day, text] of [["A", AS_OF_BEFORE, "Maarja's accounts, EUR, end of January"], ["J", AS_OF_NOW, "Maarja's accounts, EUR, today"]] as const) {
    const start = column === "A" ? 0 : 9;
    heading(sheet, 3, start, text);
    put(sheet, 4, start, [["As of"]]);
    const date = sheet.getRangeByIndexes(4, start + 1, 1, 1);
    date.numberFormat = [[DAY]];
    date.values = [[serial(day)]];
    date.format.horizontalAlignment = "Left";
    sheet.getRangeByIndexes(5, start, 1, 1).formulas = [[`=BILLING.AGING(${list},$${column === "A" ? "B" : "K"}$5)`]];
    sheet.getRangeByIndexes(6, start + 1, mine + 1, 7).numberFormat = Array.from({ length: mine + 1 }, () => Array.from({ length: 7 }, () => MONEY));
    header(sheet.getRangeByIndexes(5, start, 1, 8));
    sheet.getRangeByIndexes(5, start + 1, 1, 7).format.horizontalAlignment = "Right";
    total(sheet.getRangeByIndexes(6 + mine, start, 1, 8));
  }
  put(sheet, 16, 0, [["Holm Ferries paid on 2 February: in the left table it is open, in the right one it is not. Unapplied is credit on account."]]).format.font.color = GREY;
  heading(sheet, 19, 0, "All customers");
  put(sheet, 20, 2, [["As of", serial(AS_OF_BEFORE), serial(AS_OF_NOW), serial(AS_OF_NOW), serial(AS_OF_NOW)]]).format.font.color = GREY;
  sheet.getRangeByIndexes(20, 3, 1, 4).numberFormat = [[DAY, DAY, DAY, DAY]];
  put(sheet, 21, 0, [["Customer", "Owner", "Currency", "Balance", "Balance", "Overdue", "Next due", "", "", "Name"]]);
  header(sheet.getRangeByIndexes(21, 0, 1, 13));
  sheet.getRangeByIndexes(20, 3, 2, 4).format.horizontalAlignment = "Right";
  const ids = sheet.getRangeByIndexes(first - 1, 0, CUSTOMERS.length, 3);
  ids.numberFormat = CUSTOMERS.map(() => ["@", "@", "@"]);
  ids.values = CUSTOMERS.map(({ id, owner, currency }) => [id, owner, currency]);
  const names = sheet.getRangeByIndexes(first - 1, 9, CUSTOMERS.length, 1);
  names.numberFormat = CUSTOMERS.map(() => ["@"]);
  names.values = CUSTOMERS.map(({ name }) => [name]);
  const range = `A${first}:A${last}`;
  sheet.getRangeByIndexes(first - 1, 3, 1, 4).formulas = [[
    `=BILLING.BALANCE(${range},D21)`, `=BILLING.BALANCE(${range},E21)`, `=BILLING.OVERDUE(${range},F21)`, `=BILLING.NEXTDUE(${range},G21,,"")`,
  ]];
  sheet.getRangeByIndexes(first - 1, 3, CUSTOMERS.length, 4).numberFormat = CUSTOMERS.map(() => [MONEY, MONEY, MONEY, DAY]);
  sheet.getRangeByIndexes(first - 1, 6, CUSTOMERS.length, 1).format.horizontalAlignment = "Right";
  put(sheet, last + 1, 0, [["#VALUE! means that a posted row was changed by hand; the figure comes back when the change is put back (Start here, step 5)."]]).format.font.color = GREY;
  widths(sheet, [24, 13, 13, 13, 13, 13, 13, 13, 3, 24, 13, 13, 13, 13, 13, 13, 13]);
  landscape(sheet, `A1:Q${last + 2}`);
}

/** Net by customer and month from the Invoices table, void documents left out: ready to chart or to pivot. */
export function queueRevenue(context: Excel.RequestContext): void {
  const sheet = newSheet(context, "Revenue by month");
  sheet.showGridlines = false;
  title(sheet, "Revenue by month", "Net amounts of invoices by invoice date, in the customer's currency, void documents left out. For a pivot use the table InvoiceLines: each line has its customer, date, item and net.");
  const months = Array.from({ length: 14 }, (_, index) => (index === 0 ? "2024-12-01" : index === 13 ? "2026-01-01" : `2025-${String(index).padStart(2, "0")}-01`));
  put(sheet, 3, 0, [["Customer", "Currency", ...months.map(serial), "Total"]]);
  sheet.getRangeByIndexes(3, 2, 1, months.length).numberFormat = [months.map(() => "mmm yyyy")];
  header(sheet.getRangeByIndexes(3, 0, 1, months.length + 3));
  sheet.getRangeByIndexes(3, 2, 1, months.length + 1).format.horizontalAlignment = "Right";
  const ids = sheet.getRangeByIndexes(4, 0, CUSTOMERS.length, 2);
  ids.numberFormat = CUSTOMERS.map(() => ["@", "@"]);
  ids.values = CUSTOMERS.map(({ id, currency }) => [id, currency]);
  const columns = months.map((_, index) => String.fromCharCode(67 + index));
  sheet.getRangeByIndexes(4, 2, CUSTOMERS.length, months.length + 1).formulas = CUSTOMERS.map((_, row) => [
    ...columns.map((column) => `=SUMIFS(Invoices[Net],Invoices[Customer],$A${row + 5},Invoices[Status],"<>Void",Invoices[Date],">="&${column}$4,Invoices[Date],"<"&EDATE(${column}$4,1))`),
    `=SUM(C${row + 5}:${columns.at(-1) ?? "C"}${row + 5})`,
  ]);
  sheet.getRangeByIndexes(4, 2, CUSTOMERS.length, months.length + 1).numberFormat = CUSTOMERS.map(() => [...months, "total"].map(() => MONEY));
  const bottom = 5 + CUSTOMERS.length;
  put(sheet, bottom - 1, 0, [["Total", "EUR"]]);
  sheet.getRangeByIndexes(bottom - 1, 2, 1, months.length + 1).formulas = [[...columns, "Q"].map((column) => `=SUMIFS(${column}5:${column}${bottom - 1},$B5:$B${bottom - 1},"EUR")`)];
  sheet.getRangeByIndexes(bottom - 1, 2, 1, months.length + 1).numberFormat = [[...months, "total"].map(() => MONEY)];
  total(sheet.getRangeByIndexes(bottom - 1, 0, 1, months.length + 3));
  widths(sheet, [12, 9, ...months.map(() => 11), 13]);
  sheet.freezePanes.freezeAt(sheet.getRange("A1:B4"));
  landscape(sheet, `A1:Q${bottom}`);
}

/** The list from before, as such lists are, with figures over it that need no set-up. */
export function queueOldTracker(context: Excel.RequestContext): void {
  const sheet = newSheet(context, "Old tracker");
  put(sheet, 0, 0, [["INVOICES side jobs 2025 (old list, please do not delete!!)"]]).format.font.bold = true;
  put(sheet, 1, 0, [["updated when I have time. L."]]).format.font.italic = true;
  queueTable(sheet, OLD_INVOICES, 3, 0);
  queueTable(sheet, OLD_PAYMENTS, 3, 8);
  put(sheet, 1, 8, [["money that came in"]]);
  const notes = 6 + OLD_INVOICES.rows.length;
  put(sheet, notes, 0, [["note: T-shirts for Peeter NOT invoiced yet, ask"]]);
  put(sheet, notes + 1, 0, [["note: Haapsalu wants one invoice a year from now on"]]);
  const top = notes + 3;
  heading(sheet, top, 0, "What the list says, by BILLING functions over its two tables");
  put(sheet, top + 1, 0, [["As of", serial(SAMPLE_DATE)]]);
  sheet.getRangeByIndexes(top + 1, 1, 1, 1).numberFormat = [[DAY]];
  sheet.getRangeByIndexes(top + 1, 1, 1, 1).format.horizontalAlignment = "Left";
  const asOf = `$B$${top + 2}`;
  put(sheet, top + 2, 0, [["Open"]]);
  sheet.getRangeByIndexes(top + 2, 1, 1, 1).formulas = [[`=BILLING.BALANCE(,${asOf},,OldInvoices[#All],OldPayments[#All])`]];
  put(sheet, top + 3, 0, [["Next due"]]);
  sheet.getRangeByIndexes(top + 3, 1, 1, 1).formulas = [[`=BILLING.NEXTDUE("Haapsalu Lace Guild",${asOf},TRUE,,OldInvoices[#All],OldPayments[#All])`]];
  put(sheet, top + 3, 2, [["Haapsalu Lace Guild, coming"]]);
  sheet.getRangeByIndexes(top + 2, 1, 2, 1).numberFormat = [[MONEY], [DAY]];
  sheet.getRangeByIndexes(top + 2, 1, 2, 1).format.horizontalAlignment = "Left";
  sheet.getRangeByIndexes(top + 5, 1, 1, 1).formulas = [[`=BILLING.AGING(,${asOf},,,OldInvoices[#All],OldPayments[#All])`]];
  sheet.getRangeByIndexes(top + 6, 2, 4, 7).numberFormat = Array.from({ length: 4 }, () => Array.from({ length: 7 }, () => MONEY));
  sheet.getRangeByIndexes(top + 5, 2, 1, 7).format.horizontalAlignment = "Right";
  header(sheet.getRangeByIndexes(top + 5, 1, 1, 8));
  landscape(sheet, `A1:M${top + 11}`);
}

/** The ledger's tables as made by Set up get the page that such lists need: across, one page wide, headings on each. */
export function queueLedgerPages(context: Excel.RequestContext, tables: readonly { readonly sheet: string; readonly headerRow: number }[]): void {
  for (const { sheet: name, headerRow } of tables) {
    const sheet = context.workbook.worksheets.getItem(name);
    sheet.pageLayout.orientation = "Landscape";
    sheet.pageLayout.zoom = { horizontalFitToPages: 1 };
    sheet.pageLayout.setPrintTitleRows(sheet.getRangeByIndexes(headerRow, 0, 1, 1).getEntireRow());
    sheet.pageLayout.headersFooters.defaultForAllPages.leftFooter = name;
    sheet.pageLayout.headersFooters.defaultForAllPages.rightFooter = "Page &P of &N";
  }
  const activity = context.workbook.tables.getItem("Activity");
  activity.columns.getItem("Kind").getRange().format.columnWidth = 16 * POINTS_PER_CHARACTER;
  const text = activity.columns.getItem("Text").getRange();
  text.format.columnWidth = 92 * POINTS_PER_CHARACTER;
  text.format.wrapText = true;
  activity.getDataBodyRange().format.verticalAlignment = "Top";
  text.format.autofitRows();
}

const STEPS: readonly (readonly [what: string, where: string, how: string])[] = [
  ["Invoice 14 rows of work", "Billable", "Select the rows and choose Create invoices. One price is below the list, one row has no tax code: enter EE in that cell and the row is ready."],
  ["Post a cheque over three invoices", "Activity, last row", "Kalda Theatre sent 4,850.00 for 5,000.00 and kept back 150.00 for damaged posters. Cash › Receive: apply all three, the 150.00 as a deduction."],
  ["Match five lines from the bank", "Bank lines", "A reference, a unique sum, a 2 % discount, two invoices of one amount, and a payer nobody knows. Receive each under Cash; the proposal says why."],
  ["Chase a late customer", "Activity", "Olive & Thyme has not paid since October, disputes one line of INV-2025-#OLIVE# and broke a promise. Customers › Olive shows what is held and what is not."],
  ["Put two things right", "Invoices, Payments", "A total of Tamm & Kask was typed over, so its figures say #VALUE! instead of something wrong. A payment was typed into Payments by hand. Home finds both."],
];

/** The first tab: what this book is, and the tour. */
export function queueStartHere(context: Excel.RequestContext, of: { readonly oliveInvoice: string }): void {
  const sheet = context.workbook.worksheets.getItem("Start here");
  sheet.showGridlines = false;
  title(sheet, "Start here", "Finch & Harbour Studio OÜ, a sample company. Its today is 3 February 2026 (Settings, Sample date); December is locked, January is open.");
  put(sheet, 3, 0, [["", "To do", "Where", "How"]]);
  header(sheet.getRangeByIndexes(3, 0, 1, 4));
  const rows = STEPS.map(([what, where, how], index) => [index + 1, what, where, how.replace("INV-2025-#OLIVE#", of.oliveInvoice)]);
  const range = put(sheet, 4, 0, rows);
  sheet.getRangeByIndexes(4, 0, STEPS.length, 1).format.horizontalAlignment = "Left";
  range.format.verticalAlignment = "Top";
  sheet.getRangeByIndexes(4, 1, STEPS.length, 3).format.wrapText = true;
  widths(sheet, [4, 30, 18, 62]);
  range.format.autofitRows();
  const rest = [
    "Home in the Billing pane lists the same five, with a button for each.",
    "Receivables shows the figures twice, as of 31 January and as of today; they change as you post. Old tracker is a list that was never set up, and its figures work too.",
    "The Journal, last tab, holds everything that was posted. The tables before it repeat it for reading, sorting and pivots.",
  ];
  put(sheet, 10, 1, rest.map((text) => [text])).format.font.color = GREY;
  landscape(sheet, "A1:D13");
}

function queueTable(sheet: Excel.Worksheet, table: SampleTable, top: number, left: number): void {
  const { headers, rows, formats } = table;
  const head = sheet.getRangeByIndexes(top, left, 1, headers.length);
  head.values = [[...headers]];
  const body = sheet.getRangeByIndexes(top + 1, left, rows.length, headers.length);
  body.numberFormat = rows.map(() => [...formats]);
  body.values = rows.map((row) => row.map((cell) => (typeof cell === "object" ? serial(cell.day) : cell)));
  const added = sheet.tables.add(sheet.getRangeByIndexes(top, left, rows.length + 1, headers.length), true);
  added.name = table.name;
  added.style = "TableStyleLight1";
  added.showBandedRows = false;
  table.widths.forEach((characters, index) => (sheet.getRangeByIndexes(0, left + index, 1, 1).format.columnWidth = characters * POINTS_PER_CHARACTER + 5));
  head.format.font.bold = true;
  formats.forEach((format, index) => {
    // Text beside a column of figures stands off from it. Headers stay at the left: at the right the filter button covers them.
    if (format === "@" && index > 0 && formats[index - 1] !== "@") {
      const column = sheet.getRangeByIndexes(top, left + index, rows.length + 1, 1);
      column.format.horizontalAlignment = "Left";
      column.format.indentLevel = 1;
    }
  });
}

function newSheet(context: Excel.RequestContext, name: string): Excel.Worksheet {
  return context.workbook.worksheets.add(name);
}

function put(sheet: Excel.Worksheet, row: number, column: number, values: (string | number)[][]): Excel.Range {
  const range = sheet.getRangeByIndexes(row, column, values.length, values[0]?.length ?? 1);
  range.values = values;
  return range;
}

function title(sheet: Excel.Worksheet, text: string, subtitle: string): void {
  const cell = put(sheet, 0, 0, [[text]]);
  cell.format.font.bold = true;
  cell.format.font.size = 16;
  put(sheet, 1, 0, [[subtitle]]).format.font.color = GREY;
}

function heading(sheet: Excel.Worksheet, row: number, column: number, text: string): void {
  put(sheet, row, column, [[text]]).format.font.bold = true;
}

function header(range: Excel.Range): void {
  range.format.font.bold = true;
  edge(range, "EdgeBottom");
}

function total(range: Excel.Range): void {
  range.format.font.bold = true;
  edge(range, "EdgeTop");
}

function edge(range: Excel.Range, side: "EdgeTop" | "EdgeBottom"): void {
  const border = range.format.borders.getItem(side);
  border.style = "Continuous";
  border.weight = "Thin";
  border.color = RULE;
}

function widths(sheet: Excel.Worksheet, characters: readonly number[]): void {
  characters.forEach((width, index) => (sheet.getRangeByIndexes(0, index, 1, 1).format.columnWidth = width * POINTS_PER_CHARACTER + 5));
}

function landscape(sheet: Excel.Worksheet, area: string): void {
  const { pageLayout } = sheet;
  pageLayout.orientation = "Landscape";
  pageLayout.paperSize = "A4";
  pageLayout.zoom = { horizontalFitToPages: 1 };
  pageLayout.setPrintArea(area);
  pageLayout.headersFooters.defaultForAllPages.centerFooter = "Page &P of &N";
}

function serial(iso: string): number {
  const day = parseIsoDate(iso);
  if (day === null) throw new Error(`No such day: ${iso}`);
  return toSerial(day);
}
