import type { Editor } from "../model/edit";
import { BY_HAND } from "../model/events";
import { HostError } from "../model/hostError";
import type { Delivery, TransportHooks } from "../node/nodeHost";
import { isHousekeeping } from "../richapi/processor";
import type { Action } from "../richapi/protocol";
import { ActionType } from "../richapi/protocol";
import { doForeignAct } from "./foreignActs";
import type { FaultSchedule, ScheduledFault } from "./schedule";
import { generator } from "./schedule";
import { BY_CO_AUTHOR, type SecondUser } from "./secondUser";
import { FaultyStorage } from "./storage";

/** What the faults act on beside the way between client and host. */
export interface FaultWorld {
  readonly editor: Editor;
  readonly second?: SecondUser;
}

/**
 * Carries out one schedule: give it to startNodeHost as hooks and call `attach` with the host's editor. Only the add-in's own batches count;
 * those that the client sends by itself (dropping references, results of custom functions) do not.
 */
export class FaultRun implements TransportHooks {
  /** What the add-in's side asks for: storage that may fail, a clock that may jump. */
  readonly storage = new FaultyStorage();
  private readonly done: ScheduledFault[] = [];
  private world: FaultWorld | null = null;
  private arrived = 0;
  private started = 0;
  private writes = 0;
  private jumped = 0;
  private state: "alive" | "killed" | "closed" = "alive";
  private inHousekeeping = false;

  private readonly faults: ScheduledFault[];

  constructor(
    readonly schedule: FaultSchedule = { seed: 0, faults: [] },
    private readonly realNow: () => number = () => 0,
  ) {
    this.faults = [...schedule.faults];
  }

  /** Adds a fault while the host runs; its batch counts from here: 1 is the next one. */
  plan(fault: ScheduledFault): void {
    this.faults.push({ ...fault, batch: fault.batch + this.started });
  }

  /** From here on nothing goes wrong any more: what is planned and has not come about is dropped. */
  calm(): void {
    this.faults.splice(0, this.faults.length, ...this.done);
  }

  attach(world: FaultWorld): void {
    this.world = world;
  }

  /** The faults that came about: a run that ended before a fault's batch does not count as a test of it. */
  get fired(): readonly ScheduledFault[] {
    return this.done;
  }

  /** "killed": the add-in is dead, the book as it stands is what is left. "closed": what is left is the last save. */
  get outcome(): "alive" | "killed" | "closed" {
    return this.state;
  }

  get batches(): number {
    return this.started;
  }

  /** Batches that the add-in sent, those included that a dead or hanging host never saw. */
  get requests(): number {
    return this.arrived;
  }

  /** Milliseconds as the machine's clock tells them. */
  now(): number {
    return this.realNow() + this.jumped;
  }

  onRequest(body: string): Delivery {
    this.inHousekeeping = isHousekeeping(body);
    if (!this.inHousekeeping) this.arrived++;
    if (this.state !== "alive") return "never";
    if (this.inHousekeeping) return "once";
    this.started++;
    this.writes = 0;
    for (const fault of this.planned()) this.before(fault);
    if (this.fire((fault) => fault.kind === "kill" && fault.when === "before")) {
      this.state = "killed";
      return "never";
    }
    if (this.fire((fault) => fault.kind === "hang")) return "never";
    return this.fire((fault) => fault.kind === "deliverTwice") ? "twice" : "once";
  }

  beforeBatch(): { readonly hostError: number } | null {
    if (this.inHousekeeping) return null;
    const fault = this.fire((planned) => planned.kind === "refuse");
    return fault?.kind === "refuse" ? { hostError: fault.hostError } : null;
  }

  beforeAction(_batch: number, index: number, action: Action): void {
    if (this.inHousekeeping) return;
    const isWrite = action.ActionType === ActionType.setProperty || action.ActionType === ActionType.update;
    const write = isWrite ? this.writes++ : -1;
    if (this.fire((fault) => fault.kind === "killInside" && fault.action === index)) {
      this.state = "killed";
      throw new HostError("RequestAborted", "The add-in died here.");
    }
    const failing = this.fire((fault) => (fault.kind === "failAction" && fault.action === index) || (fault.kind === "failWrite" && fault.write === write));
    if (failing?.kind === "failAction" || failing?.kind === "failWrite") throw new HostError(failing.code, `Planned fault in action ${index}.`);
  }

  afterBatch(): "drop" | number | null {
    if (this.state !== "alive") return "drop";
    if (this.inHousekeeping) return null;
    if (this.fire((fault) => fault.kind === "kill" && fault.when === "after")) this.state = "killed";
    if (this.fire((fault) => fault.kind === "closeWithoutSaving")) this.state = "closed";
    if (this.outcome !== "alive" || this.fire((fault) => fault.kind === "loseReply")) return "drop";
    const late = this.fire((fault) => fault.kind === "delayReply");
    return late?.kind === "delayReply" ? late.milliseconds : null;
  }

  private before(fault: ScheduledFault): void {
    const { world } = this;
    switch (fault.kind) {
      case "storage":
        this.storage.state = fault.state;
        break;
      case "clock":
        this.jumped += fault.milliseconds;
        break;
      case "undo":
        for (let step = 0; step < fault.times; step++) fault.redo === true ? world?.editor.redo() : world?.editor.undo();
        break;
      case "foreignAct": {
        const table = world?.editor.workbook.findTable(fault.table);
        if (world === null || table === undefined) return;
        const did = world.editor.transact(fault.by === "hand" ? BY_HAND : BY_CO_AUTHOR, () => doForeignAct(fault.act, world.editor, table, generator(fault.seed)));
        if (!did) return;
        break;
      }
      case "merge":
        if (world?.second === undefined) return;
        world.second.merge();
        break;
      case "discardMerge":
        if (world?.second === undefined) return;
        world.second.discard();
        break;
      default:
        return;
    }
    this.done.push(fault);
  }

  private planned(): readonly ScheduledFault[] {
    return this.faults.filter((fault) => fault.batch === this.started && !this.done.includes(fault));
  }

  private fire(isMeant: (fault: ScheduledFault) => boolean): ScheduledFault | undefined {
    const fault = this.planned().find(isMeant);
    if (fault !== undefined) this.done.push(fault);
    return fault;
  }
}
