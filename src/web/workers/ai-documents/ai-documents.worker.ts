// Writes what was signed and reads what was stored: masks of a few hundred slices take seconds, and the page goes on meanwhile.
import { type DicomFile, fromDicomJson, readDicom, uid, writeDicom } from '../../../core/dicom/index.ts';
import { type Algorithm, type DecidedFinding, sign } from '../../../core/findings/index.ts';
import { aiDocumentsOf, storedAiResultOf } from '../../../core/reporting/index.ts';
import {
  identityOf,
  readReport,
  readSegmentation,
  referencedInstanceOf,
  SrError,
  writeRejectionNote,
} from '../../../core/sr/index.ts';
import { newUID } from '../new-uid.ts';
import type {
  Answers,
  Question,
  ReadQuestion,
  ToPage,
  ToWorker,
  WithdrawQuestion,
  WriteQuestion,
  WrittenDocument,
} from './protocol.ts';

const headerOf = (json: Readonly<Record<string, unknown>>) => fromDicomJson(json, { bulkData: () => undefined });

function write(question: WriteQuestion): readonly WrittenDocument[] {
  const { attestation, by, at, authentication, result, readingThreshold } = question;
  const source = headerOf(question.source);
  const { studyInstanceUID } = identityOf(source);
  if (studyInstanceUID !== question.studyInstanceUID)
    throw new SrError('study-mismatch', 'the source instance is not of the study that is open');
  const read = (algorithm: Algorithm): Algorithm => withReadingThreshold(algorithm, readingThreshold);
  const findings = attestation.findings.map((decided) => readBy(decided, read));
  const signed = sign({ ...attestation, findings }, by, at, authentication);
  if (signed === undefined) throw new SrError('undecided', 'the signature is older than the site allows');
  const sourceUID = uid(source, 'SOPInstanceUID');
  const others = question.headers.map(headerOf).filter((header) => uid(header, 'SOPInstanceUID') !== sourceUID);
  const { report, segmentation } = aiDocumentsOf(
    { ...result, algorithm: read(result.algorithm) },
    [source, ...others],
    {
      device: question.device,
      softwareVersions: question.softwareVersions,
      serialNumber: 'browser',
      newUID,
      reportUID: question.reportUID,
      seriesNumbers: question.seriesNumbers,
      at,
    },
    { verification: 'verified', signed },
  );
  return [...(segmentation === undefined ? [] : [written(segmentation)]), written(report)];
}

function written(document: DicomFile): WrittenDocument {
  const [sopInstanceUID = '', seriesInstanceUID = ''] = [uid(document.dataset, 'SOPInstanceUID'), uid(document.dataset, 'SeriesInstanceUID')]; // prettier-ignore
  // A buffer of its own: it is handed over, sent, and sent again after a failure.
  return { sopInstanceUID, seriesInstanceUID, file: new Uint8Array(writeDicom(document)) };
}

function withReadingThreshold(algorithm: Algorithm, threshold: number | undefined): Algorithm {
  if (threshold === undefined) return algorithm;
  return { ...algorithm, parameters: [...(algorithm.parameters ?? []), `reading-threshold=${threshold}`] };
}

function readBy(decided: DecidedFinding, read: (algorithm: Algorithm) => Algorithm): DecidedFinding {
  const { finding } = decided;
  return finding.algorithm === undefined
    ? decided
    : { ...decided, finding: { ...finding, algorithm: read(finding.algorithm) } };
}

function read({ report, segmentation, headers, studyInstanceUID, patientID }: ReadQuestion): Answers['read'] {
  const document = readReport(headerOf(report));
  if (document.kind !== 'measurement-report') return undefined;
  const { identity, contentDate, contentTime } = document.header;
  // What names another patient or study is nobody's result here, whatever the archive thinks.
  if (identity.studyInstanceUID !== studyInstanceUID || (identity.patientID ?? '') !== (patientID ?? ''))
    return undefined;
  const mask = segmentation === undefined ? undefined : readSegmentation(readDicom(segmentation));
  const at = document.header.verifyingObservers[0]?.at ?? momentOf(contentDate, contentTime);
  return storedAiResultOf(document, mask, headers.map(headerOf), at);
}

/** IHE IOCM: who keeps images hides what the note names; nothing is deleted. */
function withdraw({ rejected, studyInstanceUID, reason, by, at, softwareVersions, seriesNumber }: WithdrawQuestion): WrittenDocument {
  const headers = rejected.map(headerOf);
  const [source] = headers;
  const [first, ...others] = headers.map(referencedInstanceOf);
  if (source === undefined || first === undefined) throw new SrError('nothing-to-say', 'nothing was named to be withdrawn');
  if (first.identity.studyInstanceUID !== studyInstanceUID)
    throw new SrError('study-mismatch', 'the document is not of the study that is open');
  const equipment = { manufacturer: 'Collimator project', modelName: 'Collimator', serialNumber: 'browser', softwareVersions };
  return written(
    writeRejectionNote({
      instance: { sopInstanceUID: newUID(), seriesInstanceUID: newUID(), seriesNumber, instanceNumber: 1, seriesDescription: 'Rejected for quality reasons', at, equipment },
      source,
      rejected: [first, ...others],
      reason,
      by,
    }),
  );
} // prettier-ignore

function momentOf(date = '', time = ''): string {
  const [, year, month, day] = /^(\d{4})(\d\d)(\d\d)$/.exec(date) ?? ['', '1970', '01', '01'];
  const [, hour, minute, second] = /^(\d\d)(\d\d)(\d\d)/.exec(time) ?? ['', '00', '00', '00'];
  return `${year}-${month}-${day}T${hour}:${minute}:${second}Z`;
}

function answer(question: Question): Answers[Question['kind']] {
  switch (question.kind) {
    case 'write':
      return write(question);
    case 'read':
      return read(question);
    case 'withdraw':
      return withdraw(question);
  }
}

self.onmessage = ({ data: { ticket, question } }: MessageEvent<ToWorker>) => {
  let message: ToPage;
  try {
    message = { ticket, answer: answer(question) };
  } catch (error) {
    // Errors of core carry a code and never a value of a data set; nothing else leaves here.
    const code =
      error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : 'not-written';
    message = { ticket, code };
  }
  const transfer = 'answer' in message && Array.isArray(message.answer) ? message.answer.map(({ file }: WrittenDocument) => file.buffer) : []; // prettier-ignore
  self.postMessage(message, { transfer });
};
