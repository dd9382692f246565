import { namedDocuments } from "../../../src/core/cash/remittance";

const BOOK = [
  { number: "INV-2026-0001", reference: "PO-77 12" }, { number: "INV-2026-0002", reference: "" }, { number: "INV-2026-0002-D1", reference: "" },
  { number: "10482", reference: "R1" }, { number: "5", reference: "x.y" }, { number: "RÉF-é9", reference: "4500012345" }, { number: "---", reference: "" },
  { number: "AA-BB", reference: "" }, { number: "BB-CC-DD", reference: "" }, { number: "Q7-AA-BB", reference: "" }, { number: "Z-12", reference: "ab c4" }, { number: "Z-1", reference: "x-12" },
];

test.each<{ text: string; names: string[] }>([
  { text: "", names: [] },
  { text: "   ", names: [] },
  { text: "INV-2026-0001", names: ["INV-2026-0001"] },
  { text: "payment inv 2026/0001, thanks", names: ["INV-2026-0001"] },
  { text: "INV20260001", names: ["INV-2026-0001"] },
  { text: "INV-2026-00012", names: [] },
  { text: "XINV-2026-0001", names: [] },
  { text: "INV-2026-0001 and INV-2026-0002", names: ["INV-2026-0001", "INV-2026-0002"] },
  { text: "INV-2026-0002-D1", names: ["INV-2026-0002-D1"] },
  { text: "INV-2026-0002-D1, INV-2026-0002", names: ["INV-2026-0002", "INV-2026-0002-D1"] },
  { text: "INV-2026-0002, D1", names: ["INV-2026-0002-D1"] },
  { text: "our order PO 7712", names: ["INV-2026-0001"] },
  { text: "invoice 10482", names: ["10482"] },
  { text: "104821", names: [] },
  { text: "R1", names: ["10482"] },
  { text: "R1 paid", names: [] },
  { text: "5", names: ["5"] },
  { text: " 5. ", names: ["5"] },
  { text: "5 invoices", names: [] },
  { text: "on 5 May", names: [] },
  { text: "réf É9", names: ["RÉF-é9"] },
  { text: "4500012345", names: ["RÉF-é9"] },
  { text: "see INV-2026-0002-D1", names: ["INV-2026-0002-D1"] },
  { text: "AA-BB-CC-DD", names: ["AA-BB", "BB-CC-DD"] },
  { text: "Q7-AA-BB", names: ["Q7-AA-BB"] },
  { text: "pay Z12 now", names: ["Z-12"] },
  { text: "pay abc4 now", names: ["Z-12"] },
  { text: "pay Z-1 now", names: [] },
  { text: "pay x-12 now", names: [] },
  { text: "x-12", names: ["Z-1"] },
  { text: "--- ---", names: [] },
  { text: "PO 4500012345/10482", names: ["10482", "RÉF-é9"] },
])("“$text” names $names", ({ text, names }) => {
  expect(namedDocuments(text, BOOK).map(({ number }) => number)).toEqual(names);
});

test("two documents of one order are both named", () => {
  const documents = [{ number: "A-100", reference: "PO-1234" }, { number: "A-101", reference: "po 1234" }];
  expect(namedDocuments("po-1234", documents)).toEqual(documents);
});
