import { type SeatHolder, freeSeat } from "../../workbook/seats";
import { FIRST_SEAT, seriesOfSeat } from "../../workbook/seriesState";
import { late } from "../late";
import type { PaneServices } from "../services";
import { type Store, createStore } from "../store";
import type { BookKeeper } from "./bookKeeper";
import type { DeviceKeeper } from "./deviceKeeper";
import { type ActRunner, createActRunner } from "./actRunner";

export interface NumbersState {
  readonly choice: "carryOn" | "own" | null;
}

export interface NumbersController {
  readonly store: Store<NumbersState>;
  readonly runner: ActRunner;
  /** True while posting waits for the person to say whose numbers to use. */
  mustChoose(): boolean;
  /** Who took this device's numbers over; null where nobody did. */
  holder(): SeatHolder | null;
  /** How an invoice's number of one's own would look. */
  example(): string;
  choose(choice: "carryOn" | "own"): void;
  /** Notes the choice in the Journal and on this device. */
  use(): Promise<boolean>;
}

export function createNumbersController(services: PaneServices, keeper: BookKeeper, device: DeviceKeeper): NumbersController {
  const store = createStore<NumbersState>({ choice: null });
  const runner = createActRunner(services, keeper, async () => (await late()).claimSeat);
  const book = (): Extract<ReturnType<typeof keeper.store.get>["reading"], { kind: "open" }> | null => {
    const { reading } = keeper.store.get();
    return reading?.kind === "open" ? reading : null;
  };
  return {
    store, runner,
    mustChoose: () => {
      const open = book();
      return open !== null && device.mustChooseNumbers(open.snapshot, open.book.entries);
    },
    holder: () => {
      const open = book();
      return open === null ? null : device.holderElsewhere(open.book.entries);
    },
    example: () => {
      const open = book();
      if (open === null) return "";
      const used = new Set([FIRST_SEAT, ...open.book.entries.map(({ head }) => head.seat)]);
      const { padding, prefix } = seriesOfSeat(open.book.settings.series["Invoice"], freeSeat(used) ?? "");
      const year = String(new Date(services.env().now).getFullYear());
      return `${prefix.replaceAll("{YYYY}", year).replaceAll("{YY}", year.slice(2)).replaceAll("{MM}", "01")}${"1".padStart(padding, "0")}`;
    },
    choose: (choice) => store.patch({ choice }),
    use: async () => {
      const open = book();
      const { choice } = store.get();
      if (open === null || choice === null) return false;
      await runner.open({ how: choice === "own" ? "new" : "continue" });
      const done = (await runner.carryOut()) !== null;
      if (done) {
        device.forget();
        await keeper.refresh();
        runner.close();
      }
      return done;
    },
  };
}
