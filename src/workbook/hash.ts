import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";

/** SHA-256 of the text in UTF-8, in lower-case hexadecimal. */
export function sha256Hex(text: string): string {
  // One hasher for all, taken back to its beginning: making one for each of a hundred thousand rows takes as long as hashing them.
  blank._cloneInto(hasher);
  hasher.update(plainBytes(text) ?? utf8ToBytes(text)).digestInto(digest);
  return bytesToHex(digest);
}

const blank = sha256.create();
const hasher = sha256.create();
const digest = new Uint8Array(blank.outputLen);

/** Longer texts are left to the encoder. */
const PLAIN_MAX = 512;
/** Room for the text that is being hashed: tens of thousands are, one after the other. */
const bytes = new Uint8Array(PLAIN_MAX);

/** The bytes of a short text of ASCII characters, good until the next is asked for; null for any other text. */
function plainBytes(text: string): Uint8Array | null {
  const { length } = text;
  if (length > PLAIN_MAX) return null;
  for (let index = 0; index < length; index += 1) {
    const code = text.charCodeAt(index);
    if (code > 0x7f) return null;
    bytes[index] = code;
  }
  return bytes.subarray(0, length);
}

/** JSON with keys in code-unit order and without undefined members. */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map((item: unknown) => canonicalJson(item)).join(",")}]`;
  if (typeof value === "object" && value !== null) {
    const fields = Object.entries(value).filter(([, field]) => field !== undefined).sort(([a], [b]) => (a < b ? -1 : 1));
    return `{${fields.map(([key, field]) => `${JSON.stringify(key)}:${canonicalJson(field)}`).join(",")}}`;
  }
  return JSON.stringify(value ?? null);
}
