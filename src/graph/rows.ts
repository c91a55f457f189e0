/** Compressed rows: the places of a column by the number that stands there, those of a number in their order. */
export interface Rows {
  /** The places of number n are `places[start[n] .. start[n + 1]]`. */
  start: Int32Array;
  places: Int32Array;
}

/** Fills rows that are zero before: one more start than there are numbers, and as many places as the column has. */
export function fillRows(column: Int32Array, start: Int32Array, places: Int32Array): void {
  for (let place = 0; place < column.length; place += 1) {
    const after = (column[place] ?? 0) + 1;
    start[after] = (start[after] ?? 0) + 1;
  }
  for (let n = 1; n < start.length; n += 1) start[n] = (start[n] ?? 0) + (start[n - 1] ?? 0);
  for (let place = column.length - 1; place >= 0; place -= 1) {
    const after = (column[place] ?? 0) + 1;
    const last = (start[after] ?? 0) - 1;
    places[last] = place;
    start[after] = last;
  }
  // Filling from behind has moved each start to the row before.
  start.copyWithin(0, 1);
  start[start.length - 1] = column.length;
}

/** The rows of a column that holds numbers less than `count`. */
export function rowsOf(column: Int32Array, count: number): Rows {
  const rows = { start: new Int32Array(count + 1), places: new Int32Array(column.length) };
  fillRows(column, rows.start, rows.places);
  return rows;
}
