import { FluentProvider, RendererProvider, type Theme } from "@fluentui/react-components";
import { useEffect, useState } from "react";
import { currentTheme, onThemeChange } from "./theme";

type Renderer = React.ComponentProps<typeof RendererProvider>["renderer"];

export interface ThemedPaneProps {
  readonly children: React.ReactNode;
  readonly officeBackground: () => string | null;
  readonly renderer: Renderer;
}

/** Fluent with the theme of Office; it follows the system when that changes. */
export function ThemedPane({ children, officeBackground, renderer }: ThemedPaneProps): React.JSX.Element {
  const read = (): Theme => currentTheme(officeBackground(), (query) => window.matchMedia(query).matches);
  const [theme, setTheme] = useState(read);
  useEffect(() => onThemeChange(window, () => setTheme(read())), []);
  return (
    <RendererProvider renderer={renderer} targetDocument={document}>
      <FluentProvider theme={theme}>{children}</FluentProvider>
    </RendererProvider>
  );
}
