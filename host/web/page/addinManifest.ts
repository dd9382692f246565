/** What the host needs of the add-in-only manifest: its commands, its sets, its pages. */
export interface AddinManifest {
  readonly name: string;
  /** Relative to /addin/. */
  readonly panePage: string;
  readonly tabs: readonly RibbonTab[];
  readonly contextMenu: readonly AddinCommand[];
  readonly sets: Readonly<Record<string, string>>;
  readonly functionsNamespace: string;
  readonly functionsJson: string;
  readonly shortcuts: string | null;
}

export interface RibbonTab {
  readonly label: string;
  readonly groups: readonly { readonly label: string; readonly commands: readonly AddinCommand[] }[];
}

export interface AddinCommand {
  readonly id: string;
  readonly label: string;
  readonly title: string;
  readonly description: string;
  readonly icon: string | null;
  readonly action: { readonly kind: "showPane" } | { readonly kind: "function"; readonly name: string } | { readonly kind: "menu"; readonly items: readonly AddinCommand[] };
}

/** The folder under which this host serves the add-in, wherever its manifest says that it lives. */
const SERVED_AT = "/addin/";

/**
 * Sets that every Excel with a shared runtime has besides what a manifest asks for: without them Microsoft's client does
 * not take custom-function results in arrays or does not wait for cell editing.
 */
const RUNTIME_SETS: Readonly<Record<string, string>> = {
  RichApiRuntime: "1.1", CustomFunctions: "1.9", CustomFunctionsRuntime: "1.3", SharedRuntime: "1.1", SharedRuntimeInternal: "1.2", DelayForCellEdit: "1.1",
  AddinCommands: "1.1", KeyboardShortcuts: "1.1",
};

/** An add-in folder without a manifest (a test page): a pane and no commands. */
export const PLAIN_MANIFEST: AddinManifest = {
  name: "Add-in", panePage: `${SERVED_AT}taskpane.html`, tabs: [], contextMenu: [], sets: { ExcelApi: "1.13", ...RUNTIME_SETS },
  functionsNamespace: "BILLING", functionsJson: `${SERVED_AT}functions.json`, shortcuts: null,
};

/** Reads an add-in-only manifest (XML). Throws with the parser's words when it is not well-formed. */
export function readManifest(xml: string): AddinManifest {
  const manifest = new DOMParser().parseFromString(xml, "application/xml");
  const problem = manifest.querySelector("parsererror");
  if (problem !== null) throw new Error(`The manifest is not well-formed XML: ${problem.textContent ?? ""}`);
  const strings = resources(manifest);
  const pane = childrenNamed(manifest, "SourceLocation")[0]?.getAttribute("DefaultValue") ?? strings("Taskpane.Url");
  const base = pane.slice(0, pane.lastIndexOf("/") + 1);
  const local = (url: string): string => (base !== "" && url.startsWith(base) ? SERVED_AT + url.slice(base.length) : url);
  const command = commandReader(strings, local);
  const points = [...byName(manifest, "ExtensionPoint")];
  const point = (type: string): Element[] => points.filter((entry) => typeOf(entry) === type);
  const functions = point("CustomFunctions")[0];
  const namespace = functions === undefined ? undefined : byName(functions, "Namespace")[0]?.getAttribute("resid");
  const metadata = functions === undefined ? undefined : byName(functions, "Metadata")[0];
  const metadataResid = metadata === undefined ? undefined : byName(metadata, "SourceLocation")[0]?.getAttribute("resid");
  const overrides = byName(manifest, "ExtendedOverrides")[0]?.getAttribute("Url") ?? null;
  return {
    name: byName(manifest, "DisplayName")[0]?.getAttribute("DefaultValue") ?? "Add-in",
    panePage: withoutQuery(local(pane)),
    tabs: point("PrimaryCommandSurface").flatMap((entry) => [...byName(entry, "CustomTab"), ...byName(entry, "OfficeTab")].map((tab) => readTab(tab, strings, command))),
    contextMenu: point("ContextMenu").flatMap((entry) => byName(entry, "OfficeMenu").filter((menu) => menu.getAttribute("id") === "ContextMenuCell").flatMap((menu) => controlsOf(menu).map(command))),
    sets: { ...RUNTIME_SETS, ...requirementSets(manifest) },
    functionsNamespace: namespace == null ? "BILLING" : strings(namespace),
    functionsJson: metadataResid == null ? `${SERVED_AT}functions.json` : withoutQuery(local(strings(metadataResid))),
    shortcuts: overrides === null ? null : withoutQuery(local(overrides)),
  };
}

function readTab(tab: Element, strings: (resid: string) => string, command: (control: Element) => AddinCommand): RibbonTab {
  const label = labelOf(tab, strings);
  return {
    label: label === "" ? "Add-in" : label,
    groups: byName(tab, "Group").map((group) => ({ label: labelOf(group, strings), commands: controlsOf(group).map(command) })),
  };
}

function commandReader(strings: (resid: string) => string, local: (url: string) => string): (control: Element) => AddinCommand {
  const read = (control: Element): AddinCommand => {
    const tip = childrenNamed(control, "Supertip")[0];
    const icon = childrenNamed(control, "Icon")[0];
    const images = icon === undefined ? [] : byName(icon, "Image");
    const image = images.find((entry) => entry.getAttribute("size") === "32") ?? images[0];
    const resid = image?.getAttribute("resid");
    return {
      id: control.getAttribute("id") ?? "",
      label: labelOf(control, strings),
      title: tip === undefined ? "" : strings(childrenNamed(tip, "Title")[0]?.getAttribute("resid") ?? ""),
      description: tip === undefined ? "" : strings(childrenNamed(tip, "Description")[0]?.getAttribute("resid") ?? ""),
      icon: resid == null ? null : local(strings(resid)),
      action: readAction(control, read),
    };
  };
  return read;
}

function readAction(control: Element, read: (control: Element) => AddinCommand): AddinCommand["action"] {
  if (typeOf(control) === "Menu") return { kind: "menu", items: byName(control, "Item").map(read) };
  const action = childrenNamed(control, "Action")[0];
  if (action !== undefined && typeOf(action) === "ExecuteFunction") return { kind: "function", name: byName(action, "FunctionName")[0]?.textContent?.trim() ?? "" };
  return { kind: "showPane" };
}

function requirementSets(manifest: Document): Record<string, string> {
  const sets: Record<string, string> = {};
  for (const group of byName(manifest, "Sets")) {
    const least = group.getAttribute("DefaultMinVersion") ?? "1.1";
    for (const set of byName(group, "Set")) {
      const name = set.getAttribute("Name");
      if (name !== null) sets[name] = highest(sets[name], set.getAttribute("MinVersion") ?? least);
    }
  }
  return sets;
}

function highest(a: string | undefined, b: string): string {
  if (a === undefined) return b;
  const [majorA = 0, minorA = 0] = a.split(".").map(Number);
  const [majorB = 0, minorB = 0] = b.split(".").map(Number);
  return majorA > majorB || (majorA === majorB && minorA >= minorB) ? a : b;
}

function resources(manifest: Document): (resid: string) => string {
  const values = new Map<string, string>();
  for (const kind of ["Image", "Url", "String"])
    for (const entry of byName(manifest, kind)) {
      const id = entry.getAttribute("id");
      const value = entry.getAttribute("DefaultValue");
      if (id !== null && value !== null) values.set(id, value);
    }
  return (resid) => values.get(resid) ?? "";
}

function labelOf(parent: Element, strings: (resid: string) => string): string {
  return strings(childrenNamed(parent, "Label")[0]?.getAttribute("resid") ?? "");
}

function controlsOf(parent: Element): Element[] {
  return childrenNamed(parent, "Control");
}

/** Manifests mix namespaces with and without prefixes; only local names are asked for. */
function byName(parent: Document | Element, name: string): Element[] {
  return [...parent.getElementsByTagNameNS("*", name)];
}

function childrenNamed(parent: Document | Element, name: string): Element[] {
  if (parent instanceof Document) return byName(parent, name);
  return [...parent.children].filter((child) => child.localName === name);
}

function typeOf(node: Element): string {
  return node.getAttributeNS("http://www.w3.org/2001/XMLSchema-instance", "type") ?? "";
}

function withoutQuery(url: string): string {
  return url.replace(/[?#].*$/, "");
}
