import { byId, element } from "./dom";

export interface FileActions {
  open(bytes: ArrayBuffer, fileName: string): Promise<void>;
}

const TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/** Open by button, by dropping a file anywhere, and at the start what the server was told to open. */
export function attachFiles(actions: FileActions): { choose(): void } {
  const picker = element("input", { attributes: { type: "file", accept: ".xlsx,.xlsm", id: "file-picker", tabindex: "-1", "aria-label": "Workbook to open" } });
  picker.hidden = true;
  document.body.append(picker);
  picker.addEventListener("change", () => {
    const file = picker.files?.[0];
    picker.value = "";
    if (file !== undefined) void read(file);
  });
  const veil = byId("drop-veil");
  addEventListener("dragover", (event) => {
    if (event.dataTransfer?.types.includes("Files") !== true) return;
    event.preventDefault();
    veil.hidden = false;
  });
  addEventListener("dragleave", (event) => {
    if (event.relatedTarget === null) veil.hidden = true;
  });
  addEventListener("drop", (event) => {
    veil.hidden = true;
    const file = event.dataTransfer?.files[0];
    if (file === undefined) return;
    event.preventDefault();
    void read(file);
  });

  async function read(file: File): Promise<void> {
    await actions.open(await file.arrayBuffer(), file.name);
  }

  return { choose: () => picker.click() };
}

/** The workbook that the server opens by default; null when it has none. */
export async function fetchBook(): Promise<{ bytes: ArrayBuffer; fileName: string } | null> {
  const response = await fetch("/book");
  if (!response.ok || response.status === 204) return null;
  const named = /filename\*=UTF-8''([^;]+)/.exec(response.headers.get("content-disposition") ?? "");
  return { bytes: await response.arrayBuffer(), fileName: decodeURIComponent(named?.[1] ?? "Book1.xlsx") };
}

export function download(bytes: Uint8Array, fileName: string): void {
  const url = URL.createObjectURL(new Blob([new Uint8Array(bytes)], { type: TYPE }));
  const link = element("a", { attributes: { href: url, download: fileName } });
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}
