import { Button } from "@fluentui/react-components";
import { useEffect, useState } from "react";
import { STRINGS } from "../strings";

/** Of a long list so many are shown, and as many more at each press: thousands at once would hold the page. */
const SHOWN_STEP = 50;
/** So many are drawn at one go; the next ones follow when the page had its turn. */
const DRAWN_STEP = 8;

export interface ShownPart {
  /** How many of the list are drawn by now. */
  readonly drawn: number;
  /** How many the person asked for. */
  readonly shown: number;
  readonly more: () => void;
}

/** How much of a long list is on the screen; it comes in parts, so that no part holds the page. */
export function useShownPart(all: number): ShownPart {
  const [shown, setShown] = useState(SHOWN_STEP);
  const [drawn, setDrawn] = useState(DRAWN_STEP);
  const wanted = Math.min(shown, all);
  useEffect(() => {
    if (drawn >= wanted) return undefined;
    const timer = setTimeout(() => setDrawn(drawn + DRAWN_STEP));
    return () => clearTimeout(timer);
  }, [drawn, wanted]);
  return { drawn: Math.min(drawn, wanted), shown, more: () => setShown(shown + SHOWN_STEP) };
}

/** Shows more of a long list; nothing where all of it is shown. */
export function MoreButton({ all, part: { shown, more } }: { readonly all: number; readonly part: ShownPart }): React.JSX.Element | null {
  const left = all - shown;
  if (left <= 0) return null;
  return <Button onClick={more}>{STRINGS.bill.showMore(Math.min(SHOWN_STEP, left), left)}</Button>;
}
