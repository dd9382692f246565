import { startTimer } from "../live/clock";
import { type CellError, valueError } from "./cellError";
import { type Engine, encodeAnswer } from "./engine";
import type { Figure } from "./figure";
import { createLatePart } from "./latePart";
import type { RARE_FIGURES } from "./rareFigures";

/**
 * Ties the functions that Excel calls to the engine. Excel's registration is global, one set of functions a page, so this
 * is the one place with module state; main.ts fills it before it associates the functions.
 */
let engine: (() => Engine) | null = null;

/** Gives the functions their engine; it is made at the first call. */
export function installEngine(make: () => Engine): void {
  let made: Engine | null = null;
  engine = () => (made ??= make());
}

/** What every function in functions.ts does: read the arguments, open the stream, encode each answer. */
export function answer(name: string, args: readonly unknown[], read: () => Figure, invocation: CustomFunctions.StreamingInvocation<unknown[][]>): void {
  if (engine === null) throw new Error("The functions were called before main.ts started them");
  engine().open(name, args, read, {
    setResult: (result) => {
      invocation.setResult(encodeAnswer(result, excelError));
    },
    get onCanceled() {
      return invocation.onCanceled ?? ignore;
    },
    set onCanceled(cancel: () => void) {
      invocation.onCanceled = cancel;
    },
  });
}

type RareFigures = typeof RARE_FIGURES;

const rareFigures = createLatePart<RareFigures>(async () => (await import(/* webpackChunkName: "figures" */ "./rareFigures")).RARE_FIGURES, startTimer);

/** As `answer`, for the functions whose part is fetched at the first call; from then on they answer as the others do. */
export function answerRare(name: string, args: readonly unknown[], read: (figures: RareFigures) => Figure, invocation: CustomFunctions.StreamingInvocation<unknown[][]>): void {
  const figures = rareFigures.peek();
  if (figures !== null) {
    answer(name, args, () => read(figures), invocation);
    return;
  }
  invocation.onCanceled = rareFigures.whenReady(
    (ready) => answer(name, args, () => read(ready), invocation),
    () => invocation.setResult(encodeAnswer(valueError(NOT_FETCHED), excelError)),
  );
}

const NOT_FETCHED = "A part of Open Item could not be loaded. It is tried again; if this stays, check the connection and open the workbook again";

function excelError({ error, message }: CellError): CustomFunctions.Error {
  return new CustomFunctions.Error(error === "#N/A" ? CustomFunctions.ErrorCode.notAvailable : CustomFunctions.ErrorCode.invalidValue, message);
}

function ignore(): void {
  // nothing to cancel yet
}
