import { FluentProvider, RendererProvider, type Theme } from "@fluentui/react-components";
import { useEffect, useState } from "react";
import { currentTheme, onThemeChange } from "./theme";

type Renderer = React.ComponentProps<typeof RendererProvider>["renderer"];

export interface ThemedPaneProps {
  readonly children: React.ReactNode;
  readonly officeBackground: () => string | null;
  readonly renderer: Renderer;
}

function themeNow(officeBackground: () => string | null): Theme {
  return currentTheme(officeBackground(), (query) => window.matchMedia(query).matches);
}

/** Fluent with the theme of Office; it follows the system when that changes. */
export function ThemedPane({ children, officeBackground, renderer }: ThemedPaneProps): React.JSX.Element {
  const [theme, setTheme] = useState(() => themeNow(officeBackground));
  useEffect(() => onThemeChange(window, () => setTheme(themeNow(officeBackground))), [officeBackground]);
  return (
    <RendererProvider renderer={renderer} targetDocument={document}>
      <FluentProvider theme={theme}>{children}</FluentProvider>
    </RendererProvider>
  );
}
