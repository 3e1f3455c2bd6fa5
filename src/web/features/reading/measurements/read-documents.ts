import { number } from '../../../../core/dicom/index.ts';
import {
  type Finding,
  type ManualMeasurement,
  manualOfFinding,
  modelOf,
  type PersonObserver,
} from '../../../../core/findings/index.ts';
import {
  isWithdrawal,
  type MeasurementReport,
  type ReadFinding,
  readReport,
  type ReferencedInstance,
  referencedInstanceOf,
  reviewedOf,
  type StructuredReport,
} from '../../../../core/sr/index.ts';
import { newUID } from '../../../services/index.ts';
import { clockOf, dayOf, personName } from '../dates.ts';
import { meaningOf, measurementWords } from '../report/report-words.ts';
import { headerOf } from './json-header.ts';
import { type Chain, type LeftOut, type LockedMark, type Mark, NO_CHAIN, type ReadDocuments, type ReadInput } from './saved.ts'; // prettier-ignore

interface Document {
  readonly report: MeasurementReport;
  /** How the next document names this one. */
  readonly reference: ReferencedInstance;
  readonly seriesNumber: number | undefined;
  readonly instanceNumber: number;
}

/**
 * The measurements in the reports of a study. Of documents that follow each other the newest counts. Never throws: what
 * cannot be read or placed is listed.
 */
export function readDocuments(input: ReadInput): ReadDocuments {
  const leftOut: LeftOut[] = [];
  const documents = newest(input.reports.flatMap((json) => readDocument(json, input, leftOut) ?? []));
  const own: Mark[] = [];
  const locked: LockedMark[] = [];
  let chain: Chain = NO_CHAIN;
  for (const document of documents) {
    const marks = ownMarks(document.report, input);
    if (marks !== undefined) {
      own.push(...marks);
      chain = longer(chain, document);
    } else lockedMarks(document.report, input, locked, leftOut);
  }
  return { own: latestOfEach(own), chain, locked: withoutOwn(locked, own), leftOut };
}

function readDocument(json: ReadInput['reports'][number], input: ReadInput, leftOut: LeftOut[]): Document | undefined {
  let report: StructuredReport;
  let facts: Omit<Document, 'report'>;
  try {
    const dataset = headerOf(json);
    report = readReport(dataset);
    facts = {
      reference: referencedInstanceOf(dataset),
      seriesNumber: number(dataset, 'SeriesNumber'),
      instanceNumber: number(dataset, 'InstanceNumber') ?? 0,
    };
  } catch {
    // Whatever is wrong with it, it is one document of others' making: the page and the other documents go on.
    leftOut.push({ what: 'A report', whose: '', why: 'cannot be read (unreadable-report).' });
    return undefined;
  }
  if (report.kind !== 'measurement-report') return undefined;
  const { studyInstanceUID, patientID } = report.header.identity;
  if (studyInstanceUID !== input.studyInstanceUID || (patientID ?? '') !== (input.patientID ?? '')) {
    leftOut.push({
      what: 'A report',
      whose: authorOf(report),
      why: 'names another patient or study than the images (patient-mismatch).',
    });
    return undefined;
  }
  return { ...facts, report };
}

/** Those that no other document says it takes the place of. */
function newest(documents: readonly Document[]): Document[] {
  const superseded = new Set(
    documents.flatMap(({ report }) => report.header.predecessors.map(({ sopInstanceUID }) => sopInstanceUID)),
  );
  return documents.filter(({ report }) => !superseded.has(report.header.sopInstanceUID ?? ''));
}

/**
 * Measurements that the person may move and save again: only when every finding of the document is one of them, so that
 * the document that takes its place loses nothing.
 */
function ownMarks(report: MeasurementReport, { me, hasImage }: ReadInput): Mark[] | undefined {
  if (report.header.verification === 'VERIFIED' || report.notPlaced.length > 0) return undefined;
  if (report.findings.length === 0) {
    const isOwn = report.persons.some((person) => isMe(person, me)) && report.statements.some(isWithdrawal);
    return isOwn ? [] : undefined;
  }
  const marks: Mark[] = [];
  for (const finding of report.findings) {
    const reviewed = reviewedOf(finding);
    const manual = manualOf(finding);
    if (reviewed?.decision.kind !== 'drawn' || manual === undefined) return undefined;
    if (!isMe(reviewed.decision.by, me) || !isPlain(finding) || !hasImage(manual.image)) return undefined;
    marks.push({ manual, at: reviewed.decision.at });
  }
  return marks;
}

function isMe(person: PersonObserver, me: PersonObserver): boolean {
  return person.login === me.login && person.organisation === me.organisation;
}

/** Nothing is said about it that the tools would not write again. */
function isPlain({ type, category, sites, score, evaluations }: ReadFinding): boolean {
  return type === undefined && category === undefined && sites.length === 0 && score === undefined && evaluations.length <= 1; // prettier-ignore
}

function manualOf(finding: ReadFinding): ManualMeasurement | undefined {
  const { trackingUID, trackingIdentifier } = finding;
  // Documents of others may lack what a finding of ours has; it is shown all the same, under a name of this page only.
  const named: Finding = {
    ...finding,
    trackingUID: trackingUID ?? newUID(),
    trackingIdentifier: trackingIdentifier ?? 'Measurement',
  };
  return manualOfFinding(named);
}

function lockedMarks(report: MeasurementReport, { hasImage }: ReadInput, locked: LockedMark[], leftOut: LeftOut[]) {
  let others = 0;
  for (const finding of report.findings) {
    const manual = manualOf(finding);
    // What a model found is shown as its result, beside the models.
    if (manual === undefined) others += isOfModel(finding) ? 0 : 1;
    else if (hasImage(manual.image))
      locked.push({ manual, lines: [...statedLines(finding), ownerOf(finding, report)] });
    else {
      const what = finding.trackingIdentifier ?? 'A measurement';
      leftOut.push({ what, whose: authorOf(report), why: 'lies on an image that is not in this study.' });
    }
  }
  if (others > 0)
    leftOut.push({
      what: others === 1 ? '1 finding' : `${others} findings`,
      whose: authorOf(report),
      why: 'cannot be drawn with the tools here. Open the report to read it.',
    });
}

function isOfModel({ algorithm }: ReadFinding): boolean {
  return algorithm !== undefined && modelOf(algorithm).sha256 !== undefined;
}

/** The numbers of the document, not ours: somebody else stands for them. */
function statedLines({ trackingIdentifier, type, measurements, evaluations }: ReadFinding): string[] {
  const name = [trackingIdentifier, type === undefined ? undefined : meaningOf(type)];
  return [
    [...new Set(name)].filter((part) => part !== undefined && part !== '').join(', '),
    ...measurements.slice(0, MOST_LINES).map((measurement) => measurementWords(measurement)),
    ...evaluations.flatMap(({ answer }) => (typeof answer === 'string' ? [answer] : [])).slice(0, MOST_LINES),
  ].filter((line) => line !== '');
}

// Radiomics documents have hundreds of numbers; beside a mark is room for a few, the report has all.
const MOST_LINES = 6;

function ownerOf(finding: ReadFinding, report: MeasurementReport): string {
  const { decision } = finding;
  if (decision === undefined || decision.kind === 'undecided') return authorOf(report);
  return `${personName(decision.by.name)}, ${dayOf(decision.at.slice(0, 10).replaceAll('-', ''))} ${clockOf(decision.at).slice(0, 5)}`;
}

function authorOf({ header, persons, devices }: MeasurementReport): string {
  const name = personName(persons[0]?.name) || devices[0]?.name || 'author not named';
  const time = /^(\d\d)(\d\d)/.exec(header.contentTime ?? '');
  return `${name}, ${dayOf(header.contentDate)}${time === null ? '' : ` ${time[1]}:${time[2]}`}`;
}

/** Two documents of one person that both are newest (two windows): the next one takes the place of both. */
function longer(chain: Chain, { reference, seriesNumber, instanceNumber }: Document): Chain {
  return {
    predecessors: [...chain.predecessors, reference],
    seriesInstanceUID: chain.seriesInstanceUID ?? reference.seriesInstanceUID,
    seriesNumber: chain.seriesNumber ?? seriesNumber,
    instanceNumber: Math.max(chain.instanceNumber, instanceNumber),
  };
}

function latestOfEach(marks: readonly Mark[]): Mark[] {
  const inOrder = [...marks].sort((a, b) => Date.parse(a.at) - Date.parse(b.at));
  return [...new Map(inOrder.map((mark) => [mark.manual.trackingUID, mark])).values()];
}

function withoutOwn(locked: readonly LockedMark[], own: readonly Mark[]): LockedMark[] {
  const mine = new Set(own.map(({ manual }) => manual.trackingUID));
  return locked.filter(({ manual }) => !mine.has(manual.trackingUID));
}
