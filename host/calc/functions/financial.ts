import { ErrorValue } from "../../model/cell";
import { DIV_ERROR, NUM_ERROR } from "../values";
import { toNumber } from "../coerce";
import { toScalar } from "../read";
import { collectNumbers, result } from "./numbers";
import { type FunctionTable, MANY, numeric, whole } from "./spec";

/** How an amount of 1 grows in so many periods. */
function growth(rate: number, periods: number): number {
  return (1 + rate) ** periods;
}

/** What a payment of 1 in each period is worth at the end; `due` 1: paid at the beginning of a period. */
function annuity(rate: number, periods: number, due: number): number {
  return rate === 0 ? periods : ((1 + (due === 0 ? 0 : rate)) * (growth(rate, periods) - 1)) / rate;
}

function futureValue(rate: number, periods: number, payment: number, present: number, due: number): number {
  return -(present * growth(rate, periods) + payment * annuity(rate, periods, due));
}

function payment(rate: number, periods: number, present: number, future: number, due: number): number | ErrorValue {
  return periods === 0 ? NUM_ERROR : -(present * growth(rate, periods) + future) / annuity(rate, periods, due);
}

/** The interest part of one payment. */
function interest(rate: number, period: number, periods: number, present: number, future: number, due: number): number | ErrorValue {
  if (period < 1 || period >= periods + 1) return NUM_ERROR;
  const each = payment(rate, periods, present, future, due);
  if (each instanceof ErrorValue) return each;
  if (due !== 0 && period === 1) return 0;
  const balance = futureValue(rate, period - 1, each, present, due);
  return due === 0 ? balance * rate : ((balance - each) * rate) / (1 + rate);
}

function periodsNeeded(rate: number, each: number, present: number, future: number, due: number): number | ErrorValue {
  if (rate === 0) return each === 0 ? DIV_ERROR : -(present + future) / each;
  const paid = each * (1 + (due === 0 ? 0 : rate));
  const ratio = (paid - future * rate) / (present * rate + paid);
  return ratio > 0 ? Math.log(ratio) / Math.log(1 + rate) : NUM_ERROR;
}

const netPresentValue = whole(
  2, MANY,
  (args, scope) => {
    const rate = toNumber(toScalar(args[0] ?? null, scope));
    if (rate instanceof ErrorValue) return rate;
    const flows = collectNumbers(args.slice(1), scope);
    if (flows instanceof ErrorValue) return flows;
    return rate === -1 ? DIV_ERROR : result(flows.reduce((total, flow, index) => total + flow / growth(rate, index + 1), 0));
  },
  [0],
);

/** Loan arithmetic with the sign convention of Excel's help: money paid out is negative. */
export const FINANCIAL: FunctionTable = {
  PMT: numeric(3, 5, (rate = 0, periods = 0, present = 0, future = 0, due = 0) => payment(rate, periods, present, future, due)),
  FV: numeric(3, 5, (rate = 0, periods = 0, each = 0, present = 0, due = 0) => futureValue(rate, periods, each, present, due)),
  PV: numeric(3, 5, (rate = 0, periods = 0, each = 0, future = 0, due = 0) => -(future + each * annuity(rate, periods, due)) / growth(rate, periods)),
  NPER: numeric(3, 5, (rate = 0, each = 0, present = 0, future = 0, due = 0) => periodsNeeded(rate, each, present, future, due)),
  IPMT: numeric(4, 6, (rate = 0, period = 0, periods = 0, present = 0, future = 0, due = 0) => interest(rate, period, periods, present, future, due)),
  PPMT: numeric(4, 6, (rate = 0, period = 0, periods = 0, present = 0, future = 0, due = 0) => {
    const part = interest(rate, period, periods, present, future, due);
    const each = payment(rate, periods, present, future, due);
    if (part instanceof ErrorValue) return part;
    return each instanceof ErrorValue ? each : each - part;
  }),
  NPV: netPresentValue,
};
