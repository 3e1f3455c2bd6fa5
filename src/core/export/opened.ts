import { assertGenuine, isBatch, type DeidentifiedBatch } from './batch.ts';
import type { Login } from './record/index.ts';

// Having opened something is evidence, not a flag: it is made only from what was put on the screen, it names the very
// bytes, and it belongs to one person. There is no other way to make one.

/** What the viewer says it drew: the hash of the bytes it decoded, and which frames of them. */
export interface Shown {
  readonly sopInstanceUID: string;
  readonly sha256: string;
  /** From 1. */
  readonly frames: readonly number[];
}

/** What was drawn is not what the batch holds: an old picture, or another file. It does not count. */
export class NotTheseBytes extends Error {
  readonly code = 'not-these-bytes';
  constructor() {
    super('what was shown is not what would leave');
  }
}

class OpenedInstanceOf {
  readonly #made = true;
  readonly sub: string;
  readonly sopInstanceUID: string;
  readonly sha256: string;
  readonly frames: ReadonlySet<number>;
  constructor(sub: string, shown: Shown) {
    this.sub = sub;
    this.sopInstanceUID = shown.sopInstanceUID;
    this.sha256 = shown.sha256;
    this.frames = new Set(shown.frames);
    Object.freeze(this);
  }
  static is(value: unknown): boolean {
    return typeof value === 'object' && value !== null && #made in value && value.#made;
  }
}
export type OpenedInstance = OpenedInstanceOf;

class OpenedStudyOf {
  readonly #made = true;
  readonly sub: string;
  readonly studyInstanceUID: string;
  /** Of the instances of the study as they were: another header table, another key. */
  readonly key: string;
  constructor(sub: string, studyInstanceUID: string, key: string) {
    this.sub = sub;
    this.studyInstanceUID = studyInstanceUID;
    this.key = key;
    Object.freeze(this);
  }
  static is(value: unknown): boolean {
    return typeof value === 'object' && value !== null && #made in value && value.#made;
  }
}
/** The table of header differences of one study was on the screen. */
export type OpenedStudy = OpenedStudyOf;

export function openedInstance(batch: DeidentifiedBatch, reviewer: Login, shown: Shown): OpenedInstance {
  assertGenuine(isBatch(batch));
  const instance = batch.instances.find(({ sopInstanceUID }) => sopInstanceUID === shown.sopInstanceUID);
  const isThis =
    instance?.sha256 === shown.sha256 &&
    shown.frames.length > 0 &&
    shown.frames.every((frame) => Number.isSafeInteger(frame) && frame >= 1 && frame <= instance.frames);
  if (!isThis) throw new NotTheseBytes();
  return new OpenedInstanceOf(reviewer.sub, shown);
}

export function openedStudy(batch: DeidentifiedBatch, reviewer: Login, studyInstanceUID: string): OpenedStudy {
  assertGenuine(isBatch(batch));
  const key = studyKey(batch, studyInstanceUID);
  if (key === '') throw new NotTheseBytes();
  return new OpenedStudyOf(reviewer.sub, studyInstanceUID, key);
}

/** Changes with any byte of the study. */
export function studyKey(batch: DeidentifiedBatch, studyInstanceUID: string): string {
  return batch.instances
    .filter((one) => one.studyInstanceUID === studyInstanceUID)
    .map(({ sha256 }) => sha256)
    .join(' ');
}

export function isOpenedInstance(value: unknown): value is OpenedInstance {
  return OpenedInstanceOf.is(value);
}

export function isOpenedStudy(value: unknown): value is OpenedStudy {
  return OpenedStudyOf.is(value);
}
