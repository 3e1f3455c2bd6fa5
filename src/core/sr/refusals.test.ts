// What is not written, what is copied as it was, and what a document that others wrote may look like.
import { describe, expect, it } from 'vitest';
import { type Attributes, buildDataset, type Dataset, makeFile, readDicom, TRANSFER_SYNTAX, writeDicom } from '../dicom/index.ts'; // prettier-ignore
import { rectangle, type Region } from '../findings/index.ts';
import { QUALITY_REASON, readReport, referencedInstanceOf, type Report, reviewedOf, SrError, sourceImageOf, writeRejectionNote, writeReport, writeSegmentation } from './index.ts'; // prettier-ignore
import { accepted, ct, fixtureReports, IMAGE_REGIONS, modelFinding, READER, reportOf, signedReportOf, ultrasound, undecided } from './testing/reports.ts'; // prettier-ignore
import { fixtureSegmentations } from './testing/segmentations.ts';
import { ROOT, sourceHeader } from './testing/source-images.ts';

const codeOf = (act: () => unknown): string | undefined => {
  try {
    act();
  } catch (error) {
    if (error instanceof SrError) {
      expect(error.message).not.toMatch(/\d\.\d|FIX|Fixture/);
      return error.code;
    }
    throw error;
  }
  return undefined;
};
const withPatient = (change: Attributes): Dataset => {
  const dataset = sourceHeader();
  for (const element of buildDataset(change)) dataset.set(element);
  return dataset;
};
const one = (region: Region, change: Partial<Report> = {}): Report => ({ ...reportOf([undecided(modelFinding(region, 1))]), ...change }) as Report; // prettier-ignore
const box = IMAGE_REGIONS['rectangle'] ?? expect.unreachable();

describe('a document is refused', () => {
  it.each([
    ['of another patient', { PatientID: 'OTHER' }, 'patient-mismatch'],
    ['of the same number from another issuer', { IssuerOfPatientID: 'ELSEWHERE' }, 'patient-mismatch'],
    ['of another study', { StudyInstanceUID: '2.25.1' }, 'study-mismatch'],
  ])('when an image is %s', (_, change, code) => {
    const report = one(box);
    const images = [...report.images, sourceImageOf(withPatient({ ...change, SOPInstanceUID: '2.25.2' }))];
    expect(codeOf(() => writeReport({ ...report, images }))).toBe(code);
    const predecessors = [referencedInstanceOf(withPatient(change))];
    expect(codeOf(() => writeReport({ ...report, predecessors }))).toBe(code);
    const content = fixtureSegmentations()['binary'] ?? expect.unreachable();
    expect(codeOf(() => writeSegmentation({ ...content, images }))).toBe(code);
    const note = { ...report, rejected: [referencedInstanceOf(withPatient(change))], reason: QUALITY_REASON.other, by: READER } as const; // prettier-ignore
    expect(codeOf(() => writeRejectionNote(note))).toBe(code);
  });

  it('when the source does not say which study it is of', () => {
    const source = sourceHeader();
    source.delete('StudyInstanceUID');
    const images = reportOf([]).images.map((image) => ({ ...image, identity: { ...image.identity, studyInstanceUID: undefined } })); // prettier-ignore
    expect(codeOf(() => writeReport({ ...one(box), source, images, segmentations: [] }))).toBe('no-study');
  });

  const shape = rectangle(1, 1, 2, 2);
  it.each([
    ['an image that was not named', { space: 'image', image: { ...ct(), sopInstanceUID: '2.25.9' }, shape }, 'unknown-image'], // prettier-ignore
    ['an image under another class', { space: 'image', image: { ...ct(), sopClassUID: '1.2.3' }, shape }, 'unknown-image'],
    ['a frame that is not there', { space: 'image', image: ultrasound(21), shape }, 'frame-number'],
    ['a multi-frame image without a frame', { space: 'image', image: { ...ultrasound(1), frames: undefined }, shape }, 'frame-number'], // prettier-ignore
    ['no number', { space: 'image', image: ct(), shape: { kind: 'point', point: [Number.NaN, 1] } }, 'bad-geometry'],
    ['a number beyond floats', { space: 'image', image: ct(), shape: { kind: 'point', point: [1e300, 1] } }, 'bad-geometry'],
    ['two corners', { space: 'image', image: ct(), shape: { kind: 'polygon', points: [[0, 0], [1, 1]] } }, 'bad-geometry'],
    ['several points as one region', { space: 'image', image: ct(), shape: { kind: 'points', points: [[0, 0]] } }, 'bad-geometry'],
    ['an ellipsoid on an image', { space: 'image', image: ct(), shape: { kind: 'ellipsoid', axes: [] } }, 'bad-geometry'],
    ['a circle in space', { space: 'patient', frameOfReferenceUID: '2.25.3', shape: { kind: 'circle', centre: [0, 0, 0], edge: [1, 0, 0] } }, 'bad-geometry'],
    ['a segmentation that was not named', { space: 'segment', segmentation: { sopClassUID: '1.2', sopInstanceUID: '2.25.8', segments: [1] } }, 'unknown-image'],
  ] as [string, Region, string][])('when a finding names %s', (_, region, code) => {
    expect(codeOf(() => writeReport(one(region)))).toBe(code);
  }); // prettier-ignore

  it('when two findings have one tracking UID, or there is nothing to say', () => {
    const finding = undecided(modelFinding(box, 1));
    expect(codeOf(() => writeReport(reportOf([finding, finding])))).toBe('duplicate-tracking-uid');
    expect(codeOf(() => writeReport({ ...reportOf([]), algorithms: [] }))).toBe('nothing-to-say');
    // Nothing can be taken back that was not there.
    expect(codeOf(() => writeReport({ ...reportOf([]), algorithms: [], isWithdrawn: true } as Report))).toBe('nothing-to-say'); // prettier-ignore
  });

  it('when something undecided was smuggled into what was signed', () => {
    const report = signedReportOf([accepted(modelFinding(box, 1))]);
    if (report.verification !== 'verified') expect.unreachable();
    const smuggled = {
      ...report.signed,
      findings: [undecided(modelFinding(box, 1))],
    } as unknown as typeof report.signed;
    expect(codeOf(() => writeReport({ ...report, signed: smuggled }))).toBe('undecided');
  });

  it('when a moment has no offset, a number is none, or a text is too long', () => {
    const report = one(box);
    const instance = { ...report.instance, at: '2026-11-22T14:05:00' };
    expect(codeOf(() => writeReport({ ...report, instance }))).toBe('bad-instant');
    const finding = modelFinding(box, 1);
    const measurements = [{ ...(finding.measurements[0] ?? expect.unreachable()), value: Number.POSITIVE_INFINITY }];
    expect(codeOf(() => writeReport(reportOf([undecided({ ...finding, measurements })])))).toBe('bad-value');
    expect(codeOf(() => writeReport(reportOf([undecided({ ...finding, trackingIdentifier: ' ' })])))).toBe('bad-value');
    const equipment = { ...report.instance.equipment, manufacturer: 'x'.repeat(65) };
    expect(codeOf(() => writeReport({ ...report, instance: { ...report.instance, equipment } }))).toBe('bad-value');
  });

  it.each([
    ['masks of another size', { masks: [{ segment: 1, plane: 0, pixels: new Uint8Array(3) }] }],
    ['a mask of no segment', { masks: [{ segment: 9, plane: 0, pixels: new Uint8Array(143) }] }],
    ['a mask on no plane', { masks: [{ segment: 1, plane: 9, pixels: new Uint8Array(143) }] }],
    ['a value above 1', { masks: [{ segment: 1, plane: 0, pixels: new Uint8Array(143).fill(2) }] }],
    ['a label in small letters', { contentLabel: 'nodules' }],
  ])('when a segmentation has %s', (_, change) => {
    const content = fixtureSegmentations()['binary'] ?? expect.unreachable();
    expect(codeOf(() => writeSegmentation({ ...content, ...change } as typeof content))).toBe('bad-segmentation');
  });
});

describe('patient and study', () => {
  const KEPT = ['PatientName', 'PatientID', 'IssuerOfPatientID', 'PatientBirthDate', 'StudyInstanceUID', 'AccessionNumber', 'StudyDate', 'StudyID', 'SpecificCharacterSet', 'ReferringPhysicianName']; // prettier-ignore

  it.each(Object.values(TRANSFER_SYNTAX).filter((uid) => /1\.2(\.1|\.2)?$|1\.99$/.test(uid)))(
    'are byte for byte those of the source, in whatever syntax it was (%s)',
    (transferSyntaxUID) => {
      const original = sourceHeader({
        characterSet: 'ISO_IR 100',
        patientName: 'Müller^Jörg ',
        physician: 'Strauß^Max',
      });
      const source = readDicom(writeDicom(makeFile(original, transferSyntaxUID))).dataset;
      const written = readDicom(writeDicom(writeReport(reportOf([undecided(modelFinding(box, 1))], source)))).dataset;
      for (const keyword of KEPT)
        expect([keyword, written.get(keyword)?.value]).toEqual([keyword, source.get(keyword)?.value]);
      const nested = (dataset: Dataset): unknown =>
        dataset.get('OtherPatientIDsSequence')?.items?.[0]?.get('PatientID')?.value;
      expect(nested(written)).toEqual(nested(source));
      // The source is not touched by it.
      expect(source.isTouched).toBe(false);
    },
  );

  it('stay in their character set unless a text of ours does not fit into it', () => {
    const written = (name: string): Dataset => writeReport(fixtureReports()[name] ?? expect.unreachable()).dataset;
    const set = (dataset: Dataset): string =>
      String.fromCharCode(...(dataset.get('SpecificCharacterSet')?.value ?? []));
    expect(set(written('script ISO_IR 144'))).toBe('ISO_IR 144');
    expect(set(written('script ISO 2022 IR 87'))).toBe('\\ISO 2022 IR 87');
    // A reader with a Cyrillic name and a patient with a Polish one.
    expect(set(written('script ISO_IR 101'))).toBe('ISO_IR 192');
  });
});

describe('a document that others wrote', () => {
  const code = (value: string, scheme: string, meaning = 'whatever it says'): Attributes => ({ CodeValue: value, CodingSchemeDesignator: scheme, CodeMeaning: meaning }); // prettier-ignore
  const named = (relationship: string, valueType: string, name: Attributes, rest: Attributes = {}): Attributes => ({ RelationshipType: relationship, ValueType: valueType, ConceptNameCodeSequence: [name], ...rest }); // prettier-ignore
  const image: Attributes = { RelationshipType: 'SELECTED FROM', ValueType: 'IMAGE', ReferencedSOPSequence: [{ ReferencedSOPClassUID: ct().sopClassUID, ReferencedSOPInstanceUID: ct().sopInstanceUID }] }; // prettier-ignore
  const area = (measured: Attributes[]): Attributes => named('CONTAINS', 'NUM', code('G-A166', 'SRT'), { MeasuredValueSequence: measured }); // prettier-ignore
  const mm2 = { NumericValue: '12.5', MeasurementUnitsCodeSequence: [code('mm2', 'UCUM')] };
  const report = (group: Attributes[], root: Attributes[] = []) => {
    const dataset = buildDataset({
      SOPClassUID: '1.2.840.10008.5.1.4.1.1.88.33',
      SOPInstanceUID: `${ROOT}.99`,
      ValueType: 'CONTAINER',
      ConceptNameCodeSequence: [code('126000', 'DCM')],
      ContentSequence: [
        ...root,
        named('CONTAINS', 'CONTAINER', code('126010', 'DCM'), {
          ContentSequence: [named('CONTAINS', 'CONTAINER', code('125007', 'DCM'), { ContentSequence: group })],
        }),
      ],
    });
    const read = readReport(readDicom(writeDicom(makeFile(dataset, TRANSFER_SYNTAX.implicitLittle))).dataset);
    return read.kind === 'measurement-report' ? read : expect.unreachable();
  };

  it('is told by codes and not by what they say, retired ones too', () => {
    const site = named('CONTAINS', 'CODE', code('G-C0E3', 'SRT'), {
      ConceptCodeSequence: [code('T-28000', 'SRT', 'Lung')],
    });
    const { findings, notPlaced } = report([area([mm2]), site]);
    expect(findings[0]).toMatchObject({ measurements: [{ value: 12.5 }], sites: [{ anatomy: { value: 'T-28000' } }] });
    expect(findings[0]).not.toHaveProperty('trackingUID');
    expect(findings[0]).not.toHaveProperty('decision');
    expect(notPlaced).toEqual([]);
  });

  it.each([
    ['a number without a value', area([]), 'no-value'],
    ['a number that is none', area([{ ...mm2, NumericValue: { vr: 'DS', value: new TextEncoder().encode('1,5 ') } }]), 'no-value'], // prettier-ignore
    ['a shape without an image', named('CONTAINS', 'SCOORD', code('111030', 'DCM'), { GraphicType: 'POINT', GraphicData: [1, 2] }), 'no-image'], // prettier-ignore
    ['a shape with too few points', named('CONTAINS', 'SCOORD', code('111030', 'DCM'), { GraphicType: 'ELLIPSE', GraphicData: [1, 2, 3, 4], ContentSequence: [image] }), 'bad-shape'], // prettier-ignore
    ['coordinates that are cut', named('CONTAINS', 'SCOORD', code('111030', 'DCM'), { GraphicType: 'POINT', GraphicData: [1, 2, 3], ContentSequence: [image] }), 'unknown-item'], // prettier-ignore
    ['a type that is not known', named('CONTAINS', 'HOLOGRAM', code('1', '99X')), 'unknown-item'],
    [
      'a reference to nothing',
      { RelationshipType: 'CONTAINS', ReferencedContentItemIdentifier: [1, 7, 7] },
      'unresolved',
    ],
    ['a container inside', named('CONTAINS', 'CONTAINER', code('1', '99X')), 'unknown-item'],
  ] as [string, Attributes, string][])('lists %s and makes nothing up', (_, item, why) => {
    const { findings, notPlaced } = report([item]);
    expect(findings[0]).toMatchObject({ measurements: [], regions: [], evaluations: [], sites: [] });
    expect(notPlaced).toMatchObject([{ path: [1, 1, 1, 1], reason: why }]);
  });

  it('follows references inside the document', () => {
    const library = named('CONTAINS', 'CONTAINER', code('111028', 'DCM'), { ContentSequence: [{ ...image, RelationshipType: 'CONTAINS' }] }); // prettier-ignore
    const region = named('CONTAINS', 'SCOORD', code('111030', 'DCM'), {
      GraphicType: 'POLYLINE',
      GraphicData: [0, 0, 4, 0, 4, 4, 0, 0],
      ContentSequence: [{ RelationshipType: 'SELECTED FROM', ReferencedContentItemIdentifier: [1, 1, 1] }],
    });
    const { findings, notPlaced } = report([region], [library]);
    expect(findings[0]?.regions).toEqual([{ space: 'image', image: ct(), shape: { kind: 'polygon', points: [[0, 0], [4, 0], [4, 4]] } }]); // prettier-ignore
    expect(notPlaced).toEqual([]);
  });

  it('keeps the unit and the value as they were: an area of 0 only where 0 was stored', () => {
    const zero = report([area([{ ...mm2, NumericValue: '0' }])]);
    expect(zero.findings[0]?.measurements).toMatchObject([{ value: 0, unit: { value: 'mm2' } }]);
    const exact = report([area([{ ...mm2, FloatingPointValue: 12.500000000000002 }])]);
    expect(exact.findings[0]?.measurements).toMatchObject([{ value: 12.500000000000002 }]);
  });

  it('is saved again with what it left unsaid still unsaid', () => {
    const person = named('HAS OBS CONTEXT', 'PNAME', code('121008', 'DCM'), { PersonName: 'Doe^Jane' });
    const uid = named('HAS OBS CONTEXT', 'UIDREF', code('112040', 'DCM'), { UID: '2.25.77' });
    const long = 'm'.repeat(80);
    const type = named('CONTAINS', 'CODE', code('121071', 'DCM'), { ConceptCodeSequence: [{ ...code('1', 'SCT'), CodeMeaning: { vr: 'LO', value: long } }] }); // prettier-ignore
    const algorithm = named('HAS CONCEPT MOD', 'TEXT', code('111001', 'DCM'), { TextValue: 'unnumbered' });
    const probability = named('CONTAINS', 'NUM', code('122157', 'DCM'), {
      MeasuredValueSequence: [{ NumericValue: '7', MeasurementUnitsCodeSequence: [code('%', 'UCUM')] }],
      ContentSequence: [named('HAS CONCEPT MOD', 'TEXT', code('111001', 'DCM'), { TextValue: 'another' })],
    });
    const [found] = report([person, uid, type, algorithm, area([mm2]), probability]).findings;
    const reviewed = reviewedOf(found ?? expect.unreachable()) ?? expect.unreachable();
    const again = readReport(writeReport(reportOf([reviewed])).dataset);
    if (again.kind !== 'measurement-report') expect.unreachable();
    expect(again.findings[0]).toMatchObject({ trackingUID: '2.25.77', type: { meaning: long.slice(0, 64) }, algorithm: { version: '' } }); // prettier-ignore
    expect(again.findings[0]?.measurements).toMatchObject([
      { value: 12.5 },
      { value: 7, algorithm: { name: 'another' } },
    ]);
  });

  it('says whether coordinates count from the frame or from the whole slide', () => {
    const region = named('CONTAINS', 'SCOORD', code('111030', 'DCM'), { GraphicType: 'POINT', GraphicData: [1, 2], PixelOriginInterpretation: 'VOLUME', ContentSequence: [image] }); // prettier-ignore
    expect(report([region]).findings[0]?.regions).toMatchObject([{ pixelOrigin: 'volume' }]);
  });
});
