// A small letter font for burned-in text: ours, ASCII, five by seven, and two rows more below the line where a letter
// hangs. Each glyph is rows of two hex digits, whose five low bits are the pixels from left to right.

const ROWS_BY_CHARACTER: Readonly<Record<string, string>> = {
  ' ': '00000000000000', '!': '04040404040004', '"': '0A0A0A00000000', '#': '0A0A1F0A1F0A0A', '%': '191A0204080B13',
  '&': '0C12140815120D', "'": '04040800000000', '(': '02040808080402', ')': '08040202020408', '*': '00150E1F0E1500',
  '+': '0004041F040400', ',': '00000000000C0C0408', '-': '0000000E000000', '.': '00000000000C0C', '/': '01010204081010',
  ':': '000C0C000C0C00', ';': '000C0C00000C0C0408', '<': '02040810080402', '=': '00001F001F0000', '>': '08040201020408',
  '?': '0E110102040004', '@': '0E11171517100E', '[': '0E08080808080E', ']': '0E02020202020E', '^': '040A1100000000',
  '_': '0000000000001F', '|': '04040404040404', '~': '00000815020000', '\\': '10100804020101',
  '0': '0E11131519110E', '1': '040C040404040E', '2': '0E11010608101F', '3': '1E01010E01011E', '4': '02060A121F0202',
  '5': '1F101E0101110E', '6': '0608101E11110E', '7': '1F010204080808', '8': '0E11110E11110E', '9': '0E11110F01020C',
  A: '0E11111F111111', B: '1E11111E11111E', C: '0E11101010110E', D: '1E11111111111E', E: '1F10101E10101F',
  F: '1F10101E101010', G: '0E11101711110F', H: '1111111F111111', I: '0E04040404040E', J: '0101010101110E',
  K: '11121418141211', L: '1010101010101F', M: '111B1515111111', N: '11191513111111', O: '0E11111111110E',
  P: '1E11111E101010', Q: '0E11111115120D', R: '1E11111E141211', S: '0F10100E01011E', T: '1F040404040404',
  U: '1111111111110E', V: '11111111110A04', W: '11111115151B11', X: '11110A040A1111', Y: '11110A04040404',
  Z: '1F01020408101F', a: '00000E010F110F', b: '10101E1111111E', c: '00000F1010100F', d: '01010F1111110F',
  e: '00000E111F100E', f: '06081C08080808', g: '00000F1111110F010E', h: '10101E11111111', i: '04000C0404040E',
  j: '02000602020202120C', k: '10101214181412', l: '0C04040404040E', m: '00001A15151515', n: '00001E11111111',
  o: '00000E1111110E', p: '00001E1111111E1010', q: '00000F1111110F0101', r: '00001619101010', s: '00000F100E011E',
  t: '08081C08080806', u: '0000111111110F', v: '00001111110A04', w: '0000111515150A', x: '0000110A040A11',
  y: '0000111111110F010E', z: '00001F0204081F',
}; // prettier-ignore

export const GLYPH_WIDTH = 5;
/** From the top of a capital to the line. */
const CAPITAL_HEIGHT = 7;
const HANGING_HEIGHT = 9;
/** From the start of one character to the next. */
export const ADVANCE = 6;

const GLYPHS: ReadonlyMap<string, readonly number[]> = new Map(
  Object.entries(ROWS_BY_CHARACTER).map(([character, rows]) => [
    character,
    Array.from({ length: rows.length / 2 }, (_, row) => Number.parseInt(rows.slice(row * 2, row * 2 + 2), 16)),
  ]),
);

/** Rows that a text needs. */
export function heightOf(text: string): number {
  return /[gjpqy,;]/.test(text) ? HANGING_HEIGHT : CAPITAL_HEIGHT;
}

/** Is there ink at a cell of a glyph? Nothing lies outside it; a character without glyph is drawn as `?`. */
export function inked(character: string, column: number, row: number): boolean {
  if (column < 0 || column >= GLYPH_WIDTH || row < 0) return false;
  const rows = GLYPHS.get(character) ?? GLYPHS.get('?')!; // `?` is in the table above
  return (((rows[row] ?? 0) >> (GLYPH_WIDTH - 1 - column)) & 1) === 1;
}
