import { localName, parseXml, type XmlNode } from "../../host/xlsx/xmlTree";
import { pngSize } from "./pngSize";
import { LEAVES, STRUCTURE } from "./structure";
import type { UsedMember } from "./usedMembers";

export type RuleCode =
  | "notXml" | "unknownElement" | "order" | "missingElement" | "id" | "version" | "textTooLong" | "notHttps" | "localhost"
  | "iconMissing" | "iconSize" | "residDangling" | "residUnused" | "residDuplicate" | "residTooLong" | "runtimeResid" | "taskpaneId"
  | "requirementMissing" | "requirementTooLow" | "commandUnknown" | "shortcutUnknown";

export interface Finding {
  readonly rule: RuleCode;
  /** The element or address it is about, and what to do. */
  readonly message: string;
}

export interface ManifestContext {
  readonly xml: string;
  readonly production: boolean;
  /** Bytes of a file of the site by its path below the base URL ("assets/icon-32.png"); null when there is none. */
  readonly readSiteFile: (path: string) => Uint8Array | null;
  readonly used: readonly UsedMember[];
  /** Names that src/taskpane/commands.ts associates. */
  readonly commands: ReadonlySet<string>;
}

/** What Microsoft's validator and Excel would refuse, found offline. An empty list means good. */
export function checkManifest(context: ManifestContext): readonly Finding[] {
  let root: XmlNode;
  try {
    root = parseXml(context.xml, "manifest.xml");
  } catch (thrown) {
    return [{ rule: "notXml", message: thrown instanceof Error ? thrown.message : String(thrown) }];
  }
  return [
    ...checkStructure(root),
    ...checkIdentity(root),
    ...checkTexts(root),
    ...checkAddresses(root, context),
    ...checkIcons(root, context),
    ...checkResids(root),
    ...checkRuntime(root),
    ...checkRequirements(root, context.used),
    ...checkCommands(root, context),
  ];
}

function checkStructure(element: XmlNode): Finding[] {
  const name = localName(element.name);
  const children = elementChildren(element);
  if (LEAVES.has(name)) return children.map((child) => ({ rule: "unknownElement", message: `<${localName(child.name)}> cannot stand in <${name}>: remove it.` }));
  const rule = STRUCTURE[name];
  if (rule === undefined) return [{ rule: "unknownElement", message: `<${name}> is not an element of add-in manifests: remove or rename it.` }];
  if (children.length === 0 && name === "Host") return []; // the outer <Host Name="Workbook"/>
  const findings: Finding[] = [];
  let last = 0;
  for (const child of children) {
    const childName = localName(child.name);
    const place = rule.order.indexOf(childName);
    if (place < 0) findings.push({ rule: "unknownElement", message: `<${childName}> cannot stand in <${name}>. Known there: ${rule.order.join(", ")}.` });
    else if (place < last) findings.push({ rule: "order", message: `<${childName}> stands too late in <${name}>. The order is: ${rule.order.join(", ")}.` });
    else last = place;
    if (place >= 0) findings.push(...checkStructure(child));
  }
  for (const needed of rule.required ?? [])
    if (!children.some((child) => localName(child.name) === needed)) findings.push({ rule: "missingElement", message: `<${name}> lacks <${needed}>: add it.` });
  return findings;
}

function checkIdentity(root: XmlNode): Finding[] {
  const findings: Finding[] = [];
  const id = textOf(root, "Id");
  if (id !== null && !/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(id)) findings.push({ rule: "id", message: `<Id> "${id}" is not a GUID.` });
  const version = textOf(root, "Version");
  if (version !== null && (!/^\d{1,5}(\.\d{1,5}){0,3}$/.test(version) || Number.parseInt(version, 10) < 1))
    findings.push({ rule: "version", message: `<Version> "${version}" must be one to four numbers of at most five digits, at least 1.0.` });
  return findings;
}

const VALUE_LIMITS: Readonly<Record<string, number>> = { DisplayName: 125, Description: 250 };

function checkTexts(root: XmlNode): Finding[] {
  const findings: Finding[] = [];
  for (const [name, limit] of Object.entries(VALUE_LIMITS)) {
    const value = elementChildren(root).find((child) => localName(child.name) === name)?.attributes.get("DefaultValue") ?? "";
    if (value.length > limit) findings.push({ rule: "textTooLong", message: `<${name}> has ${value.length} characters; at most ${limit}.` });
  }
  for (const [group, limit] of [["ShortStrings", 125], ["LongStrings", 250]] as const)
    for (const string of descendants(root, group).flatMap(elementChildren)) {
      const value = string.attributes.get("DefaultValue") ?? "";
      if (value.length > limit) findings.push({ rule: "textTooLong", message: `${group} "${string.attributes.get("id") ?? ""}" has ${value.length} characters; at most ${limit}.` });
    }
  return findings;
}

function addresses(root: XmlNode): readonly { readonly where: string; readonly url: string }[] {
  return everything(root).flatMap((element) => {
    const where = `<${localName(element.name)}>`;
    const given = [element.attributes.get("DefaultValue"), element.attributes.get("Url"), localName(element.name) === "AppDomain" ? ownText(element) : undefined];
    return given.flatMap((url) => (url !== undefined && /^[a-z]+:\/\//i.test(url) ? [{ where, url }] : []));
  });
}

function checkAddresses(root: XmlNode, { production }: ManifestContext): Finding[] {
  return addresses(root).flatMap(({ where, url }): Finding[] => {
    if (!url.startsWith("https://")) return [{ rule: "notHttps", message: `${where} ${url} is not https.` }];
    if (production && /^https:\/\/(localhost|127\.|\[::1\])/i.test(url)) return [{ rule: "localhost", message: `${where} ${url} names this machine. Build with --base-url.` }];
    return [];
  });
}

function checkIcons(root: XmlNode, { readSiteFile }: ManifestContext): Finding[] {
  const base = baseOf(root);
  const wanted: { url: string; size: number; where: string }[] = [];
  const add = (name: string, size: number): void => {
    const url = elementChildren(root).find((child) => localName(child.name) === name)?.attributes.get("DefaultValue");
    if (url !== undefined) wanted.push({ url, size, where: name });
  };
  add("IconUrl", 32);
  add("HighResolutionIconUrl", 64);
  const images = new Map(descendants(root, "Images").flatMap(elementChildren).map((image) => [image.attributes.get("id") ?? "", image.attributes.get("DefaultValue") ?? ""]));
  for (const icon of descendants(root, "Icon")) {
    const sizes = elementChildren(icon).map((image) => ({ size: Number(image.attributes.get("size")), resid: image.attributes.get("resid") ?? "" }));
    for (const needed of [16, 32, 80])
      if (!sizes.some(({ size }) => size === needed)) wanted.push({ url: "", size: needed, where: "Icon" });
    for (const { size, resid } of sizes) if (images.has(resid)) wanted.push({ url: images.get(resid) ?? "", size, where: resid });
  }
  return wanted.flatMap(({ url, size, where }): Finding[] => {
    if (url === "") return [{ rule: "iconMissing", message: `${where} lacks its ${size} pixel image.` }];
    const bytes = url.startsWith(base) ? readSiteFile(url.slice(base.length)) : null;
    if (bytes === null) return [{ rule: "iconMissing", message: `${where}: ${url} is not a file of the site.` }];
    const found = pngSize(bytes);
    if (found?.width === size && found.height === size) return [];
    return [{ rule: "iconSize", message: `${where}: ${url} must be a PNG of ${size}×${size}; it is ${found === null ? "no PNG" : `${found.width}×${found.height}`}.` }];
  });
}

/** The site's address: where SourceLocation's page lies. */
function baseOf(root: XmlNode): string {
  const page = descendants(root, "DefaultSettings").flatMap(elementChildren).find((child) => localName(child.name) === "SourceLocation")?.attributes.get("DefaultValue") ?? "";
  return page.slice(0, page.lastIndexOf("/") + 1);
}

const RESOURCE_GROUPS = ["Images", "Urls", "ShortStrings", "LongStrings"];

function checkResids(root: XmlNode): Finding[] {
  const findings: Finding[] = [];
  const defined = RESOURCE_GROUPS.flatMap((group) => descendants(root, group).flatMap(elementChildren)).map((element) => element.attributes.get("id") ?? "");
  const used = new Set(everything(root).flatMap((element) => element.attributes.get("resid") ?? []));
  const seen = new Set<string>();
  for (const id of defined) {
    if (seen.has(id)) findings.push({ rule: "residDuplicate", message: `The resource "${id}" is defined twice.` });
    seen.add(id);
    if (id.length > 32) findings.push({ rule: "residTooLong", message: `The resource id "${id}" has ${id.length} characters; at most 32.` });
    if (!used.has(id)) findings.push({ rule: "residUnused", message: `The resource "${id}" is used nowhere: remove it.` });
  }
  for (const id of used) if (!seen.has(id)) findings.push({ rule: "residDangling", message: `resid "${id}" is not defined in <Resources>.` });
  return findings;
}

/** A shared runtime: one page for pane, functions and commands, and no second pane. */
function checkRuntime(root: XmlNode): Finding[] {
  const findings: Finding[] = [];
  const runtimes = descendants(root, "Runtime").map((runtime) => runtime.attributes.get("resid") ?? "");
  const [shared] = runtimes;
  if (runtimes.length !== 1) findings.push({ rule: "runtimeResid", message: `There must be one <Runtime>; there are ${runtimes.length}.` });
  const pages = [
    ...descendants(root, "Page").flatMap(elementChildren), ...descendants(root, "FunctionFile"),
    ...descendants(root, "Action").filter((action) => action.attributes.get("xsi:type") === "ShowTaskpane").flatMap((action) => elementChildren(action).filter((child) => localName(child.name) === "SourceLocation")),
  ];
  for (const page of pages) {
    const resid = page.attributes.get("resid") ?? "";
    if (shared !== undefined && resid !== shared) findings.push({ rule: "runtimeResid", message: `<${localName(page.name)}> names "${resid}"; with a shared runtime it must be "${shared}" everywhere.` });
  }
  if (descendants(root, "TaskpaneId").length > 0) findings.push({ rule: "taskpaneId", message: "<TaskpaneId> is not allowed with a shared runtime: remove it." });
  return findings;
}

function checkRequirements(root: XmlNode, used: readonly UsedMember[]): Finding[] {
  const declared = new Map(descendants(root, "Set").map((set) => [set.attributes.get("Name") ?? "", set.attributes.get("MinVersion") ?? "1.1"]));
  const findings: Finding[] = [];
  for (const needed of ["ExcelApi", "SharedRuntime", "CustomFunctionsRuntime"])
    if (!declared.has(needed)) findings.push({ rule: "requirementMissing", message: `<Requirements> lacks the set ${needed}.` });
  for (const { member, set, version, file } of used) {
    const floor = declared.get(set);
    if (floor === undefined && set !== "ExcelApi") findings.push({ rule: "requirementMissing", message: `${file} uses ${member} of ${set} ${version}, which <Requirements> does not name. Ask isSetSupported first, or declare it.` });
    else if (floor !== undefined && compareVersions(floor, version) < 0) findings.push({ rule: "requirementTooLow", message: `${file} uses ${member} of ${set} ${version}; the manifest asks for ${floor} only.` });
  }
  return findings;
}

function checkCommands(root: XmlNode, { commands, readSiteFile }: ManifestContext): Finding[] {
  const findings: Finding[] = descendants(root, "FunctionName")
    .map(ownText)
    .filter((name) => !commands.has(name))
    .map((name) => ({ rule: "commandUnknown", message: `<FunctionName> ${name} is associated nowhere in src/taskpane/commands.ts.` }));
  const url = descendants(root, "ExtendedOverrides")[0]?.attributes.get("Url");
  if (url === undefined) return findings;
  const bytes = readSiteFile(url.slice(baseOf(root).length));
  if (bytes === null) return [...findings, { rule: "shortcutUnknown", message: `<ExtendedOverrides> ${url} is not a file of the site.` }];
  const shortcuts = JSON.parse(new TextDecoder().decode(bytes)) as { actions: { id: string }[]; shortcuts: { action: string }[] };
  const ids = new Set(shortcuts.actions.map(({ id }) => id));
  for (const id of ids) if (!commands.has(id)) findings.push({ rule: "shortcutUnknown", message: `shortcuts.json: the action ${id} is associated nowhere.` });
  for (const { action } of shortcuts.shortcuts) if (!ids.has(action)) findings.push({ rule: "shortcutUnknown", message: `shortcuts.json: the shortcut's action ${action} is not defined.` });
  return findings;
}

function compareVersions(a: string, b: string): number {
  const left = a.split(".").map(Number);
  const right = b.split(".").map(Number);
  for (let i = 0; i < Math.max(left.length, right.length); i++) {
    const difference = (left[i] ?? 0) - (right[i] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

function elementChildren(element: XmlNode): XmlNode[] {
  return element.children.filter((child): child is XmlNode => typeof child !== "string");
}

function everything(element: XmlNode): XmlNode[] {
  return [element, ...elementChildren(element).flatMap(everything)];
}

function descendants(element: XmlNode, name: string): XmlNode[] {
  return everything(element).filter((each) => localName(each.name) === name);
}

function textOf(root: XmlNode, name: string): string | null {
  const found = elementChildren(root).find((child) => localName(child.name) === name);
  return found === undefined ? null : ownText(found);
}

function ownText(element: XmlNode): string {
  return element.children.filter((child): child is string => typeof child === "string").join("").trim();
}
