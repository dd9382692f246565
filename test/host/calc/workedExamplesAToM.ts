import { page, type WorkedExamples } from "./workedExamplePage";

export const EXAMPLES_A_TO_M: readonly WorkedExamples[] = [
  page("ABS function", { A2: [[-4]] }, `
ABS(2) => 2
ABS(-2) => 2
ABS(A2) => 4`),
  page("ADDRESS function", {}, `
ADDRESS(2,3) => "$C$2"
ADDRESS(2,3,2) => "C$2"
ADDRESS(2,3,2,FALSE) => "R2C[3]"
ADDRESS(2,3,1,FALSE,"[Book1]Sheet1") => "'[Book1]Sheet1'!R2C3"
ADDRESS(2,3,1,FALSE,"EXCEL SHEET") => "'EXCEL SHEET'!R2C3"`),
  page("AGGREGATE function", { A1: [["=1/0", 82], [72, 65], [30, 95], ["=SQRT(-1)", 63], [31, 53], [96, 71], [32, 55], [81, 83], [33, 100], [53, 91], [34, 89]] }, `
AGGREGATE(4,6,A1:A11) => 96
AGGREGATE(14,6,A1:A11,3) => 72
AGGREGATE(15,6,A1:A11) => #VALUE!
AGGREGATE(12,6,A1:A11,B1:B11) => 68
MAX(A1:A2) => #DIV/0!`),
  page("AND function", { A2: [[50], [100]] }, `
AND(A2>1,A2<100) => TRUE
IF(AND(A2<A3,A2<100),A2,"The value is out of range") => 50
IF(AND(A3>1,A3<100),A3,"The value is out of range") => "The value is out of range"`),
  page("AVEDEV function", { A2: [[4], [5], [6], [7], [5], [4], [3]] }, `
ROUND(AVEDEV(A2:A8),6) => 1.020408`),
  page("AVERAGE function", { A2: [[10, 15, 32], [7], [9], [27], [2]] }, `
AVERAGE(A2:A6) => 11
AVERAGE(A2:A6,5) => 10
AVERAGE(A2:C2) => 19`),
  page("AVERAGEA function", { A2: [[10], [7], [9], [2], ["Not available"]] }, `
AVERAGEA(A2:A6) => 5.6`),
  page("AVERAGEIF function", { A2: [[100000, 7000], [200000, 14000], [300000, 21000], [400000, 28000]] }, `
AVERAGEIF(B2:B5,"<23000") => 14000
AVERAGEIF(A2:A5,"<250000") => 150000
AVERAGEIF(A2:A5,"<95000") => #DIV/0!
AVERAGEIF(A2:A5,">250000",B2:B5) => 24500`),
  page("AVERAGEIFS function", { A2: [["Emilio", 75, 85, 87], ["Julie", 94, 80, 88], ["Hans", 86, 93, "Incomplete"], ["Frederique", "Incomplete", 75, 75]] }, `
AVERAGEIFS(B2:B5,B2:B5,">70",B2:B5,"<90") => 80.5
AVERAGEIFS(C2:C5,C2:C5,">95") => #DIV/0!
AVERAGEIFS(D2:D5,D2:D5,"<>Incomplete",D2:D5,">80") => 87.5`),
  page("CEILING function", {}, `
CEILING(2.5,1) => 3
CEILING(-2.5,-2) => -4
CEILING(-2.5,2) => -2
CEILING(1.5,0.1) => 1.5
CEILING(0.234,0.01) => 0.24`),
  page("CEILING.MATH function", {}, `
CEILING.MATH(24.3,5) => 25
CEILING.MATH(6.7) => 7
CEILING.MATH(-8.1,2) => -8
CEILING.MATH(-5.5,2,-1) => -6`),
  page("CHOOSE function", { A2: [["1st", "Nails"], ["2nd", "Screws"], ["3rd", "Nuts"], ["Finished", "Bolts"]], D2: [[23], [45], [12], [10]] }, `
CHOOSE(2,A2,A3,A4,A5) => "2nd"
CHOOSE(4,B2,B3,B4,B5) => "Bolts"
CHOOSE(3,"Wide",115,"world",8) => "world"
SUM(D2:CHOOSE(2,D3,D4,D5)) => 80`),
  page("CHOOSECOLS function", { A2: [[1, 2, 13, 14], [3, 4, 15, 16], [5, 6, 17, 18], [7, 8, 19, 20], [9, 10, 21, 22], [11, 12, 23, 24]] }, `
CHOOSECOLS(A2:D7,3,4) => 13 14; 15 16; 17 18; 19 20; 21 22; 23 24
CHOOSECOLS(A2:D7,-1,-2) => 14 13; 16 15; 18 17; 20 19; 22 21; 24 23
CHOOSECOLS(A2:D3,1,3,4,1) => 1 13 14 1; 3 15 16 3
CHOOSECOLS(A2:D7,5) => #VALUE!`),
  page("CHOOSEROWS function", { A2: [[1, 2], [3, 4], [5, 6], [7, 8], [9, 10], [11, 12]] }, `
CHOOSEROWS(A2:B7,1,3,5,1) => 1 2; 5 6; 9 10; 1 2
CHOOSEROWS(A2:B7,{1,3},5,1) => 1 2; 5 6; 9 10; 1 2
CHOOSEROWS(A2:B7,-1,-2) => 11 12; 9 10
CHOOSEROWS(A2:B7,0) => #VALUE!
CHOOSEROWS(A2:B7,7) => #VALUE!`),
  page("CONCAT function", { D2: [["brook trout", "Andreas", "Hauser"], ["species", "Fourth", "Pine"], [32]] }, `
CONCAT("Stream population for ",D2," ",D3," is ",D4,"/mile.") => "Stream population for brook trout species is 32/mile."
CONCAT(E2," ",F2) => "Andreas Hauser"
CONCAT(F2,", ",E2) => "Hauser, Andreas"
CONCAT(E3," & ",F3) => "Fourth & Pine"`),
  page("COUNT function", { A2: [[39790], [19], [22.24], [true], ["=1/0"]] }, `
COUNT(A2:A6) => 3
COUNT(A3:A6) => 2
COUNT(A2:A6,2) => 4`),
  page("COUNTA function", { A2: [[39790], [19], [22.24], [true], ["=1/0"]] }, `
COUNTA(A2:A6) => 5
COUNTA(A2:A9) => 5`),
  page("COUNTIF function", { A2: [["apples", 32], ["oranges", 54], ["peaches", 75], ["apples", 86]] }, `
COUNTIF(A2:A5,"apples") => 2
COUNTIF(A2:A5,A4) => 1
COUNTIF(A2:A5,A2)+COUNTIF(A2:A5,A3) => 3
COUNTIF(B2:B5,">55") => 2
COUNTIF(B2:B5,"<>"&B4) => 3
COUNTIF(B2:B5,">=32")-COUNTIF(B2:B5,">85") => 3
COUNTIF(A2:A5,"*") => 4
COUNTIF(A2:A5,"?????es") => 2`),
  page("COUNTIFS function", { A2: [[1, 40664], [2, 40665], [3, 40666], [4, 40667], [5, 40668], [6, 40669]] }, `
COUNTIFS(A2:A7,"<6",A2:A7,">1") => 4
COUNTIFS(A2:A7,"<5",B2:B7,"<5/3/2011") => 2
COUNTIFS(A2:A7,"<"&A6,B2:B7,"<"&B4) => 2`),
  page("DATE function", { A2: [[2008, 1, 2]] }, `
DATE(108,1,2) => 39449
DATE(2008,1,2) => 39449
DATE(2008,14,2) => 39846
DATE(2008,-3,2) => 39327
DATE(2008,1,35) => 39482
DATE(2008,1,-15) => 39432
DATE(A2,B2,C2) => 39449`),
  page("DATEDIF function", {}, `
DATEDIF(DATE(2001,1,1),DATE(2003,1,1),"Y") => 2
DATEDIF(DATE(2001,6,1),DATE(2002,8,15),"D") => 440
DATEDIF(DATE(2001,6,1),DATE(2002,8,15),"YD") => 75`),
  page("DATEVALUE function", { A2: [[11, 3, 2011]] }, `
DATEVALUE("8/22/2011") => 40777
DATEVALUE("22-MAY-2011") => 40685
DATEVALUE("2011/02/23") => 40597
DATEVALUE(B2&"/"&A2&"/"&C2) => 40613`),
  page("DAY function", {}, `
DAY("15-Apr-11") => 15
DAYS("15-MAR-2021","1-FEB-2021") => 42
DAYS(44561,44197) => 364`),
  page("DAYS360 function", { A2: [[40544], [40573], [40575], [40908]] }, `
DAYS360(A3,A4) => 1
DAYS360(A2,A5) => 360
DAYS360(A2,A4) => 30`),
  page("DROP function", { A2: [[1, 2, 3], [4, 5, 6], [7, 8, 9]] }, `
DROP(A2:C4,2) => 7 8 9
DROP(A2:C4,,2) => 3; 6; 9
DROP(A2:C4,-2) => 1 2 3
DROP(A2:C4,2,2) => 9
DROP(A2:C4,3) => #CALC!`),
  page("EDATE function", { A2: [[40558]] }, `
EDATE(A2,1) => 40589
EDATE(A2,-1) => 40527
EDATE(A2,2) => 40617
EOMONTH(DATE(2011,1,1),1) => 40602
EOMONTH(DATE(2011,1,1),-3) => 40482`),
  page("ERROR.TYPE function", { A2: [["=A1:A2 B1:B2"], ["=1/0"]] }, `
ERROR.TYPE(A2) => 1
IF(ERROR.TYPE(A3)<3,CHOOSE(ERROR.TYPE(A3),"Ranges do not intersect","The divisor is zero")) => "The divisor is zero"
ERROR.TYPE(1) => #N/A`),
  page("EVEN function", {}, `
EVEN(1.5) => 2
EVEN(3) => 4
EVEN(2) => 2
EVEN(-1) => -2
ODD(1.5) => 3
ODD(3) => 3
ODD(2) => 3
ODD(-1) => -1
ODD(-2) => -3`),
  page("EXACT function", { A2: [["word", "word"], ["Word", "word"], ["w ord", "word"]] }, `
EXACT(A2,B2) => TRUE
EXACT(A3,B3) => FALSE
EXACT(A4,B4) => FALSE`),
  page("EXPAND function", {}, `
EXPAND({1,2;3,4},3,3) => 1 2 #N/A; 3 4 #N/A; #N/A #N/A #N/A
EXPAND({1,2;3,4},3,,"-") => 1 2; 3 4; "-" "-"`),
  page("FACT function", {}, `
FACT(5) => 120
FACT(1.9) => 1
FACT(0) => 1
FACT(-1) => #NUM!
FACT(1) => 1`),
  page("FILTER function", { A2: [["East", "Tom", "Apple", 6380], ["West", "Fred", "Grape", 5619], ["North", "Amy", "Pear", 4565], ["South", "Sal", "Banana", 5323], ["East", "Fritz", "Apple", 4394]] }, `
FILTER(A2:D6,C2:C6="Apple","") => "East" "Tom" "Apple" 6380; "East" "Fritz" "Apple" 4394
FILTER(B2:B6,(C2:C6="Apple")*(A2:A6="East"),"") => "Tom"; "Fritz"
FILTER(B2:B6,(C2:C6="Pear")+(A2:A6="West"),"") => "Fred"; "Amy"
FILTER(B2:B6,C2:C6="Kiwi","") => ""`),
  page("FIND function", { A2: [["Miriam McGovern"]] }, `
FIND("M",A2) => 1
FIND("m",A2) => 6
FIND("M",A2,3) => 8
MID("Ceramic Insulators #124-TD45-87",1,FIND(" #","Ceramic Insulators #124-TD45-87",1)-1) => "Ceramic Insulators"
SEARCH("e","Statements",6) => 7
REPLACE("Profit Margin",SEARCH("margin","Profit Margin"),6,"Amount") => "Profit Amount"`),
  page("FIXED function", { A2: [[1234.567], [-1234.567], [44.332]] }, `
FIXED(A2,1) => "1,234.6"
FIXED(A2,-1) => "1,230"
FIXED(A3,-1,TRUE) => "-1230"
FIXED(A4) => "44.33"
DOLLAR(1234.567,2) => "$1,234.57"
DOLLAR(-1234.567,-2) => "($1,200)"
DOLLAR(-0.123,4) => "($0.1230)"
DOLLAR(99.888) => "$99.89"`),
  page("FLOOR function", {}, `
FLOOR(3.7,2) => 2
FLOOR(-2.5,-2) => -2
FLOOR(2.5,-2) => #NUM!
FLOOR(1.58,0.1) => 1.5
FLOOR(0.234,0.01) => 0.23
FLOOR.MATH(24.3,5) => 20
FLOOR.MATH(6.7) => 6
FLOOR.MATH(-8.1,2) => -10
FLOOR.MATH(-5.5,2,-1) => -4`),
  page("FV function", {}, `
ROUND(FV(0.06/12,10,-200,-500,1),2) => 2581.4
ROUND(FV(0.12/12,12,-1000),2) => 12682.5
ROUND(FV(0.11/12,35,-2000,,1),2) => 82846.25
ROUND(FV(0.06/12,12,-100,-1000,1),2) => 2301.4`),
  page("GCD function", {}, `
GCD(5,2) => 1
GCD(24,36) => 12
GCD(7,1) => 1
GCD(5,0) => 5`),
  page("HLOOKUP function", { A1: [["Axles", "Bearings", "Bolts"], [4, 4, 9], [5, 7, 10], [6, 8, 11]] }, `
HLOOKUP("Axles",A1:C4,2,TRUE) => 4
HLOOKUP("Bearings",A1:C4,3,FALSE) => 7
HLOOKUP("B",A1:C4,3,TRUE) => 5
HLOOKUP("Bolts",A1:C4,4) => 11
HLOOKUP(3,{1,2,3;"a","b","c";"d","e","f"},2,TRUE) => "c"`),
  page("HOUR function", {}, `
HOUR(0.75) => 18
HOUR(40742.3229166667) => 7
MINUTE(0.53125) => 45
SECOND(0.70034722222) => 30
TIME(12,0,0) => 0.5
TIME(27,0,0) => 0.125
TIMEVALUE("2:24 AM") => 0.1`),
  page("IFERROR function", { A2: [[210, 35], [55, 0], [null, 23]] }, `
IFERROR(A2/B2,"Error in calculation") => 6
IFERROR(A3/B3,"Error in calculation") => "Error in calculation"
IFERROR(A4/B4,"Error in calculation") => 0`),
  page("IFS function", {}, `
IFS(93>89,"A",93>79,"B",TRUE,"F") => "A"
IFS(58>89,"A",58>79,"B",58>69,"C",58>59,"D",TRUE,"F") => "F"`),
  page("INDEX function", { A2: [["Apples", "Lemons"], ["Bananas", "Pears"]], D1: [["Fruit", "Price", "Count"], ["Apples", 0.69, 40], ["Bananas", 0.34, 38], ["Lemons", 0.55, 15], ["Oranges", 0.25, 25], ["Pears", 0.59, 40], [], ["Almonds", 2.8, 10], ["Cashews", 3.55, 16], ["Peanuts", 1.25, 20], ["Walnuts", 1.75, 12]] }, `
INDEX(A2:B3,2,2) => "Pears"
INDEX(A2:B3,2,1) => "Bananas"
INDEX({1,2;3,4},0,2) => 2; 4
INDEX(D2:F6,2,3) => 38
INDEX((D1:F6,D8:F11),2,2,2) => 3.55
SUM(INDEX(D1:F11,0,3,1)) => 216
SUM(E2:INDEX(D2:F6,5,2)) => 2.42`),
  page("INDIRECT function", { A2: [["B2", 1.333], ["B3", 45], ["George", 10], [5, 62]] }, `
INDIRECT(A2) => 1.333
INDIRECT(A3) => 45
INDIRECT("B"&A5) => 62`),
  page("INT function", {}, `
INT(8.9) => 8
INT(-8.9) => -9
19.5-INT(19.5) => 0.5
TRUNC(8.9) => 8
TRUNC(-8.9) => -8
TRUNC(0.45) => 0`),
  page("IPMT function", {}, `
ROUND(IPMT(0.1/12,1,3*12,8000),2) => -66.67
ROUND(IPMT(0.1,3,3,8000),2) => -292.45
ROUND(PPMT(0.1/12,1,2*12,2000),2) => -75.62
ROUND(PPMT(0.08,10,10,200000),2) => -27598.05`),
  page("ISOWEEKNUM function", {}, `
ISOWEEKNUM(40977) => 10
WEEKNUM(40977) => 10
WEEKNUM(40977,2) => 11`),
  page("LARGE function", { A2: [[3, 4], [5, 2], [3, 4], [5, 6], [4, 7]] }, `
LARGE(A2:B6,3) => 5
LARGE(A2:B6,7) => 4
SMALL(A2:A6,4) => 5
SMALL(A2:A6,1) => 3`),
  page("LCM function", {}, `
LCM(5,2) => 10
LCM(24,36) => 72`),
  page("LET function", {}, `
LET(x,5,SUM(x,1)) => 6
LET(x,1,y,x+4,x*y) => 5`),
  page("LOG function", {}, `
LOG(10) => 1
LOG(8,2) => 3
ROUND(LOG(86,2.7182818),7) => 4.4543473`),
  page("LOG10 function", {}, `
ROUND(LOG10(86),9) => 1.934498451
LOG10(10) => 1
LOG10(1E5) => 5
LOG10(10^5) => 5`),
  page("LOOKUP function", { A2: [[4.14, "red"], [4.19, "orange"], [5.17, "yellow"], [5.77, "green"], [6.39, "blue"]] }, `
LOOKUP(4.19,A2:A6,B2:B6) => "orange"
LOOKUP(5.75,A2:A6,B2:B6) => "yellow"
LOOKUP(7.66,A2:A6,B2:B6) => "blue"
LOOKUP(0,A2:A6,B2:B6) => #N/A
LOOKUP("C",{"a","b","c","d";1,2,3,4}) => 3
LOOKUP("bump",{"a",1;"b",2;"c",3}) => 2`),
  page("MATCH function", { A2: [["Bananas", 25], ["Oranges", 38], ["Apples", 40], ["Pears", 41]] }, `
MATCH(39,B2:B5,1) => 2
MATCH(41,B2:B5,0) => 4
MATCH(40,B2:B5,-1) => #N/A`),
  page("MAXA function", { A2: [[0], [0.2], [0.5], [0.4], [true]] }, `
MAXA(A2:A6) => 1`),
  page("MAXIFS function", { A2: [[89, 1], [93, 2], [96, 2], [85, 3], [91, 1], [88, 1]], D2: [[10, "b"], [1, "a"], [100, "a"], [1, "b"], [1, "a"], [1, "a"]] }, `
MAXIFS(A2:A7,B2:B7,1) => 91
MAXIFS(D2:D5,E3:E6,"a") => 10
MINIFS(A2:A7,B2:B7,1) => 88
MINIFS(D2:D5,E3:E6,"a") => 1
MAXIFS(D2:D7,E2:E6,"a") => #VALUE!
MAXIFS(D2:D7,E2:E7,"c") => 0`),
  page("MEDIAN function", { A2: [[1], [2], [3], [4], [5], [6]] }, `
MEDIAN(A2:A6) => 3
MEDIAN(A2:A7) => 3.5`),
  page("MIN function", { A2: [[10], [7], [9], [27], [2]] }, `
MIN(A2:A6) => 2
MIN(A2:A6,0) => 0`),
  page("MINA function", { A2: [[false], [0.2], [0.5], [0.4], [0.8]] }, `
MINA(A2:A6) => 0`),
  page("MOD function", {}, `
MOD(3,2) => 1
MOD(-3,2) => 1
MOD(3,-2) => -1
MOD(-3,-2) => -1
QUOTIENT(5,2) => 2
QUOTIENT(4.5,3.1) => 1
QUOTIENT(-10,3) => -3`),
  page("MODE function", { A2: [[5.6], [4], [4], [3], [2], [4]] }, `
MODE(A2:A7) => 4`),
  page("MODE.SNGL function", { A2: [[5.6], [4], [4], [3], [2], [4]] }, `
MODE.SNGL(A2:A7) => 4
GEOMEAN(4,9) => 6`),
  page("MROUND function", {}, `
MROUND(10,3) => 9
MROUND(-10,-3) => -9
MROUND(1.3,0.2) => 1.4
MROUND(5,-2) => #NUM!`),
];
