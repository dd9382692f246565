import { createHash } from "node:crypto";
import { canonicalJson, sha256Hex } from "../../src/workbook/hash";

/** Around the edges of a block (64 bytes), of the padding (55, 56) and of what is hashed without the encoder (512). */
const LENGTHS = [0, 1, 3, 31, 54, 55, 56, 57, 63, 64, 65, 119, 120, 127, 128, 129, 511, 512, 513, 4_000, 70_000];

test("hashes are those of SHA-256, one after the other, whatever was hashed before", () => {
  const texts = LENGTHS.flatMap((length) => ["a", "ß", "€", "😀"].map((letter) => letter.repeat(length)));
  const both = [...texts, ...[...texts].reverse(), ...texts.filter((_, index) => index % 3 === 0)];
  expect(both.map(sha256Hex)).toEqual(both.map((text) => createHash("sha256").update(text, "utf8").digest("hex")));
});

test("the published example", () => {
  expect(sha256Hex("abc")).toBe("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
});

test("equal values are written alike, whatever the order of their keys", () => {
  expect(canonicalJson({ b: 1, a: [undefined, { d: "x", c: null }], e: undefined })).toBe('{"a":[null,{"c":null,"d":"x"}],"b":1}');
});
