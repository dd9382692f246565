/** One cell format. The host keeps what a file had and shows these parts; `xf` is the file's own record, kept for saving. */
export interface Style {
  readonly numberFormat: string;
  readonly font: Font;
  readonly fill: string | null; // "#RRGGBB"
  readonly border: Border;
  readonly horizontal: "general" | "left" | "center" | "right" | "fill" | "justify" | "centerAcrossSelection" | "distributed";
  readonly vertical: "top" | "center" | "bottom" | "justify" | "distributed";
  readonly wrapText: boolean;
  readonly indent: number;
  readonly locked: boolean;
  readonly hidden: boolean;
  /** The cell format record of the opened file that this style came from, so that saving keeps what is not shown here. */
  readonly xf?: number;
}

export interface Font {
  readonly name: string;
  readonly size: number;
  readonly bold: boolean;
  readonly italic: boolean;
  readonly underline: boolean;
  readonly strike: boolean;
  readonly color: string | null;
}

export interface Border {
  readonly top: BorderLine | null;
  readonly right: BorderLine | null;
  readonly bottom: BorderLine | null;
  readonly left: BorderLine | null;
}

export interface BorderLine {
  readonly style: "thin" | "medium" | "thick" | "dashed" | "dotted" | "double" | "hair";
  readonly color: string | null;
}

export const DEFAULT_STYLE: Style = {
  numberFormat: "General",
  font: { name: "Calibri", size: 11, bold: false, italic: false, underline: false, strike: false, color: null },
  fill: null,
  border: { top: null, right: null, bottom: null, left: null },
  horizontal: "general",
  vertical: "bottom",
  wrapText: false,
  indent: 0,
  locked: true,
  hidden: false,
};

/** Interns styles: equal formats share one index, index 0 is the default. Indexes stay valid for the book's life. */
export class StyleTable {
  private readonly list: Style[] = [DEFAULT_STYLE];
  private readonly indexByKey = new Map<string, number>([[JSON.stringify(DEFAULT_STYLE), 0]]);
  /** Style by number and change: dates put into a column meet the same one again and again. */
  private readonly changes = new Map<string, number>();

  get(index: number): Style {
    return this.list[index] ?? DEFAULT_STYLE;
  }

  get count(): number {
    return this.list.length;
  }

  /** The format of cells without one of their own, as an opened file has it. Only before anything else is interned. */
  setDefault(style: Style): void {
    this.list[0] = style;
    this.indexByKey.clear();
    this.changes.clear();
    this.indexByKey.set(JSON.stringify(style), 0);
  }

  intern(style: Style): number {
    const key = JSON.stringify(style);
    const known = this.indexByKey.get(key);
    if (known !== undefined) return known;
    this.list.push(style);
    this.indexByKey.set(key, this.list.length - 1);
    return this.list.length - 1;
  }

  /** The style like `index` with some parts changed. */
  change(index: number, part: Partial<Style>): number {
    const key = `${index} ${JSON.stringify(part)}`;
    let changed = this.changes.get(key);
    if (changed === undefined) this.changes.set(key, (changed = this.intern({ ...this.get(index), ...part })));
    return changed;
  }
}
