import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import vm from "node:vm";

/** What the client calls to reach its host, and where the host puts its answers (`_richApiNativeBridge`, host-protocol.md §1.1). */
export interface NativeBridge {
  sendMessageToHost(text: string): void;
  onMessageFromHost: ((text: string) => void) | null;
}

/** Timers that the client starts; all can be ended at once, so that a process is not kept alive. */
export class Timers {
  private readonly running = new Set<NodeJS.Timeout>();

  readonly setTimeout = (work: () => void, milliseconds?: number): NodeJS.Timeout => {
    const timer: NodeJS.Timeout = setTimeout(() => {
      this.running.delete(timer);
      work();
    }, milliseconds);
    this.running.add(timer);
    return timer;
  };

  readonly clearTimeout = (timer: NodeJS.Timeout | undefined): void => {
    if (timer !== undefined) this.running.delete(timer);
    clearTimeout(timer);
  };

  stop(): void {
    for (const timer of this.running) clearTimeout(timer);
    this.running.clear();
  }
}

/** Registrations of custom functions or of commands by id, as the client's runtime reads them. */
export class Association {
  readonly mappings: Record<string, unknown> = {};
  private readonly listeners: (() => void)[] = [];

  associate(idOrAll: string | Readonly<Record<string, unknown>>, implementation?: unknown): void {
    if (typeof idOrAll === "string") this.mappings[idOrAll.toUpperCase()] = implementation;
    else for (const [id, each] of Object.entries(idOrAll)) this.mappings[id.toUpperCase()] = each;
    for (const listener of this.listeners) listener();
  }

  clear(): void {
    for (const id of Object.keys(this.mappings)) Reflect.deleteProperty(this.mappings, id);
    this.listeners.length = 0;
  }

  onchange(listener: () => void): void {
    this.listeners.push(listener);
  }
}

let compiled: vm.Script | null = null;

/**
 * Loads Microsoft's unmodified client from node_modules into a context of its own. The window it sees is as small as it can be: it only
 * needs to load, requests go through the bridge. Returns the context's globals.
 */
export function loadClient(bridge: NativeBridge, timers: Timers, association: Association): Record<string, unknown> {
  const noop = (): void => undefined;
  const element = (): unknown =>
    new Proxy(function node() { /* stands for any DOM element */ }, {
      get: (_target, key) => (key === "parentNode" ? { insertBefore: noop, appendChild: noop } : key === Symbol.toPrimitive ? () => "" : element()),
      apply: () => element(),
      set: () => true,
    });
  const customFunctions = { _association: association, associate: association.associate.bind(association) };
  const window: Record<string, unknown> = {
    console, setTimeout: timers.setTimeout, clearTimeout: timers.clearTimeout, setInterval: () => 0, clearInterval: noop, performance,
    _richApiNativeBridge: bridge, CustomFunctions: customFunctions, CustomFunctionMappings: {}, name: "",
    location: { search: "", hash: "", href: "https://localhost/", protocol: "https:", origin: "https://localhost", host: "localhost" },
    navigator: { userAgent: "node", language: "en-US" }, addEventListener: noop, removeEventListener: noop, history: {}, external: {}, URL,
  };
  window["document"] = {
    getElementsByTagName: () => [], createElement: element, head: element(), body: element(), querySelectorAll: () => [], addEventListener: noop, readyState: "loading",
    URL: "https://localhost/", domain: "localhost", cookie: "", documentElement: {},
  };
  for (const self of ["window", "self", "top", "parent"]) window[self] = window;
  compiled ??= new vm.Script(readFileSync(clientFile(), "utf8").replace(/^\uFEFF/, ""), { filename: "excel-web-16.00.js" });
  compiled.runInContext(vm.createContext(window));
  return window;
}

function clientFile(): string {
  const manifest = createRequire(__filename).resolve("@microsoft/office-js/package.json");
  return path.join(path.dirname(manifest), "dist", "excel-web-16.00.js");
}
