// De-identifies one instance: data in, data out. The same function runs in the page's worker, in Node and in tests.
import { Dataset, DicomError, isPixelData, makeElement, text } from '../dicom/index.ts';
import type { DicomFile, Element } from '../dicom/index.ts';
import { cleanPixelData } from './codestream/pixel-data.ts';
import { patientKeyOf } from './collect/patient-key.ts';
import { datesOf, wasModifiedBefore, writeMethod } from './evidence/method.ts';
import { createRecorder } from './evidence/report.ts';
import type { DoubtfulWords, ReportEntry } from './evidence/report.ts';
import { isImageWithoutPixels, refuseByKind } from './guard/instance-guard.ts';
import { mayShowFace, needsVerdict } from './guard/pixel-risk.ts';
import type { PixelPolicy, PixelVerdict } from './guard/pixel-risk.ts';
import { refuse } from './guard/refusal.ts';
import type { Refusal } from './guard/refusal.ts';
import type { Keyed } from './keyed/keyed.ts';
import type { AttributeTypes } from './profile/attribute-types.ts';
import type { CompiledProfile } from './profile/compile-profile.ts';
import type { OptionName } from './profile/options.ts';
import { refersByPosition } from './rewrite/content-items.ts';
import type { DecisionMemory } from './rewrite/decision-memory.ts';
import { inItsTransferSyntax } from './rewrite/explicit-encoding.ts';
import type { InstanceFacts } from './rewrite/instance-facts.ts';
import { Level } from './rewrite/level.ts';
import { embeddedOverlayBits } from './rewrite/overlays.ts';
import { rewriteDataset } from './rewrite/rewrite-dataset.ts';
import type { StructuredContentTable } from './rewrite/structured-content-table.ts';
import type { Work } from './rewrite/work.ts';
import type { TextCleaner } from './text/clean-text.ts';
import type { Dictionary } from './text/dictionary.ts';
import type { Vocabulary } from './text/vocabulary.ts';
import type { DateChange } from './values/dates.ts';

/** Everything that is the same for all instances of a batch. Make it with `createDeidentifier`. */
export type BatchContext = {
  readonly profile: CompiledProfile;
  readonly keyed: Keyed;
  readonly types: AttributeTypes;
  readonly structuredContent: StructuredContentTable;
  readonly dictionary: Dictionary;
  readonly vocabulary: Vocabulary;
  /** What was decided of the values of earlier instances. */
  readonly memory: DecisionMemory;
  readonly cleaner: TextCleaner;
  readonly issuers: ReadonlyMap<string, ReadonlySet<string>>;
  readonly pixels: PixelPolicy;
};

export type InstanceReport = {
  readonly sopInstanceUID: string;
  readonly sopClassUID: string;
  readonly studyInstanceUID: string;
  readonly seriesInstanceUID: string;
  readonly pseudonym: string;
  readonly entries: readonly ReportEntry[];
  /** For reviewers; keep apart from the report. */
  readonly doubtful: readonly DoubtfulWords[];
  readonly warnings: readonly string[];
  /** Kinds of burned-in text that stayed visible, see the release list of core/redaction. */
  readonly releasedText?: readonly string[];
};

export type Deidentified = {
  readonly kind: 'deidentified';
  readonly file: DicomFile;
  readonly report: InstanceReport;
  /** Original UIDs that were replaced, for the check of the finished bytes. */
  readonly replacedUIDs: ReadonlySet<string>;
};

export function deidentify(
  file: DicomFile,
  context: BatchContext,
  pixels: PixelVerdict = { kind: 'unexamined' },
): Deidentified | Refusal {
  const { profile } = context;
  const refusal = refuseByKind(file, profile.profile) ?? refuseByPixels(file.dataset, context, pixels);
  if (refusal !== undefined) return refusal;
  const recorder = createRecorder();
  const warnings: string[] = [];
  const work = workFor(file, context, pixels, recorder);
  const level = new Level(file.dataset, context.types.cursorFor(text(file.dataset, 0x00080016)), '');
  const rewritten = rewriteDataset(level, work);
  const dataset = rewritten === file.dataset ? shallowCopy(file.dataset) : rewritten;
  const transferSyntaxUID = applyVerdict(dataset, pixels) ?? file.transferSyntaxUID;
  const overlayBits = embeddedOverlayBits(file.dataset.elements);
  const pixelRefusal = cleanPixels(dataset, transferSyntaxUID, overlayBits, work);
  if (pixelRefusal !== undefined) return pixelRefusal;
  writeMethod(dataset, profile, {
    options: performedOptions(profile.options, pixels),
    dates: datesOf(profile, wasModifiedBefore(file.dataset)),
  });
  for (const tag of METHOD_ATTRIBUTES) recorder.note('', tag, 'D', 'PS3.15 E.1 method');
  if (file.trailing !== undefined) warnings.push('bytes-after-data-set-dropped');
  if (isImageWithoutPixels(file)) warnings.push('pixel-data-missing');
  if (hidesInPreamble(file.preamble)) warnings.push('preamble-cleared');
  return {
    kind: 'deidentified',
    // No origin: preamble and File Meta Information are made anew, nothing of the old ones is copied.
    file: {
      preamble: new Uint8Array(128),
      meta: new Dataset(),
      dataset: inItsTransferSyntax(dataset, transferSyntaxUID),
      transferSyntaxUID,
      isComplete: true,
    },
    replacedUIDs: new Set(work.replacedUIDs),
    report: {
      sopInstanceUID: text(dataset, 0x00080018) ?? '',
      sopClassUID: text(dataset, 0x00080016) ?? '',
      studyInstanceUID: text(dataset, 0x0020000d) ?? '',
      seriesInstanceUID: text(dataset, 0x0020000e) ?? '',
      pseudonym: work.pseudonym,
      entries: recorder.entries,
      doubtful: recorder.doubtful,
      warnings,
      ...(pixels.kind !== 'unexamined' && pixels.released !== undefined ? { releasedText: pixels.released } : {}),
    },
  };
}

function refuseByPixels(
  dataset: Dataset,
  { pixels, profile }: BatchContext,
  verdict: PixelVerdict,
): Refusal | undefined {
  const policy = profile.options.has('clean-pixel-data') && pixels === 'off' ? 'auto' : pixels;
  if (!isTextExamined(verdict) && needsVerdict(dataset, policy)) return refuse('pixels-need-cleaning');
  const facesRemoved = verdict.kind === 'redacted' && verdict.facesRemoved;
  if (profile.options.has('clean-recognizable-visual-features') && mayShowFace(dataset) && !facesRemoved)
    return refuse('face-needs-cleaning');
  return undefined;
}

function isTextExamined(verdict: PixelVerdict): boolean {
  return verdict.kind === 'clean' || (verdict.kind === 'redacted' && verdict.textExamined);
}

function workFor(file: DicomFile, context: BatchContext, pixels: PixelVerdict, recorder: Work['recorder']): Work {
  const facts = factsOf(file.dataset, context, pixels);
  return {
    profile: context.profile,
    keyed: context.keyed,
    cleaner: context.cleaner,
    structuredContent: context.structuredContent,
    knownDates: context.dictionary.dates,
    memory: context.memory,
    ...facts,
    factsNumber: context.memory.numberOfFacts(facts),
    recorder,
    replacedUIDs: [],
  };
}

function factsOf(dataset: Dataset, context: BatchContext, pixels: PixelVerdict): InstanceFacts {
  const patient = patientKeyOf(dataset, context.issuers);
  return {
    pseudonym: context.keyed.pseudonym(patient),
    dateChange: dateChangeFor(dataset, patient, context),
    keepsPositions: refersByPosition(dataset),
    listsReferences:
      dataset.has(REFERENCED_SERIES_SEQUENCE) &&
      context.types.demands(text(dataset, 0x00080016), REFERENCED_SERIES_SEQUENCE),
    verificationReset: text(dataset, 0x0040a493) === 'VERIFIED',
    overlaysExamined: pixels.kind !== 'unexamined' && isTextExamined(pixels) && pixels.overlaysClean,
  };
}

function dateChangeFor(dataset: Dataset, patient: string, { profile, keyed }: BatchContext): DateChange | undefined {
  if (profile.dates.kind === 'year') return { kind: 'year' };
  if (profile.dates.kind !== 'shift' || wasModifiedBefore(dataset)) return undefined;
  return { kind: 'shift', days: keyed.shiftDays(patient, profile.dates.span) };
}

function shallowCopy(dataset: Dataset): Dataset {
  const copy = new Dataset();
  for (const element of dataset.elements) copy.append(element);
  return copy;
}

/** New pixels and their description; the answer of whoever looked goes into Burned In Annotation only if a person looked. */
function applyVerdict(dataset: Dataset, verdict: PixelVerdict): string | undefined {
  if (verdict.kind === 'unexamined') return undefined;
  if (verdict.kind === 'redacted') for (const element of verdict.elements) dataset.set(element);
  // PS3.15 E.3.2: where the option was applied the answer is NO.
  if (verdict.kind === 'redacted' && verdict.facesRemoved)
    dataset.set(makeElement(0x00280302, 'CS', Uint8Array.of(0x4e, 0x4f)));
  if (verdict.acceptedByPerson) dataset.set(makeElement(0x00280301, 'CS', Uint8Array.of(0x4e, 0x4f)));
  return verdict.kind === 'redacted' ? verdict.transferSyntaxUID : undefined;
}

function cleanPixels(
  dataset: Dataset,
  transferSyntaxUID: string,
  overlayBits: number,
  work: Work,
): Refusal | undefined {
  const element: Element | undefined = dataset.elements.find(({ tag }) => isPixelData(tag));
  if (element === undefined) return undefined;
  let cleaned;
  try {
    cleaned = cleanPixelData(element, dataset, transferSyntaxUID, overlayBits);
  } catch (error) {
    if (error instanceof DicomError) return refuse('unreadable-codestream');
    throw error;
  }
  if (cleaned.kind === 'refused') return refuse(cleaned.code);
  if (cleaned.element !== element) dataset.set(cleaned.element);
  if (cleaned.offsets !== undefined) {
    dataset.set(cleaned.offsets.offsets);
    dataset.set(cleaned.offsets.lengths);
  }
  for (const rule of cleaned.rules) work.recorder.note('', element.tag, 'C', rule);
  return undefined;
}

const REFERENCED_SERIES_SEQUENCE = 0x00081115;
const METHOD_ATTRIBUTES = [0x00120062, 0x00120063, 0x00120064, 0x00280303];

/** Only what was done is claimed: without anybody looking at pixels there is no Clean Pixel Data. */
function performedOptions(options: ReadonlySet<OptionName>, pixels: PixelVerdict): OptionName[] {
  const performed = new Set(options);
  if (isTextExamined(pixels)) performed.add('clean-pixel-data');
  else performed.delete('clean-pixel-data');
  if (pixels.kind !== 'redacted' || !pixels.facesRemoved) performed.delete('clean-recognizable-visual-features');
  return [...performed];
}

function hidesInPreamble(preamble: Uint8Array | undefined): boolean {
  if (preamble === undefined) return false;
  for (const byte of preamble) if (byte !== 0) return true;
  return false;
}
