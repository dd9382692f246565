import { Button, makeStyles, tokens } from "@fluentui/react-components";
import { ArrowLeft20Regular } from "@fluentui/react-icons/svg/arrow-left";
import { useEffect, useRef } from "react";
import { STRINGS } from "../strings";

const useStyles = makeStyles({
  row: { display: "flex", alignItems: "center", gap: tokens.spacingHorizontalXS, minHeight: "32px" },
  title: { margin: 0, fontSize: tokens.fontSizeBase400, lineHeight: tokens.lineHeightBase400, fontWeight: tokens.fontWeightSemibold, overflowWrap: "anywhere", minWidth: 0, outlineStyle: "none" },
});

export interface StepHeaderProps {
  /** Left out on a place's first screen. */
  readonly onBack?: () => void;
  readonly title: string;
}

/** The heading of a screen. A deeper step takes the focus when it slides in, so that a screen reader says where it is. */
export function StepHeader({ onBack, title }: StepHeaderProps): React.JSX.Element {
  const styles = useStyles();
  const heading = useRef<HTMLHeadingElement>(null);
  const isDeeper = onBack !== undefined;
  useEffect(() => {
    if (isDeeper) heading.current?.focus();
  }, [isDeeper, title]);
  return (
    <div className={styles.row}>
      {onBack === undefined ? null : <Button appearance="subtle" aria-label={STRINGS.back} icon={<ArrowLeft20Regular />} onClick={onBack} />}
      <h1 className={styles.title} ref={heading} tabIndex={-1}>
        {title}
      </h1>
    </div>
  );
}
