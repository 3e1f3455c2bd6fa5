// An instance with something to find in every place where identity is known to hide.
import {
  type Attributes, buildDataset, characterSetFor, Dataset, type DicomFile, makeElement, makeEncapsulated, makeFile,
} from '../../dicom/index.ts'; // prettier-ignore
import { canary, NUMBERS, type PlantedPerson } from './persons.ts';

export type PlantedKind = 'CT' | 'MR' | 'US' | 'SR' | 'SEG' | 'RTSTRUCT' | 'PR' | 'KO' | 'PDF';

export const SOP_CLASS: Record<PlantedKind, string> = {
  CT: '1.2.840.10008.5.1.4.1.1.2',
  MR: '1.2.840.10008.5.1.4.1.1.4',
  US: '1.2.840.10008.5.1.4.1.1.6.1',
  SR: '1.2.840.10008.5.1.4.1.1.88.33',
  SEG: '1.2.840.10008.5.1.4.1.1.66.4',
  RTSTRUCT: '1.2.840.10008.5.1.4.1.1.481.3',
  PR: '1.2.840.10008.5.1.4.1.1.11.1',
  KO: '1.2.840.10008.5.1.4.1.1.88.59',
  PDF: '1.2.840.10008.5.1.4.1.1.104.1',
};

const ascii = (text: string): Uint8Array => Uint8Array.from(text, (letter) => letter.charCodeAt(0));
const even = (bytes: Uint8Array): Uint8Array => (bytes.length % 2 === 0 ? bytes : Uint8Array.from([...bytes, 0]));
const uid = (tail: string): string => `${NUMBERS.uidRoot}.${tail}`;

export function plantedInstance(kind: PlantedKind, person: PlantedPerson, transferSyntaxUID: string): DicomFile {
  const dataset = buildDataset(
    { ...identity(person), ...texts(person), ...hiding(person), ...content(kind, person) },
    person.characterSet.length === 0 ? {} : { characterSet: person.characterSet },
  );
  for (const [tag, vr, value] of rawElements(person))
    dataset.set(makeElement(tag, vr, vr === 'OW' ? even(value) : value));
  if (hasPixels(kind)) addPixels(dataset, transferSyntaxUID);
  const file = makeFile(dataset, transferSyntaxUID);
  const preamble = new Uint8Array(128);
  preamble.set(ascii(`II*\0 ${NUMBERS.patientID} ${canary('preamble')}`));
  const meta = buildDataset({
    '00020016': { tag: 0x00020016, vr: 'AE', value: NUMBERS.station },
    '00020100': { tag: 0x00020100, vr: 'UI', value: uid('99') },
    '00020102': { tag: 0x00020102, vr: 'OB', value: ascii(`${NUMBERS.patientID} ${canary('meta')}`) },
  });
  return { ...file, preamble, meta };
}

const hasPixels = (kind: PlantedKind): boolean => ['CT', 'MR', 'US', 'SEG'].includes(kind);

function identity({ name }: PlantedPerson): Attributes {
  return {
    SOPInstanceUID: uid('1'), StudyInstanceUID: uid('2'), SeriesInstanceUID: uid('3'), FrameOfReferenceUID: uid('4'),
    PatientName: name, PatientID: NUMBERS.patientID, PatientBirthDate: NUMBERS.birthDate, PatientAge: '093Y', PatientSex: 'F',
    OtherPatientIDs: NUMBERS.otherID, AccessionNumber: NUMBERS.accession, StudyID: 'S1', StudyDate: NUMBERS.studyDate, StudyTime: '101112',
    SeriesDate: NUMBERS.studyDate, ContentDate: NUMBERS.studyDate, ContentTime: '101112', AcquisitionDateTime: `${NUMBERS.studyDate}101112.5`,
    ReferringPhysicianName: NUMBERS.operator, OperatorsName: NUMBERS.operator, InstitutionName: NUMBERS.institution,
    InstitutionAddress: NUMBERS.address, PatientAddress: NUMBERS.address, PatientTelephoneNumbers: NUMBERS.phone, StationName: NUMBERS.station,
    DeviceSerialNumber: NUMBERS.serial, TimezoneOffsetFromUTC: '+0130', Manufacturer: 'SIEMENS', InstanceNumber: 1, SeriesNumber: 2,
  }; // prettier-ignore
}

/** Texts that stay, but for what they say of persons. */
function texts({ inTexts }: PlantedPerson): Attributes {
  const said = inTexts.join(' / ');
  return {
    StudyDescription: `CT CHEST for ${inTexts[0]} ${NUMBERS.patientID}`,
    SeriesDescription: `AXIAL ${inTexts[1]} 21-Mar-14`,
    ProtocolName: `THORAX ROUTINE ${NUMBERS.accession}`,
    ImageComments: `${said}, tel ${NUMBERS.phone}, ${NUMBERS.institution}, 2014-03-21, 21.03.2014, ${uid('77')}`,
    PatientComments: `lives at ${NUMBERS.address}, 93Y`,
    ContentDescription: `${said} ${canary('content description')}`,
    PositionReferenceIndicator: canary('position reference'),
    ConvolutionKernel: `B30f ${canary('kernel')}`,
    SoftwareVersions: `VB17 ${canary('software')} ${NUMBERS.patientID}`,
    SequenceName: inTexts[0]?.slice(0, 10) ?? '',
  };
}

function hiding(person: PlantedPerson): Attributes {
  const said = person.inTexts[0] ?? '';
  return {
    OriginalAttributesSequence: [{
      SourceOfPreviousValues: NUMBERS.institution, AttributeModificationDateTime: `${NUMBERS.studyDate}1011`, ModifyingSystem: NUMBERS.station,
      ReasonForTheAttributeModification: 'COERCE', ModifiedAttributesSequence: [{ PatientName: person.name, PatientID: NUMBERS.otherID }],
    }],
    ContributingEquipmentSequence: [{
      PurposeOfReferenceCodeSequence: [{ CodeValue: '109102', CodingSchemeDesignator: 'DCM', CodeMeaning: 'Processing Equipment' }],
      Manufacturer: 'SIEMENS', InstitutionName: NUMBERS.institution, OperatorsName: NUMBERS.operator, ContributionDescription: `done for ${said}`,
      PatientID: NUMBERS.patientID, '00091010': { tag: 0x00090010, vr: 'LO', value: 'ACME NESTED' },
      '00091011': { tag: 0x00091001, vr: 'LO', value: `${said} ${canary('nested private')}` },
    }],
    DigitalSignaturesSequence: [{ MACIDNumber: 1, DigitalSignatureUID: uid('5'), CertificateOfSigner: ascii(`CN=${NUMBERS.institution} ${canary('signer')}`) }],
    IconImageSequence: [{ Rows: 2, Columns: 2, PixelData: { vr: 'OB', value: ascii(canary('icon').slice(0, 8)) } }],
    AcquisitionContextSequence: [{
      ValueType: 'PNAME', ConceptNameCodeSequence: [{ CodeValue: '121008', CodingSchemeDesignator: 'DCM', CodeMeaning: 'Person Observer Name' }],
      PersonName: NUMBERS.operator,
    }, {
      ValueType: 'TEXT', ConceptNameCodeSequence: [{ CodeValue: 'X1', CodingSchemeDesignator: '99ACME', CodeMeaning: 'Remark' }],
      TextValue: `${said} ${canary('acquisition context')}`,
    }],
    RequestAttributesSequence: [{ RequestedProcedureID: NUMBERS.accession, ScheduledProcedureStepDescription: `CHEST ${said}` }],
    ReferencedStudySequence: [{ ReferencedSOPClassUID: '1.2.840.10008.3.1.2.3.1', ReferencedSOPInstanceUID: uid('2') }],
  }; // prettier-ignore
}

type Raw = readonly [number, Parameters<typeof makeElement>[1], Uint8Array];

/** Places outside the dictionary: private blocks, unknown and retired groups, overlays, curves, padding, bytes of any kind. */
function rawElements(person: PlantedPerson): Raw[] {
  const said = characterSetFor(person.characterSet).encode(person.inTexts[0] ?? '', 'none');
  const epoch = new Uint8Array(4);
  new DataView(epoch.buffer).setUint32(0, 1_395_360_000, true);
  return [
    [0x00090010, 'LO', ascii('ACME PRIVATE')],
    [0x00091001, 'LO', said],
    [0x00091002, 'UN', ascii(`${NUMBERS.patientID} ${canary('private UN')}`)],
    [0x00091003, 'UN', said],
    [0x00290010, 'LO', ascii('SIEMENS CSA HEADER')],
    [0x00291010, 'OB', ascii(`CSA ${NUMBERS.patientID} ${canary('csa')}`)],
    [0x20010010, 'LO', ascii('Philips Imaging DD 001')],
    [0x20011003, 'FL', new Uint8Array(new Float32Array([1000]).buffer)],
    [0x20011008, 'IS', ascii('20140321')],
    [0x20010090, 'LO', ascii('Philips Imaging DD 001 ')],
    [0x2001900a, 'UL', epoch],
    [0x00181111, 'DS', ascii('1000')],
    [0x00189999, 'LO', ascii(`${NUMBERS.patientID} ${canary('unknown public')}`)],
    [0x00540415, 'UN', ascii(`${NUMBERS.otherID} ${canary('unknown UN')}`)],
    [0x50000005, 'US', Uint8Array.of(1, 0)],
    [0x50003000, 'OW', ascii(`${NUMBERS.patientID}${canary('curve')}`)],
    [0x60000010, 'US', Uint8Array.of(2, 0)],
    [0x60000011, 'US', Uint8Array.of(2, 0)],
    [0x60000040, 'CS', ascii('G')],
    [0x60000100, 'US', Uint8Array.of(1, 0)],
    [0x60000102, 'US', Uint8Array.of(0, 0)],
    [0x60000022, 'LO', ascii(`${NUMBERS.patientID} ${canary('overlay description')}`)],
    [0x60001500, 'LO', ascii(canary('overlay label'))],
    [0x60003000, 'OW', ascii(`${NUMBERS.patientID}${canary('overlay data')}`)],
    [0x60004000, 'LT', said],
    [0x601e3000, 'OW', ascii(canary('last overlay'))],
    [0x60200102, 'US', Uint8Array.of(15, 0)],
    [0xfffcfffc, 'OB', ascii(`${NUMBERS.patientID} ${canary('padding')}`)],
  ];
}

function addPixels(dataset: Dataset, transferSyntaxUID: string): void {
  const describe = buildDataset({
    SamplesPerPixel: 1, PhotometricInterpretation: 'MONOCHROME2', Rows: 8, Columns: 8, BitsAllocated: 16, BitsStored: 12, HighBit: 11, PixelRepresentation: 0,
  }); // prettier-ignore
  for (const element of describe.elements) dataset.set(element);
  if (transferSyntaxUID.startsWith('1.2.840.10008.1.2.4.') || transferSyntaxUID === '1.2.840.10008.1.2.5') {
    dataset.set(makeEncapsulated(0x7fe00010, [codestreamFor(transferSyntaxUID)]));
    return;
  }
  // Two bytes a pixel, an overlay in the highest bit, and something behind the last pixel.
  const pixels = new Uint8Array(128 + 64);
  for (let at = 0; at < 128; at += 2) [pixels[at], pixels[at + 1]] = [at, 0x80];
  pixels.set(ascii(`${NUMBERS.patientID} ${canary('behind pixels')}`), 128);
  dataset.set(makeElement(0x7fe00010, 'OW', pixels));
}

const segment = (marker: number, payload: string): number[] => [0xff, marker, 0, payload.length + 2, ...ascii(payload)];

/** Streams that no decoder needs to like: markers in the right places around bytes that stand for pixels. */
function codestreamFor(transferSyntaxUID: string): Uint8Array {
  const secret = `${NUMBERS.patientID} ${canary('codestream')}`;
  if (/\.4\.(9[0-3]|20[1-3])$/.test(transferSyntaxUID)) return jpeg2000(secret);
  if (transferSyntaxUID === '1.2.840.10008.1.2.5') return runLength(secret);
  return Uint8Array.from([
    0xff, 0xd8, ...segment(0xe0, 'JFIF\0\x01\x01\0\0\x01\0\x01\0\0'), ...segment(0xe1, `Exif\0\0${secret}`), ...segment(0xed, secret), ...segment(0xfe, secret),
    ...segment(0xc0, '\x08\0\x08\0\x08\x01\x01\x11\0'), ...segment(0xda, '\x01\x01\0\0?\0'), 0x12, 0x34, 0xff, 0x00, 0x56, ...segment(0xfe, secret), 0xff, 0xd9,
    ...ascii(secret),
  ]); // prettier-ignore
}

/** Two planes of 64 bytes, each one repetition; words in the unused header, between the planes and behind them. */
function runLength(secret: string): Uint8Array {
  const plane = [1 - 64 + 256, 0x12];
  const first = 64 + 2;
  const second = first + plane.length + secret.length;
  const header = [2, first, second].flatMap((word) => [word & 0xff, word >> 8, 0, 0]);
  return Uint8Array.from([
    ...header,
    ...ascii(secret.padEnd(64 - header.length + 2)),
    ...plane,
    ...ascii(secret),
    ...plane,
    ...ascii(secret),
  ]);
}

function jpeg2000(secret: string): Uint8Array {
  const comment = [0xff, 0x64, 0, secret.length + 4, 0, 1, ...ascii(secret)];
  const tileBody = [0xff, 0x93, 1, 2, 3, 4];
  const length = 12 + comment.length + tileBody.length;
  return Uint8Array.from([
    0xff, 0x4f, ...segment(0x51, '\0'.repeat(38)), ...comment, 0xff, 0x90, 0, 10, 0, 0, 0, 0, 0, length, 0, 1, ...comment, ...tileBody, 0xff, 0xd9,
    ...ascii(secret),
  ]); // prettier-ignore
}

const code = (value: string, scheme: string, meaning: string) => [
  { CodeValue: value, CodingSchemeDesignator: scheme, CodeMeaning: meaning },
];

function content(kind: PlantedKind, person: PlantedPerson): Attributes {
  const base: Attributes = { SOPClassUID: SOP_CLASS[kind], Modality: kind === 'PDF' ? 'DOC' : kind };
  const said = person.inTexts[0] ?? '';
  switch (kind) {
    case 'CT':
    case 'MR':
    case 'US':
      return base;
    case 'SR':
    case 'KO':
      return { ...base, ...report(said) };
    case 'SEG':
      return {
        ...base,
        SegmentSequence: [
          { SegmentNumber: 1, SegmentLabel: said, SegmentDescription: `Liver of ${said}`, TrackingUID: uid('41') },
        ],
      };
    case 'RTSTRUCT':
      return { ...base, StructureSetLabel: said, StructureSetROISequence: [{ ROINumber: 1, ROIName: said }, { ROINumber: 2, ROIName: 'PTV 60' }], RTROIObservationsSequence: [{ ObservationNumber: 1, ROIInterpreter: NUMBERS.operator, ROIObservationLabel: said }] }; // prettier-ignore
    case 'PR':
      return { ...base, ContentLabel: 'MARKS', ContentCreatorName: NUMBERS.operator, GraphicAnnotationSequence: [{ GraphicLayer: 'LAYER', TextObjectSequence: [{ UnformattedTextValue: `${said} ${canary('graphic text')}`, AnchorPoint: [1, 1] }] }] }; // prettier-ignore
    case 'PDF':
      return {
        ...base,
        MIMETypeOfEncapsulatedDocument: 'application/pdf',
        DocumentTitle: said,
        EncapsulatedDocument: ascii(`%PDF-1.4 ${NUMBERS.patientID}`),
      };
  }
}

function report(said: string): Attributes {
  const item = (valueType: string, name: { CodeValue: string; CodingSchemeDesignator: string; CodeMeaning: string }[], more: Attributes): Attributes => ({
    RelationshipType: 'CONTAINS', ValueType: valueType, ConceptNameCodeSequence: name, ...more,
  }); // prettier-ignore
  return {
    ValueType: 'CONTAINER', ContinuityOfContent: 'SEPARATE', ConceptNameCodeSequence: code('126000', 'DCM', 'Imaging Measurement Report'),
    CompletionFlag: 'COMPLETE', VerificationFlag: 'VERIFIED',
    VerifyingObserverSequence: [{ VerifyingOrganization: NUMBERS.institution, VerificationDateTime: `${NUMBERS.studyDate}1011`, VerifyingObserverName: NUMBERS.operator }],
    ContentSequence: [
      item('PNAME', code('121008', 'DCM', 'Person Observer Name'), { PersonName: NUMBERS.operator }),
      item('TEXT', code('121009', 'DCM', "Person Observer's Organization Name"), { TextValue: NUMBERS.institution }),
      item('TEXT', code('121071', 'DCM', 'Finding'), { TextValue: `Nodule in the right lung of ${said} on 21.03.2014` }),
      item('TEXT', code('Z9', '99ACME', 'Remark'), { TextValue: `${said} ${canary('report')}` }),
      item('UIDREF', code('112040', 'DCM', 'Tracking Unique Identifier'), { UID: uid('31') }),
      item('DATETIME', code('111526', 'DCM', 'DateTime Started'), { DateTime: `${NUMBERS.studyDate}101112` }),
      item('CONTAINER', code('121070', 'DCM', 'Findings'), { ContentSequence: [item('PNAME', code('Z8', '99ACME', 'Somebody'), { PersonName: said })] }),
      item('IMAGE', code('121112', 'DCM', 'Source of Measurement'), { ReferencedSOPSequence: [{ ReferencedSOPClassUID: SOP_CLASS.CT, ReferencedSOPInstanceUID: uid('1') }] }),
    ],
    CurrentRequestedProcedureEvidenceSequence: [{ StudyInstanceUID: uid('2'), ReferencedSeriesSequence: [{ SeriesInstanceUID: uid('3'), ReferencedSOPSequence: [{ ReferencedSOPClassUID: SOP_CLASS.CT, ReferencedSOPInstanceUID: uid('1') }] }] }],
  }; // prettier-ignore
}
