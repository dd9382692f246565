import { page, type WorkedExamples } from "./workedExamplePage";

export const EXAMPLES_N_TO_Z: readonly WorkedExamples[] = [
  page("N function", { A2: [[7], ["Even"], [true]] }, `
N(A2) => 7
N(A3) => 0
N(A4) => 1
N("7") => 0
T(A3) => "Even"
T(A2) => ""`),
  page("NETWORKDAYS function", { A2: [[41183], [41334], [41235], [41247], [41295]] }, `
NETWORKDAYS(A2,A3) => 110
NETWORKDAYS(A2,A3,A4) => 109
NETWORKDAYS(A2,A3,A4:A6) => 107`),
  page("NETWORKDAYS.INTL function", {}, `
NETWORKDAYS.INTL(DATE(2006,1,1),DATE(2006,1,31)) => 22
NETWORKDAYS.INTL(DATE(2006,2,28),DATE(2006,1,31)) => -21
NETWORKDAYS.INTL(DATE(2006,1,1),DATE(2006,2,1),7,{"2006/1/2","2006/1/16"}) => 24
NETWORKDAYS.INTL(DATE(2006,1,1),DATE(2006,2,1),"0010001") => 22`),
  page("NOT function", { A2: [[50], [100]] }, `
NOT(A2>100) => TRUE
IF(AND(NOT(A2>1),NOT(A2<100)),A2,"The value is out of range") => "The value is out of range"
IF(OR(NOT(A3<0),NOT(A3>50)),A3,"The value is out of range") => 100`),
  page("NPER function", {}, `
ROUND(NPER(0.12/12,-100,-1000,10000,1),7) => 59.6738657
ROUND(NPER(0.12/12,-100,-1000,10000),7) => 60.0821229
ROUND(NPER(0.12/12,-100,-1000),5) => -9.57859`),
  page("NPV function", { A2: [[0.1], [-10000], [3000], [4200], [6800]] }, `
ROUND(NPV(A2,A3,A4,A5,A6),2) => 1188.44
ROUND(NPV(0.08,8000,9200,10000,12000,14500)-40000,2) => 1922.06`),
  page("NUMBERVALUE function", {}, `
NUMBERVALUE("2.500,27",",",".") => 2500.27
NUMBERVALUE("3.5%") => 0.035
NUMBERVALUE("9%%") => 0.0009
NUMBERVALUE("") => 0
NUMBERVALUE(" 3 000 ") => 3000`),
  page("OFFSET function", { B2: [[4, 10], [8, 3], [3, 6]] }, `
OFFSET(D3,-1,-2) => 4
SUM(OFFSET(D3:F5,-1,-2,3,2)) => 34
OFFSET(D3,-3,-3) => #REF!`),
  page("OR function", { A2: [[50], [100]] }, `
OR(A2>1,A2<100) => TRUE
IF(OR(A2>1,A2<100),A3,"The value is out of range") => 100
IF(OR(A2<0,A2>50),A2,"The value is out of range") => "The value is out of range"`),
  page("PERCENTILE function", { A2: [[1], [3], [2], [4]] }, `
PERCENTILE(A2:A5,0.3) => 1.9`),
  page("PERCENTILE.INC function", { A2: [[1], [3], [2], [4]] }, `
PERCENTILE.INC(A2:A5,0.3) => 1.9
QUARTILE.INC({1,2,4,7,8,9,10,12},1) => 3.5`),
  page("PI function", { A3: [[3]] }, `
ROUND(PI(),9) => 3.141592654
ROUND(PI()/2,9) => 1.570796327
ROUND(PI()*(A3^2),8) => 28.27433388`),
  page("PMT function", {}, `
ROUND(PMT(0.08/12,10,10000),2) => -1037.03
ROUND(PMT(0.08/12,10,10000,,1),2) => -1030.16
ROUND(PMT(0.06/12,18*12,0,50000),2) => -129.08
ROUND(PV(0.08/12,12*20,500),2) => -59777.15`),
  page("POWER function", {}, `
POWER(5,2) => 25
ROUND(POWER(98.6,3.2),3) => 2401077.222
ROUND(POWER(4,5/4),9) => 5.656854249
SQRT(16) => 4
SQRT(-16) => #NUM!`),
  page("PRODUCT function", { A2: [[5], [15], [30]] }, `
PRODUCT(A2:A4) => 2250
PRODUCT(A2:A4,2) => 4500
A2*A3*A4 => 2250`),
  page("PROPER function", {}, `
PROPER("this is a TITLE") => "This Is A Title"
PROPER("2-way street") => "2-Way Street"
PROPER("76BudGet") => "76Budget"
UPPER("total") => "TOTAL"
LOWER("Apt. 2B") => "apt. 2b"`),
  page("QUARTILE function", { A2: [[1], [2], [4], [7], [8], [9], [10], [12]] }, `
QUARTILE(A2:A9,1) => 3.5`),
  page("RANK function", { A2: [[7], [3.5], [3.5], [1], [2]] }, `
RANK(A3,A2:A6,1) => 3
RANK(A2,A2:A6,1) => 5`),
  page("RANK.EQ function", { A2: [[7], [3.5], [3.5], [1], [2]] }, `
RANK.EQ(A2,A2:A6,1) => 5
RANK.EQ(A6,A2:A6) => 4
RANK.EQ(A3,A2:A6,1) => 3
RANK.AVG(A3,A2:A6,1) => 3.5`),
  page("REPLACE function", {}, `
REPLACE("abcdefghijk",6,5,"*") => "abcde*k"
REPLACE("2009",3,2,"10") => "2010"
REPLACE("123456",1,3,"@") => "@456"
REPT("*-",3) => "*-*-*-"
REPT("-",10) => "----------"`),
  page("ROUND function", {}, `
ROUND(2.15,1) => 2.2
ROUND(2.149,1) => 2.1
ROUND(-1.475,2) => -1.48
ROUND(21.5,-1) => 20
ROUND(626.3,-3) => 1000
ROUND(1.98,-1) => 0
ROUND(-50.55,-2) => -100
ROUNDDOWN(3.2,0) => 3
ROUNDDOWN(76.9,0) => 76
ROUNDDOWN(3.14159,3) => 3.141
ROUNDDOWN(-3.14159,1) => -3.1
ROUNDDOWN(31415.92654,-2) => 31400
ROUNDUP(3.2,0) => 4
ROUNDUP(76.9,0) => 77
ROUNDUP(3.14159,3) => 3.142
ROUNDUP(-3.14159,1) => -3.2
ROUNDUP(31415.92654,-2) => 31500`),
  page("SEQUENCE function", {}, `
SEQUENCE(4,5) => 1 2 3 4 5; 6 7 8 9 10; 11 12 13 14 15; 16 17 18 19 20
SEQUENCE(2,3,10,-2) => 10 8 6; 4 2 0`),
  page("SIGN function", {}, `
SIGN(10) => 1
SIGN(4-4) => 0
SIGN(-0.00001) => -1`),
  page("SORT function", { A2: [["East", 622], ["North", 961], ["West", 691], ["South", 445]] }, `
SORT(A2:B5,2,-1) => "North" 961; "West" 691; "East" 622; "South" 445
SORT(A2:A5) => "East"; "North"; "South"; "West"
SORTBY(A2:A5,B2:B5) => "South"; "East"; "West"; "North"`),
  page("STDEV.S function", { A2: [[1345], [1301], [1368], [1322], [1310], [1370], [1318], [1350], [1303], [1299]] }, `
ROUND(STDEV.S(A2:A11),8) => 27.46391572
ROUND(STDEV.P(A2:A11),8) => 26.05455814
ROUND(VAR.S(A2:A11),2) => 754.27
ROUND(VAR.P(A2:A11),2) => 678.84`),
  page("SUBSTITUTE function", {}, `
SUBSTITUTE("Sales Data","Sales","Cost") => "Cost Data"
SUBSTITUTE("Quarter 1, 2008","1","2",1) => "Quarter 2, 2008"
SUBSTITUTE("Quarter 1, 2011","1","2",3) => "Quarter 1, 2012"`),
  page("SUBTOTAL function", { A2: [[120], [10], [150], [23]] }, `
SUBTOTAL(9,A2:A5) => 303
SUBTOTAL(1,A2:A5) => 75.75
SUBTOTAL(12,A2:A5) => #VALUE!`),
  page("SUMIF function", { A2: [[100000, 7000, 250000], [200000, 14000], [300000, 21000], [400000, 28000]], F2: [["Vegetables", "Tomatoes", 2300], ["Vegetables", "Celery", 5500], ["Fruits", "Oranges", 800], [null, "Butter", 400], ["Vegetables", "Carrots", 4200], ["Fruits", "Apples", 1200]] }, `
SUMIF(A2:A5,">160000",B2:B5) => 63000
SUMIF(A2:A5,">160000") => 900000
SUMIF(A2:A5,300000,B2:B5) => 21000
SUMIF(A2:A5,">"&C2,B2:B5) => 49000
SUMIF(F2:F7,"Fruits",H2:H7) => 2000
SUMIF(F2:F7,"Vegetables",H2:H7) => 12000
SUMIF(G2:G7,"*es",H2:H7) => 4300
SUMIF(F2:F7,"",H2:H7) => 400`),
  page("SUMIFS function", { A2: [[5, "Apples", "Tom"], [4, "Apples", "Sarah"], [15, "Artichokes", "Tom"], [3, "Artichokes", "Sarah"], [22, "Bananas", "Tom"], [12, "Bananas", "Sarah"], [10, "Carrots", "Tom"], [33, "Carrots", "Sarah"]] }, `
SUMIFS(A2:A9,B2:B9,"=A*",C2:C9,"Tom") => 20
SUMIFS(A2:A9,B2:B9,"<>Bananas",C2:C9,"Tom") => 30`),
  page("SUMPRODUCT function", { A2: [[3, 4, 2, 7], [8, 6, 6, 7], [1, 9, 5, 3]] }, `
SUMPRODUCT(A2:B4,C2:D4) => 156
SUMPRODUCT(A2:A4,C2:D4) => #VALUE!`),
  page("SUMSQ function", {}, `
SUMSQ(3,4) => 25`),
  page("SWITCH function", {}, `
SWITCH(WEEKDAY(2),1,"Sunday",2,"Monday",3,"Tuesday","No match") => "Monday"
SWITCH(99,1,"Sunday",2,"Monday",3,"Tuesday") => #N/A
SWITCH(99,1,"Sunday",2,"Monday",3,"Tuesday","No match") => "No match"
SWITCH(2,1,"Sunday",7,"Saturday","weekday") => "weekday"
SWITCH(3,1,"Sunday",2,"Monday",3,"Tuesday","No match") => "Tuesday"`),
  page("TAKE function", { A2: [[1, 2, 3], [4, 5, 6], [7, 8, 9]] }, `
TAKE(A2:C4,2) => 1 2 3; 4 5 6
TAKE(A2:C4,,2) => 1 2; 4 5; 7 8
TAKE(A2:C4,-2) => 4 5 6; 7 8 9
TAKE(A2:C4,2,2) => 1 2; 4 5`),
  page("TEXT function", {}, `
TEXT(1234.567,"$#,##0.00") => "$1,234.57"
TEXT(0.285,"0.0%") => "28.5%"
TEXT(4.34,"# ?/?") => "4 1/3"
TEXT(12200000,"0.00E+00") => "1.22E+07"
TEXT(1234567898,"[<=9999999]###-####;(###) ###-####") => "(123) 456-7898"
TEXT(1234,"0000000") => "0001234"
TEXT(40953,"MM/DD/YY") => "02/14/12"
TEXT(40953,"DDDD") => "Tuesday"
TEXT(0.55,"H:MM AM/PM") => "1:12 PM"`),
  page("TEXTAFTER function", { A2: [["Little Red Riding Hood's red hood"], ["Little red Riding Hood's red hood"]] }, `
TEXTAFTER(A2,"Red") => " Riding Hood's red hood"
TEXTAFTER(A3,"basket") => #N/A
TEXTAFTER(A3,"red",2) => " hood"
TEXTAFTER(A2,"red",-2) => #N/A
TEXTBEFORE(A2,"Red") => "Little "
TEXTBEFORE(A3,"Red") => #N/A
TEXTBEFORE(A3,"red",2) => "Little red Riding Hood's "
TEXTBEFORE(A2,"red",-2) => #N/A
TEXTAFTER("Marcus Aurelius"," ",,,1) => "Aurelius"
TEXTBEFORE("Socrates"," ",,,1) => "Socrates"
TEXTBEFORE("Socrates"," ",,,0) => #N/A
TEXTAFTER("Socrates"," ",,,1) => ""
TEXTBEFORE("Immanuel Kant"," ",,,1) => "Immanuel"`),
  page("TEXTJOIN function", { A2: [["US Dollar"], ["Australian Dollar"], ["Chinese Yuan"], [null], ["Israeli Shekel"]] }, `
TEXTJOIN(", ",TRUE,A2:A6) => "US Dollar, Australian Dollar, Chinese Yuan, Israeli Shekel"
TEXTJOIN(", ",FALSE,A2:A6) => "US Dollar, Australian Dollar, Chinese Yuan, , Israeli Shekel"
TEXTJOIN(" ",TRUE,"The","sun","will","come","up","tomorrow.") => "The sun will come up tomorrow."`),
  page("TEXTSPLIT function", {}, `
TEXTSPLIT("Dakota Lennon Sanchez"," ") => "Dakota" "Lennon" "Sanchez"
TEXTSPLIT("To be or not to be"," ") => "To" "be" "or" "not" "to" "be"
TEXTSPLIT("1,2,3;4,5,6",",",";") => "1" "2" "3"; "4" "5" "6"
TEXTSPLIT("Do. Or do not. There is no try. -Anonymous",".") => "Do" " Or do not" " There is no try" " -Anonymous"
TEXTSPLIT("Do. Or do not. There is no try. -Anonymous",{".","-"},,TRUE) => "Do" " Or do not" " There is no try" " " "Anonymous"
TEXTSPLIT("Do. Or do not. There is no try. -Anonymous"," ",".",TRUE) => "Do" #N/A #N/A #N/A; "Or" "do" "not" #N/A; "There" "is" "no" "try"; "-Anonymous" #N/A #N/A #N/A`),
  page("TOCOL function", { A2: [["Ben", "Peter", "Mary", "Sam"], ["John", "Hillary", "Jenny", "James"], ["Agnes", "Harry", "Felicity", "Joe"]] }, `
ROWS(TOCOL(A2:D4)) => 12
INDEX(TOCOL(A2:D4),5) => "John"
INDEX(TOCOL(A2:D4,,TRUE),5) => "Hillary"
COLUMNS(TOROW(A2:D5,1)) => 12
INDEX(TOROW(A2:D4),1,2) => "Peter"`),
  page("TRIM function", {}, `
TRIM(" First Quarter Earnings ") => "First Quarter Earnings"
CLEAN(CHAR(9)&"Monthly report"&CHAR(10)) => "Monthly report"
VALUE("$1,000") => 1000
ROUND(VALUE("16:48:00")-VALUE("12:00:00"),9) => 0.2
CHAR(65)&CHAR(33)&CODE("A") => "A!65"
UNICHAR(66)&UNICODE(" ")&UNICODE("B") => "B3266"`),
  page("TYPE function", { A2: [["Smith"]] }, `
TYPE(A2) => 2
TYPE("Mr. "&A2) => 2
TYPE(2+A2) => 16
TYPE({1,2;3,4}) => 64`),
  page("UNIQUE function", { A2: [["x", 1], ["y", 2], ["x", 1], ["y", 3]] }, `
UNIQUE(A2:A5) => "x"; "y"
UNIQUE(A2:B5) => "x" 1; "y" 2; "y" 3
UNIQUE(A2:B5,,TRUE) => "y" 2; "y" 3`),
  page("VLOOKUP function", { A2: [[101, "Davis", "Sara"], [102, "Fontana", "Olivier"], [103, "Leal", "Karina"], [104, "Patten", "Michael"]] }, `
VLOOKUP(102,A2:C5,2,FALSE) => "Fontana"
VLOOKUP("Fontana",B2:C5,2,FALSE) => "Olivier"
IF(VLOOKUP(103,A2:C5,2,FALSE)="Souse","Located","Not found") => "Not found"
VLOOKUP(105,A2:C5,2,FALSE) => #N/A
VLOOKUP(105,A2:C5,2,TRUE) => "Patten"
VLOOKUP("Fon*",B2:C5,2,FALSE) => "Olivier"`),
  page("VSTACK function", {}, `
VSTACK({"A","B","C";"D","E","F"},{1,2,3;4,5,6}) => "A" "B" "C"; "D" "E" "F"; 1 2 3; 4 5 6
VSTACK({1,2;3,4},{"A","B","C"}) => 1 2 #N/A; 3 4 #N/A; "A" "B" "C"
HSTACK({"A";"B"},{1,2;3,4}) => "A" 1 2; "B" 3 4
HSTACK({1;2;3},{"A";"B"}) => 1 "A"; 2 "B"; 3 #N/A`),
  page("WEEKDAY function", { A2: [[39492]] }, `
WEEKDAY(A2) => 5
WEEKDAY(A2,2) => 4
WEEKDAY(A2,3) => 3`),
  page("WORKDAY function", { A2: [[39722], [151], [39778], [39786], [39834]] }, `
WORKDAY(A2,A3) => 39933
WORKDAY(A2,A3,A4:A6) => 39938
WORKDAY.INTL(DATE(2012,1,1),30,0) => #NUM!
WORKDAY.INTL(DATE(2012,1,1),90,11) => 41013
TEXT(WORKDAY.INTL(DATE(2012,1,1),30,17),"m/dd/yyyy") => "2/05/2012"`),
  page("WRAPROWS function", {}, `
WRAPROWS({"A","B","C","D","E","F","G"},3) => "A" "B" "C"; "D" "E" "F"; "G" #N/A #N/A
WRAPROWS({"A","B","C","D","E","F","G"},3,"x") => "A" "B" "C"; "D" "E" "F"; "G" "x" "x"
WRAPCOLS({"A","B","C","D","E","F","G"},3) => "A" "D" "G"; "B" "E" #N/A; "C" "F" #N/A`),
  page("XLOOKUP function", { A2: [["China", "CN", "+86"], ["India", "IN", "+91"], ["United States", "US", "+1"]], E2: [[0, 0.1], [9700, 0.15], [39475, 0.22]] }, `
XLOOKUP("India",A2:A4,C2:C4) => "+91"
XLOOKUP("India",A2:A4,B2:C4) => "IN" "+91"
XLOOKUP("Peru",A2:A4,C2:C4,"not found") => "not found"
XLOOKUP(46523,E2:E4,F2:F4,0,1,1) => 0
XLOOKUP(12000,E2:E4,F2:F4,0,-1) => 0.15
XLOOKUP("Un*",A2:A4,B2:B4,,2) => "US"
SUM(XLOOKUP("India",A2:A4,E2:E4):XLOOKUP("United States",A2:A4,E2:E4)) => 49175`),
  page("XMATCH function", { C3: [["Apple"], ["Grape"], ["Pear"], ["Banana"], ["Cherry"]] }, `
XMATCH("Gra?",C3:C7,2) => #N/A
XMATCH("Gra*",C3:C7,2) => 2
XMATCH(4,{5,4,3,2,1}) => 2
XMATCH(4.5,{5,4,3,2,1},1) => 1`),
  page("XOR function", {}, `
XOR(3>0,2<9) => FALSE
XOR(3>12,4>6) => FALSE
XOR(3>12,4<6) => TRUE`),
  page("YEARFRAC function", { A2: [[40909], [41120]] }, `
ROUND(YEARFRAC(A2,A3),8) => 0.58055556
ROUND(YEARFRAC(A2,A3,1),8) => 0.57650273
ROUND(YEARFRAC(A2,A3,3),8) => 0.57808219`),
];
