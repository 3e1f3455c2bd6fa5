// The two things that are done to an input, in a worker thread or in this one: learn what it says of persons, and write it
// de-identified.
import type { Hash } from 'node:crypto';
import { closeSync, mkdirSync, openSync, renameSync, writevSync } from 'node:fs';
import { sep } from 'node:path';
import { DicomError, text, writeDicomStream } from '../../core/dicom/index.ts';
import {
  compileProfile, createBatchContext, createCollector, createResidualScan, isAllLoaded, issuerOf,
  needsVerdict, plannedImageOf, processFile, wantsFaceCut,
} from '../../core/deid/index.ts'; // prettier-ignore
import type {
  BatchContext, Identifiers, InstanceReferences, InstanceReport, PixelCleaner, PixelPolicy, PlannedImage, Profile, QuasiIdentifiers, ReportEntry, ResidualScan,
} from '../../core/deid/index.ts'; // prettier-ignore
import type { Input } from './inputs.ts';
import type { PixelPlans } from '../../core/deid/pixels/index.ts';
import { pixelCleanerOnDemand, PixelsNotCleaned } from './pixels-on-demand.ts';
import { LARGEST_WHOLE_FILE, openInput, readHeader } from './read-input.ts';
import type { OpenInput } from './read-input.ts';
import { ZipUnreadable } from './zip-unreadable.ts';

/** Sent once to every worker. */
export type JobSettings = {
  readonly profile: Profile;
  readonly key: Uint8Array;
  readonly pixels: PixelPolicy;
  readonly doubtful: 'remove' | 'keep';
  readonly outDir: string;
  readonly partDir: string;
  /** Where models lie, if not where they always do. */
  readonly models: string | undefined;
  /** Harmless text stays visible. */
  readonly release: boolean;
  /** Somebody wants to know which UIDs were replaced. */
  readonly listUIDs: boolean;
  /** Somebody wants to know the SHA-256 of what is written. */
  readonly hashFiles: boolean;
};

/** What pass one learns of an input. */
export type Learned =
  | {
      readonly kind: 'learned';
      readonly number: number;
      readonly sopInstanceUID: string;
      readonly patientID: string;
      readonly issuer: string;
      /** Undefined where nothing of its pixels has to be known together with others'. */
      readonly image: PlannedImage | undefined;
    }
  | { readonly kind: 'refused'; readonly number: number; readonly code: string; readonly offset?: number | undefined };

export type Written = {
  readonly kind: 'written';
  readonly number: number;
  /** Below the output folder. */
  readonly output: string;
  readonly bytes: number;
  /** Undefined unless it is asked for. */
  readonly sha256: string | undefined;
  readonly report: Omit<InstanceReport, 'doubtful' | 'entries'>;
  /** JSON of the report's entries: the same text for all slices of a series, so it is kept once. */
  readonly entries: string;
  readonly doubtful: InstanceReport['doubtful'];
  readonly before: InstanceReferences & {
    readonly studyInstanceUID: string;
    readonly seriesInstanceUID: string;
    readonly patientID: string;
  };
  readonly after: InstanceReferences;
  readonly quasiIdentifiers: QuasiIdentifiers;
  /** Original UIDs that were replaced; empty unless they are asked for. */
  readonly uids: readonly string[];
};

export type Refused = {
  readonly kind: 'refused';
  readonly number: number;
  readonly code: string;
  readonly where?: string | undefined;
};

export type Job = {
  learn(input: Input): Promise<Learned>;
  /** Identifiers of all inputs learned here so far. */
  learned(): Identifiers;
  /** `plans`: what is only known of many images together. */
  prepare(identifiers: Identifiers, plans: PixelPlans): void;
  /** `copy` numbers inputs that claim to be the same instance. */
  write(input: Input, copy: number): Promise<Written | Refused>;
};

type FindCleaner = () => Promise<PixelCleaner | undefined>;

export function createJob(settings: JobSettings): Job {
  const profile = compileProfile(settings.profile);
  const collector = createCollector(profile);
  let context: BatchContext | undefined;
  let residualScan: ResidualScan | undefined;
  let findCleaner = pixelCleanerOnDemand(settings);
  return {
    learned: () => collector.all,
    async learn(input) {
      try {
        const file = await readHeader(input);
        collector.add(file);
        const { dataset } = file;
        return {
          kind: 'learned',
          number: input.number,
          sopInstanceUID: text(dataset, 0x00080018) ?? '',
          patientID: text(dataset, 0x00100020) ?? '',
          issuer: issuerOf(dataset),
          image: plannedImageOf(dataset, profile, settings.pixels),
        };
      } catch (error) {
        return { kind: 'refused', number: input.number, ...reasonOf(error) };
      }
    },
    prepare(all, plans) {
      findCleaner = pixelCleanerOnDemand({ ...settings, plans });
      context = createBatchContext({ ...settings, profile, identifiers: all });
      residualScan = createResidualScan(all, context.dictionary, context.vocabulary);
    },
    async write(input, copy) {
      if (context === undefined || residualScan === undefined) throw new Error('write before prepare');
      try {
        return await writeOne(input, copy, settings, context, residualScan, findCleaner);
      } catch (error) {
        return { kind: 'refused', number: input.number, ...reasonOf(error) };
      }
    },
  };
}

/** What is wrong with an input becomes a code; anything else is a fault of ours and ends the run. */
function reasonOf(error: unknown): { code: string; where?: string; offset?: number | undefined } {
  if (error instanceof DicomError)
    return error.offset === undefined ? { code: error.code } : { code: error.code, where: `byte ${error.offset}` };
  if (error instanceof ZipUnreadable || error instanceof PixelsNotCleaned) return { code: error.code };
  // The partial file lies beside the output folder and goes with it.
  if (error instanceof FoundWhileWriting) return { code: 'residual-identifier' };
  if (
    error instanceof Error &&
    'syscall' in error &&
    'code' in error &&
    (error.code === 'EACCES' || error.code === 'ENOENT')
  )
    return { code: 'unreadable' };
  throw error;
}

async function writeOne(
  input: Input,
  copy: number,
  settings: JobSettings,
  context: BatchContext,
  residualScan: ResidualScan,
  findCleaner: FindCleaner,
): Promise<Written | Refused> {
  const first = await writeOpened(await openInput(input), input, copy, settings, context, residualScan, findCleaner);
  if (first !== 'needs-whole') return first;
  const second = await writeOpened(
    await openInput(input, true),
    input,
    copy,
    settings,
    context,
    residualScan,
    findCleaner,
  );
  return second === 'needs-whole' ? { kind: 'refused', number: input.number, code: 'too-large-for-cleaning' } : second;
}

/** `needs-whole`: something in or beside the pixels has to be looked at, and they were left in the file. */
async function writeOpened(
  { file, close }: OpenInput,
  input: Input,
  copy: number,
  settings: JobSettings,
  context: BatchContext,
  residualScan: ResidualScan,
  findCleaner: FindCleaner,
): Promise<Written | Refused | 'needs-whole'> {
  const isWhole = isAllLoaded(file.dataset);
  const canBeWhole = !isWhole && input.bytes <= LARGEST_WHOLE_FILE;
  try {
    // As `deidentify` judges: the option asks for it also where the policy does not.
    const policy =
      context.profile.options.has('clean-pixel-data') && context.pixels === 'off' ? 'auto' : context.pixels;
    const wanted = { text: needsVerdict(file.dataset, policy), faces: wantsFaceCut(file.dataset, context.profile) };
    const cleaner = wanted.text || wanted.faces ? await findCleaner() : undefined;
    if (cleaner !== undefined && canBeWhole) return 'needs-whole';
    const verdict = await cleaner?.clean(file, wanted);
    const result = processFile(file, context, residualScan, verdict);
    if (result.kind === 'refused' && result.code === 'too-large-for-cleaning' && canBeWhole) return 'needs-whole';
    if (result.kind === 'refused')
      return { kind: 'refused', number: input.number, code: result.code, where: result.where };
    const { doubtful, entries, ...report } = result.report;
    const output = outputOf(report, copy);
    const chunks = result.chunks ?? watched(writeDicomStream(result.file), residualScan.watch(result.file.dataset));
    const hash = settings.hashFiles ? (await import('node:crypto')).createHash('sha256') : undefined;
    const bytes = await writeWhole(chunks, output, settings, input.number, hash);
    const { before, after, quasiIdentifiers } = result;
    return {
      kind: 'written',
      number: input.number,
      output: output.folder + sep + output.name,
      bytes,
      sha256: hash?.digest('hex'),
      report,
      entries: jsonOf(entries),
      doubtful,
      before,
      after,
      quasiIdentifiers,
      uids: settings.listUIDs ? [...result.replacedUIDs] : [],
    };
  } finally {
    await close();
  }
}

/** What was done to the last instances, which is mostly what is done to the next. */
const lastDone: { readonly entries: readonly ReportEntry[]; readonly json: string }[] = [];
const MOST_DONE = 4;

function jsonOf(entries: readonly ReportEntry[]): string {
  const known = lastDone.findIndex((done) => isSame(done.entries, entries));
  const [done = { entries, json: JSON.stringify(entries) }] = known < 0 ? [] : lastDone.splice(known, 1);
  if (lastDone.unshift(done) > MOST_DONE) lastDone.pop();
  return done.json;
}

function isSame(some: readonly ReportEntry[], others: readonly ReportEntry[]): boolean {
  if (some.length !== others.length) return false;
  for (const [at, entry] of some.entries()) {
    const other = others[at];
    // Of values that were decided before, entries are the same objects.
    if (entry === other) continue;
    if (entry.path !== other?.path || entry.action !== other.action || entry.rule !== other.rule) return false;
  }
  return true;
}

/** Points alone would be the folder above. */
const safe = (uid: string): string => (/^(?!\.+$)[0-9.]{1,64}$/.test(uid) ? uid : 'unknown');

type Output = { readonly folder: string; readonly name: string };

/** Named from new UIDs only. Paths are put together as they are: to tidy them up is a good part of what a small file takes. */
function outputOf(report: Written['report'], copy: number): Output {
  const suffix = copy === 0 ? '' : `-${copy + 1}`;
  return {
    folder: safe(report.studyInstanceUID) + sep + safe(report.seriesInstanceUID),
    name: `${safe(report.sopInstanceUID)}${suffix}.dcm`,
  };
}

/** Written beside the output folder and moved in when it is whole: whatever happens, no half file stands in the output. */
async function writeWhole(
  chunks: readonly Uint8Array[] | AsyncIterable<Uint8Array>,
  output: Output,
  { outDir, partDir }: JobSettings,
  number: number,
  hash: Hash | undefined,
): Promise<number> {
  const partial = `${partDir}${sep}${number}.part`;
  let bytes = 0;
  const handle = openSync(partial, 'w');
  try {
    if (Symbol.asyncIterator in chunks) {
      for await (const chunk of chunks) {
        hash?.update(chunk);
        bytes += writeAll(handle, [chunk]);
      }
    } else {
      for (const chunk of chunks) hash?.update(chunk);
      bytes = writeAll(handle, chunks);
    }
  } finally {
    closeSync(handle);
  }
  const folder = outDir + sep + output.folder;
  makeFolder(folder);
  renameSync(partial, folder + sep + output.name);
  return bytes;
}

class FoundWhileWriting extends Error {}

async function* watched(
  pieces: AsyncIterable<Uint8Array>,
  finds: (piece: Uint8Array) => boolean,
): AsyncGenerator<Uint8Array> {
  for await (const piece of pieces) {
    if (finds(piece)) throw new FoundWhileWriting();
    yield piece;
  }
}

/** The system may take less than it was given, and about a thousand pieces at most. */
function writeAll(handle: number, chunks: readonly Uint8Array[]): number {
  const total = chunks.reduce((sum, { length }) => sum + length, 0);
  let left: readonly Uint8Array[] = chunks;
  while (left.length > 0) {
    const next = left.length > MOST_PIECES ? left.slice(0, MOST_PIECES) : left;
    left = behind(left, writevSync(handle, next));
  }
  return total;
}

/** What is left of the pieces when so many of their bytes were taken. */
function behind(pieces: readonly Uint8Array[], bytes: number): readonly Uint8Array[] {
  let taken = bytes;
  let index = 0;
  for (let piece = pieces[0]; piece !== undefined && taken >= piece.length; piece = pieces[index]) {
    taken -= piece.length;
    index++;
  }
  const cut = pieces[index];
  return cut === undefined ? [] : [cut.subarray(taken), ...pieces.slice(index + 1)];
}

const MOST_PIECES = 512;
const foldersMade = new Set<string>();

function makeFolder(path: string): void {
  if (foldersMade.has(path)) return;
  mkdirSync(path, { recursive: true });
  foldersMade.add(path);
}
