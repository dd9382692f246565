import { makeStyles, tokens } from "@fluentui/react-components";

/** Layout that all screens share; nothing is wider than the pane, however long a name is. */
export const useLayout = makeStyles({
  screen: { display: "flex", flexDirection: "column", gap: tokens.spacingVerticalM, padding: `${tokens.spacingVerticalS} ${tokens.spacingHorizontalM} ${tokens.spacingVerticalL}`, minWidth: 0 },
  body: { display: "flex", flexDirection: "column", minHeight: 0, flexGrow: 1, overflowY: "auto", overflowX: "hidden" },
  footer: {
    display: "flex", flexDirection: "column", gap: tokens.spacingVerticalS, padding: `${tokens.spacingVerticalS} ${tokens.spacingHorizontalM}`,
    borderTop: `1px solid ${tokens.colorNeutralStroke2}`, backgroundColor: tokens.colorNeutralBackground1, flexShrink: 0,
  },
  step: {
    display: "flex", flexDirection: "column", flexGrow: 1, minHeight: 0,
    animationName: { from: { opacity: 0, transform: "translateX(12px)" }, to: { opacity: 1, transform: "none" } },
    animationDuration: tokens.durationFast,
    "@media (prefers-reduced-motion: reduce)": { animationDuration: "1ms" },
  },
  section: { display: "flex", flexDirection: "column", gap: tokens.spacingVerticalS, minWidth: 0 },
  heading: { margin: 0, fontSize: tokens.fontSizeBase300, lineHeight: tokens.lineHeightBase300, fontWeight: tokens.fontWeightSemibold },
  muted: { color: tokens.colorNeutralForeground3 },
  small: { fontSize: tokens.fontSizeBase200, lineHeight: tokens.lineHeightBase200 },
  below: { display: "block" },
  text: { margin: 0, overflowWrap: "anywhere" },
  row: { display: "flex", alignItems: "center", gap: tokens.spacingHorizontalS, minWidth: 0 },
  spread: { display: "flex", alignItems: "baseline", justifyContent: "space-between", gap: tokens.spacingHorizontalS, minWidth: 0 },
  shrink: { minWidth: 0, overflowWrap: "anywhere" },
  twoColumns: { display: "grid", alignItems: "start", gridTemplateColumns: "minmax(0, 1fr) minmax(0, 1fr)", gap: tokens.spacingVerticalS, columnGap: tokens.spacingHorizontalS },
  fill: { width: "100%", minWidth: 0 },
  list: { listStyleType: "none", margin: 0, padding: 0, display: "flex", flexDirection: "column" },
  sum: { borderTop: `1px solid ${tokens.colorNeutralStroke1}`, paddingTop: tokens.spacingVerticalXS },
  number: { fontVariantNumeric: "tabular-nums", textAlign: "right", whiteSpace: "nowrap" },
  card: { border: `1px solid ${tokens.colorNeutralStroke2}`, borderRadius: tokens.borderRadiusMedium, padding: tokens.spacingHorizontalS, display: "flex", flexDirection: "column", gap: tokens.spacingVerticalXS, minWidth: 0 },
});
