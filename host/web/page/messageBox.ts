import { element } from "./dom";

/** Says something that the person must read; resolves when it is closed. */
export function showMessage(title: string, text: string): Promise<void> {
  return new Promise((resolve) => {
    const close = element("button", { className: "button primary", text: "OK", attributes: { type: "button" }, onClick: () => dialog.close() });
    const dialog = element("dialog", { className: "message", attributes: { "aria-label": title } }, [
      element("h2", { text: title }), element("p", { text }), element("div", { className: "buttons" }, [close]),
    ]);
    show(dialog, resolve);
    close.focus();
  });
}

/** A question with two answers; Escape is no. */
export function confirmMessage(title: string, text: string, yes: string): Promise<boolean> {
  return new Promise((resolve) => {
    let answer = false;
    const accept = element("button", { className: "button primary", text: yes, attributes: { type: "button" }, onClick: () => { answer = true; dialog.close(); } });
    const refuse = element("button", { className: "button", text: "Cancel", attributes: { type: "button" }, onClick: () => dialog.close() });
    const dialog = element("dialog", { className: "message", attributes: { "aria-label": title } }, [
      element("h2", { text: title }), element("p", { text }), element("div", { className: "buttons" }, [accept, refuse]),
    ]);
    show(dialog, () => resolve(answer));
    accept.focus();
  });
}

/** Asks for a line of text; null when given up. */
export function askText(title: string, label: string, value: string): Promise<string | null> {
  return new Promise((resolve) => {
    let answer: string | null = null;
    const field = element("input", { className: "field", attributes: { type: "text", "aria-label": label, value } });
    const form = element("form", {}, [
      element("h2", { text: title }), element("label", { text: label }), field,
      element("div", { className: "buttons" }, [
        element("button", { className: "button primary", text: "OK", attributes: { type: "submit" } }),
        element("button", { className: "button", text: "Cancel", attributes: { type: "button" }, onClick: () => dialog.close() }),
      ]),
    ]);
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      answer = field.value;
      dialog.close();
    });
    const dialog = element("dialog", { className: "message", attributes: { "aria-label": title } }, [form]);
    show(dialog, () => resolve(answer));
    field.select();
  });
}

function show(dialog: HTMLDialogElement, onClose: () => void): void {
  const before = document.activeElement;
  dialog.addEventListener("close", () => {
    dialog.remove();
    if (before instanceof HTMLElement) before.focus({ preventScroll: true });
    onClose();
  });
  document.body.append(dialog);
  dialog.showModal();
}
