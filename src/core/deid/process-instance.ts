// From the bytes of one file to the bytes of the finished one, checked: what the worker in the page and the command call.
import { Dataset, readDicom, text, writeDicomChunks } from '../dicom/index.ts';
import type { DicomFile } from '../dicom/index.ts';
import { deidentify } from './deidentify.ts';
import type { BatchContext, InstanceReport } from './deidentify.ts';
import { quasiIdentifiersOf } from './evidence/cohort.ts';
import type { QuasiIdentifiers } from './evidence/cohort.ts';
import { lostRequirements } from './evidence/iod-check.ts';
import { referencesIn } from './evidence/references.ts';
import type { InstanceReferences } from './evidence/references.ts';
import type { ResidualScan } from './evidence/residual-scan.ts';
import type { PixelVerdict } from './guard/pixel-risk.ts';
import { refuse } from './guard/refusal.ts';
import type { Refusal } from './guard/refusal.ts';

export type ProcessedInstance = {
  readonly kind: 'processed';
  /**
   * The finished file, in pieces: pixels are still the bytes that were read. Undefined when values were left in their
   * source: then write `file` with `writeDicomStream`.
   */
  readonly chunks: readonly Uint8Array[] | undefined;
  readonly file: DicomFile;
  readonly report: InstanceReport;
  /** Original UIDs that have new ones. */
  readonly replacedUIDs: ReadonlySet<string>;
  /** Original and new UIDs and references, for the map and the closure check. */
  readonly before: InstanceReferences & {
    readonly studyInstanceUID: string;
    readonly seriesInstanceUID: string;
    readonly patientID: string;
  };
  readonly after: InstanceReferences;
  readonly quasiIdentifiers: QuasiIdentifiers;
};

/** Throws `DicomError` for bytes that are no readable file; everything else that cannot be done is a `Refusal`. */
export function processInstance(
  bytes: Uint8Array,
  context: BatchContext,
  residualScan: ResidualScan,
  verdict?: PixelVerdict,
): ProcessedInstance | Refusal {
  return processFile(readDicom(bytes), context, residualScan, verdict);
}

export function processFile(
  file: DicomFile,
  context: BatchContext,
  residualScan: ResidualScan,
  verdict?: PixelVerdict,
): ProcessedInstance | Refusal {
  const result = deidentify(file, context, verdict);
  if (result.kind === 'refused') return result;
  const { dataset } = result.file;
  const types = context.types.mandatoryCursorFor(result.report.sopClassUID);
  const [lost] = lostRequirements(file.dataset, dataset, types, context.profile);
  if (lost !== undefined) return refuse('iod-damaged', lost);
  // What was left in its source is bulk that nothing here can look into; all else is searched as it will stand in the file.
  const isWhole = isAllLoaded(dataset);
  const chunks = writeDicomChunks(isWhole ? result.file : { ...result.file, dataset: loadedPartOf(dataset) });
  // Retained UIDs stand beside those that E.1-1 replaces all the same, (0040,A124) for one.
  const gone = context.profile.options.has('retain-uids') ? NO_UIDS : result.replacedUIDs;
  const residual = residualScan.check(chunks, gone);
  if (residual !== undefined) return residual;
  return {
    kind: 'processed',
    chunks: isWhole ? chunks : undefined,
    file: result.file,
    report: result.report,
    replacedUIDs: result.replacedUIDs,
    before: {
      sopInstanceUID: text(file.dataset, 0x00080018) ?? '',
      studyInstanceUID: text(file.dataset, 0x0020000d) ?? '',
      seriesInstanceUID: text(file.dataset, 0x0020000e) ?? '',
      patientID: text(file.dataset, 0x00100020) ?? '',
      references: [...referencesIn(file.dataset)],
    },
    after: { sopInstanceUID: result.report.sopInstanceUID, references: [...referencesIn(dataset)] },
    quasiIdentifiers: quasiIdentifiersOf(dataset, result.report.pseudonym),
  };
}

const NO_UIDS: ReadonlySet<string> = new Set();

/** False where values were left in their source. */
export function isAllLoaded(dataset: Dataset): boolean {
  for (const element of dataset.elements) if (!element.isLoaded) return false;
  return true;
}

function loadedPartOf(dataset: Dataset): Dataset {
  const part = new Dataset();
  for (const element of dataset.elements) if (element.isLoaded) part.append(element);
  return part;
}
