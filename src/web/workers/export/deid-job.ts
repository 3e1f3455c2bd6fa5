// What is done to one input of a run, in a worker: learn what it says of people, write it de-identified, look again. The same
// steps as `deid` on the command line, with sealed files in place of folders.
import {
  compileProfile,
  createBatchContext,
  createCollector,
  createResidualScan,
  isLearnedFrom,
  issuerOf,
  lostRequirements,
  mayShowFace,
  needsVerdict,
  pixelRiskOf,
  plannedImageOf,
  processFile,
  quasiIdentifiersOf,
  referencesIn,
  wantsFaceCut,
  type BatchContext,
  type CleaningWanted,
  type Identifiers,
  type PixelVerdict,
  type ProcessedInstance,
  type ResidualScan,
} from '../../../core/deid/index.ts';
import {
  createPixelCleaner,
  planSeries,
  type CleanerParts,
  type Looked,
  type PixelPlans,
} from '../../../core/deid/pixels/index.ts';
import {
  DicomError,
  isPixelData,
  number,
  readDicom,
  text,
  writeDicomStream,
  type Dataset,
  type DicomFile,
} from '../../../core/dicom/index.ts';
import { InferenceError } from '../../../core/inference/index.ts';
import { RedactionError, type Box } from '../../../core/redaction/index.ts';
import { createWorkerPixelCodecs } from '../inference/pixel-codecs.ts';
import { compared } from './compare.ts';
import { finishedOf, originalOf } from './file-names.ts';
import { doubtfulFramesOf, pixelOutcomeOf } from './pixel-outcome.ts';
import type {
  AttributeChange,
  DrawnBoxes,
  Question,
  Rechecked,
  RefusedInstance,
  RunSettings,
  Taken,
  Written,
  WrittenInstance,
} from './protocol.ts';
import { NotInCrosswalk, withPseudonyms } from './pseudonyms.ts';
import { releaseOf, textFinderOf } from './text-finder.ts';
import { VaultFull, VaultLost, type Vault } from './vault.ts';

/** What stands sealed before a finished file, so that an interrupted run goes on without making it again. */
interface FinishedFacts {
  readonly written: WrittenInstance;
  /** Original UIDs that must not stand in the finished bytes; they never leave the worker. */
  readonly gone: readonly string[];
}

/** What is known of all inputs together. */
interface Prepared {
  readonly identifiers: Identifiers;
  readonly plans: PixelPlans;
  readonly context: BatchContext;
  readonly residualScan: ResidualScan;
}

export interface DeidJob {
  take(input: number, bytes: Uint8Array<ArrayBuffer>): Promise<Taken>;
  learn(input: number): Promise<Taken>;
  learned(): Identifiers;
  plan(images: Extract<Question, { kind: 'plan' }>['images']): Promise<PixelPlans>;
  prepare(identifiers: Identifiers, plans: PixelPlans): void;
  except(words: readonly string[]): void;
  write(input: number, drawn?: DrawnBoxes): Promise<Written>;
  recall(input: number): Promise<Written | undefined>;
  compare(input: number): Promise<readonly AttributeChange[]>;
  recheck(input: number): Promise<Rechecked>;
}

const SECONDARY_CAPTURE = /^1\.2\.840\.10008\.5\.1\.4\.1\.1\.7(\.|$)/;
const US_REGIONS = 0x00186011;
const HEADER = { stopBeforePixelData: true, wanted: isLearnedFrom } as const;

export function createDeidJob(settings: RunSettings, vault: Vault): DeidJob {
  const profile = compileProfile(settings.profile);
  const collector = createCollector(profile);
  const codecs = createWorkerPixelCodecs();
  const finder = textFinderOf(settings, codecs);
  let prepared: Prepared | undefined;

  function ready(): Prepared {
    if (prepared === undefined) throw new Error('prepare comes first');
    return prepared;
  }

  function wantedFor({ dataset }: DicomFile): CleaningWanted {
    const faces = settings.faces === 'cut' && wantsFaceCut(dataset, profile);
    return { text: needsVerdict(dataset, 'auto'), faces };
  }

  /** What the site, or the person, does not want out whatever could be covered. */
  function unwanted(dataset: Dataset): string | undefined {
    if (settings.pixels === 'refuse-secondary-captures' && SECONDARY_CAPTURE.test(text(dataset, 0x00080016) ?? ''))
      return 'secondary-capture';
    const saysNothing = settings.pixels === 'outside-ultrasound-regions' && !dataset.has(US_REGIONS);
    return saysNothing && pixelRiskOf(dataset) === 'ultrasound' ? 'ultrasound-without-regions' : undefined;
  }

  function learnFrom(input: number, bytes: Uint8Array<ArrayBuffer>): Taken {
    // The header by itself first, as the command line learns: the same identifiers, the same bytes.
    collector.add(readDicom(bytes, HEADER));
    const file = readDicom(bytes);
    const { dataset } = file;
    const code = unwanted(dataset);
    if (code !== undefined) return { kind: 'refused', input, code, where: undefined };
    const wanted = wantedFor(file);
    return {
      kind: 'taken',
      input,
      byteLength: bytes.length,
      sopInstanceUID: text(dataset, 0x00080018) ?? '',
      studyInstanceUID: text(dataset, 0x0020000d) ?? '',
      patientID: text(dataset, 0x00100020) ?? '',
      issuer: issuerOf(dataset),
      image: plannedImageOf(dataset, profile, 'auto'),
      needsPixels: wanted.text || wanted.faces,
    };
  }

  async function write(input: number, drawn?: DrawnBoxes): Promise<Written> {
    const { context, residualScan, plans } = ready();
    const { bytes } = await vault.get(originalOf(input));
    const file = readDicom(bytes);
    const wanted = wantedFor(file);
    let looked: Looked | undefined;
    const isAsked = wanted.text || wanted.faces || drawn !== undefined;
    const cleaner = isAsked
      ? createPixelCleaner({
          codecs: () => codecs,
          finder,
          plans,
          release: settings.technicalText === 'release' ? releaseOf : undefined,
          drawn: drawn === undefined ? undefined : drawnFor(drawn),
          onLooked: (seen) => {
            looked = seen;
          },
        })
      : undefined;
    const verdict = await cleaner?.clean(file, wanted);
    const result = processFile(file, context, residualScan, verdict);
    if (result.kind === 'refused') return { kind: 'refused', input, code: result.code, where: result.where };
    const finished = await bytesOf(result, residualScan);
    if (finished === undefined) return { kind: 'refused', input, code: 'residual-identifier', where: undefined };
    const sha256 = await sha256Of(finished);
    const written = writtenOf(input, file, finished, sha256, result, { verdict, looked, drawn });
    const facts: FinishedFacts = { written, gone: [...result.replacedUIDs] };
    await vault.put(finishedOf(input), facts, finished);
    return written;
  }

  function prepareWith(identifiers: Identifiers, plans: PixelPlans, exceptions: readonly string[]): void {
    const doubtful = settings.doubtfulWords;
    const made = createBatchContext({ profile, key: settings.key, identifiers, pixels: 'auto', doubtful, exceptions });
    const context = { ...made, keyed: withPseudonyms(made.keyed, settings) };
    const residualScan = createResidualScan(identifiers, made.dictionary, made.vocabulary);
    prepared = { identifiers, plans, context, residualScan };
  }

  return {
    learned: () => collector.all,
    take: (input, bytes) =>
      orRefused(input, async () => {
        const taken = learnFrom(input, bytes);
        if (taken.kind === 'taken') await vault.put(originalOf(input), undefined, bytes);
        return taken;
      }),
    learn: (input) => orRefused(input, async () => learnFrom(input, (await vault.get(originalOf(input))).bytes)),
    async plan(images) {
      const members = images.map(({ input, image }) => ({
        image,
        use: async (work: (file: DicomFile) => Promise<void>) =>
          work(readDicom((await vault.get(originalOf(input))).bytes)),
      }));
      const { pixels } = await planSeries({ profile, pixels: 'auto' }, members, codecs);
      // Whoever wants faces refused wants no cut either.
      return settings.faces === 'cut' ? pixels : { ...pixels, planes: {} };
    },
    prepare: (identifiers, plans) => prepareWith(identifiers, plans, []),
    except(words) {
      const { identifiers, plans } = ready();
      prepareWith(identifiers, plans, words);
    },
    write: (input, drawn) => orRefused(input, () => write(input, drawn)),
    async recall(input) {
      try {
        // What stood sealed was written by this very job, with the same settings: its folder is named by them.
        return ((await vault.facts(finishedOf(input))) as FinishedFacts).written;
      } catch (error) {
        if (error instanceof VaultLost) return undefined;
        throw error;
      }
    },
    async compare(input) {
      const { context, residualScan } = ready();
      const before = readDicom((await vault.get(originalOf(input))).bytes);
      const after = readDicom((await vault.get(finishedOf(input))).bytes);
      // Once more without its pixels' verdict: only the words about the header are wanted.
      const again = processFile(before, { ...context, pixels: 'off' }, residualScan, {
        kind: 'clean',
        ...NOTHING_SEEN,
      });
      const entries = again.kind === 'processed' ? again.report.entries : [];
      return compared(before.dataset, after.dataset, entries, settings.showsOriginals);
    },
    async recheck(input) {
      const { context, residualScan } = ready();
      const original = readDicom((await vault.get(originalOf(input))).bytes);
      const { facts, bytes } = await vault.get(finishedOf(input));
      const { written, gone } = facts as FinishedFacts; // sealed by this job
      const { dataset } = readDicom(bytes);
      const uids = profile.options.has('retain-uids') ? new Set<string>() : new Set(gone);
      const types = context.types.mandatoryCursorFor(written.report.sopClassUID);
      return {
        input,
        sha256: await sha256Of(bytes),
        hasResidual: residualScan.check([bytes], uids) !== undefined,
        isDamaged: lostRequirements(original.dataset, dataset, types, profile).length > 0,
        after: { sopInstanceUID: text(dataset, 0x00080018) ?? '', references: [...referencesIn(dataset)] },
        quasiIdentifiers: quasiIdentifiersOf(dataset, written.report.pseudonym),
      };
    },
  };
}

const NOTHING_SEEN = { acceptedByPerson: false, overlaysClean: false } as const;

function drawnFor({ add, drop }: DrawnBoxes): NonNullable<CleanerParts['drawn']> {
  const frames = new Map<number, Box[]>();
  for (const { frame, box } of add) if (frame !== 'all') frames.set(frame - 1, [...(frames.get(frame - 1) ?? []), box]);
  return { allFrames: add.flatMap(({ frame, box }) => (frame === 'all' ? [box] : [])), frames, harmless: drop };
}

function writtenOf(
  input: number,
  file: DicomFile,
  bytes: Uint8Array,
  sha256: string,
  result: ProcessedInstance,
  seen: { verdict: PixelVerdict | undefined; looked: Looked | undefined; drawn: DrawnBoxes | undefined },
): WrittenInstance {
  const { doubtful, entries, ...report } = result.report;
  const { dataset } = result.file;
  const hasPixels = dataset.elements.some(({ tag }) => isPixelData(tag));
  const { before, after, quasiIdentifiers } = result;
  return {
    kind: 'written',
    input,
    byteLength: bytes.length,
    sha256,
    report,
    entries: JSON.stringify(entries),
    doubtful,
    modality: text(dataset, 0x00080060) ?? '',
    rows: hasPixels ? (number(dataset, 0x00280010) ?? 0) : 0,
    columns: hasPixels ? (number(dataset, 0x00280011) ?? 0) : 0,
    frames: hasPixels ? Math.max(1, number(dataset, 0x00280008) ?? 1) : 1,
    seriesNumber: number(dataset, 0x00200011) ?? 0,
    instanceNumber: number(dataset, 0x00200013) ?? 0,
    seriesDescription: text(dataset, 0x0008103e) ?? '',
    mayShowFace: mayShowFace(file.dataset),
    pixels: pixelOutcomeOf(hasPixels, seen.verdict, seen.looked, seen.drawn),
    doubtfulFrames: doubtfulFramesOf(seen.looked),
    before: { sopInstanceUID: before.sopInstanceUID, references: before.references },
    after,
    quasiIdentifiers,
  };
}

/** Undefined when an identifier was found in bulk that was written piece by piece. */
async function bytesOf(
  { chunks, file }: ProcessedInstance,
  residualScan: ResidualScan,
): Promise<Uint8Array<ArrayBuffer> | undefined> {
  if (chunks !== undefined) return joined(chunks);
  const finds = residualScan.watch(file.dataset);
  const pieces: Uint8Array[] = [];
  for await (const piece of writeDicomStream(file)) {
    if (finds(piece)) return undefined;
    // The writer uses its buffer again.
    pieces.push(piece.slice());
  }
  return joined(pieces);
}

function joined(chunks: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(chunks.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, at);
    at += chunk.length;
  }
  return bytes;
}

async function sha256Of(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** What is wrong with one input becomes its code, and the others go on; a full disk concerns them all. */
async function orRefused<T>(input: number, work: () => Promise<T>): Promise<T | RefusedInstance> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof VaultFull) throw error;
    const where = error instanceof DicomError && error.offset !== undefined ? `byte ${error.offset}` : undefined;
    return { kind: 'refused', input, code: codeOf(error), where };
  }
}

function codeOf(error: unknown): string {
  const isOurs =
    error instanceof DicomError ||
    error instanceof RedactionError ||
    error instanceof InferenceError ||
    error instanceof NotInCrosswalk ||
    error instanceof VaultLost;
  if (isOurs) return error.code;
  // Thrown by the browser when an array does not fit.
  return error instanceof RangeError ? 'too-large-for-memory' : 'engine-failed';
}
