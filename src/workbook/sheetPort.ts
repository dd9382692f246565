/**
 * What a screen needs to know of the sheet beside it: where the person is, when something changed, how numbers and dates
 * are written here. src/workbook/office implements it. Changes are hints: they say "look again", never what is new.
 */
export interface SheetPort {
  /** Sheet-qualified address of the selected cells ("Billable!A2:H5"); null when several areas are selected. */
  selection(): Promise<string | null>;
  /** Calls back when another range is selected, until the returned function is called. */
  onSelection(listener: () => void): Promise<() => void>;
  /** Calls back when cells or hidden rows of any sheet changed, until the returned function is called. */
  onChange(listener: (change: SheetChange) => void): Promise<() => void>;
  regional(): Promise<RegionalSettings>;
}

export interface SheetChange {
  /** Another person in the same workbook made it. */
  readonly isRemote: boolean;
}

/** As Excel gives them: separators as they are shown, the short date as a pattern such as "d/m/yyyy". */
export interface RegionalSettings {
  readonly decimalSeparator: string;
  readonly groupSeparator: string;
  readonly shortDatePattern: string;
}
