// Any structured report. TID 1500 from any writer becomes findings, told by codes; everything else is a tree to read.
import { type Dataset, uid } from '../../dicom/index.ts';
import { type Algorithm, type CodedConcept, type Evaluation, type ImageReference, isSame, keyOf, type ReviewedFinding } from '../../findings/index.ts'; // prettier-ignore
import { NAME } from '../content/concepts.ts';
import type { ContentItem, Reference } from '../content/content-item.ts';
import { readContentTree } from '../content/read-content.ts';
import { SrError } from '../errors.ts';
import { isNoResult } from '../report/no-result.ts';
import { devicesIn, isObserverItem, personsIn } from './observers.ts';
import { childrenOf, imageReference, leaveOut, type Placed, type Placing } from './placing.ts';
import { algorithmIn } from './read-algorithm.ts';
import { readEvaluation, readGroup, readLoose } from './read-group.ts';
import { readHeader } from './read-header.ts';
import type { MeasurementReport, ReadFinding, StructuredReport } from './structured-report.ts';

/** SR Storage classes and Key Object Selection, PS3.6. */
const SR_CLASSES = '1.2.840.10008.5.1.4.1.1.88.';

/** Throws `not-a-structured-report` and nothing else; what cannot be read inside is among the problems. */
export function readReport(dataset: Dataset): StructuredReport {
  const isReport = uid(dataset, 'SOPClassUID')?.startsWith(SR_CLASSES) === true;
  if (!isReport && !dataset.has('ContentSequence'))
    throw new SrError('not-a-structured-report', 'the instance is no structured report');
  const { root, problems } = readContentTree(dataset);
  const document = { header: readHeader(dataset), tree: root, problems, references: referencesIn(root) };
  if (!isMeasurementReport(root)) return { kind: 'other', ...document };
  return { kind: 'measurement-report', ...document, ...readMeasurementReport(root) };
}

/** Titles of CID 7021. */
const TITLES = ['DCM:126000', 'DCM:126001', 'DCM:126002', 'DCM:126003'];

/** By its title, its template, or its measurements: writers differ in which of the three they give. */
function isMeasurementReport(root: ContentItem): boolean {
  return (
    (root.concept !== undefined && TITLES.includes(keyOf(root.concept))) ||
    (root.valueType === 'CONTAINER' && root.template?.identifier === '1500') ||
    root.children.some((child) => child.valueType === 'CONTAINER' && isSame(child.concept, NAME.imagingMeasurements))
  );
}

type Read = Omit<MeasurementReport, 'kind' | 'header' | 'tree' | 'problems' | 'references'>;

function readMeasurementReport(root: ContentItem): Read {
  const placing: Placing = { root, notPlaced: [] };
  const procedures: CodedConcept[] = [];
  const library: ImageReference[] = [];
  const findings: ReadFinding[] = [];
  const statements: Evaluation[] = [];
  const silentAlgorithms: Algorithm[] = [];
  for (const placed of childrenOf({ item: root, path: [1] })) {
    const { item } = placed;
    if (isObserverItem(item) || isSame(item.concept, NAME.language)) continue;
    if (item.valueType === 'CODE' && isSame(item.concept, NAME.procedureReported)) procedures.push(item.code);
    else if (isContainer(item, NAME.imageLibrary)) library.push(...imagesIn(item));
    else if (isContainer(item, NAME.imagingMeasurements)) findings.push(...readMeasurements(placed, placing));
    else if (isContainer(item, NAME.qualitativeEvaluations)) {
      const said = readStatements(placed, placing);
      statements.push(...said.statements);
      silentAlgorithms.push(...said.silentAlgorithms);
    } else leaveOut(placed, 'unknown-item', placing);
  }
  return {
    devices: devicesIn(root.children),
    persons: personsIn(root.children),
    procedures,
    library,
    findings,
    statements,
    silentAlgorithms,
    notPlaced: placing.notPlaced,
  };
}

function isContainer(item: ContentItem, name: CodedConcept): boolean {
  return item.valueType === 'CONTAINER' && isSame(item.concept, name);
}

function readMeasurements(measurements: Placed, placing: Placing): ReadFinding[] {
  return childrenOf(measurements).flatMap((placed) => {
    const { item } = placed;
    const isGroup =
      isContainer(item, NAME.measurementGroup) ||
      (item.valueType === 'CONTAINER' && /^(1410|1411|1501)$/.test(item.template?.identifier ?? ''));
    if (isGroup) return [readGroup(placed, placing)];
    if (item.valueType !== 'NUM') {
      leaveOut(placed, 'unknown-item', placing);
      return [];
    }
    const loose = readLoose(placed, placing);
    return loose === undefined ? [] : [loose];
  });
}

function readStatements(
  container: Placed,
  placing: Placing,
): { statements: Evaluation[]; silentAlgorithms: Algorithm[] } {
  const statements: Evaluation[] = [];
  const silentAlgorithms: Algorithm[] = [];
  for (const placed of childrenOf(container)) {
    const { item } = placed;
    const algorithm = isNoResult(item) ? algorithmIn(item.children) : undefined;
    if (algorithm !== undefined) silentAlgorithms.push(algorithm);
    else if (item.valueType === 'CODE' || item.valueType === 'TEXT') {
      const statement = readEvaluation(placed, item, placing);
      if (statement !== undefined) statements.push(statement);
    } else leaveOut(placed, 'unknown-item', placing);
  }
  return { statements, silentAlgorithms };
}

function imagesIn(item: ContentItem): ImageReference[] {
  const own = item.valueType === 'IMAGE' ? [imageReference(item.reference)] : [];
  return [...own, ...item.children.flatMap(imagesIn)];
}

/** Each instance, frame and segment once, in the order of the document. */
function referencesIn(root: ContentItem): Reference[] {
  const found = new Map<string, Reference>();
  const visit = (item: ContentItem): void => {
    if (item.valueType === 'IMAGE' || item.valueType === 'COMPOSITE' || item.valueType === 'WAVEFORM') {
      const { sopInstanceUID, frames, segments } = item.reference;
      found.set(JSON.stringify([sopInstanceUID, frames, segments]), item.reference);
    }
    item.children.forEach(visit);
  };
  visit(root);
  return [...found.values()];
}

/** A finding that was read, ready to be reviewed or saved again; undefined when it has no tracking UID to keep. */
export function reviewedOf(read: ReadFinding): ReviewedFinding | undefined {
  const { path: _path, images: _images, decision, trackingUID, trackingIdentifier, ...stated } = read;
  if (trackingUID === undefined) return undefined;
  const finding = { ...stated, trackingUID, trackingIdentifier: trackingIdentifier ?? trackingUID };
  return { finding, decision: decision ?? { kind: 'undecided' } };
}
