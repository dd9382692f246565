import { Inflate } from "fflate";
import { crc32 } from "./crc32";
import { damaged, FileProblem } from "./fileProblem";

/** What an opened package may unfold to. A workbook of a million rows stays below; a bomb does not. */
export interface ZipLimits {
  readonly entries: number;
  /** Bytes of one part after inflating. */
  readonly partBytes: number;
  /** Bytes of all parts together after inflating. */
  readonly totalBytes: number;
  /** Inflated to packed, for parts above `ratioFrom` bytes. Sheets reach about 100; deflate can reach 1,032. */
  readonly ratio: number;
  readonly ratioFrom: number;
}

export const DEFAULT_LIMITS: ZipLimits = {
  entries: 20_000,
  partBytes: 450_000_000,
  totalBytes: 900_000_000,
  ratio: 400,
  ratioFrom: 10_000_000,
};

interface Entry {
  readonly name: string;
  readonly flags: number;
  readonly method: number;
  readonly crc: number;
  readonly packed: number;
  readonly size: number;
  readonly offset: number;
}

const END_OF_DIRECTORY = 0x06054b50;
const DIRECTORY_ENTRY = 0x02014b50;
const LOCAL_HEADER = 0x04034b50;
const INPUT_STEP = 1 << 16;
const TRUNCATED = "The file is cut short: a part of it did not arrive. Copy or download it again and open the new copy.";

/**
 * Unpacks a zip whose maker is not trusted: sizes are checked as declared before and as found while inflating, checksums
 * always, names never leave the package. Returns parts by name (forward slashes, no leading one), in the file's order.
 */
export function readZip(bytes: Uint8Array, limits: ZipLimits = DEFAULT_LIMITS): Map<string, Uint8Array> {
  refuseOtherFormats(bytes);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const entries = readDirectory(bytes, view, limits);
  const parts = new Map<string, Uint8Array>();
  const seen = new Set<string>();
  let total = 0;
  for (const entry of entries) {
    const name = safeName(entry.name);
    if (name.endsWith("/")) continue;
    // Part names are compared without regard to case (ECMA-376 part 2, 9.1.1).
    if (seen.has(name.toLowerCase())) throw new FileProblem("Unsafe", `The file holds the part "${name}" twice, so what it says depends on who reads it. Save it again from Excel as .xlsx.`);
    seen.add(name.toLowerCase());
    const content = unpack(bytes, view, entry, limits, limits.totalBytes - total);
    total += content.length;
    parts.set(name, content);
  }
  return parts;
}

function refuseOtherFormats(bytes: Uint8Array): void {
  if (bytes.length === 0) throw new FileProblem("Truncated", "The file is empty. Copy or download it again and open the new copy.");
  const starts = (...head: number[]): boolean => head.every((byte, index) => bytes[index] === byte);
  if (starts(0xd0, 0xcf, 0x11, 0xe0)) {
    // Excel wraps an encrypted package in a compound file with a stream of this name (MS-OFFCRYPTO 1.3.2), in UTF-16.
    if (contains(bytes, "EncryptedPackage")) {
      throw new FileProblem("PasswordProtected", "The file is protected with a password. Open it in Excel, remove the password (File, Info, Protect Workbook, Encrypt with Password), save it and open it again.");
    }
    throw new FileProblem("OldFormat", "The file is an old .xls workbook. Open it in Excel and save it as .xlsx (Excel Workbook), then open that copy.");
  }
  if (!starts(0x50, 0x4b)) {
    throw new FileProblem("NotAWorkbook", "The file is not an Excel workbook (.xlsx). Open it in the program that made it and save it as .xlsx; a text file (CSV) has to be imported instead.");
  }
}

function contains(bytes: Uint8Array, text: string): boolean {
  for (let start = 0; start + text.length * 2 <= bytes.length; start++) {
    let index = 0;
    while (index < text.length && bytes[start + index * 2] === text.charCodeAt(index) && bytes[start + index * 2 + 1] === 0) index++;
    if (index === text.length) return true;
  }
  return false;
}

function readDirectory(bytes: Uint8Array, view: DataView, limits: ZipLimits): Entry[] {
  let end = -1;
  for (let at = bytes.length - 22; at >= Math.max(0, bytes.length - 22 - 0xffff); at--) {
    if (view.getUint32(at, true) === END_OF_DIRECTORY) {
      end = at;
      break;
    }
  }
  if (end < 0) throw new FileProblem("Truncated", TRUNCATED);
  const count = view.getUint16(end + 10, true);
  const start = view.getUint32(end + 16, true);
  if (count > limits.entries) throw new FileProblem("TooLarge", `The file holds ${count} parts; a workbook has a few dozen. It was not opened. Save it again from Excel as .xlsx.`);
  const entries: Entry[] = [];
  let at = start;
  let packedTotal = 0;
  let sizeTotal = 0;
  for (let index = 0; index < count; index++) {
    if (at + 46 > bytes.length || view.getUint32(at, true) !== DIRECTORY_ENTRY) throw new FileProblem("Truncated", TRUNCATED);
    const nameLength = view.getUint16(at + 28, true);
    const extraLength = view.getUint16(at + 30, true);
    const next = at + 46 + nameLength + extraLength + view.getUint16(at + 32, true);
    if (next > bytes.length) throw new FileProblem("Truncated", TRUNCATED);
    const name = new TextDecoder().decode(bytes.subarray(at + 46, at + 46 + nameLength));
    const sizes = wideSizes(view, at + 46 + nameLength, extraLength, {
      size: view.getUint32(at + 24, true),
      packed: view.getUint32(at + 20, true),
      offset: view.getUint32(at + 42, true),
    });
    const entry = { name, flags: view.getUint16(at + 8, true), method: view.getUint16(at + 10, true), crc: view.getUint32(at + 16, true), ...sizes };
    packedTotal += entry.packed;
    sizeTotal += entry.size;
    if (entry.size > limits.partBytes || sizeTotal > limits.totalBytes) throw tooLarge(entry.name);
    entries.push(entry);
    at = next;
  }
  // Overlapping entries would let a small file claim the same bytes many times.
  if (packedTotal > bytes.length) throw new FileProblem("Unsafe", "The file's table of contents claims more data than the file has. It was not opened. Save it again from Excel as .xlsx.");
  return entries;
}

/** Zip64 sizes stand in an extra field when the 32-bit ones are all ones (APPNOTE 4.5.3). */
function wideSizes(view: DataView, start: number, length: number, sizes: { size: number; packed: number; offset: number }): { size: number; packed: number; offset: number } {
  const wide = 0xffffffff;
  if (sizes.size !== wide && sizes.packed !== wide && sizes.offset !== wide) return sizes;
  for (let at = start; at + 4 <= start + length; ) {
    const fieldLength = view.getUint16(at + 2, true);
    if (view.getUint16(at, true) === 1) {
      let from = at + 4;
      const take = (now: number): number => {
        if (now !== wide || from + 8 > at + 4 + fieldLength) return now;
        const value = view.getUint32(from, true) + view.getUint32(from + 4, true) * 2 ** 32;
        from += 8;
        return value;
      };
      return { size: take(sizes.size), packed: take(sizes.packed), offset: take(sizes.offset) };
    }
    at += 4 + fieldLength;
  }
  return sizes;
}

function safeName(raw: string): string {
  const name = raw.replaceAll("\\", "/");
  const unsafe = name === "" || name.startsWith("/") || /^[a-z]:/i.test(name) || name.includes("\0") || name.split("/").some((part) => part === ".." || part === ".");
  if (unsafe) throw new FileProblem("Unsafe", `The file holds a part with the name "${printable(raw)}", which points outside the workbook. It was not opened. Save it again from Excel as .xlsx.`);
  return name;
}

function printable(text: string): string {
  return text.replace(/[^\x20-\x7e]/g, "?").slice(0, 100);
}

function unpack(bytes: Uint8Array, view: DataView, entry: Entry, limits: ZipLimits, budget: number): Uint8Array {
  if (entry.flags & 1) throw new FileProblem("PasswordProtected", "The file is encrypted. Open it with its password in the program that made it, save it without one as .xlsx and open it again.");
  if (entry.offset + 30 > bytes.length || view.getUint32(entry.offset, true) !== LOCAL_HEADER) throw new FileProblem("Truncated", TRUNCATED);
  const start = entry.offset + 30 + view.getUint16(entry.offset + 26, true) + view.getUint16(entry.offset + 28, true);
  if (start + entry.packed > bytes.length) throw new FileProblem("Truncated", TRUNCATED);
  const packed = bytes.subarray(start, start + entry.packed);
  const allowed = Math.min(limits.partBytes, budget);
  if (entry.size > allowed) throw tooLarge(entry.name);
  if (entry.size > limits.ratioFrom && entry.size > entry.packed * limits.ratio) throw tooLarge(entry.name);
  let content: Uint8Array;
  if (entry.method === 0) content = packed.slice();
  else if (entry.method === 8) content = inflate(packed, entry);
  else throw damaged(`the part "${printable(entry.name)}" is packed in a way that workbooks do not use`);
  if (content.length !== entry.size || crc32(content) !== entry.crc) throw damaged(`the part "${printable(entry.name)}" does not have the size and checksum that the file gives for it`);
  return content;
}

/** Inflates into exactly the declared size and stops as soon as there is more: what is declared was checked before. */
function inflate(packed: Uint8Array, entry: Entry): Uint8Array {
  const content = new Uint8Array(entry.size);
  let filled = 0;
  const stream = new Inflate((chunk) => {
    if (filled + chunk.length > entry.size) throw tooLarge(entry.name);
    content.set(chunk, filled);
    filled += chunk.length;
  });
  try {
    for (let at = 0; at < packed.length; at += INPUT_STEP) stream.push(packed.subarray(at, at + INPUT_STEP), at + INPUT_STEP >= packed.length);
  } catch (error) {
    if (error instanceof FileProblem) throw error;
    throw damaged(`the part "${printable(entry.name)}" cannot be unpacked`);
  }
  if (filled !== entry.size) throw damaged(`the part "${printable(entry.name)}" is shorter than the file says`);
  return content;
}

function tooLarge(name: string): FileProblem {
  return new FileProblem("TooLarge", `The part "${printable(name)}" of the file unfolds to far more data than a workbook needs. It was not opened. If the file is yours, delete unused rows, columns and sheets in Excel and save it again.`);
}
