// What one input says of people and of itself, learned from its header: the same as the command line learns.
import {
  createCollector,
  issuerOf,
  needsVerdict,
  pixelRiskOf,
  plannedImageOf,
  readLearned,
  readLearnedHead,
  wantsFaceCut,
  type CleaningWanted,
  type CompiledProfile,
  type Identifiers,
} from '../../../core/deid/index.ts';
import { Dataset, makeElement, readDicom, text, type DicomFile } from '../../../core/dicom/index.ts';
import { byteLengthOf, bytesOrThrow, readFiles } from './file-source.ts';
import type { RunSettings, Taken, UnreadFile } from './protocol.ts';
import { orRefused } from './refusals.ts';

export interface Learner {
  readonly all: Identifiers;
  /** Of a file that is in memory. */
  learn(input: number, bytes: Uint8Array<ArrayBuffer>): Taken;
  /** Only their first bytes are read, where the header ends in them. */
  learnFiles(files: readonly UnreadFile[]): Promise<Taken[]>;
  wantedFor(dataset: Dataset): CleaningWanted;
  /** Names or numbers that are not among those known. */
  saysMore(bytes: Uint8Array, known: Identifiers): boolean;
}

const SECONDARY_CAPTURE = /^1\.2\.840\.10008\.5\.1\.4\.1\.1\.7(\.|$)/;
const US_REGIONS = 0x00186011;
/** Most headers end before. */
const HEAD_BYTES = 0x4000;

export function createLearner(settings: Pick<RunSettings, 'faces' | 'pixels'>, profile: CompiledProfile): Learner {
  const collector = createCollector(profile);

  function wantedFor(dataset: Dataset): CleaningWanted {
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

  function learn(input: number, bytes: Uint8Array<ArrayBuffer>): Taken {
    // The header by itself first, as the command line learns: the same identifiers, the same bytes.
    collector.add(readLearned(bytes));
    return takenOf(input, bytes.length, readDicom(bytes));
  }

  /** `head`: the first bytes of a file; the rest is read only where the header does not end in them. */
  async function learnFile({ input, source }: UnreadFile, head: Uint8Array<ArrayBuffer>): Promise<Taken> {
    const byteLength = byteLengthOf(source);
    const file = head.length === byteLength ? readLearned(head) : readLearnedHead(head);
    if (file !== undefined) {
      collector.add(file);
      return takenOf(input, byteLength, file);
    }
    const [whole] = await readFiles([source]);
    const again = readLearned(bytesOrThrow(whole));
    collector.add(again);
    return takenOf(input, byteLength, again);
  }

  function takenOf(input: number, byteLength: number, file: DicomFile): Taken {
    const dataset = file.isComplete ? file.dataset : withPixels(file.dataset);
    const code = unwanted(dataset);
    if (code !== undefined) return { kind: 'refused', input, code, where: undefined };
    const wanted = wantedFor(dataset);
    return {
      kind: 'taken',
      input,
      byteLength,
      sopInstanceUID: text(dataset, 0x00080018) ?? '',
      studyInstanceUID: text(dataset, 0x0020000d) ?? '',
      patientID: text(dataset, 0x00100020) ?? '',
      issuer: issuerOf(dataset),
      image: plannedImageOf(dataset, profile, 'auto'),
      needsPixels: wanted.text || wanted.faces,
    };
  }

  /** Names and numbers that were not known when the others were written. */
  function saysMore(bytes: Uint8Array, known: Identifiers): boolean {
    const { names, ids, phrases, dates, issuers } = collector.collect(readLearned(bytes));
    return !(
      isWithin(names, known.names) &&
      isWithin(ids, known.ids) &&
      isWithin(phrases, known.phrases) &&
      isWithin(dates, known.dates) &&
      [...issuers].every(([id, of]) => isWithin(of, known.issuers.get(id) ?? NO_ISSUERS))
    );
  }

  return {
    all: collector.all,
    learn,
    async learnFiles(files) {
      const heads = await readFiles(
        files.map(({ source }) => source),
        HEAD_BYTES,
      );
      const taken: Taken[] = [];
      for (const [at, file] of files.entries())
        taken.push(await orRefused(file.input, () => learnFile(file, bytesOrThrow(heads[at]))));
      return taken;
    },
    wantedFor,
    saysMore,
  };
}

const PIXEL_DATA = 0x7fe00010;

/** A header stands for its file: there are pixels behind it. */
function withPixels({ elements }: Dataset): Dataset {
  const whole = new Dataset();
  for (const element of elements) whole.append(element);
  whole.append(makeElement(PIXEL_DATA, 'OW', new Uint8Array(0)));
  return whole;
}

const NO_ISSUERS: ReadonlySet<string> = new Set();

function isWithin(some: ReadonlySet<string>, all: ReadonlySet<string>): boolean {
  return [...some].every((one) => all.has(one));
}
