// A referral letter as an Encapsulated PDF: one page of text, written by hand so that nothing but this file is needed.
import { BRAIN_STUDY } from '../brain/brain-study.ts';
import { HOSPITAL } from '../identities.ts';
import { code, commonAttributes, part10, type DemoInstance, type Series } from '../instance.ts';
import { WORKSTATION } from './workstation.ts';

const ENCAPSULATED_PDF_STORAGE = '1.2.840.10008.5.1.4.1.1.104.1';

const SERIES: Series = {
  study: BRAIN_STUDY,
  key: 'letter',
  number: 500,
  modality: 'DOC',
  description: 'Referral letter',
  equipment: WORKSTATION,
  startSeconds: 900,
};

const LINES: readonly string[] = [
  HOSPITAL,
  'Department of Neurology',
  '',
  `To: Department of Radiology                         18 November 2025`,
  '',
  `Patient: Minato Hoshikawa      ID: ${BRAIN_STUDY.patient.patientID}      Born: 22 July 1949`,
  '',
  'MR of the brain is requested.',
  '',
  'Two years of slowly increasing forgetfulness, noticed by the family. Blood',
  'pressure treated for ten years. No headache, no seizure. Examination without',
  'focal signs. Question: vascular lesions, atrophy, space-occupying lesion?',
  '',
  'No metal, no pacemaker, no claustrophobia.',
  '',
  'Tiril Ravnsborg, consultant',
];

export function referralLetter(): DemoInstance {
  const document = onePagePDF(LINES);
  const attributes = {
    ...commonAttributes(SERIES, ENCAPSULATED_PDF_STORAGE, 1),
    ContentDate: BRAIN_STUDY.date,
    ContentTime: '103000',
    AcquisitionDateTime: null,
    BurnedInAnnotation: 'YES',
    ConversionType: 'WSD',
    DocumentTitle: 'Referral letter',
    ConceptNameCodeSequence: code(['57133-1', 'LN', 'Referral note']),
    MIMETypeOfEncapsulatedDocument: 'application/pdf',
    EncapsulatedDocumentLength: document.length,
    EncapsulatedDocument: document,
  };
  return { label: `${BRAIN_STUDY.key} letter 1`, bytes: part10(BRAIN_STUDY, attributes) };
}

/** A PDF of one A4 page in Helvetica; the cross-reference table holds the byte offset of each object. */
function onePagePDF(lines: readonly string[]): Uint8Array {
  const escaped = lines.map((line) => `(${line.replace(/[\\()]/g, '\\$&')}) '`).join('\n');
  const content = `BT /F1 11 Tf 16 TL 64 780 Td\n${escaped}\nET`;
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>',
    `<< /Length ${content.length} >>\nstream\n${content}\nendstream`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
  ];
  let text = '%PDF-1.4\n';
  const offsets = objects.map((body, index) => {
    const offset = text.length;
    text += `${index + 1} 0 obj\n${body}\nendobj\n`;
    return offset;
  });
  const start = text.length;
  const table = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('');
  text += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${table}trailer\n<< /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${start}\n%%EOF\n`;
  return new TextEncoder().encode(text);
}
