import { Button, Spinner } from "@fluentui/react-components";
import { useEffect } from "react";
import { createStore } from "../store";
import { STRINGS } from "../strings";
import { useStore } from "../useStore";
import { useLayout } from "./useLayout";

/** Screens that are fetched once and after the first one stands. */
export interface LateComponents<Screens> {
  /** Fetches them if nobody has; later calls share the answer. */
  fetch(): Promise<void>;
  /** What `show` makes of the screens; until they are here, a line that says so, and a way to try again. */
  readonly Shown: (props: { readonly show: (screens: Screens) => React.JSX.Element }) => React.JSX.Element;
}

export function createLateComponents<Screens>(load: () => Promise<Screens>): LateComponents<Screens> {
  const store = createStore<{ readonly screens: Screens | null; readonly hasFailed: boolean }>({ screens: null, hasFailed: false });
  let running: Promise<void> | null = null;
  function fetch(): Promise<void> {
    running ??= load().then(
      (screens) => store.set(() => ({ screens, hasFailed: false })),
      () => {
        running = null;
        store.set(({ screens }) => ({ screens, hasFailed: true }));
      },
    );
    return running;
  }
  function Shown({ show }: { readonly show: (screens: Screens) => React.JSX.Element }): React.JSX.Element {
    const layout = useLayout();
    const { hasFailed, screens } = useStore(store);
    useEffect(() => {
      void fetch();
    }, []);
    if (screens !== null) return show(screens);
    return (
      <div className={layout.screen}>
        {hasFailed ? (
          <>
            <p className={layout.text} role="alert">{STRINGS.notFetched}</p>
            <Button onClick={() => void fetch()}>{STRINGS.tryAgain}</Button>
          </>
        ) : (
          <Spinner label={STRINGS.opening} size="small" />
        )}
      </div>
    );
  }
  return { fetch, Shown };
}
