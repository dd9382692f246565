import type { RegionalSettings, SheetPort } from "../sheetPort";
import { faultFrom } from "./officeFault";
import type { ExcelRunner } from "./officeWorkbook";

/** SheetPort over Office.js (ExcelApi 1.12). `run` is Excel.run of one workbook. */
export function createOfficeSheet(run: ExcelRunner): SheetPort {
  async function guarded<T>(batch: (context: Excel.RequestContext) => Promise<T>): Promise<T> {
    try {
      return await run(batch);
    } catch (thrown) {
      throw faultFrom(thrown);
    }
  }
  return {
    selection: async () => {
      try {
        return await guarded(selection);
      } catch (thrown) {
        const fault = faultFrom(thrown);
        if (fault.code === "selection") return null;
        throw fault;
      }
    },
    onSelection: (listener) =>
      guarded(async (context) => {
        const { worksheets } = context.workbook;
        const call = async (): Promise<void> => {
          listener();
          await Promise.resolve();
        };
        // Excel tells of a newly shown sheet's selection only once it is changed there.
        const handlers = [worksheets.onSelectionChanged.add(call), worksheets.onActivated.add(call)];
        await context.sync();
        return stopper(handlers);
      }),
    onChange: (listener) =>
      guarded(async (context) => {
        const { worksheets } = context.workbook;
        const call = async ({ source }: { readonly source?: Excel.EventSource | "Local" | "Remote" }): Promise<void> => {
          listener({ isRemote: source === "Remote" });
          await Promise.resolve();
        };
        const handlers = [worksheets.onChanged.add(call), worksheets.onRowHiddenChanged.add(call)];
        await context.sync();
        return stopper(handlers);
      }),
    regional: () => guarded(regional),
  };
}

async function selection(context: Excel.RequestContext): Promise<string> {
  const range = context.workbook.getSelectedRange();
  range.load("address");
  await context.sync();
  return range.address;
}

async function regional(context: Excel.RequestContext): Promise<RegionalSettings> {
  const { application } = context.workbook;
  application.load("decimalSeparator,thousandsSeparator");
  const dates = application.cultureInfo.datetimeFormat;
  dates.load("shortDatePattern");
  await context.sync();
  return { decimalSeparator: application.decimalSeparator, groupSeparator: application.thousandsSeparator, shortDatePattern: dates.shortDatePattern };
}

interface Handler {
  readonly context: OfficeExtension.ClientRequestContext;
  remove(): void;
}

/** A handler is removed in the context that added it; a workbook that is closing may not answer, and nothing is lost then. */
function stopper(handlers: readonly Handler[]): () => void {
  return () => {
    for (const handler of handlers) handler.remove();
    handlers[0]?.context.sync().catch(() => undefined);
  };
}
