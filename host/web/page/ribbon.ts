import type { AddinCommand, AddinManifest } from "./addinManifest";
import { element } from "./dom";
import { openMenu } from "./menu";

/** The add-in's own tab (its groups and buttons from the manifest), or a single button when it brings none. */
export function drawRibbon(root: HTMLElement, manifest: AddinManifest, run: (command: AddinCommand) => void): void {
  const tabs = manifest.tabs.filter((tab) => tab.groups.some((group) => group.commands.length > 0));
  if (tabs.length === 0) {
    const open: AddinCommand = { id: "open-pane", label: `Open ${manifest.name}`, title: "", description: "", icon: null, action: { kind: "showPane" } };
    root.replaceChildren(element("div", { className: "ribbon-groups" }, [ribbonGroup(manifest.name, [open], run)]));
    return;
  }
  const groups = element("div", { className: "ribbon-groups" });
  const names = tabs.map((tab, index) =>
    element("button", { className: "ribbon-tab", text: tab.label, attributes: { type: "button", role: "tab" }, onClick: () => show(index) }),
  );
  const show = (index: number): void => {
    names.forEach((name, at) => name.setAttribute("aria-selected", String(at === index)));
    groups.replaceChildren(...(tabs[index]?.groups ?? []).map((group) => ribbonGroup(group.label, group.commands, run)));
  };
  root.replaceChildren(element("div", { className: "ribbon-tabs", attributes: { role: "tablist", "aria-label": "Ribbon" } }, names), groups);
  show(0);
}

function ribbonGroup(label: string, commands: readonly AddinCommand[], run: (command: AddinCommand) => void): HTMLElement {
  return element("div", { className: "ribbon-group", attributes: { role: "group", "aria-label": label } }, [
    element("div", { className: "ribbon-buttons" }, commands.map((command) => ribbonButton(command, run))),
    element("div", { className: "ribbon-label", text: label, attributes: { "aria-hidden": "true" } }),
  ]);
}

function ribbonButton(command: AddinCommand, run: (command: AddinCommand) => void): HTMLButtonElement {
  const button = element("button", { className: "ribbon-button", title: [command.title, command.description].filter((part) => part !== "").join("\n"), attributes: { type: "button" } });
  button.dataset["command"] = command.id;
  if (command.icon !== null) button.append(element("img", { attributes: { src: command.icon, alt: "", width: "24", height: "24" } }));
  button.append(element("span", { text: command.label }));
  const { action } = command;
  button.onclick = () => {
    if (action.kind !== "menu") return run(command);
    const box = button.getBoundingClientRect();
    openMenu(box.left, box.bottom, command.label, action.items.map((item) => ({ label: item.label, icon: item.icon, run: () => run(item) })));
  };
  return button;
}
