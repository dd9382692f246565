import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { strFromU8, strToU8, unzipSync, zipSync, type Zippable } from "fflate";
import { createCalc } from "../../host/calc/calc";
import { Editor } from "../../host/model/edit";
import { FileProblem } from "../../host/xlsx/fileProblem";
import { openWorkbook } from "../../host/xlsx/open";
import { saveWorkbook } from "../../host/xlsx/save";
import { FuzzFailures, seededRandom, type Fuzz, type FuzzOptions } from "./fuzz";

const FOLDER = join(__dirname, "../golden/xlsx");
/** Processor milliseconds (what else runs on the machine does not count); longer for one small file is a hang. */
const LONGEST = 5_000;
const HOSTILE_VALUES = ["", "-1", "0", "1", "4294967296", "1e308", "2147483647", "A1:XFD1048576", "XFE1", "A0", "A1048577", "#REF!", "&#0;", "&lol;", "true", "rId99", "../../../x", "\u0001", "1 1 1", "A1 B2:C3 ", "=A1", "'", "9".repeat(400)];

type Random = () => number;

function pick<T>(random: Random, list: readonly T[]): T | undefined {
  return list[Math.floor(random() * list.length)];
}

/** One change of a part's source. Each is a mistake that a program could make, or an attacker would. */
const EDITS: readonly ((text: string, random: Random) => string)[] = [
  function attributeValue(text, random) {
    const found = pick(random, [...text.matchAll(/="([^"]*)"/g)]);
    return found === undefined ? text : `${text.slice(0, found.index)}="${pick(random, HOSTILE_VALUES) ?? ""}"${text.slice(found.index + found[0].length)}`;
  },
  function attributeGone(text, random) {
    const found = pick(random, [...text.matchAll(/\s[\w:]+="[^"]*"/g)]);
    return found === undefined ? text : text.slice(0, found.index) + text.slice(found.index + found[0].length);
  },
  function textValue(text, random) {
    const found = pick(random, [...text.matchAll(/>([^<>]+)</g)]);
    return found === undefined ? text : `${text.slice(0, found.index)}>${pick(random, HOSTILE_VALUES) ?? ""}<${text.slice(found.index + found[0].length)}`;
  },
  function tagGone(text, random) {
    const found = pick(random, [...text.matchAll(/<[^<>]*>/g)]);
    return found === undefined ? text : text.slice(0, found.index) + text.slice(found.index + found[0].length);
  },
  function elementTwice(text, random) {
    const found = pick(random, [...text.matchAll(/<([\w:]+)[^<>]*(?:\/>|>[^<>]*<\/\1>)/g)]);
    return found === undefined ? text : text.slice(0, found.index) + found[0] + text.slice(found.index);
  },
  function elementGone(text, random) {
    const found = pick(random, [...text.matchAll(/<([\w:]+)[^<>]*(?:\/>|>[^<>]*<\/\1>)/g)]);
    return found === undefined ? text : text.slice(0, found.index) + text.slice(found.index + found[0].length);
  },
  function otherName(text, random) {
    const names = [...text.matchAll(/<([\w:]+)/g)].map((match) => match[1] ?? "");
    return text.replaceAll(pick(random, names) ?? "?", pick(random, names) ?? "?");
  },
  function cut(text, random) {
    return text.slice(0, Math.floor(random() * text.length));
  },
  function character(text, random) {
    const at = Math.floor(random() * text.length);
    return text.slice(0, at) + String.fromCharCode(Math.floor(random() * 256)) + text.slice(at + 1);
  },
];

interface Golden {
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly parts: Readonly<Record<string, Uint8Array>>;
}

function mutated(golden: Golden, random: Random): Uint8Array {
  const kind = random();
  if (kind < 0.1) {
    const bytes = golden.bytes.slice();
    for (let count = 1 + Math.floor(random() * 4); count > 0; count--) bytes[Math.floor(random() * bytes.length)] = Math.floor(random() * 256);
    return bytes;
  }
  if (kind < 0.13) return golden.bytes.slice(0, Math.floor(random() * golden.bytes.length));
  const parts: Record<string, Uint8Array> = { ...golden.parts };
  const names = Object.keys(parts).filter((name) => /\.(xml|rels|vml)$/.test(name));
  for (let count = 1 + Math.floor(random() * 3); count > 0; count--) {
    const name = pick(random, names) ?? "";
    const content = parts[name];
    const act = random();
    if (content === undefined) continue;
    if (act < 0.04) delete parts[name];
    else if (act < 0.08) parts[name] = golden.parts[pick(random, names) ?? ""] ?? content;
    else if (act < 0.1) parts[name] = content.map((byte) => (random() < 0.01 ? Math.floor(random() * 256) : byte));
    else parts[name] = strToU8(pick(random, EDITS)?.(strFromU8(content), random) ?? "");
  }
  const files: Zippable = {};
  for (const [name, content] of Object.entries(parts)) files[name] = [content, { level: 0 }];
  return zipSync(files);
}

/** Null when the file was opened, saved and opened again, or refused with a sentence; else what went wrong. */
function judge(bytes: Uint8Array, random: Random): string | null {
  try {
    const workbook = openWorkbook(bytes);
    const sheet = pick(random, workbook.sheets);
    if (random() < 0.25 && sheet !== undefined && sheet.protection === null) {
      try {
        const editor = new Editor(workbook, createCalc(workbook));
        const row = Math.floor(random() * 12);
        if (random() < 0.5) editor.insertRows(sheet, row, 2);
        else editor.deleteColumns(sheet, row, 1);
      } catch (error) {
        // A book may refuse the edit (a table in the way); what it was asked is not what is tested here.
        if (!(error instanceof Error) || error.name !== "HostError") throw error;
      }
    }
    let saved: Uint8Array;
    try {
      saved = saveWorkbook(workbook);
      openWorkbook(saved);
    } catch (error) {
      return `what was opened cannot be saved and opened again: ${String(error).slice(0, 300)} ${error instanceof FileProblem ? "" : stackOf(error)}`;
    }
    for (const [name, content] of Object.entries(unzipSync(saved))) {
      if (/\.xml$/.test(name) && /="(NaN|undefined|null|-?Infinity)"/.test(strFromU8(content))) return `saved ${name} says ${/\s[\w:]+="(NaN|undefined|null|-?Infinity)"/.exec(strFromU8(content))?.[0] ?? ""}`;
    }
    return null;
  } catch (error) {
    if (error instanceof FileProblem) return error.message.length > 30 && error.message.endsWith(".") ? null : `refused without a sentence: ${error.message}`;
    return `crashed: ${String(error).slice(0, 200)} ${stackOf(error)}`;
  }
}

function stackOf(error: unknown): string {
  return error instanceof Error ? (error.stack ?? "").split("\n").slice(1, 4).map((line) => line.trim().replace(/\(.*\/(host|test)\//, "($1/")).join(" ") : "";
}

/** Goldens with mistakes in them: each is opened whole and can be saved again, or is refused with a sentence, and soon. */
export const filesFuzz: Fuzz = {
  name: "files",
  counts: "files with mistakes, opened or refused",
  whole: 20_000,
  missing: () => null,
  async run({ seed, cases, onProgress }: FuzzOptions) {
    const goldens = readdirSync(FOLDER).filter((name) => name.endsWith(".xlsx")).map((name): Golden => {
      const bytes = new Uint8Array(readFileSync(join(FOLDER, name)));
      return { name, bytes, parts: Object.fromEntries(Object.entries(unzipSync(bytes)).filter(([part]) => !part.endsWith("/"))) };
    });
    const failures = new FuzzFailures();
    for (let index = 0; index < cases; index++) {
      const random = seededRandom(seed + index);
      const golden = pick(random, goldens);
      if (golden === undefined) throw new Error("no goldens");
      const started = process.cpuUsage();
      const problem = judge(mutated(golden, random), random);
      const took = process.cpuUsage(started).user / 1000;
      if (problem !== null) failures.add(`seed ${seed + index}, ${golden.name}: ${problem}`);
      else if (took > LONGEST) failures.add(`seed ${seed + index}, ${golden.name}: took ${took.toFixed(0)} ms`);
      if (index % 100 === 99) {
        onProgress?.(index + 1);
        await new Promise((resolve) => setImmediate(resolve));
      }
    }
    return failures.result(cases);
  },
};
