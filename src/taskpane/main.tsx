import { createDOMRenderer, FluentProvider, RendererProvider, Text, webLightTheme } from "@fluentui/react-components";
import { createRoot } from "react-dom/client";
import { styleNonce } from "./styleNonce";

export interface PaneStart {
  /** False when the page was opened by itself in a browser, outside a workbook. */
  readonly insideExcel: boolean;
}

/** Puts the pane's UI on the page. Called once, by load.ts, when Office is ready. */
export function startPane(start: PaneStart): void {
  const container = document.getElementById("root");
  if (container === null) throw new Error("taskpane.html has no #root");
  const renderer = createDOMRenderer(document, { styleElementAttributes: { nonce: styleNonce(document) } });
  createRoot(container).render(
    <RendererProvider renderer={renderer} targetDocument={document}>
      <FluentProvider theme={webLightTheme}>
        <Text as="p">{start.insideExcel ? "Open Item is ready." : "Open Item runs inside Excel: open a workbook and choose Billing › Open Item."}</Text>
      </FluentProvider>
    </RendererProvider>,
  );
}
