/** Neighbouring rows as one stretch. `rows`: ascending, each once. */
export interface RowRun {
  readonly first: number;
  readonly count: number;
}

export function rowRuns(rows: readonly number[]): readonly RowRun[] {
  const runs: { first: number; count: number }[] = [];
  for (const row of rows) {
    const last = runs.at(-1);
    if (last !== undefined && last.first + last.count === row) last.count += 1;
    else runs.push({ first: row, count: 1 });
  }
  return runs;
}
