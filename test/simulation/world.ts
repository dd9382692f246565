import { copyBook } from "../../host/faults/bookCopy";
import { FaultRun } from "../../host/faults/faultRun";
import type { SecondUser } from "../../host/faults/secondUser";
import { createCalc } from "../../host/calc/calc";
import { Editor } from "../../host/model/edit";
import type { Workbook } from "../../host/model/workbook";
import { type Delivery, installGlobals, type NodeHost, startNodeHost, type TransportHooks } from "../../host/node/nodeHost";
import type { Action as HostAction } from "../../host/richapi/protocol";
import type { ActionEnv } from "../../src/actions/action";
import { ACTIONS } from "../../src/actions/registry";
import { type ActionResult, runAction, type RunOptions } from "../../src/actions/runAction";
import { Fault } from "../../src/workbook/fault";
import { createOfficeWorkbook } from "../../src/workbook/office/officeWorkbook";
import type { Workbook as WorkbookPort } from "../../src/workbook/port";
import type { WitnessStore } from "../../src/workbook/witness";
import { isoDay } from "../support/days";

const FIRST_ID = 500_000;

/** A book that is open in a spreadsheet: what stays when the add-in dies. */
export class OpenBook {
  readonly workbook: Workbook;
  readonly editor: Editor;

  /** A copy of `source`, as if its file had just been opened. */
  constructor(source: Workbook) {
    this.workbook = copyBook(source, FIRST_ID);
    this.editor = new Editor(this.workbook, createCalc(this.workbook));
  }
}

/** How an act ended for the person who asked for it. */
export type Outcome =
  | { readonly kind: "result"; readonly result: ActionResult }
  | { readonly kind: "fault"; readonly fault: Fault }
  /** The add-in was killed, or the book closed: nobody was told anything. */
  | { readonly kind: "died" }
  /** Anything else that was thrown: always a mistake of ours. */
  | { readonly kind: "error"; readonly error: string };

export interface AddInOptions {
  readonly faults?: FaultRun;
  readonly seat?: string;
  readonly second?: SecondUser;
  readonly witness?: WitnessStore;
  /** What this device is called; left out: not known. */
  readonly device?: string;
  /** Asked before every round trip; lets another add-in go first. */
  readonly gate?: () => Promise<void>;
}

let unnamed = 0;

/** Longer than any run: silence is noticed by what the host does, not by waiting. */
const NEVER = 600_000;

/**
 * One life of the add-in over an open book: Microsoft's client, the real port, the real acts. A batch that is not answered
 * is the Fault noAnswer as soon as the host knows it, so that no schedule waits for a clock.
 */
export class AddIn {
  readonly host: NodeHost;
  readonly port: WorkbookPort;
  readonly faults: FaultRun;
  readonly seat: string;
  /** What the device remembers, for as long as this add-in lives. */
  readonly witness: WitnessStore | undefined;
  private readonly waiting = new Set<(fault: Fault) => void>();
  private readonly uninstall: () => void;
  private markDead: () => void = () => undefined;
  private readonly death = new Promise<void>((resolve) => (this.markDead = resolve));

  constructor(readonly book: Pick<OpenBook, "workbook" | "editor">, private readonly options: AddInOptions = {}) {
    this.witness = options.witness === undefined ? undefined : this.ofTheLiving(options.witness);
    this.faults = options.faults ?? new FaultRun();
    this.seat = options.seat ?? "A";
    this.host = startNodeHost({ workbook: book.workbook, editor: book.editor, hooks: this.hooks() });
    this.uninstall = installGlobals(this.host);
    this.faults.attach({ editor: book.editor, ...(options.second === undefined ? {} : { second: options.second }) });
    this.port = createOfficeWorkbook((batch) => this.run(batch), { answerWithin: NEVER });
  }

  get isDead(): boolean {
    return this.faults.outcome !== "alive";
  }

  env(): ActionEnv {
    return {
      newEntryId: () => `unnamed-${(unnamed += 1)}`, now: "2026-02-03T10:00:00Z", today: isoDay("2026-02-03"), by: "Test", seat: this.seat, appVersion: "test",
      ...(this.options.device === undefined ? {} : { device: this.options.device }),
    };
  }

  /** What the person asked for, under an id of the confirmation. */
  async act(name: string, given: unknown, entryId: string, more: Pick<RunOptions, "cancel" | "pause"> = {}): Promise<Outcome> {
    const action = ACTIONS.find((candidate) => candidate.name === name);
    if (action === undefined) throw new Error(`No action ${name}`);
    const options = { workbook: this.port, env: this.env(), entryId, ...(this.witness === undefined ? {} : { witness: this.witness }), ...more };
    return this.outcomeOf(() => runAction(action, given, options));
  }

  /** Runs any work of the add-in; "died" as soon as it is dead, whatever its code would still do. */
  async outcomeOf(work: () => Promise<ActionResult>): Promise<Outcome> {
    const ended = work().then(
      (result): Outcome => ({ kind: "result", result }),
      (thrown: unknown): Outcome => (thrown instanceof Fault ? { kind: "fault", fault: thrown } : { kind: "error", error: thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown) }),
    );
    const outcome = await Promise.race([ended, this.death.then((): Outcome => ({ kind: "died" }))]);
    return this.isDead ? { kind: "died" } : outcome;
  }

  close(): void {
    this.uninstall();
    this.host.stop();
    this.fallSilent();
  }

  private async run<T>(batch: (context: Excel.RequestContext) => Promise<T>): Promise<T> {
    if (this.isDead) throw lost();
    const { gate } = this.options;
    let reject: (fault: Fault) => void = () => undefined;
    const silence = new Promise<never>((_resolve, refuse) => {
      reject = refuse;
      this.waiting.add(refuse);
    });
    try {
      return await Promise.race([this.host.Excel.run((context) => batch(gate === undefined ? context : gated(context, gate))), silence]);
    } finally {
      this.waiting.delete(reject);
    }
  }

  private hooks(): TransportHooks {
    const { faults } = this;
    return {
      onRequest: (body: string): Delivery => {
        const delivery = faults.onRequest(body);
        if (delivery === "never") this.noAnswer();
        return delivery;
      },
      beforeBatch: () => faults.beforeBatch(),
      beforeAction: (batch: number, index: number, action: HostAction) => faults.beforeAction(batch, index, action),
      afterBatch: () => {
        const fate = faults.afterBatch();
        if (fate === "drop") this.noAnswer();
        return fate;
      },
    };
  }

  /** The dead remember nothing: what their code would still do does not count. */
  private ofTheLiving(store: WitnessStore): WitnessStore {
    const alive = <T>(work: () => Promise<T>, dead: T): Promise<T> => (this.isDead ? Promise.resolve(dead) : work());
    return {
      device: () => alive(() => store.device(), null),
      read: (ledger, rows) => alive(() => store.read(ledger, rows), null),
      keep: (ledger, rows) => alive(() => store.keep(ledger, rows), false),
      forget: (ledger, entries) => alive(() => store.forget(ledger, entries), false),
      keepHeads: (ledger, heads, how) => alive(() => store.keepHeads(ledger, heads, how), false),
      keepSeat: (ledger, seat) => alive(() => store.keepSeat(ledger, seat), false),
      keepAct: (ledger, act) => alive(() => store.keepAct(ledger, act), false),
    };
  }

  private noAnswer(): void {
    if (this.isDead) this.markDead();
    setImmediate(() => this.fallSilent());
  }

  private fallSilent(): void {
    for (const reject of [...this.waiting]) reject(lost());
  }
}

function lost(): Fault {
  return new Fault("noAnswer", "no answer", true);
}

function gated(context: Excel.RequestContext, gate: () => Promise<void>): Excel.RequestContext {
  const sync = context.sync.bind(context);
  context.sync = async (passed) => {
    await gate();
    return sync(passed);
  };
  return context;
}

/** "posted", "refused numberTaken", "fault noAnswer": an outcome in a line. */
export function outcomeLine(outcome: Outcome): string {
  switch (outcome.kind) {
    case "result": return [outcome.result.status, ...outcome.result.rejections.map(({ code }) => code), ...outcome.result.issues.map(({ code }) => `(${code})`)].join(" ");
    case "fault": return `fault ${outcome.fault.code}${outcome.fault.mayHaveWritten ? "" : ", nothing written"}: ${outcome.fault.detail}`;
    case "died": return "died";
    case "error": return `error ${outcome.error}`;
  }
}
