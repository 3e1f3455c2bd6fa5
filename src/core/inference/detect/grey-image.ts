/** One channel, 0 to 1, row by row. */
export interface GreyImage {
  readonly rows: number;
  readonly columns: number;
  readonly values: Float32Array;
}

/** Turned by 90 degrees to the left: the last column becomes the first row. */
export function turnedLeft({ rows, columns, values }: GreyImage): GreyImage {
  const out = new Float32Array(values.length);
  for (let row = 0; row < rows; row++)
    for (let column = 0; column < columns; column++)
      out[(columns - 1 - column) * rows + row] = values[row * columns + column] ?? 0;
  return { rows: columns, columns: rows, values: out };
}

export function turnedRight({ rows, columns, values }: GreyImage): GreyImage {
  const out = new Float32Array(values.length);
  for (let row = 0; row < rows; row++)
    for (let column = 0; column < columns; column++)
      out[column * rows + (rows - 1 - row)] = values[row * columns + column] ?? 0;
  return { rows: columns, columns: rows, values: out };
}

/** Twice the size, linear between pixel centres. */
export function doubled({ rows, columns, values }: GreyImage): GreyImage {
  const out = new Float32Array(values.length * 4);
  const at = (row: number, column: number): number =>
    values[Math.min(rows - 1, Math.max(0, row)) * columns + Math.min(columns - 1, Math.max(0, column))] ?? 0;
  for (let row = 0; row < rows * 2; row++) {
    // The centre of a new pixel lies a quarter of an old one beside the old centre.
    const y = (row - 0.5) / 2;
    const top = Math.floor(y);
    const down = y - top;
    for (let column = 0; column < columns * 2; column++) {
      const x = (column - 0.5) / 2;
      const left = Math.floor(x);
      const right = x - left;
      const upper = at(top, left) * (1 - right) + at(top, left + 1) * right;
      const lower = at(top + 1, left) * (1 - right) + at(top + 1, left + 1) * right;
      out[row * columns * 2 + column] = upper * (1 - down) + lower * down;
    }
  }
  return { rows: rows * 2, columns: columns * 2, values: out };
}

/** Half the size, the mean of four pixels each; rows and columns must be even. */
export function halfSize({ rows, columns, values }: GreyImage): GreyImage {
  const out = new Float32Array(values.length / 4);
  const width = columns / 2;
  for (let row = 0; row < rows / 2; row++)
    for (let column = 0; column < width; column++) {
      const at = 2 * row * columns + 2 * column;
      const upper = (values[at] ?? 0) + (values[at + 1] ?? 0);
      const lower = (values[at + columns] ?? 0) + (values[at + columns + 1] ?? 0);
      out[row * width + column] = (upper + lower) / 4;
    }
  return { rows: rows / 2, columns: width, values: out };
}

/** A part of the image, padded to multiples by repeating the border. */
export function paddedPart(
  image: GreyImage,
  part: { x: number; y: number; columns: number; rows: number },
  multiple: number,
): GreyImage {
  const rows = Math.ceil(part.rows / multiple) * multiple;
  const columns = Math.ceil(part.columns / multiple) * multiple;
  const values = new Float32Array(rows * columns);
  for (let row = 0; row < rows; row++) {
    const from = (part.y + Math.min(row, part.rows - 1)) * image.columns + part.x;
    const line = image.values.subarray(from, from + part.columns);
    values.set(line, row * columns);
    values.fill(line[part.columns - 1] ?? 0, row * columns + part.columns, (row + 1) * columns);
  }
  return { rows, columns, values };
}
