// What is done to one input of a run, in a worker: learn what it says of people, write it de-identified, look again. The same
// steps as `deid` on the command line, with sealed files in place of folders.
import {
  compileProfile,
  createBatchContext,
  createResidualScan,
  lostRequirements,
  processFile,
  quasiIdentifiersOf,
  referencesIn,
  type BatchContext,
  type Identifiers,
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
import { readDicom, text, writeDicomStream, type DicomFile } from '../../../core/dicom/index.ts';
import type { Box } from '../../../core/redaction/index.ts';
import { createWorkerPixelCodecs } from '../inference/pixel-codecs.ts';
import { compared } from './compare.ts';
import { finishedOf, originalOf } from './file-names.ts';
import { bytesOrThrow, readFiles } from './file-source.ts';
import { apartFrom, joined, openFinished, type FinishedRecord } from './finished-file.ts';
import { createLearner } from './learning.ts';
import { letGo } from './let-go.ts';
import type {
  AttributeChange,
  DrawnBoxes,
  ImageToPlan,
  Rechecked,
  RefusedInstance,
  RunSettings,
  Taken,
  UnreadFile,
  WriteOrder,
  Written,
  WrittenInstance,
} from './protocol.ts';
import { withPseudonyms } from './pseudonyms.ts';
import { MAY_GO_WELL, orRefused } from './refusals.ts';
import { releaseOf, textFinderOf } from './text-finder.ts';
import { VaultLost, type RunVault } from './vault.ts';
import { sha256Of, writtenOf } from './written-instance.ts';

/** What stands sealed before a finished file, so that an interrupted run goes on without making it again. */
interface FinishedFacts {
  /** A refusal has no bytes. */
  readonly written: Written;
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
  learnFiles(files: readonly UnreadFile[]): Promise<readonly Taken[]>;
  learned(): Identifiers;
  plan(images: readonly ImageToPlan[]): Promise<PixelPlans>;
  prepare(identifiers: Identifiers, plans: PixelPlans): void;
  except(words: readonly string[]): void;
  write(orders: readonly WriteOrder[]): Promise<readonly Written[]>;
  recall(inputs: readonly number[]): Promise<readonly (Written | undefined)[]>;
  compare(input: number): Promise<readonly AttributeChange[]>;
  recheck(input: number): Promise<Rechecked>;
}

/** Kept to put files together in for their hash; larger ones get memory of their own. */
const LARGEST_SCRATCH = 8 * 2 ** 20;

export function createDeidJob(settings: RunSettings, vault: RunVault): DeidJob {
  const profile = compileProfile(settings.profile);
  const learner = createLearner(settings, profile);
  const codecs = createWorkerPixelCodecs();
  const finder = textFinderOf(settings, codecs);
  let prepared: Prepared | undefined;
  let scratch = new Uint8Array(0);

  function ready(): Prepared {
    if (prepared === undefined) throw new Error('prepare comes first');
    return prepared;
  }

  /** `read`: of a file of this computer, which is sealed together with what is made of it. */
  async function write({ input, drawn, mustBe }: WriteOrder, read?: Uint8Array<ArrayBuffer>): Promise<Written> {
    const bytes = read ?? (await vault.get(originalOf(input))).bytes;
    const original = read === undefined ? [] : [{ name: originalOf(input), facts: undefined, bytes }];
    const put = async (written: Written, gone: Iterable<string>, chunks: readonly Uint8Array[]): Promise<void> => {
      const { shared, own } = apartFrom(bytes, chunks);
      const facts: FinishedRecord<FinishedFacts> = { facts: { written, gone: [...gone] }, shared };
      await vault.putAll([...original, { name: finishedOf(input), facts, bytes: own }]);
    };
    const made = await orRefused(input, () => make(input, bytes, drawn, mustBe));
    if ('chunks' in made) await put(made.written, made.gone, made.chunks);
    // A page that goes on has the file no more: what was refused stays refused for the same reason.
    else if (read !== undefined && !MAY_GO_WELL.has(made.code)) await put(made, [], []);
    // Files that were read together lie in one piece of memory: it goes when all of them are done.
    if (read === undefined) letGo([bytes]);
    return 'chunks' in made ? made.written : made;
  }

  async function make(
    input: number,
    bytes: Uint8Array<ArrayBuffer>,
    drawn: DrawnBoxes | undefined,
    mustBe: string | undefined,
  ): Promise<Made | RefusedInstance> {
    const { context, residualScan, plans, identifiers } = ready();
    const file = readDicom(bytes);
    if (mustBe !== undefined)
      if (text(file.dataset, 0x00080018) !== mustBe || learner.saysMore(bytes, identifiers))
        return { kind: 'refused', input, code: 'file-changed', where: undefined };
    const wanted = learner.wantedFor(file.dataset);
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
    const chunks = await chunksOf(result, residualScan);
    if (chunks === undefined) return { kind: 'refused', input, code: 'residual-identifier', where: undefined };
    const finished = joined(chunks, scratchFor(chunks));
    const written = writtenOf(input, file, finished, await sha256Of(finished), result, { verdict, looked, drawn });
    return { written, gone: result.replacedUIDs, chunks };
  }

  /** Whoever hashes takes a copy at once: one buffer serves for one file after the other. */
  function scratchFor(chunks: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
    const length = chunks.reduce((sum, chunk) => sum + chunk.length, 0);
    if (scratch.length < length && length <= LARGEST_SCRATCH) scratch = new Uint8Array(Math.ceil(length * 1.2));
    return scratch;
  }

  async function recall(input: number): Promise<Written | undefined> {
    try {
      // What stood sealed was written by this very job, with the same settings: its folder is named by them.
      return ((await vault.facts(finishedOf(input))) as FinishedRecord<FinishedFacts>).facts.written;
    } catch (error) {
      if (error instanceof VaultLost) return undefined;
      throw error;
    }
  }

  function prepareWith(identifiers: Identifiers, plans: PixelPlans, exceptions: readonly string[]): void {
    const doubtful = settings.doubtfulWords;
    const made = createBatchContext({ profile, key: settings.key, identifiers, pixels: 'auto', doubtful, exceptions });
    const context = { ...made, keyed: withPseudonyms(made.keyed, settings) };
    const residualScan = createResidualScan(identifiers, made.dictionary, made.vocabulary);
    prepared = { identifiers, plans, context, residualScan };
  }

  return {
    learned: () => learner.all,
    take: (input, bytes) =>
      orRefused(input, async () => {
        const taken = learner.learn(input, bytes);
        if (taken.kind === 'taken') await vault.put(originalOf(input), undefined, bytes);
        letGo([bytes]);
        return taken;
      }),
    learn: (input) => orRefused(input, async () => learner.learn(input, (await vault.get(originalOf(input))).bytes)),
    learnFiles: (files) => learner.learnFiles(files),
    async plan(images) {
      const bytesFor = async ({ input, source }: ImageToPlan): Promise<Uint8Array<ArrayBuffer>> =>
        source === undefined
          ? (await vault.get(originalOf(input))).bytes
          : bytesOrThrow((await readFiles([source]))[0]);
      const members = images.map((image) => ({
        image: image.image,
        use: async (work: (file: DicomFile) => Promise<void>) => work(readDicom(await bytesFor(image))),
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
    async write(orders) {
      const read = await readFiles(orders.flatMap(({ source }) => source ?? []));
      const bytes = [...read];
      const ends = await Promise.allSettled(
        orders.map((order) =>
          orRefused(order.input, async () =>
            write(order, order.source === undefined ? undefined : bytesOrThrow(bytes.shift())),
          ),
        ),
      );
      // Nothing that is kept looks into them any more: it was sealed.
      letGo(read.flatMap((one) => (one instanceof Uint8Array ? one : [])));
      return ends.map((end) => {
        if (end.status === 'rejected') throw end.reason;
        return end.value;
      });
    },
    recall: (inputs) => Promise.all(inputs.map(recall)),
    async compare(input) {
      const { context, residualScan } = ready();
      const before = readDicom((await vault.get(originalOf(input))).bytes);
      const after = readDicom((await openFinished(vault, input)).bytes);
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
      const { facts, bytes } = await openFinished<FinishedFacts>(vault, input);
      const { written, gone } = facts;
      if (written.kind === 'refused') throw new VaultLost('nothing was made of it');
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

interface Made {
  readonly written: WrittenInstance;
  readonly gone: ReadonlySet<string>;
  readonly chunks: readonly Uint8Array[];
}

const NOTHING_SEEN = { acceptedByPerson: false, overlaysClean: false } as const;

function drawnFor({ add, drop }: DrawnBoxes): NonNullable<CleanerParts['drawn']> {
  const frames = new Map<number, Box[]>();
  for (const { frame, box } of add) if (frame !== 'all') frames.set(frame - 1, [...(frames.get(frame - 1) ?? []), box]);
  return { allFrames: add.flatMap(({ frame, box }) => (frame === 'all' ? [box] : [])), frames, harmless: drop };
}

/** Undefined when an identifier was found in bulk that was written piece by piece. */
async function chunksOf(
  { chunks, file }: ProcessedInstance,
  residualScan: ResidualScan,
): Promise<readonly Uint8Array[] | undefined> {
  if (chunks !== undefined) return chunks;
  const finds = residualScan.watch(file.dataset);
  const pieces: Uint8Array[] = [];
  for await (const piece of writeDicomStream(file)) {
    if (finds(piece)) return undefined;
    // The writer uses its buffer again.
    pieces.push(piece.slice());
  }
  return pieces;
}
