import { makeStyles, tokens } from "@fluentui/react-components";
import { ChevronRight16Regular } from "@fluentui/react-icons/svg/chevron-right";

const useStyles = makeStyles({
  button: {
    display: "flex", alignItems: "center", gap: tokens.spacingHorizontalS, width: "100%", padding: `${tokens.spacingVerticalS} ${tokens.spacingHorizontalXS}`, textAlign: "left",
    border: "none", borderBottom: `1px solid ${tokens.colorNeutralStroke2}`, backgroundColor: "transparent", color: tokens.colorNeutralForeground1, font: "inherit", cursor: "pointer",
    ":hover": { backgroundColor: tokens.colorSubtleBackgroundHover },
    ":active": { backgroundColor: tokens.colorSubtleBackgroundPressed },
    ":focus-visible": { outline: `2px solid ${tokens.colorStrokeFocus2}`, outlineOffset: "-2px", borderRadius: tokens.borderRadiusMedium },
  },
  text: { flexGrow: 1, minWidth: 0, overflowWrap: "anywhere" },
  title: { display: "block" },
  detail: { display: "block", fontSize: tokens.fontSizeBase200, lineHeight: tokens.lineHeightBase200, color: tokens.colorNeutralForeground3 },
  icon: { flexShrink: 0, color: tokens.colorNeutralForeground3 },
});

export interface ItemButtonProps {
  readonly detail?: React.ReactNode;
  readonly end?: React.ReactNode;
  readonly onClick: () => void;
  readonly title: React.ReactNode;
}

/** A row of a list that leads somewhere. */
export function ItemButton({ detail, end, onClick, title }: ItemButtonProps): React.JSX.Element {
  const styles = useStyles();
  return (
    <button className={styles.button} type="button" onClick={onClick}>
      <span className={styles.text}>
        <span className={styles.title}>{title}</span>
        {detail === undefined || detail === "" ? null : <span className={styles.detail}>{detail}</span>}
      </span>
      {end}
      <ChevronRight16Regular aria-hidden="true" className={styles.icon} />
    </button>
  );
}
