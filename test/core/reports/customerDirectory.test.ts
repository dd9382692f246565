import { buildCustomerDirectory, type CustomerEntry } from "../../../src/core/reports/customerDirectory";
import { inEachTest } from "./support";

const ENTRIES: CustomerEntry[] = [
  { id: "C-1", name: "Acme Ltd" }, { id: "C-2", name: "Beta", aliases: ["B-OLD", "Acme Ltd"] }, { id: "C-3", name: "Twin" }, { id: "C-4", name: "twin " }, { id: "C-5", name: null },
  { id: "c-1", name: "A second C-1" }, { id: "  ", name: "No id" }, { id: "417", name: "C-2", asNumber: true },
];
const directory = inEachTest(() => buildCustomerDirectory(ENTRIES));

const FOUND: [what: string, text: string, id: string][] = [
  ["by id", "C-3", "C-3"], ["without regard to case and blanks", " c-3 ", "C-3"], ["without a name", "C-5", "C-5"], ["by a former id", "b-old", "C-2"], ["a former id before a name", "acme ltd", "C-2"],
  ["by name", "beta", "C-2"], ["an id before a name", "C-2", "C-2"], ["the first of an id that stands twice", "C-1", "C-1"], ["a number as it is written", "417", "417"],
];
it.each(FOUND)("%s: %s", (_what, text, id) => {
  const found = directory.find(text);
  expect(found.kind === "found" ? [found.entry.id, found.key] : found).toEqual([id, id.toUpperCase()]);
});

it("keeps the entry itself", () => {
  expect(directory.find("417")).toEqual({ kind: "found", key: "417", entry: ENTRIES[7] });
  expect(directory.find("Acme")).toEqual({ kind: "unknown" });
});

it.each(["00417", "A second C-1", "No id", "", "Nobody"])("does not find %j", (text) => expect(directory.find(text)).toEqual({ kind: "unknown" }));

it("does not choose between several of one name", () => expect(directory.find("TWIN")).toEqual({ kind: "several", ids: ["C-3", "C-4"] }));

it("lists its entries in the order given, each id once", () => expect(directory.entries.map(({ id, name }) => [id, name])).toEqual([["C-1", "Acme Ltd"], ["C-2", "Beta"], ["C-3", "Twin"], ["C-4", "twin "], ["C-5", null], ["417", "C-2"]]));
