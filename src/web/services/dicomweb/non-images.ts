import { codeMeaning, items, number, TAG, text, texts, type Dataset } from './dataset.ts';

/** What an object is and why it is not drawn as an image. */
export interface Unsupported {
  what: string;
  why: string;
}

const LATER_OVERLAY = 'It belongs on top of other images; drawing it there is not available yet.';
const NOT_AN_IMAGE = 'It holds no image.';

/** SOP classes of PS3.4 B.5 that hold no image, or pixels that mean nothing on their own. UIDs below 1.2.840.10008.5.1.4. */
const BY_CLASS: Record<string, Unsupported> = {
  '1.1.11.1': { what: 'Grayscale presentation state', why: LATER_OVERLAY },
  '1.1.11.2': { what: 'Colour presentation state', why: LATER_OVERLAY },
  '1.1.11.3': { what: 'Pseudo-colour presentation state', why: LATER_OVERLAY },
  '1.1.11.4': { what: 'Blending presentation state', why: LATER_OVERLAY },
  '1.1.11.5': { what: 'XA/XRF presentation state', why: LATER_OVERLAY },
  '1.1.66': { what: 'Raw data', why: 'Only the device that wrote it knows how to read it.' },
  '1.1.66.1': { what: 'Spatial registration', why: NOT_AN_IMAGE },
  '1.1.66.2': { what: 'Spatial fiducials', why: NOT_AN_IMAGE },
  '1.1.66.3': { what: 'Deformable spatial registration', why: NOT_AN_IMAGE },
  '1.1.66.4': { what: 'Segmentation', why: LATER_OVERLAY },
  '1.1.66.5': { what: 'Surface segmentation', why: LATER_OVERLAY },
  '1.1.66.6': { what: 'Tractography results', why: LATER_OVERLAY },
  '1.1.66.7': { what: 'Label map segmentation', why: LATER_OVERLAY },
  '1.1.67': { what: 'Real world value mapping', why: NOT_AN_IMAGE },
  '1.1.68.1': { what: 'Surface scan mesh', why: NOT_AN_IMAGE },
  '1.1.4.2': { what: 'MR spectroscopy', why: 'It holds spectra, not an image.' },
  '1.1.77.1.5.3': { what: 'Stereometric relationship', why: NOT_AN_IMAGE },
  '1.1.88.59': { what: 'Key object selection', why: '' },
  '1.1.91.1': { what: 'Microscopy annotations', why: LATER_OVERLAY },
  '1.1.104.1': { what: 'Encapsulated PDF', why: 'Documents are not displayed in this version.' },
  '1.1.104.2': { what: 'Encapsulated CDA document', why: 'Documents are not displayed in this version.' },
  '1.1.104.3': { what: 'Encapsulated STL model', why: 'Models are not displayed in this version.' },
  '1.1.104.4': { what: 'Encapsulated OBJ model', why: 'Models are not displayed in this version.' },
  '1.1.481.3': { what: 'RT structure set', why: LATER_OVERLAY },
  '1.1.481.4': { what: 'RT beams treatment record', why: NOT_AN_IMAGE },
  '1.1.481.5': { what: 'RT plan', why: NOT_AN_IMAGE },
  '1.1.481.6': { what: 'RT brachy treatment record', why: NOT_AN_IMAGE },
  '1.1.481.7': { what: 'RT treatment summary record', why: NOT_AN_IMAGE },
  '1.1.481.8': { what: 'RT ion plan', why: NOT_AN_IMAGE },
  '1.1.481.9': { what: 'RT ion beams treatment record', why: NOT_AN_IMAGE },
  '34.7': { what: 'RT beams delivery instruction', why: NOT_AN_IMAGE },
};

const BY_PREFIX: readonly [string, Unsupported][] = [
  ['1.1.9.', { what: 'Waveform (ECG or other signal)', why: 'Signals are not displayed in this version.' }],
  ['1.1.88.', { what: 'Structured report', why: '' }],
  ['1.1.11.', { what: 'Presentation state', why: LATER_OVERLAY }],
  ['1.1.78.', { what: 'Ophthalmic measurements', why: NOT_AN_IMAGE }],
  ['1.1.80.', { what: 'Visual field measurements', why: NOT_AN_IMAGE }],
  ['38.', { what: 'Hanging protocol', why: NOT_AN_IMAGE }],
  ['39.', { what: 'Colour palette', why: NOT_AN_IMAGE }],
  ['43.', { what: 'Implant template', why: NOT_AN_IMAGE }],
  ['44.', { what: 'Implant template', why: NOT_AN_IMAGE }],
  ['45.', { what: 'Implant template', why: NOT_AN_IMAGE }],
];

const ROOT = '1.2.840.10008.5.1.4.';
const WHOLE_SLIDE = '1.2.840.10008.5.1.4.1.1.77.1.6';

/** Structured reports and key object selections: documents to read. */
export function isReport(dataset: Dataset): boolean {
  return text(dataset, TAG.SOPClassUID)?.startsWith(`${ROOT}1.1.88.`) === true;
}

/** Undefined for what can be drawn. Anything unknown without rows and columns is named as such, never left blank. */
export function unsupportedObject(dataset: Dataset): Unsupported | undefined {
  const sopClassUID = text(dataset, TAG.SOPClassUID) ?? '';
  const known = sopClassUID.startsWith(ROOT) ? knownClass(sopClassUID.slice(ROOT.length)) : undefined;
  if (known !== undefined) return known;
  const rows = number(dataset, TAG.Rows) ?? 0;
  const columns = number(dataset, TAG.Columns) ?? 0;
  if (rows <= 0 || columns <= 0)
    return {
      what: modalityName(text(dataset, TAG.Modality)),
      why: 'The header tells neither rows nor columns, so there is no image to draw.',
    };
  if (sopClassUID === WHOLE_SLIDE && isTiled(dataset, rows, columns))
    return {
      what: 'Whole slide microscopy',
      why: 'The slide is cut into tiles; a slide viewer is not part of this version.',
    };
  return undefined;
}

function knownClass(below: string): Unsupported | undefined {
  return BY_CLASS[below] ?? BY_PREFIX.find(([prefix]) => below.startsWith(prefix))?.[1];
}

function isTiled(dataset: Dataset, rows: number, columns: number): boolean {
  return (number(dataset, '00480006') ?? columns) > columns || (number(dataset, '00480007') ?? rows) > rows;
}

function modalityName(modality: string | undefined): string {
  return modality === undefined ? 'Unknown object' : `Object of modality ${modality}`;
}

/** Key facts of an object that is not drawn, as label and value, for the person who wonders whether to look elsewhere. */
export function keyFacts(dataset: Dataset): readonly (readonly [string, string])[] {
  const facts: [string, string | undefined][] = [
    ['Title', text(dataset, TAG.DocumentTitle) ?? codeMeaning(dataset, TAG.ConceptNameCodeSequence)],
    [
      'Label',
      text(dataset, TAG.ContentLabel) ?? text(dataset, TAG.StructureSetLabel) ?? text(dataset, TAG.RTPlanLabel),
    ],
    ['Description', text(dataset, TAG.ContentDescription)],
    ['Segments', listed(items(dataset, TAG.SegmentSequence).map((segment) => text(segment, TAG.SegmentLabel)))],
    ['Structures', counted(items(dataset, TAG.StructureSetROISequence).length)],
    ['Completion', text(dataset, TAG.CompletionFlag)],
    ['Verification', text(dataset, TAG.VerificationFlag)],
    ['Document type', text(dataset, TAG.MIMETypeOfEncapsulatedDocument)],
    ['Frames', text(dataset, TAG.NumberOfFrames)],
    ['Made by', text(dataset, TAG.Manufacturer)],
    ['Kind', listed(texts(dataset, TAG.ImageType))],
  ];
  return facts.filter((fact): fact is [string, string] => fact[1] !== undefined);
}

function listed(values: readonly (string | undefined)[]): string | undefined {
  const found = values.filter((value): value is string => value !== undefined && value !== '');
  if (found.length === 0) return undefined;
  return found.length > 8 ? `${found.slice(0, 8).join(', ')} and ${found.length - 8} more` : found.join(', ');
}

function counted(count: number): string | undefined {
  return count === 0 ? undefined : String(count);
}
