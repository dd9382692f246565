import { intAt } from "../columns";

/** A run of rows of a column that is put together: taken from the old column or from the fresh one. */
export interface Piece {
  readonly fresh: boolean;
  readonly start: number;
  end: number;
  /** Where it goes. */
  readonly at: number;
}

export interface Pieces {
  /** Lists of the new rows: those of row n are at starts[n] … starts[n + 1] − 1. */
  readonly starts: Int32Array;
  readonly total: number;
  readonly pieces: readonly Piece[];
}

export interface PiecesInput {
  /** Rows there are now. */
  readonly rows: number;
  /** Lists of the old rows, and where each old row stands now (null: where it was; −1: nowhere). */
  readonly old: Int32Array;
  readonly moved: Int32Array | null;
  /** Lists made anew, by new row; they hold for the rows marked with 1. */
  readonly fresh: Int32Array;
  readonly isFresh: Uint8Array;
}

/** How lists of rows (movements, due parts) are put together of runs that stay and of those that were made anew. */
export function piecesOf({ rows, old, moved, fresh, isFresh }: PiecesInput): Pieces {
  const oldRows = moved === null ? null : oldRowsOf(moved, rows);
  const starts = new Int32Array(rows + 1);
  const pieces: Piece[] = [];
  let total = 0;
  for (let row = 0; row < rows; row++) {
    const takesFresh = isFresh[row] === 1;
    const list = takesFresh ? fresh : old;
    const from = takesFresh || oldRows === null ? row : intAt(oldRows, row);
    const start = intAt(list, from);
    const end = intAt(list, from + 1);
    const last = pieces.at(-1);
    if (last?.fresh === takesFresh && last.end === start) last.end = end;
    else pieces.push({ fresh: takesFresh, start, end, at: total });
    total += end - start;
    starts[row + 1] = total;
  }
  return { starts, total, pieces };
}

function oldRowsOf(moved: Int32Array, rows: number): Int32Array {
  const oldRows = new Int32Array(rows);
  moved.forEach((now, row) => {
    if (now >= 0) oldRows[now] = row;
  });
  return oldRows;
}

type Column = Int32Array | Float64Array | Uint8Array;

/** Puts a column together; `made` is the empty one. */
export function joined<Made extends Column>(pieces: Pieces, old: Made, fresh: Made, made: Made): Made {
  for (const { fresh: takesFresh, start, end, at } of pieces.pieces) made.set((takesFresh ? fresh : old).subarray(start, end), at);
  return made;
}

/** As joined for rows of documents, which may stand elsewhere now. */
export function joinedRows(pieces: Pieces, old: Int32Array, fresh: Int32Array, moved: Int32Array | null): Int32Array {
  const made = joined(pieces, old, fresh, new Int32Array(pieces.total));
  if (moved === null) return made;
  for (const { fresh: takesFresh, start, end, at } of pieces.pieces) {
    if (takesFresh) continue;
    for (let place = at; place < at + end - start; place++) {
      const row = intAt(made, place);
      if (row >= 0) made[place] = intAt(moved, row);
    }
  }
  return made;
}
