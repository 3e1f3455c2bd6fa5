// The loop of word-filter.ts in WebAssembly, put together here: it is short, and nothing has to be built beforehand.
//
//   scan(at, end, table, shift, out): reads groups of sixteen words from `at` to `end`, writes the address of every word that
//   the table knows to `out`, and gives the end of what it wrote.
//
// Sixteen words are first looked at together: bytes that stand at the same place of their words are put side by side, and
// each of their halves is looked up among the eight groups of words that are looked for. Only where one group fits all
// eight halves is word by word asked of the table.

export const CASE_BITS = 0x20202020;
/** Of the hash: the golden ratio of 32 bits, by Knuth. */
export const MULTIPLIER = 0x9e3779b1 | 0;
/** Words looked at together. */
export const GROUP_BYTES = 64;
export const PAGE_BYTES = 0x10000;

type Code = readonly number[];

const code = (...parts: readonly (number | Code)[]): Code => parts.flat();
const repeated = (count: number, part: (index: number) => Code): Code =>
  Array.from({ length: count }, (_, index) => part(index)).flat();

/** LEB128: seven bits a byte, the lowest first. */
const unsigned = (value: number): Code => (value < 0x80 ? [value] : code((value & 0x7f) | 0x80, unsigned(value >>> 7)));
const signed = (value: number): Code => {
  const low = value & 0x7f;
  const rest = value >> 7;
  const isLast = (rest === 0 && (low & 0x40) === 0) || (rest === -1 && (low & 0x40) !== 0);
  return isLast ? [low] : code(low | 0x80, signed(rest));
};
const list = (...parts: readonly Code[]): Code => code(unsigned(parts.length), ...parts);
const sized = (bytes: Code): Code => code(unsigned(bytes.length), bytes);
const section = (id: number, ...entries: readonly Code[]): Code => code(id, sized(list(...entries)));
const named = (name: string): Code => sized(Array.from(name, (letter) => letter.charCodeAt(0)));

const I32 = 0x7f;
const V128 = 0x7b;
const NOTHING = 0x40;
const END = 0x0b;
const BLOCK = [0x02, NOTHING];
const LOOP = [0x03, NOTHING];
const IF = [0x04, NOTHING];
const branch = (depth: number): Code => [0x0c, depth];
const branchIf = (depth: number): Code => [0x0d, depth];
const get = (local: number): Code => [0x20, local];
const set = (local: number): Code => [0x21, local];
const tee = (local: number): Code => [0x22, local];
const constant = (value: number): Code => code(0x41, signed(value));
const LESS = 0x49;
const NOT_LESS = 0x4f;
const ADD = 0x6a;
const MULTIPLY = 0x6c;
const OR = 0x72;
const SHIFT_RIGHT = 0x76;
// Each with the alignment that is promised, as a power of two, and no offset.
const LOAD_WORD = [0x28, 2, 0];
const LOAD_BYTE = [0x2d, 0, 0];
const STORE_WORD = [0x36, 2, 0];

const vector = (operation: number, ...rest: readonly Code[]): Code => code(0xfd, unsigned(operation), ...rest);
const load16 = (offset: number): Code => vector(0x00, [0], unsigned(offset));
const constant16 = (bytes: Code): Code => vector(0x0c, bytes);
const shuffle = (places: Code): Code => vector(0x0d, places);
const SWIZZLE = vector(0x0e);
const AND16 = vector(0x4e);
const OR16 = vector(0x50);
const ANY = vector(0x53);
const SHIFT_RIGHT_SHORTS = vector(0x8d);

// Locals: what is given, then what is worked with. Constant vectors are kept in locals, or each use would make them anew.
const AT = 0;
const ENDS = 1;
const TABLE = 2;
const SHIFT = 3;
const OUT = 4;
const WORD = 5;
const STOP = 6;
const HALVES = 8;
const tableOf = (half: number): number => STOP + 1 + half;
const SMALL_LETTERS = tableOf(HALVES);
const LOWER_HALF = SMALL_LETTERS + 1;
const BY_PLACE = SMALL_LETTERS + 2;
const BYTES = SMALL_LETTERS + 3;
const lineOf = (line: number): number => BYTES + 1 + line;
const LINES = 4;
const VECTORS = lineOf(LINES) - tableOf(0);

const everywhere = (byte: number): Code => repeated(16, () => [byte]);
const FOUR_WORDS_BY_PLACE = [0, 4, 8, 12, 1, 5, 9, 13, 2, 6, 10, 14, 3, 7, 11, 15];
const prepare = code(
  repeated(HALVES, (half) => code(constant(0), load16(16 * half), set(tableOf(half)))),
  code(constant16(everywhere(0x20)), set(SMALL_LETTERS)),
  code(constant16(everywhere(0x0f)), set(LOWER_HALF)),
  code(constant16(FOUR_WORDS_BY_PLACE), set(BY_PLACE)),
);

/** Of each sixteen bytes: the first ones of four words, then the second ones ... */
const loadLines = repeated(LINES, (line) =>
  code(get(AT), load16(16 * line), get(SMALL_LETTERS), OR16, get(BY_PLACE), SWIZZLE, set(lineOf(line))),
);
const lanes = (bytes: number, wanted: readonly number[]): Code =>
  shuffle(wanted.flatMap((lane) => repeated(bytes, (byte) => [lane * bytes + byte])));
/** The first two, or the last two, fours of both lines in turns. */
const mixed = (one: number, other: number, isLast: boolean): Code =>
  code(get(lineOf(one)), get(lineOf(other)), lanes(4, isLast ? [2, 6, 3, 7] : [0, 4, 1, 5]));
/** Sixteen bytes that stand at `place` of their words. */
const bytesAt = (place: number): Code =>
  code(mixed(0, 1, place >= 2), mixed(2, 3, place >= 2), lanes(8, place % 2 === 0 ? [0, 2] : [1, 3]));
/** The groups that fit them. */
const groupsAt = (place: number): Code =>
  code(
    code(bytesAt(place), set(BYTES)),
    code(get(tableOf(2 * place)), get(BYTES), get(LOWER_HALF), AND16, SWIZZLE),
    code(get(tableOf(2 * place + 1)), get(BYTES), constant(4), SHIFT_RIGHT_SHORTS, get(LOWER_HALF), AND16, SWIZZLE),
    AND16,
  );
const mayHold = code(groupsAt(0), groupsAt(1), AND16, groupsAt(2), AND16, groupsAt(3), AND16, ANY);

const advance = (local: number, bytes: number): Code => code(get(local), constant(bytes), ADD, set(local));
const isInTable = code(
  get(TABLE),
  code(get(WORD), LOAD_WORD, constant(CASE_BITS), OR, constant(MULTIPLIER), MULTIPLY, get(SHIFT), SHIFT_RIGHT),
  code(ADD, LOAD_BYTE),
);
const eachWord = code(
  code(get(AT), tee(WORD), constant(GROUP_BYTES), ADD, set(STOP)),
  LOOP,
  code(isInTable, IF, get(OUT), get(WORD), STORE_WORD, advance(OUT, 4), END),
  code(advance(WORD, 4), get(WORD), get(STOP), LESS, branchIf(0)),
  END,
);
const scan = code(
  list([2, I32], [VECTORS, V128]),
  prepare,
  code(BLOCK, LOOP),
  code(get(AT), get(ENDS), NOT_LESS, branchIf(1)),
  code(loadLines, mayHold, IF, eachWord, END),
  code(advance(AT, GROUP_BYTES), branch(0)),
  code(END, END),
  code(get(OUT), END),
);

const MAGIC = [0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00];
const FUNCTION = 0x60;

export function wordFilterCode(pages: number): Uint8Array<ArrayBuffer> {
  const type = code(FUNCTION, list(...Array.from({ length: OUT + 1 }, () => [I32])), list([I32]));
  return Uint8Array.from(
    code(
      MAGIC,
      section(1, type),
      section(3, [0]),
      section(5, code(0, unsigned(pages))),
      section(7, code(named('memory'), 2, 0), code(named('scan'), 0, 0)),
      section(10, sized(scan)),
    ),
  );
}
