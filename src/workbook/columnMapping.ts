/**
 * A thing that a column can hold. `tiers`: header spellings, best first; a header of a better tier wins over one of a
 * later tier, two headers of one tier cannot be told apart.
 */
export interface FieldSpec<Field extends string> {
  readonly field: Field;
  readonly required: boolean;
  readonly tiers: readonly (readonly string[])[];
}

export interface ColumnMapping<Field extends string> {
  /** Column index by field. */
  readonly columns: ReadonlyMap<Field, number>;
  readonly missing: readonly Field[];
  readonly ambiguous: readonly { readonly field: Field; readonly headers: readonly string[] }[];
  /** Headers that nothing claimed, in order. */
  readonly unused: readonly string[];
}

/**
 * Which column holds what, by header, ignoring case, blanks, punctuation, accents and camelCase. `corrections` (field →
 * header) are what a person chose and win over everything. An ambiguous field has no column until corrected.
 */
export function mapColumns<Field extends string>(
  headers: readonly string[],
  fields: readonly FieldSpec<Field>[],
  corrections: ReadonlyMap<Field, string> = new Map(),
): ColumnMapping<Field> {
  const plain = headers.map(plainHeader);
  const columns = new Map<Field, number>();
  const ambiguous: { field: Field; headers: string[] }[] = [];
  const taken = new Set<number>();
  for (const { field } of fields) {
    const chosen = corrections.get(field);
    if (chosen === undefined) continue;
    const index = indexOfHeader(headers, chosen);
    if (index < 0) continue;
    columns.set(field, index);
    taken.add(index);
  }
  const tierCount = Math.max(0, ...fields.map((spec) => spec.tiers.length));
  for (let tier = 0; tier < tierCount; tier += 1) {
    // One tier for all fields before the next, so that a weak claim never takes another field's own header.
    for (const { field, tiers } of fields) {
      if (columns.has(field) || ambiguous.some((entry) => entry.field === field)) continue;
      const names = new Set((tiers[tier] ?? []).map(plainHeader));
      const hits = plain.flatMap((name, index) => (names.has(name) && !taken.has(index) ? [index] : []));
      const [first] = hits;
      if (first === undefined) continue;
      for (const hit of hits) taken.add(hit);
      if (hits.length === 1) columns.set(field, first);
      else ambiguous.push({ field, headers: hits.map((hit) => headers[hit] ?? "") });
    }
  }
  const missing = fields.filter(({ field, required }) => required && !columns.has(field) && !ambiguous.some((entry) => entry.field === field));
  return {
    columns,
    missing: missing.map(({ field }) => field),
    ambiguous,
    unused: headers.filter((header, index) => !taken.has(index) && header.trim() !== ""),
  };
}

/** "Customer ID", "customerID", "CUSTOMER_ID" are one; "#" reads as number and "%" as percent. */
export function plainHeader(header: string): string {
  const spelled = header.replaceAll("#", " number ").replaceAll("%", " percent ");
  return spelled.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().replace(/[^\p{L}\p{N}]/gu, "");
}

/** A header by its exact text, else by its plain form when only one column has it; else -1. */
export function indexOfHeader(headers: readonly string[], wanted: string): number {
  const exact = headers.indexOf(wanted);
  if (exact >= 0) return exact;
  const plain = plainHeader(wanted);
  const hits = headers.flatMap((header, index) => (plainHeader(header) === plain ? [index] : []));
  return hits.length === 1 ? (hits[0] ?? -1) : -1;
}
