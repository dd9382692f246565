import type { CustomFunctionsMetadata } from "../../calc/contract";
import { PLAIN_MANIFEST, readManifest, type AddinCommand, type AddinManifest } from "./addinManifest";
import type { PanePanel } from "./panePanel";
import { matchesShortcut, readShortcuts, type Shortcut } from "./shortcuts";
import { WacHost } from "./wac";
import type { WorkbookClient } from "./workerClient";

export interface AddinOptions {
  readonly client: WorkbookClient;
  readonly pane: PanePanel;
  readonly documentUrl: () => string;
  readonly isEditing: () => boolean;
  /** A command could not be run; the message is for the person. */
  readonly onProblem: (message: string) => void;
}

/** The add-in in this page: its manifest, its frame, its commands and shortcuts. */
export class Addin {
  private startsWithDocument = true;
  private shortcuts: readonly Shortcut[] = [];
  readonly wac: WacHost;

  private constructor(
    readonly manifest: AddinManifest,
    private readonly options: AddinOptions,
  ) {
    this.wac = new WacHost({
      frame: options.pane.frame,
      sets: manifest.sets,
      documentUrl: options.documentUrl,
      isEditing: options.isEditing,
      execute: (body, flags) => options.client.call("richApi", { body, flags }),
      onReady: () => document.documentElement.setAttribute("data-addin", "connected"),
      services: {
        isPaneVisible: () => options.pane.isOpen,
        showPane: (visible) => options.pane.show(visible),
        startsWithDocument: () => this.startsWithDocument,
        setStartsWithDocument: (starts) => (this.startsWithDocument = starts),
        actionsReady: () => document.documentElement.setAttribute("data-actions", "ready"),
      },
    });
  }

  /** Reads the add-in's manifest and tells the workbook its sets and functions. The frame is loaded by `start`. */
  static async load(options: AddinOptions): Promise<Addin> {
    const manifestText = await fetchText("/addin/manifest.xml");
    const manifest = manifestText === null ? PLAIN_MANIFEST : readManifest(manifestText);
    const json = await fetchText(manifest.functionsJson);
    const functions = json === null ? null : (JSON.parse(json) as CustomFunctionsMetadata); // decoder: custom-functions-metadata's file
    await options.client.call("connect", { sets: manifest.sets, functions, namespace: manifest.functionsNamespace });
    const addin = new Addin(manifest, options);
    options.pane.setTitle(manifest.name);
    if (manifest.shortcuts !== null) {
      const text = await fetchText(manifest.shortcuts);
      if (text !== null) addin.shortcuts = readShortcuts(JSON.parse(text));
    }
    return addin;
  }

  start(): void {
    this.wac.start(this.manifest.panePage);
  }

  run(command: AddinCommand): void {
    const { action } = command;
    if (action.kind === "showPane") this.options.pane.show(true);
    if (action.kind === "function" && !this.wac.invokeCommand(command.id, action.name))
      this.options.onProblem(`“${command.label}” cannot run yet: the add-in is still loading. Try again in a moment.`);
  }

  /** True when the key was one of the add-in's shortcuts. */
  handleKey(event: KeyboardEvent): boolean {
    const shortcut = this.shortcuts.find((entry) => matchesShortcut(event, entry.keys));
    if (shortcut === undefined) return false;
    if (shortcut.kind === "showPane") this.options.pane.show(true);
    else this.wac.dispatchAction(shortcut.actionId);
    return true;
  }
}

async function fetchText(url: string): Promise<string | null> {
  const response = await fetch(url);
  return response.ok ? response.text() : null;
}
