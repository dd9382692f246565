import { isSlip, nameKey } from "../../../src/core/lint/customerKeys";
import { columnLetters } from "../../../src/workbook/address";
import { TABLES } from "../../../src/workbook/schema";
import { customers, invoices, lines, payments, type SheetText, testCases } from "./support";

const from = (...names: readonly string[]): SheetText => invoices(names.map((name, index) => `'${index} | ${name} | 1`).join("\n"), "Invoice no | Customer | Total");
const PAYMENT_HEADERS = TABLES.find(({ name }) => name === "Payments")?.columns.map(({ header }) => header) ?? [];
const LIST = customers("ACME | Acme Ltd | Ulm\nBOLT | Bolt Works | Graz\n | No id | Oslo");

testCases([
  { name: "customers are known by id or name, in any case", sheets: [LIST, from("acme", "ACME LTD", "bolt works", "no id", "")], told: [] },
  { name: "strangers on invoices, lines and payments; the customer that may be meant", sheets: [
    LIST, from("ACME", "Acme Limited", "NEW"), lines("Bolt Wroks | X | 1 | 1 | ", "Customer | Item | Quantity | Unit price | Note"), payments("2026-01-05 | ZZZ | | 1 | r"),
  ], told: ["customerStranger Invoices!B3 customer=Acme Limited near=ACME", "customerStranger Invoices!B4 customer=NEW near=", "customerStranger Lines!A2 customer=Bolt Wroks near=Bolt Works", "customerStranger Payments!B2 customer=ZZZ near="] },
  { name: "a table of other people's customers: only near misses are told", sheets: [LIST, from("ACME", "Q1", "Q2", "Bolt Work")], told: ["customerStranger Invoices!B5 customer=Bolt Work near=Bolt Works"] },
  { name: "half of them known is enough to tell the others; every row of one is told", sheets: [LIST, from("ACME", "BOLT", "Q1", "Q2", "q1")], told: ["customerStranger Invoices!B4 customer=Q1 near=", "customerStranger Invoices!B6 customer=q1 near=", "customerStranger Invoices!B5 customer=Q2 near="] },
  { name: "with three customers or fewer all strangers are told", sheets: [LIST, from("Q1", "Q2", "ACME")], told: ["customerStranger Invoices!B2 customer=Q1 near=", "customerStranger Invoices!B3 customer=Q2 near="] },
  { name: "a table where nobody is known is of other people, a single stranger is one", sheets: [LIST, from("Q1", "Q2", "Q2"), { ...from("Q3", "Q3"), name: "One" }], told: ["customerStranger One!B2 customer=Q3 near=", "customerStranger One!B3 customer=Q3 near="] },
  { name: "in the ledger's own tables every stranger is told", sheets: [LIST, { name: "Ledger", table: "Payments", rows: `${PAYMENT_HEADERS.join(" | ")}\n${["Q1", "Q2"].map((customer, index) => PAYMENT_HEADERS.map((header) => (header === "Customer" ? customer : header === "Number" ? `'${index}` : "")).join(" | ")).join("\n")}` }], told: [2, 3].map((row) => `customerStranger Ledger!${columnLetters(PAYMENT_HEADERS.indexOf("Customer"))}${row} customer=Q${row - 1} near=`) },
  { name: "an empty list knows nobody and accuses nobody", sheets: [customers(" | | Ulm"), from("Q1", "Q2")], told: [] },

  { name: "without a list, the rarer of two spellings is told", sheets: [from("Acme Ltd", "Acme Ltd", "ACME LIMITED", "Bolt"), payments("2026-01-05 | acme ltd | | 1 | r")], told: ["lookAlikeCustomer Invoices!B4 customer=ACME LIMITED near=Acme Ltd", "lookAlikeCustomer Payments!B2 customer=acme ltd near=Acme Ltd"] },
  { name: "spellings that are as common are left alone", sheets: [from("Acme Ltd", "ACME LIMITED")], told: [] },
  { name: "a slip against a spelling in three rows; not against two, and not where the slip is common too", sheets: [
    from("Copper Kettle", "Copper Kettle", "Copper Kettle", "Coper Kettle", "Blue Meridian", "Blue Meridian", "Blue Meridain", "Silverline", "Silverline", "Silverline", "Silverlines", "Silverlines"),
  ], told: ["lookAlikeCustomer Invoices!B5 customer=Coper Kettle near=Copper Kettle"] },

  { name: "two customers of one name, told at the later one and once", sheets: [customers("A1 | Acme Ltd | Ulm\nA2 | ACME Limited | Ulm\nA-1 | Acme | Graz\n | | Oslo\n'a1 | Else | Ulm\nB | . | Ulm")], told: [
    "duplicateCustomerName Clients!B3 customer=A2 name=ACME Limited first=Acme Ltd firstRow=2", "duplicateCustomerName Clients!B4 customer=A-1 name=Acme first=Acme Ltd firstRow=2", "duplicateCustomerName Clients!A6 customer=a1 name=a1 first=A1 firstRow=2",
  ] },
]);

test.each([
  ["Acme Ltd.", "ACME"], ["ACME LIMITED", "ACME"], ["Àcme", "ACME"], ["\u0410cme", "ACME"], ["A.C.M.E.", "ACME"], ["O'Neil & Sons", "ONEILANDSONS"], ["O’Neil and Sons GmbH", "ONEILANDSONS"], ["The Company", "THECOMPANY"], ["Co", "CO"], ["Müller GmbH & Co. KG", "MULLERAND"], ["–", ""], ["A-1", "A1"], ["Strasse 7", "STRASSE7"],
  ["\u0412\u0421\u0415\u041d\u0406\u0408\u041a\u041c\u041e\u0420\u0405\u0422\u0425\u0423", "BCEHIJKMOPSTXY"], ["\u0391\u0392\u0395\u0396\u0397\u0399\u039a\u039c\u039d\u039f\u03a1\u03a4\u03a5\u03a7", "ABEZHIKMNOPTYX"], ["Costa", "COSTA"], ["株式会社", "株式会社"],
])("what spellings of %s have in common is %s", (name, key) => {
  expect(nameKey(name)).toBe(key);
});

test.each([
  ["COPPERKETTLE", "COPERKETTLE", true], ["COPPERKETTLE", "COPPPERKETTLE", true], ["COPPERKETTLE", "COPPERKETTLF", true], ["COPPERKETTLE", "XOPPERKETTLE", true], ["COPPERKETTLE", "COPPERKETLTE", true], ["COPPERKETTLE", "OCPPERKETTLE", true], ["COPPERKETTLE", "COPPERKETTLE", false],
  ["COPPERKETTLE", "COPPERKETT", false], ["COPPERKETTLE", "COPXXRKETTLE", false], ["COPPERKETTLE", "COEPPRKETTLE", false], ["ABCDEF", "ABCDEG", false], ["ABCDEFG", "ABCDEFH", true], ["ABCDEF", "ABCDEFG", false], ["DEPOT12A", "DEPOT13A", false], ["DEPOT12A", "DEPOT12B", true], ["AAAAAAA", "AAAAAAAA", true], ["DEPOT12A", "DEPOT1A2", true], ["DEPOT12A", "DEPOT21A", false],
  ["ABXYDEFG", "ABYZDEFG", false], ["ABXYDEFG", "ABZXDEFG", false], ["COPPERKETTLE", "COPPXYRKETTLE", false], ["ABXYDEFG", "ABYXZDEFG", false],
])("%s and %s are one slip apart: %s", (a, b, is) => {
  expect(isSlip(a, b)).toBe(is);
  expect(isSlip(b, a)).toBe(is);
});
