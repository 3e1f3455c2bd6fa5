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
/** Of longer values the ends are hashed: there they differ, as UIDs do. All bytes are compared anyway. */
const HASHED_BYTES = 8;
const FIRST_BYTES = 0x2000;

/** The prime of FNV-1a, 32 bits. */
const PRIME = 0x01000193;
const TAG_MULTIPLIER = 0x9e3779b1 | 0;

export class ValueMemory<T> {
  /** Number of the value + 1, by hash; 0 where there is none. Twice as many as values, so that a search ends soon. */
  private slots: Int32Array;
  private hashes: Int32Array;
  private tags: Int32Array;
  private forms: Int32Array;
  private contexts: Int32Array;
  private starts: Int32Array;
  private lengths: Int32Array;
  private bytes: Uint8Array;
  private readonly metOnce: Int32Array;
  private answers: T[];
  private usedBytes: number;

  constructor() {
    this.metOnce = new Int32Array(MET_ONCE);
    this.slots = new Int32Array(2 * FIRST_VALUES);
    this.hashes = new Int32Array(FIRST_VALUES);
    this.tags = new Int32Array(FIRST_VALUES);
    this.forms = new Int32Array(FIRST_VALUES);
    this.contexts = new Int32Array(FIRST_VALUES);
    this.starts = new Int32Array(FIRST_VALUES);
    this.lengths = new Int32Array(FIRST_VALUES);
    this.bytes = new Uint8Array(FIRST_BYTES);
    this.answers = [];
    this.usedBytes = 0;
  }

  /** What was remembered of these bytes in an element of this tag; `form` and `context` are whatever else the answer hangs on. */
  find(tag: number, form: number, context: number, bytes: Uint8Array, start: number, end: number): T | undefined {
    const length = end - start;
    if (length > LONGEST_REMEMBERED) return undefined;
    const hash = hashOf(tag, form, context, bytes, start, end);
    const mask = this.slots.length - 1;
    for (let slot = hash & mask; ; slot = (slot + 1) & mask) {
      const number = this.slots[slot]! - 1; // the mask keeps it within bounds
      if (number < 0) return undefined;
      if (
        this.hashes[number] === hash &&
        this.tags[number] === (tag | 0) &&
        this.forms[number] === form &&
        this.contexts[number] === context &&
        this.lengths[number] === length &&
        this.isSame(this.starts[number]!, bytes, start, length) // each value has a start
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
    if (this.answers.length >= this.hashes.length) this.growValues();
    if (this.usedBytes + length > this.bytes.length)
      this.bytes = enlarged(this.bytes, new Uint8Array(2 * this.bytes.length));
    const number = this.answers.push(answer) - 1;
    this.hashes[number] = hash;
    this.tags[number] = tag;
    this.forms[number] = form;
    this.contexts[number] = context;
    this.starts[number] = this.usedBytes;
    this.lengths[number] = length;
    for (let at = 0; at < length; at++) this.bytes[this.usedBytes + at] = bytes[start + at]!; // the caller's own bounds
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
    const size = 2 * this.hashes.length;
    this.hashes = enlarged(this.hashes, new Int32Array(size));
    this.tags = enlarged(this.tags, new Int32Array(size));
    this.forms = enlarged(this.forms, new Int32Array(size));
    this.contexts = enlarged(this.contexts, new Int32Array(size));
    this.starts = enlarged(this.starts, new Int32Array(size));
    this.lengths = enlarged(this.lengths, new Int32Array(size));
    this.slots = new Int32Array(2 * size);
    for (let number = 0; number < this.answers.length; number++) this.place(number, this.hashes[number]!); // each has one
  }
}

function hashOf(tag: number, form: number, context: number, bytes: Uint8Array, start: number, end: number): number {
  let hash = Math.imul(tag, TAG_MULTIPLIER) ^ Math.imul((context << 12) ^ form, PRIME) ^ (end - start);
  const isLong = end - start > 2 * HASHED_BYTES;
  const firstEnd = isLong ? start + HASHED_BYTES : end;
  // The caller's own bounds.
  for (let at = start; at < firstEnd; at++) hash = Math.imul(hash ^ bytes[at]!, PRIME);
  if (isLong) for (let at = end - HASHED_BYTES; at < end; at++) hash = Math.imul(hash ^ bytes[at]!, PRIME);
  // The low bits alone choose the slot, and multiplying carries upwards only.
  return hash ^ (hash >>> 15);
}

function enlarged<A extends Int32Array | Uint8Array>(old: A, larger: A): A {
  larger.set(old);
  return larger;
}
