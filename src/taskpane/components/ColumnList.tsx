import { Select, makeStyles, tokens } from "@fluentui/react-components";
import { LINE_FIELDS, type LineField } from "../../workbook/sourceColumns";
import { lineFieldLabel } from "../../workbook/sourceColumns";
import type { BillPlan } from "../model/billPlan";
import { STRINGS } from "../strings";

const useStyles = makeStyles({
  summary: { cursor: "pointer", paddingBlock: tokens.spacingVerticalXS, fontWeight: tokens.fontWeightSemibold, ":focus-visible": { outline: `2px solid ${tokens.colorStrokeFocus2}`, borderRadius: tokens.borderRadiusMedium } },
  row: { display: "grid", gridTemplateColumns: "104px minmax(0, 1fr)", alignItems: "center", columnGap: tokens.spacingHorizontalS, marginBottom: tokens.spacingVerticalXS },
  select: { width: "100%", minWidth: 0 },
});

const SHOWN: readonly LineField[] = ["customer", "date", "item", "description", "quantity", "unit", "unitPrice", "amount", "discountPercent", "taxCode", "reference", "currency", "rowId", "invoiced"];

export interface ColumnListProps {
  readonly onCorrect: (field: LineField, header: string) => void;
  readonly plan: BillPlan;
}

/** Which column was taken for what; every one can be corrected. Open at once when a column could not be told. */
export function ColumnList({ onCorrect, plan }: ColumnListProps): React.JSX.Element | null {
  const styles = useStyles();
  const { headers, mapping } = plan;
  if (mapping === null) return null;
  const isUnclear = mapping.missing.length > 0 || mapping.ambiguous.length > 0;
  const fields = LINE_FIELDS.map(({ field }) => field).filter((field) => SHOWN.includes(field));
  return (
    <details open={isUnclear}>
      <summary className={styles.summary}>{STRINGS.bill.columns}</summary>
      {fields.map((field) => {
        const column = mapping.columns.get(field);
        return (
          <div className={styles.row} key={field}>
            <label htmlFor={`column-${field}`}>{lineFieldLabel(field)}</label>
            <Select className={styles.select} id={`column-${field}`} size="small" value={column === undefined ? "" : (headers[column] ?? "")} onChange={(_, { value }) => onCorrect(field, value)}>
              <option value="">{STRINGS.bill.noColumn}</option>
              {[...new Set(headers)].filter((header) => header !== "").map((header) => (
                <option key={header} value={header}>
                  {header}
                </option>
              ))}
            </Select>
          </div>
        );
      })}
    </details>
  );
}
