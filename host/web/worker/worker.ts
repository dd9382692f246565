import type { CallMessage, FromWorker, SessionCalls } from "../protocol";
import { Session } from "./session";

/** The worker's only job: carry messages to the session and back. */
declare const self: { postMessage(message: FromWorker, transfer?: Transferable[]): void; addEventListener(type: "message", listener: (event: MessageEvent<unknown>) => void): void };

const session = new Session((push) => self.postMessage(push));

self.addEventListener("message", (event) => {
  const message = readCall(event.data);
  try {
    self.postMessage({ id: message.id, output: run(message) });
  } catch (error) {
    self.postMessage({ id: message.id, refusal: error instanceof Error ? error.message : String(error) });
  }
});

function run(message: CallMessage): unknown {
  const calls: SessionCalls = session;
  const call: (input: never) => unknown = calls[message.call];
  return call.call(session, message.input as never); // the page's typed client is the only sender
}

function readCall(data: unknown): CallMessage {
  return data as CallMessage; // decoder: both ends are built together
}
