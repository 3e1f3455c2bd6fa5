// Results that were signed before, out of the archive: shown as they were signed, from the documents alone.
import { startReview } from '../../../../core/findings/index.ts';
import { type Dataset, isImageSet, items, type OtherObject, TAG, text } from '../../../services/dicomweb/index.ts';
import type { ReviewParts } from '../parts.ts';
import type { UnsignedReport } from '../review-store.ts';

const COMPREHENSIVE_3D_SR = '1.2.840.10008.5.1.4.1.1.88.34';
const KEY_OBJECT_SELECTION = '1.2.840.10008.5.1.4.1.1.88.59';
const SEGMENTATIONS = new Set(['1.2.840.10008.5.1.4.1.1.66.4', '1.2.840.10008.5.1.4.1.1.66.7']);
/** Current Requested Procedure Evidence, Predecessor Documents, and what stands in them. */
const EVIDENCE = '0040A375';
const PREDECESSORS = '0040A360';
const SERIES = '00081115';
const INSTANCES = '00081199';
const SOP_CLASS = '00081150';
const CONCEPT_NAME = '0040A043';
const CODE_VALUE = '00080100';
const REJECTED_FOR_QUALITY = '113001';

export interface StoredResults {
  /** Looks at the reports that have come since; call again when the study changes. */
  readonly look: () => void;
  readonly close: () => void;
}

export function createStoredResults(
  { view, results, grant, dicomweb, documents }: ReviewParts,
  isOwn: (sopInstanceUID: string) => boolean,
  /** Called again whenever there are others. */
  onUnsigned: (reports: readonly UnsignedReport[]) => void,
): StoredResults {
  const abort = new AbortController();
  const seen = new Set<string>();
  let queue: Promise<void> = Promise.resolve();
  let unsigned: readonly UnsignedReport[] = [];

  function look(): void {
    if (abort.signal.aborted) return;
    const series = view.series();
    // A report is read against all images of its series.
    if (series.some(({ status }) => status === 'waiting' || status === 'loading')) return;
    const reports = series.flatMap(({ sets }) => sets.filter((set): set is OtherObject => set.kind === 'report'));
    const gone = supersededOrRejected(reports.map(({ dataset }) => dataset));
    for (const { runUID } of results.getState().runs.map(({ run }) => run))
      if (gone.has(runUID)) results.getState().remove(runUID);
    tell(unsigned.filter(({ sopInstanceUID }) => !gone.has(sopInstanceUID)));
    for (const report of reports) {
      const { sopInstanceUID, dataset } = report;
      if (seen.has(sopInstanceUID) || gone.has(sopInstanceUID) || !isOfModel(dataset)) continue;
      seen.add(sopInstanceUID);
      if (!isOwn(sopInstanceUID)) queue = queue.then(() => show(report)).catch(() => undefined); // its text can still be read as a report
    }
  }

  function tell(reports: readonly UnsignedReport[]): void {
    if (reports.length === unsigned.length) return;
    unsigned = reports;
    onUnsigned(reports);
  }

  async function show({ dataset, sopInstanceUID }: OtherObject): Promise<void> {
    const frames = view.series().flatMap(({ sets }) => sets.flatMap((set) => (isImageSet(set) ? set.frames : [])));
    const named = new Set(referencesIn(dataset, EVIDENCE).map((one) => one.sopInstanceUID));
    const headers = new Map(frames.filter((ref) => named.has(ref.sopInstanceUID)).map((ref) => [ref.sopInstanceUID, ref.dataset])); // prettier-ignore
    const [first] = headers.values();
    const mask = referencesIn(dataset, EVIDENCE).find(({ sopClassUID }) => SEGMENTATIONS.has(sopClassUID));
    const stored = await documents.read({
      report: dataset,
      segmentation: mask === undefined ? undefined : await dicomweb.instanceFile(grant, mask, abort.signal),
      headers: [...headers.values()],
      studyInstanceUID: grant.studyInstanceUID,
      patientID: first === undefined ? undefined : text(first, TAG.PatientID),
    });
    if (stored === undefined || abort.signal.aborted) return;
    // What nobody stands for is read as a report, not drawn as if somebody did.
    if (!stored.isVerified) {
      const { name, version } = stored.result.algorithm;
      tell([...unsigned, { sopInstanceUID, name, version, date: text(dataset, TAG.ContentDate) ?? '' }]);
      return;
    }
    if (results.getState().runs.some(({ run }) => run.runUID === sopInstanceUID)) return;
    const { result, reviewed, device, verifiedBy, seriesInstanceUID, sopInstanceUIDs } = stored;
    const { algorithm, resultSet } = result;
    const { at, source } = resultSet;
    results.getState().add(
      {
        runUID: sopInstanceUID,
        model: { name: algorithm.name, version: algorithm.version, title: algorithm.name, sha256: source.modelSha256, signedBy: '' }, // prettier-ignore
        device: device ?? { uid: '', name: algorithm.name },
        seriesInstanceUID,
        sopInstanceUIDs,
        startedAt: at,
        finishedAt: at,
        backend: 'wasm',
        result,
        stored: { ...(verifiedBy?.name === undefined ? {} : { by: verifiedBy.name }), at },
      },
      {
        ...startReview(resultSet, 'concurrent', at),
        findings: reviewed,
        located: new Set(reviewed.map(({ finding }) => finding.trackingUID)),
        isSigned: true,
      },
    );
  }

  const stop = view.subscribe(look);
  look();
  return {
    look,
    close() {
      stop();
      abort.abort();
    },
  };
}

/** Only what names the file of a model can be shown as a result of it. */
function isOfModel(dataset: Dataset): boolean {
  return text(dataset, TAG.SOPClassUID) === COMPREHENSIVE_3D_SR && JSON.stringify(dataset).includes('sha256=');
}

/** Documents that a newer one takes the place of, and those that somebody declared wrong. */
function supersededOrRejected(reports: readonly Dataset[]): ReadonlySet<string> {
  return new Set(
    reports.flatMap((report) => {
      const isRejection =
        text(report, TAG.SOPClassUID) === KEY_OBJECT_SELECTION &&
        items(report, CONCEPT_NAME).some((code) => text(code, CODE_VALUE) === REJECTED_FOR_QUALITY);
      const named = isRejection ? referencesIn(report, EVIDENCE) : referencesIn(report, PREDECESSORS);
      return named.map(({ sopInstanceUID }) => sopInstanceUID);
    }),
  );
}

interface Reference {
  readonly seriesInstanceUID: string;
  readonly sopClassUID: string;
  readonly sopInstanceUID: string;
}

/** PS3.3 C.17.2.1: study, series, instances. */
export function referencesIn(dataset: Dataset, sequence: string): Reference[] {
  return items(dataset, sequence).flatMap((study) =>
    items(study, SERIES).flatMap((series) =>
      items(series, INSTANCES).map((instance) => ({
        seriesInstanceUID: text(series, TAG.SeriesInstanceUID) ?? '',
        sopClassUID: text(instance, SOP_CLASS) ?? '',
        sopInstanceUID: text(instance, TAG.ReferencedSOPInstanceUID) ?? '',
      })),
    ),
  );
}
