/** Fewest letters and digits of a document's number, and of a purchase order, that may stand in a text among others. */
const NUMBER_LENGTH_MIN = 3;
const REFERENCE_LENGTH_MIN = 4;

interface Nameable {
  readonly number: string;
  readonly reference: string;
}

/**
 * The documents that a remittance text names: the number stands in it as a word of its own, whatever separators and
 * capitals were typed ("inv 2026 0001" is INV-2026-0001, INV-31 is not INV-3), or the reference does. A short number ("5")
 * counts only when it is the whole text. What is only a part of a longer name is not named: INV-3-D1 does not name INV-3.
 */
export function namedDocuments<T extends Nameable>(text: string, documents: readonly T[]): readonly T[] {
  const found = documents.map((document) => ({
    document, places: [...placesOf(text, document.number, NUMBER_LENGTH_MIN), ...placesOf(text, document.reference, REFERENCE_LENGTH_MIN)],
  }));
  const places = found.flatMap((each) => each.places);
  return found.filter((each) => each.places.some((place) => !places.some((other) => isWithin(place, other)))).map(({ document }) => document);
}

interface Place {
  readonly from: number;
  readonly to: number;
}

function isWithin(place: Place, other: Place): boolean {
  return other.from <= place.from && place.to <= other.to && other.to - other.from > place.to - place.from;
}

function placesOf(text: string, wanted: string, lengthMin: number): readonly Place[] {
  const runs = wanted.match(WORDS) ?? [];
  if (runs.join("").length < lengthMin && text.match(WORDS)?.length !== runs.length) return [];
  const pattern = new RegExp(`(?<![\\p{L}\\p{N}])${runs.join("[^\\p{L}\\p{N}]*")}(?![\\p{L}\\p{N}])`, "giu");
  return [...text.matchAll(pattern)].map(({ index, 0: { length } }) => ({ from: index, to: index + length }));
}

const WORDS = /[\p{L}\p{N}]+/gu;
