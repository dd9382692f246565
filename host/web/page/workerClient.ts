import type { CallInput, CallName, CallOutput, FromWorker, Push } from "../protocol";

interface Waiting {
  readonly resolve: (output: unknown) => void;
  readonly reject: (error: Error) => void;
}

/** A call that the workbook refused; the message is for the person. */
export class Refusal extends Error {}

/** The page's end of the worker: calls answered in order, and pushes to one listener. */
export class WorkbookClient {
  private readonly worker: Worker;
  private readonly waiting = new Map<number, Waiting>();
  private readonly listeners = new Set<(push: Push) => void>();
  private nextId = 1;

  constructor(scriptUrl: string) {
    this.worker = new Worker(scriptUrl);
    this.worker.addEventListener("message", (event: MessageEvent<unknown>) => this.receive(event.data as FromWorker)); // decoder: both ends are built together
    this.worker.addEventListener("error", (event) => {
      const error = new Error(`The workbook stopped: ${event.message}`);
      for (const entry of this.waiting.values()) entry.reject(error);
      this.waiting.clear();
    });
  }

  call<K extends CallName>(call: K, input: CallInput<K>, transfer: Transferable[] = []): Promise<CallOutput<K>> {
    const id = this.nextId++;
    return new Promise((resolve, reject) => {
      this.waiting.set(id, { resolve: (output) => resolve(output as CallOutput<K>), reject }); // decoder, see above
      this.worker.postMessage({ id, call, input }, transfer);
    });
  }

  onPush(listener: (push: Push) => void): void {
    this.listeners.add(listener);
  }

  private receive(message: FromWorker): void {
    if ("push" in message) {
      for (const listener of this.listeners) listener(message);
      return;
    }
    const entry = this.waiting.get(message.id);
    this.waiting.delete(message.id);
    if (entry === undefined) return;
    if ("refusal" in message) entry.reject(new Refusal(message.refusal));
    else entry.resolve(message.output);
  }
}
