import { readFileSync } from "node:fs";
import { join } from "node:path";
import { projectContext } from "../../tools/manifest/project";
import { checkManifest, type RuleCode } from "../../tools/manifest/rules";
import { manifestFor } from "../../tools/webpack/productionManifest.cjs";

const good = readFileSync(join(__dirname, "../../manifest.xml"), "utf8");
const context = projectContext();
const rulesBroken = (xml: string, production = false): RuleCode[] => [...new Set(checkManifest({ ...context, xml, production }).map(({ rule }) => rule))];

/** One manifest broken on purpose for each rule: what is put in place of what. */
const BROKEN: readonly (readonly [rule: RuleCode, from: string | RegExp, to: string])[] = [
  ["notXml", "</OfficeApp>", ""],
  ["unknownElement", "<Permissions>", "<Colour>red</Colour><Permissions>"],
  ["order", /(<Version>1.0.0.0<\/Version>)\s*(<ProviderName>Open Item<\/ProviderName>)/, "$2$1"],
  ["order", /(<Label resid="CreateInvoices.Label" \/>)(\s*<Supertip>[\s\S]*?<\/Supertip>)/, "$2$1"],
  ["missingElement", /<SupportUrl [^>]*>/, ""],
  ["id", /<Id>[^<]*<\/Id>/, "<Id>open-item</Id>"],
  ["version", "<Version>1.0.0.0</Version>", "<Version>0.9</Version>"],
  ["version", "<Version>1.0.0.0</Version>", "<Version>1.0.beta</Version>"],
  ["textTooLong", 'DefaultValue="Create invoices"', `DefaultValue="${"x".repeat(126)}"`],
  ["textTooLong", /DefaultValue="Exact receivables[^"]*"/, `DefaultValue="${"x".repeat(251)}"`],
  ["notHttps", 'id="Help.Url" DefaultValue="https://', 'id="Help.Url" DefaultValue="http://'],
  ["iconMissing", "assets/icon-payment-32.png", "assets/icon-cheque-32.png"],
  ["iconMissing", '<bt:Image size="80" resid="Icon.80" />', ""],
  ["iconSize", "assets/icon-payment-32.png", "assets/icon-payment-16.png"],
  ["residDangling", '<FunctionFile resid="Pane.Url" />', '<FunctionFile resid="Pane.Url" /><ExtensionPoint xsi:type="ContextMenu"><OfficeMenu id="ContextMenuText"><Control xsi:type="Button" id="X"><Label resid="Nowhere" /><Supertip><Title resid="Tab.Label" /><Description resid="OpenPane.Tip" /></Supertip><Icon><bt:Image size="16" resid="Icon.16" /><bt:Image size="32" resid="Icon.32" /><bt:Image size="80" resid="Icon.80" /></Icon></Control></OfficeMenu></ExtensionPoint>'],
  ["residUnused", "<bt:ShortStrings>", '<bt:ShortStrings><bt:String id="Nobody" DefaultValue="x" />'],
  ["residDuplicate", "<bt:ShortStrings>", '<bt:ShortStrings><bt:String id="Tab.Label" DefaultValue="x" />'],
  ["residTooLong", /PaneGroup\.Label/g, "PaneGroup.LabelThatIsLongerThanThirtyTwo"],
  ["runtimeResid", '<FunctionFile resid="Pane.Url" />', '<FunctionFile resid="Functions.Script" />'],
  ["taskpaneId", '<Action xsi:type="ShowTaskpane">', '<Action xsi:type="ShowTaskpane"><TaskpaneId>Pane</TaskpaneId>'],
  ["requirementMissing", '<Set Name="SharedRuntime" MinVersion="1.1" />', ""],
  ["requirementTooLow", '<Set Name="ExcelApi" MinVersion="1.13" />', '<Set Name="ExcelApi" MinVersion="1.12" />'],
  ["commandUnknown", "<FunctionName>CHECK_LEDGER</FunctionName>", "<FunctionName>CHECK_BOOK</FunctionName>"],
  ["shortcutUnknown", "shortcuts.json", "keys.json"],
];

test("the manifest is in order", () => {
  expect(checkManifest({ ...context, xml: good, production: false })).toEqual([]);
});

test("the manifest of a site is in order; the source manifest is not one of a site", () => {
  expect(rulesBroken(manifestFor(good, "https://example.org/open-item/"), true)).toEqual([]);
  expect(rulesBroken(good, true)).toEqual(["localhost"]);
});

test.each(BROKEN)("%s is found, and nothing else: %s", (rule, from, to) => {
  const broken = good.replace(from, to);
  expect(broken).not.toBe(good);
  expect(rulesBroken(broken)).toEqual([rule]);
});

test("a shortcut for an action that nobody runs is found", () => {
  const shortcuts = new TextEncoder().encode(JSON.stringify({ actions: [{ id: "OPEN_PANE" }], shortcuts: [{ action: "SEND_ALL" }] }));
  const readSiteFile = (path: string): Uint8Array | null => (path === "shortcuts.json" ? shortcuts : context.readSiteFile(path));
  expect(checkManifest({ ...context, readSiteFile, xml: good, production: false }).map(({ rule }) => rule)).toEqual(["shortcutUnknown"]);
});

test("the code uses members up to the declared requirement set", () => {
  expect(context.used.map(({ member }) => member)).toContain("Table.resize");
});
