export type Theme = "light" | "dark";

const KEY = "host.theme";

/**
 * Light or dark: what the person chose, else what the system prefers. The pane's frame takes it over through `color-scheme`:
 * a frame's prefers-color-scheme follows the element that embeds it. (Microsoft's client for the web, version 1.1.110, has no
 * Office.context.officeTheme: it passes undefined for it.)
 */
export function startTheme(button: HTMLElement): void {
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const chosen = (): Theme => {
    const kept = localStorage.getItem(KEY);
    return kept === "light" || kept === "dark" ? kept : dark.matches ? "dark" : "light";
  };
  const apply = (): void => {
    const theme = chosen();
    document.documentElement.dataset["theme"] = theme;
    const other = theme === "dark" ? "light" : "dark";
    button.title = `Use the ${other} theme`;
    button.setAttribute("aria-label", `Use the ${other} theme`);
  };
  button.onclick = () => {
    localStorage.setItem(KEY, chosen() === "dark" ? "light" : "dark");
    apply();
  };
  dark.addEventListener("change", apply);
  apply();
}
