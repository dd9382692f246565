import { type Theme, teamsHighContrastTheme, webDarkTheme, webLightTheme } from "@fluentui/react-components";

/** Fluent's dark theme, with its red of messages and late amounts light enough to be read as text (WCAG 4.5 : 1). */
const DARK_THEME: Theme = { ...webDarkTheme, colorStatusDangerForeground1: webDarkTheme.colorPaletteRedForeground2, colorPaletteRedForeground1: webDarkTheme.colorPaletteRedForeground2 };

/**
 * The theme that suits Office: high contrast where the system asks for it, else dark or light by Office's own background
 * colour, else by the page's preference (Excel on the web gives no theme).
 */
export function currentTheme(officeBackground: string | null, matches: (query: string) => boolean): Theme {
  if (matches("(forced-colors: active)")) return teamsHighContrastTheme;
  const isDark = officeBackground === null ? matches("(prefers-color-scheme: dark)") : isDarkColor(officeBackground);
  return isDark ? DARK_THEME : webLightTheme;
}

/** "#1f1f1f": dark when its luminance is below the middle. Anything that is no such colour counts as light. */
function isDarkColor(color: string): boolean {
  const match = /^#?([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})$/i.exec(color.trim());
  if (match === null) return false;
  const [red = 255, green = 255, blue = 255] = match.slice(1).map((part) => parseInt(part, 16));
  return 0.299 * red + 0.587 * green + 0.114 * blue < 128;
}

/** Calls back when the system's colours change, until the returned function is called. */
export function onThemeChange(page: Window, listener: () => void): () => void {
  const queries = ["(forced-colors: active)", "(prefers-color-scheme: dark)"].map((query) => page.matchMedia(query));
  for (const query of queries) query.addEventListener("change", listener);
  return () => {
    for (const query of queries) query.removeEventListener("change", listener);
  };
}
