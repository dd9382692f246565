import type { Bench } from "./frame/bench";
import { p1Aging } from "./speed/p1Aging";
import { p2Databases } from "./speed/p2Databases";
import { p3HostText } from "./speed/p3HostText";
import { p4Native } from "./speed/p4Native";
import { p5Edits } from "./speed/p5Edits";
import { p6Cells } from "./speed/p6Cells";
import { p7Memory } from "./speed/p7Memory";
import { p8Batch } from "./speed/p8Batch";
import { p9Statements } from "./speed/p9Statements";
import { p10BankLines } from "./speed/p10BankLines";
import { p11FirstLoad } from "./speed/p11FirstLoad";
import { p12Thread } from "./speed/p12Thread";

/** Every figure of docs/PERFORMANCE.md, in its order. */
export const BENCHES: readonly Bench[] = [p1Aging, p2Databases, p3HostText, p4Native, p5Edits, p6Cells, p7Memory, p8Batch, p9Statements, p10BankLines, p11FirstLoad, p12Thread];
