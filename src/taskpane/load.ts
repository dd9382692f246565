/**
 * The eager half of the pane, in the small functions bundle: commands are tied at once, and the UI (React, Fluent) is fetched
 * only after Office is ready, so that figures in cells are answered before the UI is even parsed.
 */
import { registerCommands } from "./commands";

async function start(): Promise<void> {
  const { host } = await Office.onReady();
  if (host === Office.HostType.Excel) {
    registerCommands({
      associate: (name, run) => Office.actions.associate(name, run),
      showPane: () => Office.addin.showAsTaskpane(),
      refreshFigures: async () => {
        const { refreshFigures } = await import(/* webpackChunkName: "refresh" */ "./refreshFigures");
        await refreshFigures();
      },
    });
  }
  const { startPane } = await import(/* webpackChunkName: "pane" */ "./main");
  startPane({ insideExcel: host === Office.HostType.Excel });
}

void start();
