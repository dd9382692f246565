import { customers, invoices, lines, payments, type SheetText, testCases } from "./support";

const priced = (rows: string): SheetText => lines(rows, "Customer | Item | Quantity | Unit price | Currency");
const items = (rows: string): SheetText => ({ name: "Prices", rows: `Item | Unit price | Currency\n${rows}` });

testCases([
  { name: "net and tax are not the total", sheets: [invoices("'A | C | 2026-01-01 | 2026-01-31 | 100 | 20 | 120.01\n'B | C | 2026-01-01 | 2026-01-31 | 0.1 | 0.2 | 0.3")], told: ["rowTotalNotSum Invoices!G2 is=120.01 should=120.00"] },
  { name: "of lines with a gross amount too, whatever their net is called", sheets: [
    lines("X | 1 | 100 | 100 | 20 | 121", "Item | Quantity | Unit price | Amount | VAT | Gross"),
    { ...lines("X | 1 | 100 | 100 | 20 | 121", "Item | Quantity | Unit price | Net | VAT | Total incl VAT"), name: "Other" },
  ], told: ["rowTotalNotSum Lines!F2 is=121.00 should=120.00", "rowTotalNotSum Other!F2 is=121.00 should=120.00"] },
  { name: "what was rounded is part of the total, where a column says it", sheets: [invoices("'A | C | 100 | 20.02 | -0.02 | 120\n'B | C | 100 | 20.02 | | 120\n'C | C | 100 | 20 | 'none | 120", "Invoice no | Customer | Net | Tax | Rounding | Total")], told: ["rowTotalNotSum Invoices!F3 is=120.00 should=120.02"] },
  { name: "a code that is no currency's; symbols, names and blanks are left alone", sheets: [invoices("'A | C | 1 | EUT\n'B | C | 2 | eur\n'C | C | 3 | €\n'D | C | 4 | \n'E | C | 5 | XXX\n'F | C | 6 | Euro", "Invoice no | Customer | Total | Currency")], told: ["currencyUnknown Invoices!D2 shown=EUT", "currencyUnknown Invoices!D6 shown=XXX"] },
  { name: "nothing where one of them is missing or text", sheets: [invoices("'A | C | | | | 20 | 120\n'B | C | | | 100 | | 120\n'C | C | | | 100 | 20 | ")], told: [] },
  { name: "amounts have the decimals of the row's currency", sheets: [invoices("'A | C | 100 | 20 | 121 | JPY\n'B | C | 1.001 | 0 | 1.002 | KWD", "Invoice no | Customer | Net | Tax | Total | Currency")], told: ["rowTotalNotSum Invoices!E2 is=121 should=120", "rowTotalNotSum Invoices!E3 is=1.002 should=1.001"] },
  { name: "without any currency amounts have two decimals", currency: null, sheets: [invoices("'A | C | | | 1 | 2 | 4")], told: ["rowTotalNotSum Invoices!G2 is=4.00 should=3.00"] },

  { name: "quantity times price, by any rounding", sheets: [lines("'A | X | 3 | 1.335 | 4.00\n'A | X | 3 | 1.335 | 4.01\n'A | X | 3 | 1.335 | 4.02\n'A | X | 2 | 5 | 9.99")], told: ["lineNotProduct Lines!E4 is=4.02 should=4.01", "lineNotProduct Lines!E5 is=9.99 should=10.00"] },
  { name: "a discount may be kept as 10 or as 0.1; a discount of half a percent is one too", sheets: [lines("X | 1 | 100 | 10 | 90\nX | 1 | 100 | 0.1 | 90\nX | 1 | 100 | 0.1 | 99.9\nX | 1 | 100 | 0.1 | 91\nX | 1 | 100 | 1 | 99\nX | 1 | 100 | 1 | 0\nX | 1 | 100 | -0.5 | 150", "Item | Quantity | Unit price | Discount % | Amount")], told: [
    "lineNotProduct Lines!E5 is=91.00 should=90.00", "lineNotProduct Lines!E7 is=0.00 should=99.00",
  ] },
  { name: "products beyond any money are told, not stumbled over; a product of nothing has no sign", sheets: [lines("'A | X | 3000000000000 | 1000 | 4\n'A | X | -0.001 | 1 | 9")], told: ["lineNotProduct Lines!E2 is=4.00 should=3000000000000000", "lineNotProduct Lines!E3 is=9.00 should=0.00", "negativeQuantity Lines!C3 quantity=-0.001"] },
  { name: "nothing where a factor is missing", sheets: [lines("'A | X | | 5 | 9\n'A | X | 2 | | 9\n'A | X | 2 | 5 | ")], told: [] },

  { name: "a document and its lines", sheets: [
    invoices("'A | C | | | 30 | 0 | 30\n'B | C | | | 31 | 0 | 31\n'Z | C | | | 1 | 0 | 1"), lines("'A | X | 1 | 10 | 10\n'A | X | 2 | 10 | 20\n'B | X | 3 | 10 | 30\n | X | 1 | 5 | 5"),
  ], told: ["documentNotLines Invoices!E3 number=B is=31.00 should=30.00 lines=1"] },
  { name: "by totals where there are no nets", sheets: [invoices("'A | C | 35", "Invoice no | Customer | Total"), lines("'A | X | 1 | 30 | 6 | 36", "Invoice no | Item | Quantity | Unit price | Tax | Gross")], told: ["documentNotLines Invoices!C2 number=A is=35.00 should=36.00 lines=1"] },
  { name: "not where a line has no amount", sheets: [invoices("'A | C | | | 30 | 0 | 30"), lines("'A | X | 1 | 10 | 10\n'A | X | 1 | 10 | ")], told: [] },

  { name: "more decimals than the currency has", sheets: [
    invoices("'A | C | | | 10.005 | 2 | 12.00\n'B | C | | | 10 | 2.004 | 12"), payments("2026-01-05 | C | | 1.2345 | r\n2026-01-05 | C | | 0.30000000000000004 | s"),
  ], told: ["amountSubMinorUnit Invoices!E2 shown=10.005 decimals=2", "amountSubMinorUnit Invoices!F3 shown=2.004 decimals=2", "amountSubMinorUnit Payments!D2 shown=1.2345 decimals=2"] },
  { name: "yen have no cents; an amount too large is no matter of decimals", sheets: [invoices("'A | C | 10.5 | JPY\n'B | C | 100000000000000000 | EUR", "Invoice no | Customer | Total | Currency")], told: ["amountSubMinorUnit Invoices!C2 shown=10.5 decimals=0"] },

  { name: "a negative quantity on what is no credit", sheets: [lines("X | -1 | 10 | Invoice\nX | -1 | 10 | Credit note\nX | 0 | 10 | Invoice\nX | | 10 | Invoice", "Item | Quantity | Unit price | Type")], told: ["negativeQuantity Lines!B2 quantity=-1"] },

  { name: "a price off the list", sheets: [priced("C | x1 | 1 | 20.5 | \nC | X1 | 1 | 20 | \nC | X2 | 1 | 20 | \nC | X1 | 1 | | "), items("X1 | 20 | \n | 3 | \nX9 | | ")], told: ["priceOffList Lines!D2 item=x1 price=20.5 list=20"] },
  { name: "prices in several currencies: each with its own; one of them is enough", sheets: [priced("C | X1 | 1 | 20 | EUR\nC | X1 | 1 | 20 | USD\nC | X1 | 1 | 25 | USD\nC | X1 | 1 | 99 | GBP\nC | X1 | 1 | 26 | USD"), items("X1 | 20 | EUR\nX1 | 25 | USD\nX1 | 26 | USD")], told: ["priceOffList Lines!D3 item=X1 price=20 list=25"] },
  { name: "where a currency is not known, any list price will do", currency: null, sheets: [priced("C | X1 | 1 | 25 | \nC | X1 | 1 | 26 | \nC | X2 | 1 | 7 | USD"), items("X1 | 20 | EUR\nX1 | 25 | USD\nX2 | 8 | ")], told: ["priceOffList Lines!D3 item=X1 price=26 list=20", "priceOffList Lines!D4 item=X2 price=7 list=8"] },

  { name: "error values in facts, each once and judged as nothing else", sheets: [
    invoices("'A | C | #N/A | #VALUE! | #REF! | 20 | 120\n#N/A | C | | | 1 | 1 | 2"), customers("C | #NAME? | Ulm"),
  ], told: ["errorInFact Invoices!C2 error=#N/A", "errorInFact Invoices!D2 error=#VALUE!", "errorInFact Invoices!E2 error=#REF!", "errorInFact Invoices!A3 error=#N/A", "errorInFact Clients!B2 error=#NAME?"] },
]);
