import type { Action } from "../actions/action";
import type { LateParts } from "./lateParts";

/** Fetches what is not needed for the first screen; once, however often it is asked for. */
export async function late(): Promise<LateParts> {
  return (await import(/* webpackChunkName: "later" */ "./lateParts")).LATE_PARTS;
}

/** An act that is fetched when it is first used. */
export type LateAction<Input> = () => Promise<Action<Input>>;
