// What the page and the workers that de-identify say to each other: plain values, buffers, and a key that nobody can read
// out. Refusals name codes and places, never a value.
import type {
  DoubtfulWords,
  Identifiers,
  InstanceReferences,
  InstanceReport,
  PlannedImage,
  Profile,
  QuasiIdentifiers,
  ReportEntry,
} from '../../../core/deid/index.ts';
import type { PixelPlans } from '../../../core/deid/pixels/index.ts';
import type { TrustedKey } from '../../../core/inference/index.ts';
import type { Box, Reason } from '../../../core/redaction/index.ts';
import type { FileSource } from './file-source.ts';

export interface ModelFiles {
  /** The parsed model.json. */
  readonly manifest: unknown;
  readonly model: Uint8Array<ArrayBuffer>;
  readonly card: Uint8Array<ArrayBuffer> | undefined;
  readonly keys: readonly TrustedKey[];
}

/** The same for all workers of one run. */
export interface RunSettings {
  /** Names the folder of its sealed files in the origin's private file system. */
  readonly runId: string;
  /** AES-GCM, not extractable: what is sealed with it can be read only while the login stands. */
  readonly vault: CryptoKey;
  /** As it is applied, with every option that was chosen. */
  readonly profile: Profile;
  readonly key: Uint8Array<ArrayBuffer>;
  readonly pixels: 'automatic' | 'outside-ultrasound-regions' | 'refuse-secondary-captures';
  readonly doubtfulWords: 'remove' | 'keep';
  /** `release`: harmless text of the closed list stays visible. */
  readonly technicalText: 'cover' | 'release';
  /** `cut` and `refuse` go with the option Clean Recognizable Visual Features of the profile. */
  readonly faces: 'keep' | 'cut' | 'refuse';
  readonly pseudonymPrefix: string;
  /** Canonical patient ID to pseudonym; who is not in it is refused. */
  readonly crosswalk: ReadonlyMap<string, string> | undefined;
  /** Original values may stand beside the new ones in the table of header differences. */
  readonly showsOriginals: boolean;
  /** Without a detector nobody can look, and images at risk are refused. */
  readonly detector: ModelFiles | undefined;
  readonly reader: ModelFiles | undefined;
}

export interface TakenInstance {
  readonly kind: 'taken';
  readonly input: number;
  readonly byteLength: number;
  readonly sopInstanceUID: string;
  readonly studyInstanceUID: string;
  readonly patientID: string;
  readonly issuer: string;
  /** Undefined where nothing of its pixels has to be known together with others'. */
  readonly image: PlannedImage | undefined;
  /** Somebody has to look into its pixels. */
  readonly needsPixels: boolean;
}

export interface RefusedInstance {
  readonly kind: 'refused';
  readonly input: number;
  readonly code: string;
  /** A path of tags or a byte offset. */
  readonly where: string | undefined;
}

export type Taken = TakenInstance | RefusedInstance;

/** Pixel columns and rows of the image as it is stored; frames from 1. */
export interface FoundBox {
  /** `all`: covered at this place in every frame. */
  readonly frame: number | 'all';
  readonly box: Box;
  readonly score: number;
  readonly reasons: readonly Reason[];
  /** `released`: harmless text of the closed list that stays visible because somebody switched that on. */
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

export interface WrittenInstance {
  readonly kind: 'written';
  readonly input: number;
  readonly byteLength: number;
  readonly sha256: string;
  readonly report: Omit<InstanceReport, 'doubtful' | 'entries'>;
  /** JSON of the report's entries: the same text for all slices of a series, so it is kept once. */
  readonly entries: string;
  readonly doubtful: readonly DoubtfulWords[];
  readonly modality: string;
  readonly rows: number;
  readonly columns: number;
  /** 1 for what has no frames. */
  readonly frames: number;
  readonly seriesNumber: number;
  readonly instanceNumber: number;
  readonly seriesDescription: string;
  readonly mayShowFace: boolean;
  readonly pixels: PixelOutcome;
  /** Frames, from 1, in which the detector was not sure. */
  readonly doubtfulFrames: readonly number[];
  readonly before: InstanceReferences;
  readonly after: InstanceReferences;
  readonly quasiIdentifiers: QuasiIdentifiers;
}

export type Written = WrittenInstance | RefusedInstance;

/** What is known of all inputs together: with it, whoever goes on writes the same bytes. */
export interface Knowledge {
  readonly identifiers: Identifiers;
  readonly plans: PixelPlans;
}

/** A file of this computer that nothing is sealed of yet. */
export interface UnreadFile {
  readonly input: number;
  readonly source: FileSource;
}

export interface ImageToPlan {
  readonly input: number;
  readonly image: PlannedImage;
  /** Undefined where the original lies sealed. */
  readonly source: FileSource | undefined;
}

export interface WriteOrder {
  readonly input: number;
  /** Absent where the original lies sealed. */
  readonly source?: FileSource;
  /** The instance that it was, where a file is chosen once more after everything was learned. It may say nothing new. */
  readonly mustBe?: string;
  readonly drawn?: DrawnBoxes;
}

/** What a person drew on one image, and which of the boxes that were found they took away. */
export interface DrawnBoxes {
  readonly add: readonly { readonly frame: number | 'all'; readonly box: Box }[];
  readonly drop: readonly Box[];
}

/** One attribute of one instance, before and after. */
export interface AttributeChange {
  readonly path: string;
  readonly keyword: string | undefined;
  readonly change: 'removed' | 'emptied' | 'changed' | 'cleaned' | 'kept' | 'added';
  readonly action: ReportEntry['action'];
  readonly rule: string;
  readonly before: string | undefined;
  readonly after: string | undefined;
}

export interface Rechecked {
  readonly input: number;
  readonly sha256: string;
  readonly hasResidual: boolean;
  readonly isDamaged: boolean;
  readonly after: InstanceReferences;
  readonly quasiIdentifiers: QuasiIdentifiers;
}

/** What the page asks a worker; the answers are in `Answers` under the same kind. */
export type Question =
  /** `store`: the way to the worker that holds the sealed files. */
  | { readonly kind: 'start'; readonly settings: RunSettings; readonly store: MessagePort }
  | { readonly kind: 'take'; readonly input: number; readonly bytes: Uint8Array<ArrayBuffer> }
  /** Learns from the headers; the bytes are read when they are written. */
  | { readonly kind: 'learnFiles'; readonly files: readonly UnreadFile[] }
  /** Learns again from a sealed original: after a reload, or when another worker was lost. */
  | { readonly kind: 'learn'; readonly input: number }
  | { readonly kind: 'learned' }
  | { readonly kind: 'plan'; readonly images: readonly ImageToPlan[] }
  | { readonly kind: 'prepare'; readonly identifiers: Identifiers; readonly plans: PixelPlans }
  /** Doubtful words of which a person has said the opposite of the profile; what is written from now on obeys. */
  | { readonly kind: 'except'; readonly words: readonly string[] }
  | { readonly kind: 'write'; readonly orders: readonly WriteOrder[] }
  /** What an earlier page made of each; undefined where it has to be written. */
  | { readonly kind: 'recall'; readonly inputs: readonly number[] }
  | { readonly kind: 'compare'; readonly input: number }
  | { readonly kind: 'recheck'; readonly input: number }
  | { readonly kind: 'finished'; readonly input: number }
  | { readonly kind: 'original'; readonly input: number };

export interface Answers {
  start: undefined;
  take: Taken;
  learn: Taken;
  learnFiles: readonly Taken[];
  learned: Identifiers;
  plan: PixelPlans;
  prepare: undefined;
  except: undefined;
  write: readonly Written[];
  recall: readonly (Written | undefined)[];
  compare: readonly AttributeChange[];
  recheck: Rechecked;
  finished: Uint8Array<ArrayBuffer>;
  original: Uint8Array<ArrayBuffer>;
}

export type Answer = Answers[Question['kind']];
export type Asked = { readonly ticket: number; readonly question: Question };
export type Reply = { readonly ticket: number } & ({ readonly answer: Answer } | { readonly code: string });

export interface WriteWeight {
  /** For a worker that holds the models. */
  readonly needsPixels: boolean;
  /** Nothing else goes on beside it in its worker. */
  readonly isAlone: boolean;
}

/** Workers that share the work of one run. Rejects with `PoolFault` where the run as a whole cannot go on. */
export interface DeidPool {
  /** How many instances are worked on at once. */
  readonly width: number;
  /** Seals the original and learns what it says of people. The bytes leave the page. */
  take(input: number, bytes: Uint8Array<ArrayBuffer>): Promise<Taken>;
  learn(input: number): Promise<Taken>;
  learnFiles(files: readonly UnreadFile[]): Promise<readonly Taken[]>;
  /** Everything was taken: what is known of all together is given to every worker. */
  prepare(taken: readonly TakenInstance[], unread?: ReadonlyMap<number, FileSource>): Promise<Knowledge>;
  /** What an earlier page knew when it began to write, in place of learning again. */
  restore(known: Knowledge): Promise<void>;
  /** All of the words that a person has decided about, in place of those before. */
  except(words: readonly string[]): Promise<void>;
  /** Of what lies sealed. */
  write(input: TakenInstance, drawn?: DrawnBoxes): Promise<Written>;
  /** Several at once are fewer messages and fewer readings. */
  writeAll(orders: readonly WriteOrder[], weight: WriteWeight): Promise<readonly Written[]>;
  recall(inputs: readonly number[]): Promise<readonly (Written | undefined)[]>;
  compare(input: number): Promise<readonly AttributeChange[]>;
  recheck(input: number): Promise<Rechecked>;
  finished(input: number): Promise<Uint8Array<ArrayBuffer>>;
  original(input: number): Promise<Uint8Array<ArrayBuffer>>;
  /** Ends the workers. Sealed files stay where they are, unreadable without the key. */
  close(): void;
}
