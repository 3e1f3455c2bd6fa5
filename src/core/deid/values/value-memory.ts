// Remembers what was found out about values, by their bytes. A series says the same a thousand times over, and comparing a
// few bytes costs less than decoding them once more.
//
// It holds values of patients: whoever makes one for a batch lets it go with the batch.

/** Longer values are seldom met twice. */
export const LONGEST_REMEMBERED = 128;
const MOST_VALUES = 0x4000;
const MOST_BYTES = 0x80000;
const FIRST_VALUES = 0x200;
/** Of so many values met once the hash is known. */
const MET_ONCE = 0x1000;
const FIRST_BYTES = 0x2000;

// Of longer values the ends are hashed: there they differ, as UIDs do. All bytes are compared anyway.
/** The prime of FNV-1a, 32 bits. */
const PRIME = 0x01000193;
const TAG_MULTIPLIER = 0x9e3779b1 | 0;

// What is known of a value beside its bytes and the answer: so many numbers in a row, because they are looked at together.
const RECORD = 8;
const HASH = 0;
const TAG = 1;
const FORM = 2;
const CONTEXT = 3;
const START = 4;
const LENGTH = 5;

// Places in the arrays below are within bounds: slots by their mask, records because each number in a slot has one.
export class ValueMemory<T> {
  /** Number of the value + 1, by hash; 0 where there is none. Twice as many as values, so that a search ends soon. */
  private slots: Int32Array;
  private records: Int32Array;
  private bytes: Uint8Array;
  private readonly metOnce: Int32Array;
  private answers: T[];
  private usedBytes: number;

  constructor() {
    this.metOnce = new Int32Array(MET_ONCE);
    this.slots = new Int32Array(2 * FIRST_VALUES);
    this.records = new Int32Array(RECORD * FIRST_VALUES);
    this.bytes = new Uint8Array(FIRST_BYTES);
    this.answers = [];
    this.usedBytes = 0;
  }

  /** What was remembered of these bytes in an element of this tag; `form` and `context` are whatever else the answer hangs on. */
  find(tag: number, form: number, context: number, bytes: Uint8Array, start: number, end: number): T | undefined {
    const length = end - start;
    if (length > LONGEST_REMEMBERED) return undefined;
    const hash = hashOf(tag, form, context, bytes, start, end);
    const { slots, records } = this;
    const mask = slots.length - 1;
    for (let slot = hash & mask; ; slot = (slot + 1) & mask) {
      const number = slots[slot]! - 1;
      if (number < 0) return undefined;
      const at = number * RECORD;
      if (
        records[at + HASH] === hash &&
        records[at + TAG] === (tag | 0) &&
        records[at + FORM] === form &&
        records[at + CONTEXT] === context &&
        records[at + LENGTH] === length &&
        this.isSame(records[at + START]!, bytes, start, length)
      )
        return this.answers[number];
    }
  }

  /**
   * Remembers the answer, if the bytes come for the second time: much of an instance is its own, and is never asked for
   * again. Only for bytes that `find` did not know.
   */
  keep(tag: number, form: number, context: number, bytes: Uint8Array, start: number, end: number, answer: T): void {
    const length = end - start;
    if (length > LONGEST_REMEMBERED) return;
    const hash = hashOf(tag, form, context, bytes, start, end);
    if (this.metOnce[hash & (MET_ONCE - 1)] !== hash) {
      this.metOnce[hash & (MET_ONCE - 1)] = hash;
      return;
    }
    if (this.answers.length >= MOST_VALUES || this.usedBytes + length > MOST_BYTES) this.forget();
    if (this.answers.length * RECORD >= this.records.length) this.growValues();
    if (this.usedBytes + length > this.bytes.length)
      this.bytes = enlarged(this.bytes, new Uint8Array(2 * this.bytes.length));
    const number = this.answers.push(answer) - 1;
    const { records } = this;
    const at = number * RECORD;
    records[at + HASH] = hash;
    records[at + TAG] = tag;
    records[at + FORM] = form;
    records[at + CONTEXT] = context;
    records[at + START] = this.usedBytes;
    records[at + LENGTH] = length;
    for (let byte = 0; byte < length; byte++) this.bytes[this.usedBytes + byte] = bytes[start + byte]!; // the caller's own bounds
    this.usedBytes += length;
    this.place(number, hash);
  }

  forget(): void {
    this.slots.fill(0);
    this.answers = [];
    this.usedBytes = 0;
  }

  private isSame(from: number, bytes: Uint8Array, start: number, length: number): boolean {
    const known = this.bytes;
    for (let at = 0; at < length; at++) if (known[from + at] !== bytes[start + at]) return false;
    return true;
  }

  private place(number: number, hash: number): void {
    const mask = this.slots.length - 1;
    let slot = hash & mask;
    while (this.slots[slot] !== 0) slot = (slot + 1) & mask;
    this.slots[slot] = number + 1;
  }

  private growValues(): void {
    this.records = enlarged(this.records, new Int32Array(2 * this.records.length));
    this.slots = new Int32Array(2 * this.slots.length);
    for (let number = 0; number < this.answers.length; number++)
      this.place(number, this.records[number * RECORD + HASH]!);
  }
}

function hashOf(tag: number, form: number, context: number, bytes: Uint8Array, start: number, end: number): number {
  const length = end - start;
  let hash = Math.imul(tag, TAG_MULTIPLIER) ^ Math.imul((context << 12) ^ form, PRIME) ^ length;
  if (length < 4) for (let at = start; at < end; at++) hash = Math.imul(hash ^ bytes[at]!, PRIME);
  else {
    // Four at once; the last four may overlap those before.
    hash = mixed(hash, fourAt(bytes, start));
    if (length > 8) hash = mixed(hash, fourAt(bytes, start + 4));
    if (length > 12) hash = mixed(hash, fourAt(bytes, end - 8));
    if (length > 4) hash = mixed(hash, fourAt(bytes, end - 4));
  }
  // The low bits alone choose the slot, and multiplying carries upwards only.
  return hash ^ (hash >>> 15);
}

const mixed = (hash: number, four: number): number => {
  const product = Math.imul(hash ^ four, TAG_MULTIPLIER);
  return product ^ (product >>> 15);
};

/** Within the caller's own bounds. */
const fourAt = (bytes: Uint8Array, at: number): number =>
  bytes[at]! | (bytes[at + 1]! << 8) | (bytes[at + 2]! << 16) | (bytes[at + 3]! << 24);

function enlarged<A extends Int32Array | Uint8Array>(old: A, larger: A): A {
  larger.set(old);
  return larger;
}
