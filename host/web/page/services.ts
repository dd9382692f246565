/**
 * The parts of Microsoft's shared runtime that concern the page and not the workbook: showing and hiding the pane, start-up
 * behaviour, keyboard shortcuts. The client sends them as request batches whose root is a named service.
 */
export interface ServiceHost {
  isPaneVisible(): boolean;
  showPane(visible: boolean): void;
  startsWithDocument(): boolean;
  setStartsWithDocument(starts: boolean): void;
  /** The add-in registered its commands and shortcuts: they may be sent now. */
  actionsReady(): void;
}

interface Batch {
  readonly Actions: readonly { readonly Id: number; readonly ActionType: number; readonly Name?: string; readonly ObjectPathId: number; readonly ArgumentInfo?: { readonly Arguments?: readonly unknown[] } }[];
  readonly ObjectPaths: Readonly<Record<string, { readonly ObjectPathType: number; readonly Name: string }>>;
}

type Method = (host: ServiceHost, args: readonly unknown[]) => unknown;

const NEW_OBJECT = 2;
const METHOD = 3;
const TRACE = 5;
const NOTHING: Method = () => null;

const SERVICES: Readonly<Record<string, Readonly<Record<string, Method>>>> = {
  "Microsoft.AppRuntime.AppRuntimeService": {
    GetAppRuntimeState: (host) => (host.isPaneVisible() ? "Visible" : "Background"),
    SetAppRuntimeState: (host, [state]) => {
      host.showPane(state === "Visible");
      return null;
    },
  },
  "Microsoft.AppRuntime.AppRuntimePersistenceService": {
    GetAppRuntimeStartState: (host) => (host.startsWithDocument() ? "Background" : "Inactive"),
    SetAppRuntimeStartState: (host, [state]) => {
      host.setStartsWithDocument(state !== "Inactive");
      return null;
    },
  },
  "Microsoft.InternalService.AddinInternalService": {
    NotifyActionHandlerReady: (host) => {
      host.actionsReady();
      return null;
    },
  },
  "Microsoft.Office.ActionService": {
    AreShortcutsInUse: (_host, [shortcuts]) => (Array.isArray(shortcuts) ? shortcuts.map(() => false) : []),
    GetShortcuts: () => ({}),
    ReplaceShortcuts: NOTHING,
  },
};

/** The answer to a batch for these services, or null when the batch is the workbook's. A method not listed is ApiNotFound. */
export function answerService(body: string, host: ServiceHost): string | null {
  if (!Object.keys(SERVICES).some((name) => body.includes(name))) return null;
  const batch = readBatch(body);
  const services = Object.entries(batch.ObjectPaths).filter(([, path]) => path.ObjectPathType === NEW_OBJECT && path.Name in SERVICES);
  if (services.length === 0) return null;
  const results: { ActionId: number; Value: unknown }[] = [];
  const traces: number[] = [];
  for (const [index, action] of batch.Actions.entries()) {
    if (action.ActionType === TRACE) traces.push(action.Id);
    if (action.ActionType !== METHOD || action.Name === undefined || action.Name.startsWith("_")) {
      results.push({ ActionId: action.Id, Value: null });
      continue;
    }
    const service = batch.ObjectPaths[String(action.ObjectPathId)]?.Name ?? "";
    const name = pascal(action.Name);
    const method = SERVICES[service]?.[name];
    if (method === undefined) {
      const error = { Code: "ApiNotFound", Message: `This host does not implement ${service}.${action.Name}`, Location: `${service}.${action.Name}`, ActionIndex: index, HttpStatusCode: 400 };
      return JSON.stringify({ Results: results, TraceIds: traces, ActionIndex: index, Error: error });
    }
    results.push({ ActionId: action.Id, Value: method(host, action.ArgumentInfo?.Arguments ?? []) });
  }
  return JSON.stringify({ Results: results, TraceIds: traces, ActionIndex: batch.Actions.length });
}

function pascal(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1);
}

function readBatch(body: string): Batch {
  return JSON.parse(body) as Batch; // decoder: the client's own format (host-protocol.md 1.2)
}
