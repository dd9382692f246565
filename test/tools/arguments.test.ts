import { readArguments } from "../../tools/lib/messages.mjs";

const KNOWN = { port: "value", "no-browser": "flag" };

test.each([
  [["book.xlsx", "--port", "3443", "--no-browser"], { words: ["book.xlsx"], options: { port: "3443", "no-browser": true } }],
  [["--port=3443"], { words: [], options: { port: "3443" } }],
  [[], { words: [], options: {} }],
])("%j is read", (argv, expected) => expect(readArguments(argv, KNOWN)).toEqual(expected));

test.each([
  [["--prot", "3443"], "Unknown option --prot"],
  [["--constructor"], "Unknown option --constructor"],
  [["--port"], "--port needs a value"],
  [["--port", "--no-browser"], "--port needs a value"],
  [["--port="], "--port needs a value"],
  [["--no-browser=yes"], "--no-browser takes no value"],
])("%j is refused", (argv, message) => expect(() => readArguments(argv, KNOWN)).toThrow(message));
