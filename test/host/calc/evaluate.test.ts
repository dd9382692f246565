import { ErrorValue } from "../../../host/model/cell";
import { Book } from "./support";

function book(): Book {
  const made = new Book();
  made.fill("A1", [
    [1, "x", true, null],
    [2, "Y", false, "5"],
    [3, "z", null, ""],
    [-4, "x", null, new ErrorValue("#N/A")],
  ]);
  made.table("Invoices", "F1", [
    ["Number", "Customer", "Net amount", "Tax #", "It's"],
    ["I-1", "ACME", 100, 19, 1],
    ["I-2", "Bolt", 200.5, 0, 2],
    ["I-3", "acme", 50, 9.5, 3],
    ["00123", "", -25, 0, 4],
    ["Total", null, "=SUBTOTAL(109,[Net amount])", null, 10],
  ], true);
  const other = made.workbook.addSheet("It's here");
  made.set("B2", 42, other);
  made.workbook.names.push({ name: "Rate", refersTo: "0.19", sheet: null, visible: true, comment: "" });
  made.workbook.names.push({ name: "Numbers", refersTo: "Sheet1!$A$1:$A$4", sheet: null, visible: true, comment: "" });
  made.workbook.names.push({ name: "Loop", refersTo: "Loop+1", sheet: null, visible: true, comment: "" });
  made.table("Odd", "AA1", [["Qty, total", "c:d", "[br]", "@at", "a b"], [1, 2, 3, 4, 5], [10, 20, 30, 40, "=SUM(Odd[@[Qty, total]:['[br']]])+[@['@at]]+COUNTA([#Headers])"]]);
  made.workbook.names.push({ name: "Scoped", refersTo: "'It''s here'!$B$2", sheet: other, visible: true, comment: "" });
  made.workbook.names.push({ name: "List", refersTo: "{1,2,3}", sheet: null, visible: true, comment: "" });
  made.workbook.names.push({ name: "Grows", refersTo: "OFFSET(Sheet1!$A$1,0,0,COUNT(Sheet1!$A:$A),1)", sheet: null, visible: true, comment: "" });
  return made;
}

const CASES: readonly (readonly [formula: string, shown: string])[] = [
  // operators
  ["-2^2", "4"], ["2^3^2", "64"], ["2^-1", "0.5"], ["50%", "0.5"], ["-50%%", "-0.005"], ["1+2*3", "7"], ["(1+2)*3", "9"], ["\"a\"&1+1", '"a2"'],
  ["1=1=TRUE", "TRUE"], ['"a"="A"', "TRUE"], ['"a"<"B"', "TRUE"], ['1<"a"', "TRUE"], ['"z"<TRUE', "TRUE"], ["A9=0", "TRUE"], ['A9=""', "TRUE"],
  ["0.1+0.2=0.3", "TRUE"], ["0.1+0.2-0.3", "0"], ["1/0", "#DIV/0!"], ['"5"*2', "10"], ['"x"*2', "#VALUE!"], ["TRUE+1", "2"], ['"1,234.5"+0', "1234.5"], ['"2026-01-31"+0', "46053"],
  ["0^0", "#NUM!"], ["1E308*10", "#NUM!"], ["D4+1", "#N/A"], ["+A1", "1"], ["--TRUE", "1"], ["A9", "0"], ["1&\"\"", '"1"'], ["0.1+0.2&\"\"", '"0.3"'], ["1/3&\"\"", '"0.333333333333333"'],
  ["#REF!", "#REF!"], ["{1,2;3,4}", "1 2; 3 4"], ["{1,2}+{10;20}", "11 12; 21 22"], ["A1:A3*2", "2; 4; 6"], ["A1:A2+{1;2;3}", "2; 4; #N/A"], ["nothing", "#NAME?"], ["NOTHING(1)", "#NAME?"],
  ["1+", "#NAME?"], ["SUM(1", "#NAME?"],
  // references
  ["SUM(A1:A4)", "2"], ["SUM(A:A)", "2"], ["SUM(1:1)", "1"], ["SUM($4:4)", "#N/A"], ["SUM(A1:A2,A4)", "-1"], ["SUM((A1:A2,A4))", "-1"], ["SUM(A1:A3 A2:C9)", "5"], ["A1:A2 C1:C2", "#NULL!"], ["SUM(A1:INDEX(A:A,3))", "6"], ["SUM(A4:A1)", "2"],
  ["'It''s here'!B2", "42"], ["'It''s here'!$B$2+1", "43"], ["Nowhere!A1", "#REF!"], ["Rate*100", "19"], ["SUM(Numbers)", "2"], ["Loop", "#NAME?"], ["@A1:A4", "#VALUE!"],
  // structured references
  ["SUM(Invoices[Net amount])", "325.5"], ["SUM(invoices[NET AMOUNT])", "325.5"], ["Invoices[[#Totals],[Net amount]]", "325.5"], ["COUNTA(Invoices[#Headers])", "5"], ["ROWS(Invoices[#All])", "6"], ["ROWS(Invoices[#Data])", "4"], ["ROWS(Invoices)", "4"],
  ["ROWS(Invoices[])", "4"], ["Invoices[[#Headers],[Customer]:[Net amount]]", '"Customer" "Net amount"'], ["SUM(Invoices[[Net amount]:[Tax '#]])", "354"], ["SUM(Invoices[It''s])", "10"],
  ["SUM(Invoices[[#All],[Net amount]])", "651"], ["SUM(Invoices[[#Data],[#Totals],[Net amount]])", "651"], ["Invoices[[#This Row],[Net amount]]", "#VALUE!"], ["[@Customer]", "#VALUE!"], ["Invoices[Nothing]", "#REF!"], ["Nothing[Number]", "#REF!"],
  ["SUM(Odd[[Qty, total]])", "11"], ["SUM(Odd[c:d])", "22"], ["SUM(Odd['[br']])", "33"], ["SUM(Odd['@at])", "44"], ["SUM(Odd[ [Qty, total]:[c:d] ])", "33"], ["INDEX(Odd[a b],2)", "105"], ["Odd[[#Totals],[a b]]", "#REF!"], ["COUNTA(Odd[[#All], [c:d]:['@at]])", "9"], ["COUNTA(Odd[[#Headers],[#Data],[c:d]])", "3"],
  ["Invoices[[#Headers],[#Totals]]", "#NAME?"], ["Invoices[[#This Row],[#Data],[Customer]]", "#NAME?"], ["Invoices[[Customer],[#Data]]", "#NAME?"], ["Invoices[[Customer]", "#NAME?"],
  ["'It''s here'!Scoped", "42"], ["Scoped", "#NAME?"], ["List*2", "2 4 6"], ["SUM(List)", "6"], ["SUM(Grows)", "2"], ["1E400", "#NAME?"], ["LAMBDA(x,x)(1)", "#NAME?"], ["A1:B2:B3", '1 "x"; 2 "Y"; 3 "z"'], ["SUM(Sheet1!A1:Sheet1!A2)", "3"], ["A1#", "#REF!"],
  // conditional sums
  ['SUMIFS(Invoices[Net amount],Invoices[Customer],"acme")', "150"], ['SUMIF(F2:F5,"I*",H2:H5)', "350.5"], ['SUMIF(F2:F5,"I-?",H2)', "350.5"], ['COUNTIF(Invoices[Number],"123")', "1"], ['COUNTIF(Invoices[Number],123)', "1"], ['COUNTIF(A1:A4,">1")', "2"], ['COUNTIF(A1:A4,"<>2")', "3"],
  ['COUNTIF(Invoices[Customer],"")', "1"], ['COUNTIF(A:A,"")', "1048572"], ['COUNTIFS(Invoices[Customer],"ACME",Invoices[Net amount],">=100")', "1"], ['SUMIFS(A1:A4,B1:B4,B1:B2)', "-3; 2"], ['SUMIFS(A1:A4,B1:B3,"x")', "#VALUE!"], ['AVERAGEIFS(A1:A4,B1:B4,"x")', "-1.5"], ['AVERAGEIF(B1:B4,"q",A1:A4)', "#DIV/0!"],
  ['MAXIFS(A1:A4,B1:B4,"x")', "1"], ['MINIFS(A1:A4,B1:B4,"q")', "0"], ["COUNTBLANK(D1:D4)", "2"], ["COUNTA(D1:D4)", "3"], ["COUNT(A1:D4)", "4"], ["SUM(D2,\"7\")", "7"], ["SUM(D2:D3)", "0"], ["SUM(\"x\")", "#VALUE!"], ["SUM(D1:D4)", "#N/A"], ["AGGREGATE(9,6,D1:D4,A1:A4)", "2"], ["AGGREGATE(14,6,A1:A4,2)", "2"],
  ["AVERAGE(A1:A4)", "0.5"], ["MIN(A1:A4)", "-4"], ["MAX(Z1:Z4)", "0"], ["MEDIAN(A1:A4)", "1.5"], ["LARGE(A1:A4,2)", "2"], ["SMALL(A1:A4,1)", "-4"], ["LARGE(A1:A4,9)", "#NUM!"], ["RANK(2,A1:A4)", "2"], ["STDEV(1,2,3)", "1"], ["PRODUCT(A1:A4)", "-24"], ["SUMPRODUCT(A1:A4,A1:A4)", "30"], ['SUMPRODUCT((B1:B4="x")*A1:A4)', "-3"],
  // rounding
  ["ROUND(1.005,2)", "1.01"], ["ROUND(2.675,2)", "2.68"], ["ROUND(-1.005,2)", "-1.01"], ["ROUND(1234.5,-2)", "1200"], ["ROUND(50,-2)", "100"], ["ROUND(49,-2)", "0"], ["ROUND(5,-3)", "0"], ["ROUNDUP(1.001,2)", "1.01"], ["ROUNDUP(1,-2)", "100"], ["ROUNDDOWN(-1.019,2)", "-1.01"], ["ROUND(0.5,0)", "1"], ["ROUND(1.1*1.1,2)", "1.21"], ["ROUNDUP(1.1*3,1)", "3.3"],
  ["INT(-1.5)", "-2"], ["TRUNC(-1.59,1)", "-1.5"], ["MOD(-3,2)", "1"], ["MOD(3,-2)", "-1"], ["MOD(1,0)", "#DIV/0!"], ["SIGN(-3)", "-1"], ["ABS({-1,2})", "1 2"], ["SQRT(-1)", "#NUM!"], ["POWER(2,10)", "1024"], ["ROUND(A1:A2/3,1)", "0.3; 0.7"],
  // logic
  ["IF(A1=1,\"yes\",1/0)", '"yes"'], ["IF(FALSE,1)", "FALSE"], ["IF(A1:A3>1,\"b\",\"s\")", '"s"; "b"; "b"'], ["IFERROR(1/0,7)", "7"], ["IFNA(1/0,7)", "#DIV/0!"], ["IFNA(D4,7)", "7"], ["IFERROR({1,#N/A},0)", "1 0"], ["IFS(FALSE,1,TRUE,2)", "2"], ["IFS(FALSE,1)", "#N/A"], ["AND(TRUE,A1)", "TRUE"], ["AND(B1:B2)", "#VALUE!"], ["OR(FALSE,0)", "FALSE"], ["XOR(TRUE,TRUE)", "FALSE"], ["NOT(0)", "TRUE"],
  ['SWITCH("b","a",1,"B",2)', "2"], ["SWITCH(9,1,1,\"none\")", '"none"'], ["CHOOSE(2,1/0,\"b\")", '"b"'], ["SUM(CHOOSE(1,A1:A4,1))", "2"], ["ISBLANK(A9)", "TRUE"], ["ISBLANK(D3)", "FALSE"], ["ISNUMBER(D2)", "FALSE"], ["ISTEXT(B1)", "TRUE"], ["ISERROR(D4)", "TRUE"], ["ISNA(1/0)", "FALSE"], ["NA()", "#N/A"], ["IF(TRUE,,1)", "0"],
  ["LET(x,2,y,x*3,x+y)", "8"], ["_xlfn.LET(_xlpm.x,2,_xlpm.x+1)", "3"], ["LET(r,A1:A4,SUM(r))", "2"], ["N(\"x\")", "0"], ["T(1)", '""'],
  // lookups
  ['VLOOKUP("bolt",G2:H5,2,FALSE)', "200.5"], ['VLOOKUP("b*",G2:H5,2,0)', "200.5"], ['VLOOKUP("q",G2:H5,2,0)', "#N/A"], ['VLOOKUP("bolt",G2:H5,3,0)', "#REF!"], ["VLOOKUP(2.5,{1,\"a\";2,\"b\";3,\"c\"},2)", '"b"'], ['HLOOKUP("customer",F1:J3,3,FALSE)', '"Bolt"'], ["VLOOKUP(123,Invoices[],2,FALSE)", "#N/A"],
  ['MATCH("ACME",Invoices[Customer],0)', "1"], ["MATCH(2.9,A1:A3)", "2"], ["MATCH(0,A1:A3)", "#N/A"], ["MATCH({1,3},A1:A3,0)", "1 3"], ["XMATCH(\"acme\",Invoices[Customer],0,-1)", "3"], ['XLOOKUP("I-2",Invoices[Number],Invoices[Net amount])', "200.5"], ['XLOOKUP("q",Invoices[Number],Invoices[Net amount],"none")', '"none"'], ["XLOOKUP(2.5,A1:A3,B1:B3,\"\",-1)", '"Y"'], ["XLOOKUP(2.5,A1:A3,B1:B3,\"\",1)", '"z"'], ['XLOOKUP("I-1",Invoices[Number],Invoices[[Customer]:[Net amount]])', '"ACME" 100'],
  ["INDEX(A1:C4,2,2)", '"Y"'], ["INDEX(A1:A4,3)", "3"], ["INDEX(A1:C1,3)", "TRUE"], ["INDEX(A1:B2,0,1)", "1; 2"], ["INDEX(A1:B2,3,1)", "#REF!"], ["SUM(INDEX(A1:C4,0,1))", "2"], ["OFFSET(A1,1,1)", '"Y"'], ["SUM(OFFSET(A1,0,0,2,1))", "3"], ["OFFSET(A1,-1,0)", "#REF!"], ['INDIRECT("A"&2)', "2"], ['SUM(INDIRECT("Invoices[Tax \'#]"))', "28.5"], ['INDIRECT("no such")', "#REF!"], ["ROW(A5)", "5"], ["ROW()", "200"], ["COLUMN(C:C)", "3"], ["ROWS(A1:B7)", "7"], ["COLUMNS({1,2,3})", "3"], ["TRANSPOSE(A1:A3)", "1 2 3"], ["LOOKUP(2,A1:A3,B1:B3)", '"Y"'],
  // dates: serials agree with Excel's documentation
  ["DATE(2026,1,31)", "46053"], ["DATE(1900,1,1)", "1"], ["DATE(1900,2,29)", "60"], ["DATE(1900,3,1)", "61"], ["DATE(2026,13,1)", "46388"], ["DATE(2026,3,0)", "46081"], ["DATE(108,1,2)", "39449"], ["DATE(9999,12,31)", "2958465"], ["DATE(10000,1,1)", "#NUM!"], ["YEAR(46053)", "2026"], ["MONTH(60)", "2"], ["DAY(60)", "29"], ["DAY(46053.9)", "31"], ["DAY(-1)", "#NUM!"],
  ['DATEVALUE("2026-01-31")', "46053"], ['DATEVALUE("1/31/2026")', "46053"], ['DATEVALUE("31/1/2026")', "#VALUE!"], ["EOMONTH(46053,1)", "46081"], ["EDATE(46053,1)", "46081"], ["EDATE(46053,-2)", "45991"], ["WEEKDAY(46053)", "7"], ["WEEKDAY(46053,2)", "6"], ["WEEKDAY(46053,16)", "1"], ["DAYS(46053,46050)", "3"], ["NETWORKDAYS(46053,46081)", "20"], ["NETWORKDAYS(46053,46081,{46055,46056})", "18"], ["WORKDAY(46053,1)", "46055"], ["WORKDAY(46053,-1)", "46052"], ["TODAY()", "46053"], ["NOW()", "46053.5"], ["DATEDIF(46053,46081,\"m\")", "0"], ["YEAR(\"2026-01-31\")", "2026"],
  // texts
  ['TEXT(46053,"yyyy-mm-dd")', '"2026-01-31"'], ['TEXT(-1234.5,"#,##0.00")', '"-1,234.50"'], ['TEXT(1.005,"0.00")', '"1.01"'], ['TEXT(-1.005,"0.00;(0.00)")', '"(1.01)"'], ['TEXT(0.01005,"0.00%")', '"1.01%"'], ['TEXT(1234567.5,"#,##0,")', '"1,235"'], ['TEXT(46053.5,"d mmm yyyy hh:mm")', '"31 Jan 2026 12:00"'], ['TEXT(5,"[$€-407] 0.00")', '"€ 5.00"'], ['TEXT("abc","0.00")', '"abc"'], ['TEXT("5","0.00")', '"5.00"'], ['TEXT(0.125,"0.0%")', '"12.5%"'], ['VALUE("(5)")', "-5"], ['VALUE("12%")', "0.12"], ['VALUE("x")', "#VALUE!"], ['LEFT("abc")', '"a"'], ['LEFT("abc",9)', '"abc"'], ['RIGHT("abc",2)', '"bc"'], ['RIGHT("abc",0)', '""'], ['MID("abcd",2,2)', '"bc"'], ['MID("abcd",0,2)', "#VALUE!"], ['LEN("")', "0"], ["LEN(A1)", "1"], ['TRIM("  a   b ")', '"a b"'], ['PROPER("o\'neil & SONS")', '"O\'Neil & Sons"'],
  ['FIND("b","abB",1)', "2"], ['FIND("B","ab")', "#VALUE!"], ['SEARCH("B","ab")', "2"], ['SEARCH("b?d","abcd")', "2"], ['SUBSTITUTE("a-b-c","-","+")', '"a+b+c"'], ['SUBSTITUTE("a-b-c","-","$&",2)', '"a-b$&c"'], ['REPLACE("abcd",2,2,"X")', '"aXd"'], ['REPT("ab",3)', '"ababab"'], ['CONCAT(B1:B2,1)', '"xY1"'], ['CONCATENATE("a",1,TRUE)', '"a1TRUE"'], ['TEXTJOIN(", ",TRUE,B1:B3,A9)', '"x, Y, z"'], ['TEXTJOIN("-",FALSE,"a",A9,"b")', '"a--b"'], ['EXACT("a","A")', "FALSE"], ["CHAR(65)", '"A"'], ['CODE("A")', "65"], ['HYPERLINK("http://x","y")', '"y"'], ['UPPER("größe")', '"GRÖßE"'], ["LEN(A1:A2&\"x\")", "2; 2"],
  // arrays
  ["FILTER(A1:B4,A1:A4>1)", '2 "Y"; 3 "z"'], ["FILTER(A1:A4,A1:A4>9)", "#CALC!"], ["_xlfn._xlws.FILTER(A1:A4,A1:A4>9,\"none\")", '"none"'], ["SORT(A1:A4)", "-4; 1; 2; 3"], ["SORT(A1:B4,2,-1)", '3 "z"; 2 "Y"; 1 "x"; -4 "x"'], ["SORTBY(B1:B3,A1:A3,-1)", '"z"; "Y"; "x"'], ["UNIQUE(G2:G4)", '"ACME"; "Bolt"'], ["UNIQUE(B1:B4,FALSE,TRUE)", '"Y"; "z"'], ["SEQUENCE(2,3,10,5)", "10 15 20; 25 30 35"], ["SUM(SEQUENCE(4))", "10"], ["SEQUENCE(0)", "#CALC!"], ["ROWS(UNIQUE(B1:B4))", "3"], ["SORT(C1:C3)", "FALSE; TRUE; 0"],
  ["ROUND(1)", "#VALUE!"],
  // references through several sheets
  ["SUM(Sheet1:It!A1)", "#REF!"], ["SUM('Sheet1:It''s here'!B2)", "42"], ["SUM('Sheet1:It''s here'!$A$1:$A$4)+COUNT('It''s here:Sheet1'!A:B)", "7"], ["'Sheet1:It''s here'!A1+1", "#VALUE!"],
  // texts as numbers: what a cell in the United States takes, and no more
  ['"12.07.2005"+0', "#VALUE!"], ['"1 1/2"+0', "1.5"], ['"25:00"+0', "1.0416666666666667"], ['"1e3"+0', "1000"], ['"TRUE"+0', "#VALUE!"], ['IF("true",1,2)', "1"], ['AND("x")', "#VALUE!"], ['DATEVALUE("12.07.2005")', "#VALUE!"], ['DATEVALUE("7")', "#VALUE!"],
  // values, not references
  ['PRODUCT(VLOOKUP("I-1",Invoices[],2,FALSE),2)', "#VALUE!"], ['ISREF(VLOOKUP("I-1",Invoices[],2,FALSE))', "FALSE"], ['ISREF(XLOOKUP("I-1",Invoices[Number],Invoices[Customer]))', "TRUE"],
  // arrays where one value is chosen
  ["CHOOSE({1,2},A1:A2,B1:B2)", '1 "x"; 2 "Y"'], ['VLOOKUP("Y",CHOOSE({1,2},B1:B3,A1:A3),2,FALSE)', "2"], ['IFS(A1:A3=1,"a",A1:A3=2,"b",TRUE,"c")', '"a"; "b"; "c"'],
  // the book
  ["FORMULATEXT(H6)", '"=SUBTOTAL(109,[Net amount])"'], ["ISFORMULA(A1:A2)", "FALSE; FALSE"], ["SHEETS()", "2"], ["SHEET(\"It's here\")", "2"], ["CELL(\"address\",B7)", '"$B$7"'], ["RANDBETWEEN(3,3)+(RAND()<1)", "4"], ["RANDBETWEEN(2,1)", "#NUM!"], ["YEARFRAC(DATE(2024,2,29),DATE(2024,12,31))", "0.8361111111111111"],
];

test.each(CASES)("=%s shows %s", (formula, shown) => {
  expect(book().show(formula)).toBe(shown);
});
