import { int, one, type Random, RandomFormulas } from "./randomFormulas";

const MAX_LENGTH = 8_192;
const ALPHABET = "=+-*/^&<>%#@!:;,.()[]{}'\"$ ~?\\_ 019AZazeE\u00e4\u20ac\u{1F600}\n\t\u0000";
const PIECES = [
  "A1", "$B$2", "Data!A:A", "Sales[", "]", "[#This Row]", "[#All]", "[@", "Sales[[#Headers],[Qty]]", "Rate", "#REF!", "#N/A", "{1,2;3,4}", "IF(", "LET(x,1,", "SUM(", ")", ",", "1E309", "'It''s'!", "\"\"", "1:1048576", "A1#",
  "@", "Jan:Dec!B2", "[1]Sheet!A1", "_xlfn.", "LAMBDA(x,x)(1)", "TRUE", "--", "%", "XFD1048576", "XFE1", "A0", "A1048577", "R1C1", "LOG10", "Sales[@[Net amount]:[Qty]]", "INDIRECT(\"", "OFFSET(A1,",
] as const;

/** Values that functions rarely meet: very large, very small, empty, wrong. */
const ARGUMENTS = [
  "0", "-1", "1", "1E308", "-1E308", "1E-320", "2958466", "99999999999", "0.5", "\"\"", "\"x\"", "\"9e999\"", "TRUE", "NA()", "1/0", "", "{1,2;3,4}", "{\"a\"}", "Data!A1:M40", "Data!C:C", "Data!1:3", "Sales", "Sales[#All]", "Sales[Mixed]", "(Data!A1,Data!B2)",
  "B5", "A1:B9", "REPT(\"a\",32767)", "REPT(\"*a\",3000)", "\"*a*a*a*a*a*a*a*a*b\"", "\"~\"", "\"[\"", "\"yyyy[$-F800]\"", "\"#,##0.00_);[Red](#,##0.00)\"", "\"0\"\"\"", "SEQUENCE(300,300)", "Data!Z99", "CHAR(0)", "Nothing!A1", "LAMBDA(x,x)", "Loop",
] as const;

/** Writes formulas to break a spreadsheet with. */
export class HostileFormulas {
  private readonly sensible: RandomFormulas;

  constructor(
    private readonly random: Random,
    private readonly functions: readonly string[],
  ) {
    this.sensible = new RandomFormulas(random);
  }

  next(): string {
    const makers = [() => this.noise(), () => this.pieces(), () => this.torn(), () => this.torn(), () => this.absurdCall(), () => this.absurdCall(), () => this.absurdCall(), () => this.deep(), () => this.chain(), () => this.spliced()];
    return one(this.random, makers)().slice(0, MAX_LENGTH + 2);
  }

  private int(low: number, high: number): number {
    return int(this.random, low, high);
  }

  private one(list: readonly string[]): string {
    return one(this.random, list);
  }

  private times(count: number, make: () => string): string {
    return Array.from({ length: count }, make).join("");
  }

  private noise(): string {
    const letters = [...ALPHABET];
    return this.times(this.int(1, 40), () => this.one(letters));
  }

  private pieces(): string {
    return this.times(this.int(1, 14), () => (this.random() < 0.7 ? this.one(PIECES) : this.one([...ALPHABET])));
  }

  /** A sensible formula with a few characters gone, doubled, exchanged or put in. */
  private torn(): string {
    let text = this.sensible.next(this.int(1, 99));
    for (let tears = this.int(1, 4); tears > 0; tears--) {
      const at = this.int(0, text.length);
      const to = Math.min(text.length, at + this.int(1, 3));
      const put = this.one(["", text.slice(at, to).repeat(2), this.one([...ALPHABET]), this.one(PIECES)]);
      text = text.slice(0, at) + put + text.slice(to);
    }
    return text;
  }

  private spliced(): string {
    const first = this.sensible.next(3);
    const second = this.sensible.next(3);
    return first.slice(0, this.int(0, first.length)) + second.slice(this.int(0, second.length));
  }

  /** Any function with any arguments. */
  private absurdCall(): string {
    const args = Array.from({ length: this.int(0, 6) }, () => (this.random() < 0.12 ? this.absurdCall() : this.one(ARGUMENTS)));
    return `${this.one(this.functions)}(${args.join(",")})`;
  }

  private deep(): string {
    const [open, middle, close] = one(this.random, [
      ["(", "1", ")"], ["SUM(", "1", ")"], ["IF(TRUE,", "1", ",0)"], ["-(", "A1", ")"], ["{", "1", "}"], ["[", "x", "]"], ["Sales[", "[Qty]", "]"], ["LET(a,1,", "a", ")"], ["INDIRECT(", "\"A1\"", ")"], ["@(", "A1:A9", ")"], ["1+(", "2", ")"], ["IFERROR(1/0,", "7", ")"],
      ["A1:(", "B2", ")"], ["(A1,", "B2", ")"], ["SUM((A1 ", "A1", "))"],
    ] as const);
    const depth = this.int(20, 900);
    return open.repeat(depth) + middle + close.repeat(this.random() < 0.8 ? depth : this.int(0, depth));
  }

  /** As long as a formula can be. */
  private chain(): string {
    const link = this.one(["+1", "-A1", "&\"x\"", "^1", "%", "#", ":A2", " A1:B2", ",1", "=1", "*Rate", "&Sales[Qty]", "+Data!C:C", "<>\"\"", "+(1)", ":INDEX(A:A,3)", "--1", "+-+-1", "@A1", "!A1", "'", "\"\"", "[Qty]", "+{1,2}"]);
    const count = Math.min(this.one(["few", "many"]) === "few" ? this.int(2, 60) : MAX_LENGTH, Math.floor((MAX_LENGTH - 20) / link.length));
    return this.one(["1", "A1", "SUM(1", "(A1", "Data!B2", "\"a\""]) + link.repeat(count) + this.one(["", ")", ""]);
  }
}
