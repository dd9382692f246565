/* A small add-in that uses Microsoft's client as a real one does; the browser tests of the host drive it. */
const log = [];
globalThis.testLog = log;
globalThis.cancelled = 0;

CustomFunctions.associate("ADD", (first, second) => first + second);
CustomFunctions.associate("ROWS", (count) => Array.from({ length: count }, (_, row) => [row + 1, `row ${row + 1}`]));
CustomFunctions.associate("REFUSE", () => {
  throw new CustomFunctions.Error(CustomFunctions.ErrorCode.notAvailable, "No customer of that name");
});
CustomFunctions.associate("TICK", (start, invocation) => {
  let value = start;
  invocation.setResult(value);
  const timer = setInterval(() => invocation.setResult(++value), 300);
  invocation.onCanceled = () => {
    clearInterval(timer);
    globalThis.cancelled++;
  };
});

Office.actions.associate("writeHello", async (event) => {
  await Excel.run(async (context) => {
    context.workbook.getSelectedRange().getCell(0, 0).values = [["hello"]];
    await context.sync();
  });
  log.push(`command ${event?.source?.id ?? ""}`);
  event?.completed?.();
});
Office.actions.associate("shortcutAction", () => {
  log.push("shortcut");
});

Office.onReady(async (info) => {
  document.getElementById("theme").textContent = matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";
  document.getElementById("write").addEventListener("click", () =>
    Excel.run(async (context) => {
      context.workbook.worksheets.getActiveWorksheet().getRange("B2").values = [[42]];
      await context.sync();
    }),
  );
  Office.addin.onVisibilityModeChanged((message) => log.push(`visibility ${message.visibilityMode}`));
  await Excel.run({ delayForCellEdit: true }, async (context) => {
    context.workbook.worksheets.getActiveWorksheet().onChanged.add(async (event) => {
      log.push(`changed ${event.address} ${event.source}`);
    });
    await context.sync();
  });
  document.getElementById("state").textContent = `ready ${info.host} ${info.platform}`;
});
