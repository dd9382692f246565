import { page, type WorkedExamples } from "./workedExamplePage";
import { EXAMPLES_A_TO_M } from "./workedExamplesAToM";
import { EXAMPLES_N_TO_Z } from "./workedExamplesNToZ";

/** The help pages of functions, then those about formulas in general. */
export const WORKED_EXAMPLES: readonly WorkedExamples[] = [
  ...EXAMPLES_A_TO_M,
  ...EXAMPLES_N_TO_Z,
  page("IS functions", { A2: [["Gold"], ["Region1"], ["=1/0"], [330.92], ["=NA()"]] }, `
ISBLANK(A2) => FALSE
ISERROR(A4) => TRUE
ISNA(A4) => FALSE
ISNA(A6) => TRUE
ISERR(A6) => FALSE
ISNUMBER(A5) => TRUE
ISTEXT(A3) => TRUE
ISLOGICAL(TRUE) => TRUE
ISLOGICAL("TRUE") => FALSE
ISNUMBER(4) => TRUE
ISREF(G8) => TRUE
ISEVEN(-1) => FALSE
ISEVEN(2.5) => TRUE
ISEVEN(5) => FALSE
ISEVEN(0) => TRUE
ISODD(-1) => TRUE
ISODD(2.5) => FALSE`),
  page("LEFT, RIGHT, MID and LEN functions", { A2: [["Sale Price", "Fluid Flow"], ["Sweden", "Phoenix, AZ"], [null, "     One   "]] }, `
LEFT(A2,4) => "Sale"
LEFT(A3) => "S"
RIGHT(A2,5) => "Price"
RIGHT("Stock Number") => "r"
MID(B2,1,5) => "Fluid"
MID(B2,7,20) => "Flow"
MID(B2,20,5) => ""
LEN(B3) => 11
LEN(A4) => 0
LEN(B4) => 11`),
  page("SUM function and operators", { A2: [[-5], [15], [30], ["'5"], [true]] }, `
SUM(3,2) => 5
SUM("5",15,TRUE) => 21
SUM(A2:A4) => 40
SUM(A2:A4,15) => 55
SUM(A5,A6,2) => 2`),
  page("Calculation operators and precedence in Excel", { A1: [[1], [2], [3]], B1: [[10], [20], [30]] }, `
5+2*3 => 11
(5+2)*3 => 21
-2^2 => 4
0-2^2 => -4
10%*50 => 5
"North"&"wind" => "Northwind"
1+"2" => 3
1+"$4.00" => 5
"6/1/2001"-"5/1/2001" => 31
"A"&TRUE => "ATRUE"
SQRT("8+1") => #VALUE!
A1:B3 B2:C2 => 20
SUM(A1:A3,B1:B3) => 66`),
  page("Using structured references with Excel tables", { A1: [["x"]] }, `
SUM(DeptSales[Sales Amount]) => 1710
DeptSales[[#Totals],[Sales Amount]] => 1710
SUM(DeptSales[[#Totals],[Sales Amount]],DeptSales[[#Data],[Commission Amount]]) => 1899.5
DeptSales[[#Headers],[% Commission]] => "% Commission"
ROWS(DeptSales[#All]) => 6
COLUMNS(DeptSales[[Region]:[% Commission]]) => 3
ROWS(DeptSales[[#Headers],[#Data],[% Commission]]) => 5
SUM(DeptSales[[#All],[Sales Amount]:[Sales Amount]]) => 3420
COUNTA(DeptSales[#Headers],DeptSales[[#Data],[Region]]) => 9
SUM(DeptSales[[Sales Person]:[Sales Amount]] DeptSales[[Region]:[% Commission]]) => 1710`),
];
