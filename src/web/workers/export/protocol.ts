// What the page and the workers that de-identify say to each other. Only plain values, buffers and a key that nobody can
// read out; names of files and people never stand in a message that the page shows.
import type {
  DoubtfulWords,
  Identifiers,
  InstanceReferences,
  InstanceReport,
  PixelPolicy,
  Profile,
  QuasiIdentifiers,
  ReportEntry,
} from '../../../core/deid/index.ts';
import type { Box, Reason } from '../../../core/redaction/index.ts';

/** The same for all workers of one run. */
export interface PoolSettings {
  /** Of this run: the folder of its sealed files in the origin's private file system. */
  readonly runId: string;
  /** AES-GCM, not extractable: what is sealed with it can be read only while the login stands. */
  readonly vault: CryptoKey;
  readonly profile: Profile;
  readonly key: Uint8Array<ArrayBuffer>;
  readonly pixels: PixelPolicy;
  readonly doubtful: 'remove' | 'keep';
  /** Harmless text of the closed list stays visible. */
  readonly release: boolean;
  /** Every secondary capture is refused, whatever could be covered. */
  readonly refuseSecondaryCaptures: boolean;
  /** `refuse`: images that may show a face do not leave. */
  readonly faces: 'keep' | 'cut' | 'refuse';
  readonly pseudonyms: {
    readonly prefix: string;
    /** Canonical patient ID to pseudonym; who is not in it is refused. */
    readonly crosswalk: ReadonlyMap<string, string> | undefined;
  };
  /** Original values may be shown beside the new ones. */
  readonly showsOriginals: boolean;
  readonly workers: number;
}

/** Single frames of one screen, and slices of a head: known only together. */
export interface PlannedImage {
  readonly seriesInstanceUID: string;
  readonly space: string;
  readonly modality: string;
  readonly isSection: boolean;
  readonly screen: string | undefined;
}

export type Taken =
  | {
      readonly kind: 'taken';
      readonly input: number;
      readonly byteLength: number;
      readonly sopInstanceUID: string;
      readonly patientID: string;
      readonly issuer: string;
      readonly image: PlannedImage | undefined;
    }
  | RefusedInstance;

export interface RefusedInstance {
  readonly kind: 'refused';
  readonly input: number;
  readonly code: string;
  /** A path of tags or a byte offset; never a value. */
  readonly where: string | undefined;
}

/** Pixel columns and rows of the image as it is stored; frames from 1. */
export interface FoundBox {
  readonly frame: number | 'all';
  readonly box: Box;
  readonly score: number;
  readonly reasons: readonly Reason[];
  /** `released`: harmless text of the closed list that stays visible because the profile says so. */
  readonly verdict: 'covered' | 'released';
}

export type PixelOutcome =
  | { readonly kind: 'no-pixels' }
  /** Nothing spoke for text: nobody looked. */
  | { readonly kind: 'unexamined' }
  /** The detector looked and found nothing to cover. */
  | { readonly kind: 'clean'; readonly boxes: readonly FoundBox[]; readonly released: readonly string[] }
  | {
      readonly kind: 'redacted';
      readonly boxes: readonly FoundBox[];
      readonly facesRemoved: boolean;
      readonly released: readonly string[];
    };

/** What was done to one element, with its values where they may be shown. */
export interface ElementChange extends ReportEntry {
  readonly before?: string | undefined;
  readonly after?: string | undefined;
}

export interface WrittenInstance {
  readonly kind: 'written';
  readonly input: number;
  readonly byteLength: number;
  readonly sha256: string;
  readonly report: Omit<InstanceReport, 'doubtful' | 'entries'>;
  /** JSON of `ElementChange[]`: the same text for all slices of a series, so it is kept once. */
  readonly changes: string;
  readonly doubtful: readonly DoubtfulWords[];
  readonly modality: string;
  readonly rows: number;
  readonly columns: number;
  readonly frames: number;
  readonly instanceNumber: number;
  readonly seriesNumber: number;
  readonly mayShowFace: boolean;
  readonly pixels: PixelOutcome;
  readonly before: InstanceReferences;
  readonly after: InstanceReferences;
  readonly quasiIdentifiers: QuasiIdentifiers;
}

/** Boxes of a person: added, or taken away from what was found. */
export interface DrawnBoxes {
  readonly add: readonly { readonly frame: number | 'all'; readonly box: Box }[];
  readonly drop: readonly Box[];
}

export interface RecheckedInstance {
  readonly sopInstanceUID: string;
  readonly sha256: string;
  readonly residual: boolean;
  readonly damaged: boolean;
}

/** Workers that share the work of one run. */
export interface DeidPool {
  /** Seals the original and learns what it says of people. The bytes are gone from the page afterwards. */
  take(input: number, bytes: Uint8Array<ArrayBuffer>): Promise<Taken>;
  /** Everything was taken: what is known of all together is given to every worker. */
  prepare(taken: readonly Taken[]): Promise<void>;
  write(input: number): Promise<WrittenInstance | RefusedInstance>;
  correct(input: number, boxes: DrawnBoxes): Promise<WrittenInstance | RefusedInstance>;
  /** The finished bytes once more: hash, residual scan, required attributes. */
  recheck(input: number): Promise<RecheckedInstance>;
  finished(input: number): Promise<Uint8Array<ArrayBuffer>>;
  original(input: number): Promise<Uint8Array<ArrayBuffer>>;
  /** SHA-256 of the model packages that looked; empty while none was needed. */
  modelSha256(): readonly string[];
  identifiers(): Identifiers;
  /** Ends the workers. The sealed files stay, unreadable once the key is gone. */
  close(): void;
}
