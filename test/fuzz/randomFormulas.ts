/** The data that random formulas look at: sheet Data, a table Sales of A1:H31 (row 31 is the last of 30), helpers in J and K. */
export const DATA_ROWS = 30;

export type Random = () => number;
type Make = (depth: number) => string;

const CUSTOMERS = ["ACME", "acme", "Bolt & Co", "Möller", "Zeta", "00417"] as const;

export type DataCell = string | number | boolean | null;

/** The rows of the table Sales, by its columns. */
export const COLUMNS = ["Number", "Customer", "Net amount", "Qty", "Date", "Mixed", "Rate %", "Note [x]", "Line"] as const;

export function randomRow(random: Random, index: number): DataCell[] {
  // no booleans and no empty texts: LibreOffice reads them from files as numbers and as empty cells
  const mixed: readonly DataCell[] = [cents(random), "12", "text", null, int(random, -3, 9), "1.5"];
  const row = index + 1;
  return [
    `INV-${String(index).padStart(3, "0")}`,
    one(random, CUSTOMERS),
    cents(random),
    int(random, -5, 20),
    int(random, 45_000, 46_500),
    one(random, mixed),
    one(random, [0, 0.05, 0.07, 0.19, 0.2, 1]),
    one(random, ["paid in full", "Part-paid, 2nd", "  two  spaces ", "OPEN", "open?", "a*b", null]),
    one(random, ["=[@[Net amount]]*[@Qty]", "=ROUND([@[Net amount]]*(1+Sales[[#This Row],[Rate %]]),2)", "=SUM(Sales[@[Net amount]:[Qty]])", `=C${row}-D${row}`, "=[@Customer]&\"/\"&[@Number]"]),
  ];
}

function cents(random: Random): number {
  return Math.round((random() - 0.3) * 1_000_00) / 100;
}

export function int(random: Random, low: number, high: number): number {
  return low + Math.floor(random() * (high - low + 1));
}

export function one<T>(random: Random, list: readonly T[]): T {
  const chosen = list[Math.floor(random() * list.length)];
  if (chosen === undefined) throw new RangeError("The list is empty.");
  return chosen;
}

/** Writes random formulas that Excel accepts. `row` is the row (1-based) of the formula on its own sheet, which may refer to rows above. */
export class RandomFormulas {
  constructor(
    private readonly random: Random,
    private row = 1,
  ) {}

  next(row: number): string {
    this.row = row;
    return this.pick([() => this.number(3), () => this.number(4), () => this.text(3), () => this.truth(3), () => this.date(3), () => this.array(2), () => `IF(${this.truth(2)},${this.number(2)})`]);
  }

  private pick(makers: readonly (() => string)[]): string {
    return one(this.random, makers)();
  }

  private int(low: number, high: number): number {
    return int(this.random, low, high);
  }

  private one(list: readonly string[]): string {
    return one(this.random, list);
  }

  private dataRow(): number {
    return this.int(2, DATA_ROWS + 1);
  }

  private cell(column: string): string {
    const row = this.dataRow();
    return `Data!${this.one(["", "$"])}${column}${this.one(["", "$"])}${row}`;
  }

  /** A column of the table, or a part of it. */
  private column(letter: string, name: string): string {
    const from = this.dataRow();
    const to = this.dataRow();
    return this.one([`Sales[${name}]`, `Data!${letter}2:${letter}31`, `Data!$${letter}$${Math.min(from, to)}:${letter}${Math.max(from, to)}`, `Data!${letter}:${letter}`]);
  }

  private fixedColumn(letter: string, name: string): string {
    return this.one([`Sales[${name}]`, `Data!${letter}$2:${letter}$31`]);
  }

  private amounts(): string {
    return this.one([this.column("C", "Net amount"), this.column("D", "Qty"), "Sales[[Net amount]:[Qty]]", "Data!C2:D9", "Data!F2:F31", "Sales[Mixed]", "Sales[Rate %]", "Sales[Line]", "Sales[[Qty]:[Line]]", "Data!C2:I5", "Data!$3:$4", "Amounts"]);
  }

  private number: Make = (depth) => {
    const n = (): string => this.number(depth - 1);
    if (depth <= 0) return this.pick([() => String(this.int(-9, 30)), () => (this.int(-99999, 99999) / 100).toString(), () => this.cell("C"), () => this.cell("D"), () => this.cell("G"), () => this.cell("F"), () => "10%", () => "1E2", () => "Rate", () => this.cell("I"), () => "Rate*100%"]);
    return this.pick([
      () => `${n()}+${n()}`, () => `${n()}-${n()}`, () => `${n()}*${n()}`, () => `(${n()})/(${n()})`, () => `-${n()}`, () => `(${n()}+${n()})*${n()}`, () => `${n()}%`, () => `(${n()})^2`, () => `-${this.cell("D")}^2`,
      () => `SUM(${this.amounts()})`, () => `SUM(${this.amounts()},${n()})`, () => `AVERAGE(${this.amounts()})`, () => `MIN(${this.amounts()},${n()})`, () => `MAX(${this.amounts()})`, () => `COUNT(${this.amounts()})`, () => `COUNTA(Sales[Mixed])`,
      () => `COUNTBLANK(Data!${this.one(["F2:F31", "H2:H31", "A1:H9"])})`, () => `MEDIAN(${this.amounts()})`, () => `LARGE(${this.amounts()},${this.int(1, 6)})`, () => `SMALL(${this.amounts()},${this.int(1, 6)})`, () => `RANK(${this.cell("C")},Data!C$2:C$31${this.one(["", ",1", ",0"])})`,
      () => `STDEV(${this.amounts()})`, () => `VAR(${this.amounts()})`, () => `PERCENTILE(${this.amounts()},${this.one(["0.1", "0.5", "0.9", "1"])})`, () => `QUARTILE(${this.amounts()},${this.int(0, 4)})`, () => `SUMSQ(${this.amounts()})`, () => `PRODUCT(${n()},${n()})`, () => `AVERAGEA(Sales[Mixed])`, () => `MAXA(Sales[Mixed])`,
      () => `SUBTOTAL(${this.one(["9", "109", "1", "2", "3", "4", "5", "6", "102", "103"])},Data!C2:D20)`, () => `AGGREGATE(${this.one(["9", "1", "4", "2", "12"])},6,Data!C2:C31)`, () => `AGGREGATE(${this.one(["14", "15"])},6,Data!C2:C31,${this.int(1, 4)})`,
      () => `SUMIF(${this.fixedColumn("B", "Customer")},${this.criterion()},${this.fixedColumn("C", "Net amount")})`, () => `SUMIF(${this.fixedColumn("C", "Net amount")},${this.numberCriterion()})`, () => `AVERAGEIF(${this.fixedColumn("D", "Qty")},${this.numberCriterion()},${this.fixedColumn("C", "Net amount")})`,
      () => `SUMIFS(Sales[Net amount],Sales[Customer],${this.criterion()},Sales[Qty],${this.numberCriterion()})`, () => `SUMIFS(Data!C:C,Data!B:B,${this.criterion()},Data!E:E,"<="&${this.cell("E")})`, () => `COUNTIFS(Sales[Note '[x']],${this.one(['"*paid*"', '"OPEN"', '"open~?"', '"a~*b"', '"?pen"'])},Sales[Date],">"&${this.cell("E")})`, () => `COUNTIF(Sales[Mixed],${this.one(['"<>"', '"="', '""', '"text"', '"<>text"', '">1"', '"t*"', '"te?t"'])})`,
      () => `MINIFS(Sales[Net amount],Sales[Customer],${this.criterion()})`, () => `MAXIFS(Sales[Net amount],Sales[Qty],${this.numberCriterion()})`, () => `AVERAGEIFS(Sales[Net amount],Sales[Customer],${this.criterion()})`,
      () => `SUMPRODUCT(${this.one(["Sales[Net amount],Sales[Qty]", "(Sales[Customer]=\"acme\")*Sales[Net amount]", "--(Sales[Qty]>3),Sales[Net amount]", "Data!C2:C9*Data!D2:D9", "(Data!E2:E31>45500)*(Data!D2:D31>0)*Data!C2:C31", "ROUND(Sales[Net amount]*Sales[Rate %],2)"])})`,
      () => `ROUND(${n()},${this.int(-2, 4)})`, () => `ROUNDUP(${n()},${this.int(-1, 3)})`, () => `ROUNDDOWN(${n()},${this.int(-1, 3)})`, () => `INT(${n()})`, () => `TRUNC(${n()},${this.int(0, 2)})`, () => `MOD(ROUND(${n()},2),${this.one(["7", "-3", "2.5", "0", "360"])})`, () => `ABS(${n()})`, () => `SIGN(${n()})`, () => `SQRT(${n()})`, () => `POWER(${n()},${this.one(["2", "3", "0.5", "-1"])})`,
      () => `MROUND(ABS(${n()}),${this.one(["5", "0.05", "0.25", "25"])})`, () => `CEILING(${n()},${this.one(["5", "0.05", "10", "-5"])})`, () => `FLOOR(${n()},${this.one(["5", "0.05", "10", "-5"])})`, () => `EVEN(${n()})`, () => `ODD(${n()})`, () => `QUOTIENT(${n()},${this.one(["7", "-3", "0"])})`, () => `GCD(${this.int(0, 90)},${this.int(0, 90)})`, () => `LCM(${this.int(1, 90)},${this.int(1, 9)})`,
      () => `IF(${this.truth(depth - 1)},${n()},${n()})`, () => `IFERROR(${n()},${n()})`, () => `IFNA(VLOOKUP(${this.key()},Data!B$2:D$31,2,FALSE),${n()})`, () => `IFS(${this.truth(depth - 1)},${n()},TRUE,${n()})`, () => `SWITCH(${this.int(1, 4)},1,${n()},2,${n()}${this.one(["", ",9"])})`, () => `CHOOSE(${this.int(0, 4)},${n()},${n()},${n()})`,
      () => `VLOOKUP(${this.key()},${this.one(["Data!B$2:D$31", "Sales[[Customer]:[Qty]]"])},${this.int(1, 4)},${this.one(["FALSE", "0"])})`, () => `VLOOKUP(0+${n()},Data!J$2:K$12,2)`, () => `VLOOKUP(0+${n()},Data!J$2:K$12,2,TRUE)`, () => `INDEX(Sales[Net amount],${this.int(1, 32)})`, () => `INDEX(Sales[[#Data],[Number]:[Note '[x']]],${this.int(1, 30)},${this.one(["3", "4", "7", "9"])})`, () => `INDEX(Data!C:C,MATCH(${this.key()},Data!B:B,0))`,
      () => `MATCH(0+${n()},Data!J$2:J$12${this.one(["", ",1"])})`, () => `MATCH(${this.key()},Sales[Customer],0)`, () => `HLOOKUP(${this.one(['"Qty"', '"qty"', '"nothing"'])},Data!A$1:H$31,${this.int(1, 8)},FALSE)`, () => `LOOKUP(0+${n()},Data!J$2:J$12,Data!K$2:K$12)`, () => `SUM(OFFSET(Data!C2,${this.int(0, 5)},0,${this.int(1, 9)},${this.int(1, 2)}))`, () => `INDIRECT("Data!D"&${this.dataRow()})`, () => `SUM(INDEX(Data!C2:D31,0,${this.int(1, 2)}))`, () => `SUM(Data!C2:INDEX(Data!C:C,${this.dataRow()}))`,
      () => `ROW(${this.cell("A")})`, () => `COLUMN(${this.cell("F")})`, () => `ROWS(Sales[[${this.one(["#All", "#Data", "#Headers"])}],[Qty]:[Date]])`, () => `COLUMNS(Data!A1:${this.one(["C", "Z"])}9)`, () => `ROW()`, () => `N(${this.cell("F")})`, () => `SUM(Data!C2:C20 Data!A${this.int(2, 9)}:H${this.int(10, 15)})`, () => `SUM((Data!C2:C4,Data!D8:D9))`,
      () => `LEN(${this.text(depth - 1)})`, () => `FIND(${this.one(['"a"', '"-"', '"0"', '"x"'])},${this.text(depth - 1)})`, () => `SEARCH(${this.one(['"a"', '"p?i"', '"-"'])},${this.text(depth - 1)})`, () => `CODE(${this.one(['"A"', '"z"', '"~"'])})`, () => `VALUE(${this.one(['"12.5"', '"-3"', '"1e3"', '"abc"', '" 7 "', '"12%"'])})`, () => `"${this.int(1, 99)}"*${n()}`, () => `${this.one(["TRUE", "FALSE"])}+${n()}`,
      () => `YEAR(${this.date(depth - 1)})`, () => `MONTH(${this.date(depth - 1)})`, () => `DAY(${this.date(depth - 1)})`, () => `WEEKDAY(${this.date(depth - 1)}${this.one(["", ",1", ",2", ",3"])})`, () => `WEEKNUM(DATE(${this.int(1990, 2040)},${this.int(1, 11)},${this.int(1, 30)})${this.one(["", ",1", ",2", ",11", ",15", ",21"])})`, () => `ISOWEEKNUM(${this.date(depth - 1)})`, () => `${this.date(depth - 1)}-${this.date(depth - 1)}`, () => `DAYS(${this.date(0)},${this.date(0)})`, () => `DAYS360(${this.date(0)},${this.date(0)}${this.one(["", ",TRUE", ",FALSE"])})`, () => `YEARFRAC(${this.date(0)},${this.date(0)}${this.one(["", ",0", ",1", ",2", ",3", ",4"])})`,
      () => `DATEDIF(${this.date(0)},${this.date(0)},"${this.one(["D", "M", "Y", "YM", "MD", "YD"])}")`, () => `NETWORKDAYS(${this.date(0)},${this.date(0)}${this.one(["", ",Data!M$2:M$6"])})`, () => `NETWORKDAYS.INTL(${this.date(0)},${this.date(0)},${this.one(["1", "2", "7", "11", "16", '"0000111"'])})`, () => `HOUR(${this.time()})`, () => `MINUTE(${this.time()})`, () => `SECOND(${this.time()})`,
      () => `PMT(${this.one(["0.01", "0.05/12", "0"])},${this.int(1, 48)},${n()})`, () => `FV(0.02,${this.int(1, 24)},${n()},${n()}${this.one(["", ",1"])})`, () => `PV(0.03,${this.int(1, 24)},${n()})`, () => `NPV(0.1,${n()},${n()},${n()})`, () => `IPMT(0.01,${this.int(1, 12)},12,${n()})`, () => `PPMT(0.01,${this.int(1, 12)},12,${n()})`, () => `NPER(0.01,-${this.int(50, 500)},${this.int(100, 5000)})`,
      () => `ERROR.TYPE(${this.one(["1/0", "NA()", '"x"*1', "1"])})`, () => `TYPE(${this.cell("F")})`, () => `NUMBERVALUE(${this.one(['"1.234,5",",","."', '"12%"', '"1 000"', '"x"'])})`, () => `LOG(${n()},2)`, () => `LN(${n()})`, () => `EXP(${this.int(-3, 5)})`, () => `FACT(${this.int(0, 12)})`, () => this.above(), () => this.statistic(), () => this.lookAround(), () => this.conversion(),
      () => `LOG10(ABS(${n()}))`, () => `PI()*${n()}`, () => `CEILING.MATH(${n()}${this.one(["", ",5", ",0.05", ",-2", ",2,1"])})`, () => `FLOOR.MATH(${n()}${this.one(["", ",5", ",0.05", ",2,1"])})`, () => this.precedence(),
    ]);
  };

  /** Functions of a list of numbers by their newer and older names. */
  private statistic(): string {
    return this.one([
      `STDEV.S(${this.amounts()})`, `STDEV.P(${this.amounts()})`, `STDEVP(${this.amounts()})`, `VAR.S(${this.amounts()})`, `VAR.P(${this.amounts()})`, `VARP(${this.amounts()})`, `MINA(Sales[Mixed])`, `AVEDEV(${this.amounts()})`, `GEOMEAN(Data!K2:K12)`, `MODE(Sales[Qty])`, `MODE.SNGL(Sales[Rate %])`,
      `PERCENTILE.INC(${this.amounts()},${this.one(["0", "0.25", "0.33", "1", "1.1"])})`, `QUARTILE.INC(${this.amounts()},${this.int(-1, 5)})`, `RANK.EQ(${this.cell("D")},Data!D$2:D$31${this.one(["", ",1"])})`, `RANK.AVG(${this.cell("D")},Data!D$2:D$31${this.one(["", ",1"])})`, `LARGE(Sales[Qty],${this.one(["0", "30", "31"])})`,
      `SUBTOTAL(${this.int(1, 11)},Sales[Net amount],Sales[Qty])`, `AGGREGATE(${this.int(1, 12)},${this.int(0, 7)},Data!D2:D31)`, `COUNT(${this.amounts()},7)`, `COUNTA(${this.amounts()},"")`,
    ]);
  }

  /** References in their rarer forms. */
  private lookAround(): string {
    const row = this.dataRow();
    return this.one([
      `SUM('Data'!$C$${row}:'Data'!D${row})`, `SUM(Data!${Math.min(row, 28)}:${Math.min(row, 28) + 3})`, "COUNTA(Data!A:A)", "COUNTA(Data!$1:$1)", `SUM(Data!C2:OFFSET(Data!C2,${this.int(0, 9)},${this.int(0, 1)}))`, `SUM(INDEX(Data!C:C,${this.int(2, 9)}):INDEX(Data!D:D,${this.int(10, 31)}))`,
      `SUM(Amounts Data!A${row}:Z${row})`, `SUM(Sales[[#Data],[Qty]])`, `SUM(Sales[[#All],[Qty]:[Date]])`, "COUNTA(Sales[[#Headers],[Number]:[Qty]])", "SHEETS()", "SHEET()", "AREAS((Data!A1,Data!B2:C3))", `ROW(Sales[[#Headers],[Qty]])+${row}`, "COLUMN(Sales[Date])", `CELL("row",Data!B${row})`, `CELL("col",Data!B${row})`,
      `SUM(Data:Calc!D${row})`, `COUNT(Data:Calc!C2:D${row})`, `SUM((Data!C2:C${row},Data!D3,Data!D5:D6))`, `INDEX((Data!C2:C5,Data!D2:D9),${this.int(1, 5)},1,${this.int(1, 3)})`, `INDIRECT("Data!C"&${row})*1`, `SUM(INDIRECT("Data!C2:D"&${row}))`, `ROWS(INDIRECT("Sales[Qty]"))`, `INDIRECT(ADDRESS(${row},3,1,TRUE,"Data"))+0`,
    ]);
  }

  /** Texts and booleans where numbers are wanted. */
  private conversion(): string {
    return this.one([
      `"3"+${this.cell("D")}`, `TRUE+TRUE+${this.cell("D")}`, `${this.cell("F")}*1`, `${this.cell("F")}&${this.cell("F")}+1`, `SUM(${this.cell("F")},1)`, `PRODUCT(${this.cell("F")},2)`, `2*--(${this.cell("B")}="acme")`, `-"2.5"`, `"10%"*${this.cell("C")}`, `"1E2"/4`, `ROUND("2.567",1)`, `INT("7.9")`,
      `DATEVALUE("2026-01-31")-"2026-01-01"`, `"2026-02-28"+1`, `YEAR("2026-02-28")`, `LEN(${this.cell("C")})`, `LEFT(${this.cell("C")},2)+0`, `MID(12345,2,2)*1`, `LEN(${this.cell("D")}/3)`, `SUMPRODUCT(Data!F2:F9,Data!D2:D9)`, `IF(${this.cell("D")},1,2)`, `IF("TRUE",1,2)`, `CHOOSE("2",1,5)`, `ROUND(${this.cell("C")},"1")`, "TRUE()+0", "FALSE()*1",
    ]);
  }

  private precedence(): string {
    const a = this.cell("D");
    const b = this.cell("G");
    return this.one([`-2^2`, `2^3^2`, `2^-1`, `-${a}^2`, `-(${a})^2%`, `${a}*-${b}`, `${a}--${b}`, `1-${a}%`, `50%*${b}`, `${a}-${b}-1`, `${a}/4/2`, `2*${a}^2+1`, `(1+2&3+4)*1`, `(${a}=${a})*1`, `(${a}&${b}=${a}&${b})+0`, `((${a}))`, `+${a}`, `+-+${a}`, `${a}<${b}&"x"`, `5%%`, `1.5E-2*${a}`, `.5+5.`]);
  }

  private above(): string {
    return this.row > 2 ? `A${this.int(Math.max(1, this.row - 20), this.row - 1)}` : "1";
  }

  private key(): string {
    return this.one(['"ACME"', '"bolt*"', '"möller"', '"z?ta"', '"00417"', '"nobody"', `Data!B${this.dataRow()}`, '""']);
  }

  private criterion(): string {
    return this.one(['"ACME"', '"=acme"', '"<>ACME"', '"b*"', '"*e*"', '"z?ta"', '"~*"', '"*paid*"', '"open~?"', '">B"', '"nobody"', `Data!B${this.dataRow()}`]);
  }

  private numberCriterion(): string {
    return this.one(['">5"', '"<0"', '">=3"', '"<>4"', '"=7"', "7", '"7"', `">"&${this.cell("D")}`, this.cell("D"), '"<=0"']);
  }

  private text: Make = (depth) => {
    const t = (): string => this.text(depth - 1);
    if (depth <= 0) return this.pick([() => this.cell("B"), () => this.cell("A"), () => this.cell("H"), () => this.one(['"Invoice"', '""', '"a,b;c"', '"Ünïcode ä"', '" pad "', '"say ""hi"""', '"x-y-z"'])]);
    return this.pick([
      () => `${t()}&${t()}`, () => `${t()}&${this.number(0)}`, () => `UPPER(${t()})`, () => `LOWER(${t()})`, () => `PROPER(${t()})`, () => `TRIM(${t()})`, () => `LEFT(${t()},${this.int(0, 6)})`, () => `RIGHT(${t()},${this.int(0, 6)})`, () => `MID(${t()},${this.int(0, 5)},${this.int(0, 6)})`, () => `LEFT(${t()})`, () => `SUBSTITUTE(${t()},${this.one(['"a"', '"-"', '" "'])},${this.one(['"_"', '""', '"--"'])}${this.one(["", ",1", ",2"])})`, () => `REPLACE(${t()},${this.int(1, 4)},${this.int(0, 3)},"#")`, () => `REPT(${t()},${this.int(0, 3)})`, () => `CONCATENATE(${t()},"/",${t()})`, () => `CONCAT(${t()},Data!A2:A4)`, () => `TEXTJOIN(${this.one(['", "', '"-"', '""'])},${this.one(["TRUE", "FALSE"])},Data!H2:H6,${t()})`, () => `CLEAN(${t()})`, () => `T(${this.cell("F")})`, () => `CHAR(${this.int(32, 126)})`, () => `UNICHAR(${this.one(["8364", "65", "228"])})`, () => `(${this.number(depth - 1)})&""`, () => `UNICODE(${this.one(['"A"', '"ä"', '"€uro"'])})&""`, () => `MID(${t()},${this.int(1, 9)},99)`, () => `SUBSTITUTE(${t()},${t()},"<>")`, () => `TEXT(${this.cell("F")},"0.0")`, () => `REPT("ab",${this.cell("D")})`, () => `IFERROR(${t()},"error")`, () => `SWITCH(${this.cell("B")},"ACME","a","zeta","z","other")`, () => `LOOKUP(${this.int(0, 110)},Data!J$2:J$12,Data!A$2:A$12)`,
      () => `TEXT(${this.number(depth - 1)},"${this.one(["0", "0.00", "#,##0", "#,##0.00", "0%", "0.0%", "0.00;(0.00)", "000", '#,##0.00;-#,##0.00;""zero""'])}")`, () => `TEXT(${this.date(0)},"${this.one(["yyyy-mm-dd", "d/m/yy", "dd.mm.yyyy", "mmm d, yyyy", "dddd", "mmmm", "yyyy"])}")`, () => `TEXT(${this.time()},"${this.one(["hh:mm", "h:mm AM/PM", "hh:mm:ss"])}")`, () => `FIXED(${this.number(depth - 1)},${this.int(0, 3)}${this.one(["", ",TRUE"])})`, () => `IF(${this.truth(depth - 1)},${t()},${t()})`, () => `INDEX(Sales[Customer],${this.int(1, 30)})`, () => `IFERROR(VLOOKUP(${this.key()},Data!B$2:H$31,7,0)&"",${t()})`, () => `Sales[[#Headers],[${this.one(["Qty", "Net amount", "Rate %", "Note '[x']"])}]]`, () => `ADDRESS(${this.int(1, 99)},${this.int(1, 99)}${this.one(["", ",2", ",4", ",1,TRUE,\"My sheet\""])})`, () => `CHOOSE(${this.int(1, 2)},${t()},${t()})`,
    ]);
  };

  private truth: Make = (depth) => {
    const b = (): string => this.truth(depth - 1);
    const n = (): string => this.number(depth - 1);
    if (depth <= 0) return this.pick([() => this.one(["TRUE", "FALSE"]), () => `${this.cell("C")}>${this.int(-50, 200)}`, () => `${this.cell("B")}="acme"`, () => `${this.cell("F")}=${this.cell("F")}`, () => `${this.cell("F")}<${this.cell("F")}`, () => `ISBLANK(${this.cell("F")})`]);
    return this.pick([
      () => `${n()}>${n()}`, () => `${n()}=${n()}`, () => `${n()}<>${n()}`, () => `${n()}<=${n()}`, () => `${this.text(depth - 1)}=${this.text(depth - 1)}`, () => `${this.text(depth - 1)}<${this.text(depth - 1)}`, () => `${this.cell("F")}>=${this.cell("F")}`, () => `AND(${b()},${b()})`, () => `OR(${b()},${b()})`, () => `NOT(${b()})`, () => `XOR(${b()},${b()})`, () => `ISNUMBER(${this.cell("F")})`, () => `ISTEXT(${this.cell("F")})`, () => `ISLOGICAL(${this.cell("F")})`, () => `ISNONTEXT(${this.cell("F")})`, () => `ISERROR(${n()})`, () => `ISERR(${n()})`, () => `ISNA(${n()})`, () => `OR(${b()},${n()}>0,${b()})`, () => `IF(${b()},${b()},${b()})`, () => `IFERROR(${n()}>1,TRUE())`, () => `ISNA(MATCH(${this.key()},Data!B$2:B$31,0))`, () => `ISODD(INT(${n()}))`, () => `ISEVEN(${n()}+0)`, () => `EXACT(${this.text(depth - 1)},${this.text(depth - 1)})`, () => `ISNUMBER(SEARCH("a",${this.text(depth - 1)}))`, () => `AND(Data!D2:D9>-99)`.replace("Data!D2:D9>-99", this.one(["Data!G2:G9", "TRUE,1", "Data!D2:D4,TRUE"])), () => `ISFORMULA(${this.one(["Data!A2", this.above() === "1" ? "Data!A3" : this.above()])})`, () => `ISREF(${this.cell("A")})`,
    ]);
  };

  private date: Make = (depth) => {
    if (depth <= 0) return this.pick([() => this.cell("E"), () => `DATE(${this.int(1990, 2040)},${this.int(1, 12)},${this.int(1, 31)})`, () => String(this.int(40_000, 47_000)), () => `DATE(2024,2,29)`, () => `EOMONTH(${this.cell("E")},0)`]);
    const d = (): string => this.date(depth - 1);
    return this.pick([() => `EDATE(${d()},${this.int(-14, 14)})`, () => `EOMONTH(${d()},${this.int(-14, 14)})`, () => `${d()}+${this.int(-60, 90)}`, () => `WORKDAY(${d()},${this.int(-30, 30)}${this.one(["", ",Data!M$2:M$6"])})`, () => `DATE(YEAR(${d()}),MONTH(${d()})+${this.int(-3, 14)},${this.int(-3, 33)})`, () => `DATEVALUE("${this.int(2000, 2030)}-0${this.int(1, 9)}-1${this.int(0, 9)}")`, () => `MAX(${d()},${d()})`, () => `IF(${this.truth(depth - 1)},${d()},${d()})`, () => `WORKDAY.INTL(${d()},${this.int(-20, 20)},${this.one(["1", "11", '"0000011"'])})`]);
  };

  private time(): string {
    return this.one([`TIME(${this.int(0, 30)},${this.int(0, 70)},${this.int(0, 70)})`, "0.5", "46053.75", String(this.int(0, 86_399) / 86_400), `TIMEVALUE("${this.int(0, 23)}:${this.int(10, 59)}")`]);
  }

  /** Formulas that calculate with arrays inside and show one value. */
  private array: Make = (depth) =>
    this.pick([
      () => `SUM(Sales[Net amount]*Sales[Qty])`, () => `SUM(IF(Data!D2:D31>${this.int(-3, 15)},Data!C2:C31,0))`, () => `MAX(ABS(Sales[Net amount]))`, () => `SUM({1,2;3,4}*${this.number(depth)})`, () => `SUMPRODUCT({1,2,3},{4,5,6})+${this.number(depth)}`, () => `SUM((Data!B2:B31="acme")*(Data!C2:C31>${this.int(-20, 300)}))`, () => `AVERAGE(LEN(Sales[Customer]))`, () => `SUM(--(YEAR(Sales[Date])=${this.int(2023, 2027)}))`, () => `INDEX({10,20,30},${this.int(1, 4)})`, () => `MATCH(${this.int(0, 8)},{1,3,5,7})`, () => `SUM(ROUND(Sales[Net amount]*Sales[Rate %],${this.int(0, 2)}))`, () => `VLOOKUP(${this.int(1, 9)},{1,"a";3,"b";6,"c"},2)`, () => `SUM(LARGE(Data!C2:C31,{1,2,3}))`, () => `SUM(TRANSPOSE(Data!C2:C5))`, () => `SUM(COUNTIF(Sales[Customer],{"ACME","zeta"}))`, () => `MIN(IF(Sales[Qty]>${this.int(0, 30)},Sales[Net amount]))`, () => `SUM(MMULT`.replace("SUM(MMULT", `SUMPRODUCT(MOD(Data!D2:D9,3)=1,1)*0+${this.number(depth)}`),
    ]);
}
