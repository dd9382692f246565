import type { HostMessage, ProcessorAnswer } from "../../richapi/processor";
import { answerService, type ServiceHost } from "./services";

/**
 * Excel on the web's side of the conversation with an add-in's frame, as Microsoft's client expects it: JSON texts by
 * postMessage (reference: "WAC facts" of the host protocol notes). The client itself is Microsoft's, unmodified.
 */
export interface WacOptions {
  readonly frame: HTMLIFrameElement;
  /** Requirement sets by name, e.g. { ExcelApi: "1.13" }: what isSetSupported answers from. */
  readonly sets: Readonly<Record<string, string>>;
  readonly documentUrl: () => string;
  readonly services: ServiceHost;
  /** A request batch for the workbook. */
  readonly execute: (body: string, flags: number) => Promise<ProcessorAnswer>;
  /** A cell is being edited now; requests are refused, or wait when they asked to. */
  readonly isEditing: () => boolean;
  readonly onReady: () => void;
}

interface WacMessage {
  readonly _messageType: number;
  readonly _actionName: string;
  readonly _conversationId: string;
  readonly _correlationId: number;
  readonly _actionType: number;
  readonly _data?: { readonly DdaMethod?: { readonly DispatchId?: number }; readonly ArrayData?: readonly unknown[] } & Readonly<Record<string, unknown>>;
}

const REQUEST = 0;
const RESPONSE = 1;
const REGISTER = 1;
const UNREGISTER = 2;
const CALL = 0;
const EVENT = 1;
const EXECUTE_RICH_API = 93;
const COMMAND_COMPLETED = 94;
const BODY_INDEX = 4;
const FLAGS_INDEX = 6;
/** RequestContext flag that `Excel.run({ delayForCellEdit: true }, …)` sets. */
const DELAY_FOR_CELL_EDIT = 64;
const IN_CELL_EDIT_MODE = 5004;
const INTERNAL_ERROR = 5001;
const EVENT_CATEGORY = 65536;
const VISIBILITY_CHANGED = 65539;
const ACTION_CATEGORY = 2;
const ACTION_DISPATCH = 1000;
const EXCEL_WEB = 16;
/** In the address: 1 a shared runtime, 2 custom functions run in it; without them the client starts no function runtime. */
const SHARED_RUNTIME_FLAGS = 3;

export class WacHost {
  private conversation = "";
  private readonly id = "addin-1";
  private readonly handlers = new Map<string, WacMessage>();
  private readonly waitingForEdit: (() => void)[] = [];
  private undelivered: HostMessage[] = [];
  private nextMessage = 1;
  private nextCommand = 1;

  constructor(private readonly options: WacOptions) {
    addEventListener("message", (event) => this.receive(event));
  }

  /** Loads the add-in's page into the frame, anew when it was loaded before: messages of an earlier page are not answered. */
  start(pageUrl: string): void {
    this.conversation = `conversation-${crypto.randomUUID()}`;
    this.handlers.clear();
    this.waitingForEdit.length = 0;
    this.undelivered = [];
    const separator = pageUrl.includes("?") ? "&" : "?";
    // A query that differs makes the frame load again; only the hash would not.
    const host = `_host_Info=${encodeURIComponent(`Excel$Web$16.00$en-US$${this.conversation}$$$${SHARED_RUNTIME_FLAGS}`)}&session=${this.conversation}`;
    // _xdm_Info must be the last thing in the hash: the client takes it to the end of the address.
    const exchange = `_xdm_Info=${this.conversation}|${this.id}|${encodeURIComponent(location.origin)}`;
    this.options.frame.src = `${pageUrl}${separator}${host}#&_serializer_version=1&${exchange}`;
  }

  /** An event or a custom-function call for the client; kept until its runtime listens. */
  deliver(message: HostMessage): void {
    if (!this.handlers.has("richApiMessage")) {
      this.undelivered.push(message);
      return;
    }
    this.fire("richApiMessage", { ArrayData: [[message.category, message.type, message.targetId, message.message, this.nextMessage++]], Version: 1, Error: 0 });
  }

  /** A ribbon button or menu entry of type ExecuteFunction. False while the add-in does not listen yet. */
  invokeCommand(controlId: string, functionName: string): boolean {
    const command = `command-${this.nextCommand++}`;
    return this.fire("appCommandInvoked", [command, functionName, JSON.stringify({ source: { id: controlId } })]);
  }

  /** A keyboard shortcut's action (Office.actions.associate). */
  dispatchAction(actionId: string): void {
    this.deliver({ category: ACTION_CATEGORY, type: ACTION_DISPATCH, targetId: "", message: JSON.stringify([actionId, ""]) });
  }

  visibilityChanged(visible: boolean): void {
    this.deliver({ category: EVENT_CATEGORY, type: VISIBILITY_CHANGED, targetId: "", message: JSON.stringify({ visibility: visible ? "Visible" : "Hidden" }) });
  }

  /** Cell editing ended: what waited for it goes on. */
  editingEnded(): void {
    for (const go of this.waitingForEdit.splice(0)) go();
  }

  private receive(event: MessageEvent<unknown>): void {
    if (event.source !== this.options.frame.contentWindow || event.origin !== location.origin || typeof event.data !== "string") return;
    const message = readMessage(event.data);
    if (message === null || message._messageType !== REQUEST || message._conversationId !== this.conversation) return;
    if (message._actionType === REGISTER) {
      this.handlers.set(message._actionName, message);
      this.reply(message, { Error: 0, Version: 1 });
      if (message._actionName === "richApiMessage") for (const entry of this.undelivered.splice(0)) this.deliver(entry);
      return;
    }
    if (message._actionType === UNREGISTER) {
      this.handlers.delete(message._actionName);
      this.reply(message, { Error: 0, Version: 1 });
      return;
    }
    if (message._actionName === "ContextActivationManager_getAppContextAsync") {
      this.reply(message, this.appContext());
      this.options.onReady();
    } else if (message._actionName === "executeMethod") this.executeMethod(message);
    else this.reply(message, { Error: 0, Version: 1 });
  }

  private executeMethod(message: WacMessage): void {
    const dispatch = message._data?.DdaMethod?.DispatchId;
    if (dispatch === COMMAND_COMPLETED) return this.reply(message, { Error: 0, Version: 1 });
    if (dispatch !== EXECUTE_RICH_API) {
      console.warn(`The add-in called Office method ${String(dispatch)}, which this host does not implement`);
      return this.reply(message, { Error: INTERNAL_ERROR, Version: 1 });
    }
    const body = String(message._data?.ArrayData?.[BODY_INDEX] ?? "");
    const flags = Number(message._data?.ArrayData?.[FLAGS_INDEX] ?? 0);
    const service = answerService(body, this.options.services);
    if (service !== null) return this.reply(message, { Error: 0, Version: 1, Data: [200, [], service] });
    if (!this.options.isEditing()) return this.run(message, body, flags);
    if ((flags & DELAY_FOR_CELL_EDIT) !== 0) this.waitingForEdit.push(() => this.executeMethod(message));
    else this.reply(message, { Error: IN_CELL_EDIT_MODE, Version: 1 });
  }

  private run(message: WacMessage, body: string, flags: number): void {
    this.options.execute(body, flags).then(
      (answer) => this.reply(message, answer.kind === "body" ? { Error: 0, Version: 1, Data: [200, [], answer.body] } : { Error: answer.code, Version: 1 }),
      (error: unknown) => {
        console.error("The workbook could not answer a request of the add-in", error);
        this.reply(message, { Error: INTERNAL_ERROR, Version: 1 });
      },
    );
  }

  private appContext(): Readonly<Record<string, unknown>> {
    return {
      _id: this.id, _appName: EXCEL_WEB, _appVersion: "16.0", _appMinorVersion: 0, _appUILocale: "en-US", _dataLocale: "en-US",
      _docUrl: this.options.documentUrl(), _clientMode: 1, _settings: [], _reason: 1, _osfControlType: 1, _eToken: "", _correlationId: this.conversation,
      _appInstanceId: this.id, _requirementMatrix: JSON.stringify(this.options.sets), _hostFullVersion: "16.0.17000.0", _addinName: "add-in", _appDomains: [],
      _featureGates: {}, _initialDisplayMode: 0,
    };
  }

  private fire(eventName: string, data: unknown): boolean {
    const registration = this.handlers.get(eventName);
    if (registration === undefined) return false;
    this.send({ _messageType: RESPONSE, _actionName: eventName, _correlationId: registration._correlationId, _errorCode: 0, _responseType: EVENT, _data: data });
    return true;
  }

  private reply(message: WacMessage, data: unknown): void {
    this.send({ _messageType: RESPONSE, _actionName: message._actionName, _correlationId: message._correlationId, _errorCode: 0, _responseType: CALL, _data: data });
  }

  private send(parts: Readonly<Record<string, unknown>>): void {
    const text = JSON.stringify({ _serializerVersion: 1, _origin: location.origin, _conversationId: this.conversation, ...parts });
    this.options.frame.contentWindow?.postMessage(text, location.origin);
  }
}

function readMessage(text: string): WacMessage | null {
  try {
    const message: unknown = JSON.parse(text);
    return typeof message === "object" && message !== null && "_messageType" in message ? (message as WacMessage) : null; // decoder
  } catch {
    return null;
  }
}
