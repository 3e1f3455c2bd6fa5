// The documents that judges look at: every geometry, several frames, coordinates of 0, names in other scripts, and 0, 1
// and 200 findings.
import { type Dataset } from '../../dicom/index.ts';
import {
  type Algorithm, ALGORITHM_FAMILY, attestationOf, concept, type DecidedFinding, DERIVATION, type DeviceObserver, type Finding, findingOfManual,
  type ImageReference, LATERALITY, type ManualMeasurement, modelParameters, type PersonObserver, PROCEDURE_ROLE, QUANTITY, rectangle, type Region,
  type ReviewedFinding, type Shape, sign, type SignedFindings, UNIT, type PixelPoint,
} from '../../findings/index.ts'; // prettier-ignore
import { identityOf } from '../document/patient-study.ts';
import { type ReferencedInstance, sourceImageOf } from '../document/source-image.ts';
import { REJECTION_REASONS } from '../report/assessment.ts';
import type { Report } from '../report/report.ts';
import { CT_IMAGE, ROOT, sourceHeader, US_MULTIFRAME } from './source-images.ts';

export const AT = '2026-11-22T14:05:00.25+01:00';
export const READER: PersonObserver = {
  name: 'Reader^Ruth^^Dr.',
  login: 'ruth.reader@hospital.example',
  organisation: 'General Hospital',
  role: PROCEDURE_ROLE.verifying,
};
export const DEVICE: DeviceObserver = {
  uid: `${ROOT}.9.1`,
  name: 'Lung nodule candidates',
  manufacturer: 'Collimator project',
  modelName: 'ct-nodule-candidates 1.2.0',
  serialNumber: '0123456789abcdef',
};
export const ALGORITHM: Algorithm = {
  name: 'ct-nodule-candidates',
  version: '1.2.0',
  manufacturer: 'Collimator project',
  family: ALGORITHM_FAMILY.artificialIntelligence,
  parameters: modelParameters('0123456789abcdef'.repeat(4), 0.35),
};
export const NODULE = {
  ...concept('27925004', 'SCT', 'Nodule'),
  equivalents: [concept('RID3875', 'RADLEX', 'nodule')],
};
export const ABNORMALITY = concept('49755003', 'SCT', 'Morphologically abnormal structure');
export const LUNG = concept('39607008', 'SCT', 'Lung');

export const ct = (instance = 1): ImageReference => ({
  sopClassUID: CT_IMAGE,
  sopInstanceUID: `${ROOT}.1.1.${instance}`,
});
export const ultrasound = (frame: number): ImageReference => ({
  sopClassUID: US_MULTIFRAME,
  sopInstanceUID: `${ROOT}.1.2.1`,
  frames: [frame],
});

let made = 0;
/** A finding of the model with everything that a finding can have. */
export function modelFinding(region: Region | readonly Region[], index = ++made): Finding {
  const score = [0.87, 0.5, 1, 0, 0.123456789, 1 / 3][index % 6] ?? 0;
  return {
    trackingUID: `${ROOT}.7.${index}`,
    trackingIdentifier: `Nodule ${index}`,
    category: ABNORMALITY,
    type: NODULE,
    sites: [{ anatomy: LUNG, laterality: index % 2 === 0 ? LATERALITY.left : LATERALITY.right }],
    regions: 'space' in region ? [region] : region,
    score: { concept: QUANTITY.probability, value: score },
    measurements: [
      { concept: QUANTITY.area, value: 45.678901234567 + index, unit: UNIT.mm2 },
      { concept: QUANTITY.attenuation, value: -712.25, unit: UNIT.hounsfield, derivation: DERIVATION.mean },
      { concept: QUANTITY.diameter, value: 0, unit: UNIT.mm },
    ],
    evaluations: [{ concept: concept('129737002', 'SCT', 'Radiographic lesion margin'), answer: concept('129738007', 'SCT', 'Circumscribed lesion') }],
    algorithm: ALGORITHM,
  }; // prettier-ignore
}

const onCt = (shape: Shape<PixelPoint>, image = ct()): Region => ({ space: 'image', image, shape });

export const IMAGE_REGIONS: Readonly<Record<string, Region>> = {
  rectangle: onCt(rectangle(100.25, 110.5, 40.125, 30)),
  polygon: onCt({ kind: 'polygon', points: [[0, 0], [12.5, 0], [20.0625, 17.3], [3, 19]] }),
  point: onCt({ kind: 'point', point: [10.5, 10.5] }),
  'point at 0\\0': onCt({ kind: 'point', point: [0, 0] }),
  circle: onCt({ kind: 'circle', centre: [200.5, 201.5], edge: [210.5, 201.5] }),
  ellipse: onCt({ kind: 'ellipse', majorAxis: [[50, 60], [90, 60]], minorAxis: [[70, 50], [70, 70]] }),
  'frame 1': onCt({ kind: 'point', point: [5.5, 0] }, ultrasound(1)),
  'last frame': onCt(rectangle(0, 0, 512, 512), ultrasound(20)),
}; // prettier-ignore

const inSpace = (shape: Extract<Region, { space: 'patient' }>['shape']): Region => ({
  space: 'patient',
  frameOfReferenceUID: `${ROOT}.1.100`,
  shape,
});

export const SPACE_REGIONS: Readonly<Record<string, Region>> = {
  point: inSpace({ kind: 'point', point: [0, -12.345, 250.75] }),
  polygon: inSpace({ kind: 'polygon', points: [[0, 0, 5], [10, 0, 5], [10.1, 12.2, 5], [0, 11, 5]] }),
  polyline: inSpace({ kind: 'polyline', points: [[-100.5, 20.25, -1000.125], [0, 0, 0], [3, 4, 5]] }),
  ellipse: inSpace({ kind: 'ellipse', majorAxis: [[0, 0, 1], [20, 0, 1]], minorAxis: [[10, -5, 1], [10, 5, 1]] }),
  ellipsoid: inSpace({ kind: 'ellipsoid', axes: [[[0, 5, 5], [20, 5, 5]], [[10, 0, 5], [10, 10, 5]], [[10, 5, 0], [10, 5, 10]]] }),
}; // prettier-ignore

export const MASKS: ReferencedInstance = {
  identity: identityOf(sourceHeader()),
  seriesInstanceUID: `${ROOT}.6`,
  sopClassUID: '1.2.840.10008.5.1.4.1.1.66.4',
  sopInstanceUID: `${ROOT}.6.1`,
};
const inMasks = (segments: readonly number[], frames?: readonly number[]): Region => ({
  space: 'segment',
  segmentation: {
    sopClassUID: MASKS.sopClassUID,
    sopInstanceUID: MASKS.sopInstanceUID,
    segments,
    ...(frames === undefined ? {} : { frames }),
  },
  sources: frames === undefined ? [ct(1), ct(2), ct(3)] : [ct(2)],
});
const { sources: _sources, ...ofSeries } = inMasks([1]) as Extract<Region, { space: 'segment' }>;

/** A whole segment, one frame of one, and one whose source is a series. */
export const SEGMENT_REGIONS: Readonly<Record<string, Region>> = {
  volume: inMasks([1]),
  frame: inMasks([], [3]),
  series: { ...ofSeries, sourceSeriesInstanceUID: `${ROOT}.1.1` },
};

/** The report around findings; both series are there, so that any of the regions can be in it. */
export function reportOf(findings: readonly ReviewedFinding[], source: Dataset = sourceHeader()): Report {
  return { ...base(source), verification: 'unverified', findings };
}

export function signedReportOf(findings: readonly DecidedFinding[], source: Dataset = sourceHeader()): Report {
  return { ...base(source), verification: 'verified', signed: signed(findings, READER) };
}

export function signed(findings: readonly DecidedFinding[], by: PersonObserver): SignedFindings {
  const outcome = attestationOf({ findings, threshold: undefined, stale: undefined });
  if (outcome.kind !== 'ready') throw new Error('the fixture is not decided');
  const result = sign(outcome.attestation, by, AT, { authenticatedAt: AT, maxAgeSeconds: 60 });
  if (result === undefined) throw new Error('the fixture is not signed');
  return result;
}

function base(source: Dataset) {
  return {
    instance: {
      sopInstanceUID: `${ROOT}.5.1`,
      seriesInstanceUID: `${ROOT}.5`,
      seriesNumber: 901,
      instanceNumber: 1,
      seriesDescription: 'AI results',
      at: AT,
      equipment: {
        manufacturer: 'Collimator project',
        modelName: 'Collimator',
        serialNumber: 'browser',
        softwareVersions: '0.1.0',
      },
    },
    source,
    images: [
      ...[1, 2, 3].map((instance) => sourceImageOf(sourceHeader({ instance }))),
      sourceImageOf(sourceHeader({ series: 2, numberOfFrames: 20 })),
    ],
    segmentations: [MASKS],
    devices: [DEVICE],
    algorithms: [ALGORITHM],
  } as const;
}

export const undecided = (finding: Finding): ReviewedFinding => ({ finding, decision: { kind: 'undecided' } });
export const accepted = (finding: Finding): DecidedFinding => ({
  finding,
  decision: { kind: 'accepted', by: READER, at: AT },
});
export const edited = (finding: Finding): DecidedFinding => ({
  finding,
  decision: { kind: 'edited', by: READER, at: AT },
});
export const rejected = (finding: Finding): DecidedFinding => {
  const [reason] = REJECTION_REASONS;
  return { finding, decision: { kind: 'rejected', by: READER, at: AT, ...(reason === undefined ? {} : { reason }) } };
};
export const drawn = (finding: Finding): DecidedFinding => ({
  finding,
  decision: { kind: 'drawn', by: READER, at: AT },
});

const measure = (index: number, shape: ManualMeasurement['shape'], image = ct(2)): ManualMeasurement => ({
  trackingUID: `${ROOT}.8.${index}`,
  trackingIdentifier: `Measurement ${index}`,
  image,
  shape,
});
const statistics = {
  concept: QUANTITY.attenuation,
  unit: UNIT.hounsfield,
  mean: 41.23,
  standardDeviation: 7.125,
  minimum: -12,
  maximum: 93,
};

export const MANUAL: readonly ManualMeasurement[] = [
  measure(1, { tool: 'length', ends: [[0, 0], [30.5, 40.25]], length: { value: 35.5123, unit: UNIT.mm } }),
  measure(2, { tool: 'bidirectional', longAxis: [[10, 10], [50, 10]], shortAxis: [[30, 0], [30, 20]], longLength: { value: 28.125, unit: UNIT.mm }, shortLength: { value: 14.0625, unit: UNIT.mm } }),
  measure(3, { tool: 'angle', points: [[10, 10], [0, 0], [10, -0.5]], degrees: 47.862 }),
  measure(4, { tool: 'ellipse', majorAxis: [[50, 60], [90, 60]], minorAxis: [[70, 50], [70, 70]], area: { value: 310.6, unit: UNIT.mm2 }, statistics }),
  measure(5, { tool: 'rectangle', corners: [[1, 1], [11, 1], [11, 21], [1, 21]], area: { value: 98.9, unit: UNIT.mm2 } }),
  measure(6, { tool: 'probe', point: [12.5, 0], value: { concept: QUANTITY.attenuation, value: 0, unit: UNIT.hounsfield } }),
  measure(7, { tool: 'arrow', tip: [100, 100], tail: [130, 80.5], text: 'Here: fissure' }),
  measure(8, { tool: 'length', ends: [[1, 2], [3, 4]], length: { value: 2.828427, unit: UNIT.pixels } }, ultrasound(7)),
]; // prettier-ignore

/** Names in other scripts: of the patient, of the physician and of the reader, each in the character set of the source. */
export const SCRIPTS = {
  'ISO_IR 100': { patientName: 'Müller^Jörg', reader: 'Åström^Bénédicte' },
  'ISO_IR 144': { patientName: 'Люкceмбypг^Анна', reader: 'Иванов^Пётр' },
  'ISO_IR 192': { patientName: 'Wang^XiaoDong=王^小東', reader: '山田^太郎' },
  '\\ISO 2022 IR 87': { patientName: 'Yamada^Tarou=山田^太郎=やまだ^たろう', reader: 'Suzuki^Hanako=鈴木^花子' },
  // The reader does not fit into the character set of the study.
  'ISO_IR 101': { patientName: 'Wałęsa^Żaneta', reader: 'Иванов^Пётр' },
} as const;

export type Script = keyof typeof SCRIPTS;

export function reportInScript(script: Script): Report {
  const { patientName, reader } = SCRIPTS[script];
  const source = sourceHeader({ characterSet: script.split('\\'), patientName, physician: patientName });
  const by = { ...READER, name: reader };
  const finding = { ...modelFinding(IMAGE_REGIONS['rectangle'] ?? [], 1), trackingIdentifier: 'Nodule 1' };
  const decided: DecidedFinding = { finding, decision: { kind: 'accepted', by, at: AT } };
  return { ...base(source), verification: 'verified', signed: signed([decided], by) };
}

/** The same with one number and nothing else that does not make it what it is. */
export const lean = ({ score: _score, evaluations: _evaluations, measurements, ...finding }: Finding): Finding => ({
  ...finding,
  measurements: measurements.slice(0, 1),
  evaluations: [],
});

/** Every document by name. */
export function fixtureReports(): Record<string, Report> {
  const image = Object.values(IMAGE_REGIONS);
  const space = Object.values(SPACE_REGIONS);
  const many = Array.from({ length: 200 }, (_, index) => {
    const column = (index * 2.5) % 500;
    return accepted(lean(modelFinding(onCt(rectangle(column, index, 4, 3), ct(1 + (index % 3))), 1000 + index)));
  });
  const inSlices = [1, 2, 3].map((instance) => onCt(rectangle(10 * instance, 20, 30, 40), ct(instance)));
  return {
    empty: reportOf([]),
    'empty and read': signedReportOf([]),
    one: signedReportOf(image.slice(0, 1).map((region, at) => accepted(modelFinding(region, at + 1)))),
    kinds: signedReportOf([
      accepted(modelFinding(image[0] ?? [], 1)),
      edited(lean(modelFinding(image[5] ?? [], 2))),
      rejected(lean(modelFinding(image[7] ?? [], 3))),
    ]),
    'all kinds': signedReportOf([
      accepted(modelFinding(image[0] ?? [], 1)),
      edited(lean(modelFinding(image[5] ?? [], 2))),
      rejected(lean(modelFinding(image[7] ?? [], 3))),
      ...[...Object.values(SEGMENT_REGIONS), inSlices].map((region, at) => accepted(lean(modelFinding(region, at + 4)))),
      ...MANUAL.map((manual) => drawn(findingOfManual(manual))),
    ]),
    preliminary: reportOf(image.map((region, at) => undecided(modelFinding(region, at + 1)))),
    geometries: signedReportOf(image.map((region, at) => [accepted, edited, rejected][at % 3]?.(modelFinding(region, at + 1)) ?? accepted(modelFinding(region, at + 1)))),
    space: signedReportOf(space.map((region, at) => accepted(lean(modelFinding(region, at + 1))))),
    segments: signedReportOf(Object.values(SEGMENT_REGIONS).map((region, at) => accepted(modelFinding(region, at + 1)))),
    slices: signedReportOf([accepted(modelFinding(inSlices, 1))]),
    'lean segments': signedReportOf([SEGMENT_REGIONS['volume'], SEGMENT_REGIONS['series']].map((region, at) => accepted(lean(modelFinding(region ?? [], at + 1))))),
    'lean segment frame': signedReportOf([accepted(lean(modelFinding(SEGMENT_REGIONS['frame'] ?? [], 1)))]),
    'lean slices': signedReportOf([accepted(lean(modelFinding(inSlices, 1)))]),
    many: signedReportOf(many),
    withdrawn: { ...base(sourceHeader()), verification: 'unverified', findings: [], algorithms: [], segmentations: [], predecessors: [{ ...MASKS, sopClassUID: '1.2.840.10008.5.1.4.1.1.88.34', sopInstanceUID: `${ROOT}.5.9` }], persons: [READER], isWithdrawn: true },
    manual: signedReportOf(MANUAL.map((manual) => drawn(findingOfManual(manual)))),
    mixed: reportOf([...image.slice(0, 2).map((region, at) => rejected(modelFinding(region, at + 1))), ...MANUAL.slice(0, 2).map((manual) => drawn(findingOfManual(manual)))]),
    timezone: signedReportOf([accepted(modelFinding(image[0] ?? [], 1))], sourceHeader({ timezone: '-0500' })),
    ...Object.fromEntries(Object.keys(SCRIPTS).map((script) => [`script ${script.replace('\\', '')}`, reportInScript(script as Script)])),
  }; // prettier-ignore
}
