/** Latin letters that Greek and Cyrillic ones are drawn like. */
const LOOK_ALIKES: ReadonlyMap<string, string> = new Map(
  Object.entries({ A: "АΑ", B: "ВΒ", C: "С", E: "ЕΕ", H: "НΗ", I: "ІΙ", J: "Ј", K: "КΚ", M: "МΜ", N: "Ν", O: "ОΟ", P: "РΡ", S: "Ѕ", T: "ТΤ", X: "ХΧ", Y: "УΥ", Z: "Ζ" })
    .flatMap(([latin, letters]) => [...letters].map((letter): readonly [string, string] => [letter, latin])),
);

/** Words that say of which kind a company is, not which one. */
const FORMS = /\b(?:LTD|LIMITED|LLC|INC|INCORPORATED|CORP|CORPORATION|CO|COMPANY|PLC|GMBH|AG|KG|UG|SARL|SAS|SA|SRL|SPA|BV|NV|AB|OY|AS|APS|PTY|THE)\b/gu;

/** What spellings of one name have in common: case, accents, punctuation, blanks, look-alike letters, the company's form. "" when nothing is left. */
export function nameKey(name: string): string {
  const plain = [...name.normalize("NFKD").replace(/\p{M}/gu, "").toUpperCase()].map((letter) => LOOK_ALIKES.get(letter) ?? letter).join("");
  const words = plain.replace(/&/gu, " AND ").replace(/[.'’]/gu, "").replace(/[^\p{L}\p{Nd}]+/gu, " ").trim();
  const bare = words.replace(FORMS, " ").replace(/ /gu, "");
  return bare === "" ? words.replace(/ /gu, "") : bare;
}

/** Names shorter than this differ by a letter too often to be one. */
const SLIP_LENGTH_MIN = 7;

/** True when one letter was left out, doubled, changed or swapped with the next: a slip, where digits are alike. */
export function isSlip(a: string, b: string): boolean {
  if (a === b || Math.min(a.length, b.length) < SLIP_LENGTH_MIN || Math.abs(a.length - b.length) > 1) return false;
  if (a.replace(/\P{Nd}/gu, "") !== b.replace(/\P{Nd}/gu, "")) return false;
  let start = 0;
  while (start < a.length && a[start] === b[start]) start += 1;
  let end = 0;
  while (end < Math.min(a.length, b.length) - start && a.at(-1 - end) === b.at(-1 - end)) end += 1;
  const [restA, restB] = [a.slice(start, a.length - end), b.slice(start, b.length - end)];
  if (Math.max(restA.length, restB.length) <= 1) return true;
  return restA.length === 2 && restB.length === 2 && restA[0] === restB[1] && restA[1] === restB[0];
}
