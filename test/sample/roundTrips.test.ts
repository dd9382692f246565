import { join } from "node:path";
import { openBook, startSession } from "../../host/cli/session";
import { postPayment } from "../../src/actions/postPayment";
import { runAction } from "../../src/actions/runAction";

test("on the sample, a payment costs one read, one commit, one verification and one projection", async () => {
  const session = await startSession(openBook(join(__dirname, "../../assets/sample.xlsx")), { withFunctions: false });
  try {
    session.host.processor.clearLog();
    const given = { customer: "KALDA", date: "2026-02-03", amount: "4850.00", apply: "auto" };
    const outcome = await runAction(postPayment, given, { workbook: session.port, env: session.env("A") });
    expect([outcome.status, outcome.rejections]).toEqual(["posted", []]);
    // Batches that only drop references are not counted.
    expect(session.host.processor.roundTrips).toBe(4);
  } finally {
    session.close();
  }
});
