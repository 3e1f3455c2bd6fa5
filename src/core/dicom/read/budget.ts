import { DicomError } from '../errors.ts';

/** Bounds against hostile files. Every one has a default; the numbers are far above what real objects need. */
export interface Budgets {
  /** Sequences inside sequences. Deep structured reports have about 20. */
  readonly maxDepth: number;
  /** Elements and items, nested ones included. 100,000 functional groups of 40 elements fit. */
  readonly maxElements: number;
  /** Bytes of one value. */
  readonly maxElementBytes: number;
  /** Bytes of the file, and bytes that a deflated data set may inflate to. */
  readonly maxTotalBytes: number;
  /** Rows x Columns x Number of Frames x Samples per Pixel. */
  readonly maxPixels: number;
}

export const DEFAULT_BUDGETS: Budgets = {
  maxDepth: 64,
  maxElements: 8_000_000,
  maxElementBytes: 0xffff_ffff,
  maxTotalBytes: 8 * 2 ** 30,
  maxPixels: 2 ** 38,
};

/** Inflated data has no size on disk that would bound it: 1 GiB unless the caller sets `maxTotalBytes`. */
export const DEFAULT_INFLATED_BYTES = 2 ** 30;

export function withDefaults(budgets: Partial<Budgets> | undefined): Budgets {
  return budgets === undefined ? DEFAULT_BUDGETS : { ...DEFAULT_BUDGETS, ...budgets };
}

export function refuseOver(kind: 'depth' | 'elements' | 'length' | 'bytes' | 'pixels', offset?: number): never {
  throw new DicomError(`budget-${kind}`, `the file exceeds the budget for ${kind}`, offset);
}
