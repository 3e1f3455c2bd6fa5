// Measurements of the planted nodules as a Comprehensive 3D SR, TID 1500 with one TID 1410 group per nodule.
import type { Attributes } from '../../../core/dicom/index.ts';
import { CHEST_PLAN, CHEST_SERIES, CHEST_STUDY, CT_IMAGE_STORAGE, instanceNumberOf } from '../chest/chest-studies.ts';
import { CURRENT_NODULES, type PlantedNodule } from '../chest/nodules.ts';
import {
  code,
  commonAttributes,
  part10,
  seriesInstanceUIDOf,
  sopInstanceUIDOf,
  studyInstanceUIDOf,
  type Code,
  type DemoInstance,
  type Series,
} from '../instance.ts';
import { trackingUIDOf } from './chest-segmentation.ts';
import { WORKSTATION } from './workstation.ts';

const COMPREHENSIVE_3D_SR_STORAGE = '1.2.840.10008.5.1.4.1.1.88.34';

const SERIES: Series = {
  study: CHEST_STUDY,
  key: 'sr',
  number: 900,
  modality: 'SR',
  description: 'Nodule measurements',
  equipment: WORKSTATION,
  startSeconds: 1600,
};

const LOBES: Readonly<Record<string, Code>> = {
  'right upper lobe': ['45653009', 'SCT', 'Upper lobe of right lung'],
  'right middle lobe': ['72481006', 'SCT', 'Middle lobe of right lung'],
  'right lower lobe': ['266005', 'SCT', 'Lower lobe of right lung'],
  'left upper lobe': ['44714003', 'SCT', 'Upper lobe of left lung'],
  'left lower lobe': ['41224006', 'SCT', 'Lower lobe of left lung'],
};

export function chestReport(): DemoInstance {
  const attributes: Attributes = {
    ...commonAttributes(SERIES, COMPREHENSIVE_3D_SR_STORAGE, 1),
    ReferencedPerformedProcedureStepSequence: [],
    PerformedProcedureCodeSequence: [],
    ContentDate: CHEST_STUDY.date,
    ContentTime: '094310',
    CompletionFlag: 'COMPLETE',
    VerificationFlag: 'VERIFIED',
    VerifyingObserverSequence: {
      VerifyingOrganization: 'Havnsund Regional Hospital',
      VerificationDateTime: `${CHEST_STUDY.date}094500`,
      VerifyingObserverName: 'Eide^Runa',
      VerifyingObserverIdentificationCodeSequence: [],
    },
    CurrentRequestedProcedureEvidenceSequence: {
      StudyInstanceUID: studyInstanceUIDOf(CHEST_STUDY),
      ReferencedSeriesSequence: {
        SeriesInstanceUID: seriesInstanceUIDOf(CHEST_SERIES),
        ReferencedSOPSequence: [...new Set(CURRENT_NODULES.map(sliceOf))].map(imageReference),
      },
    },
    ...container(['126000', 'DCM', 'Imaging Measurement Report'], undefined, [
      coded(
        'HAS CONCEPT MOD',
        ['121049', 'DCM', 'Language of Content Item and Descendants'],
        ['en', 'RFC5646', 'English'],
      ),
      coded('HAS OBS CONTEXT', ['121005', 'DCM', 'Observer Type'], ['121006', 'DCM', 'Person']),
      {
        RelationshipType: 'HAS OBS CONTEXT',
        ValueType: 'PNAME',
        ConceptNameCodeSequence: code(['121008', 'DCM', 'Person Observer Name']),
        PersonName: 'Eide^Runa',
      },
      coded('HAS CONCEPT MOD', ['121058', 'DCM', 'Procedure reported'], ['169069000', 'SCT', 'CT of chest']),
      container(['111028', 'DCM', 'Image Library'], 'CONTAINS', [
        container(
          ['126200', 'DCM', 'Image Library Group'],
          'CONTAINS',
          [...new Set(CURRENT_NODULES.map(sliceOf))].map((slice) => image('CONTAINS', slice)),
        ),
      ]),
      container(['126010', 'DCM', 'Imaging Measurements'], 'CONTAINS', CURRENT_NODULES.map(measurementGroup)),
    ]),
    ContentTemplateSequence: { MappingResource: 'DCMR', TemplateIdentifier: '1500' },
  };
  return { label: `${CHEST_STUDY.key} sr 1`, bytes: part10(CHEST_STUDY, attributes) };
}

function container(name: Code, relationship: string | undefined, content: readonly Attributes[]): Attributes {
  return {
    ...(relationship === undefined ? {} : { RelationshipType: relationship }),
    ValueType: 'CONTAINER',
    ConceptNameCodeSequence: code(name),
    ContinuityOfContent: 'SEPARATE',
    ContentSequence: content,
  };
}

function coded(relationship: string, name: Code, value: Code): Attributes {
  return {
    RelationshipType: relationship,
    ValueType: 'CODE',
    ConceptNameCodeSequence: code(name),
    ConceptCodeSequence: code(value),
  };
}

function image(relationship: string, sliceIndex: number): Attributes {
  return { RelationshipType: relationship, ValueType: 'IMAGE', ReferencedSOPSequence: imageReference(sliceIndex) };
}

function imageReference(sliceIndex: number): Attributes {
  return {
    ReferencedSOPClassUID: CT_IMAGE_STORAGE,
    ReferencedSOPInstanceUID: sopInstanceUIDOf(CHEST_SERIES, instanceNumberOf(sliceIndex)),
  };
}

/** The slice through the middle of a nodule. */
function sliceOf(nodule: PlantedNodule): number {
  const away = CHEST_PLAN.zs.map((z) => Math.abs(z - nodule.centreMm[2]));
  return away.indexOf(Math.min(...away));
}

function measurementGroup(nodule: PlantedNodule, index: number): Attributes {
  return container(['125007', 'DCM', 'Measurement Group'], 'CONTAINS', [
    {
      RelationshipType: 'HAS OBS CONTEXT',
      ValueType: 'TEXT',
      ConceptNameCodeSequence: code(['112039', 'DCM', 'Tracking Identifier']),
      TextValue: `Nodule ${index + 1}`,
    },
    {
      RelationshipType: 'HAS OBS CONTEXT',
      ValueType: 'UIDREF',
      ConceptNameCodeSequence: code(['112040', 'DCM', 'Tracking Unique Identifier']),
      UID: trackingUIDOf(nodule),
    },
    coded('CONTAINS', ['121071', 'DCM', 'Finding'], ['27925004', 'SCT', 'Nodule']),
    coded('HAS CONCEPT MOD', ['363698007', 'SCT', 'Finding Site'], LOBES[nodule.label]!), // every label is in the table
    {
      RelationshipType: 'CONTAINS',
      ValueType: 'SCOORD',
      ConceptNameCodeSequence: code(['111030', 'DCM', 'Image Region']),
      GraphicType: 'ELLIPSE',
      GraphicData: circle(nodule),
      ContentSequence: image('SELECTED FROM', sliceOf(nodule)),
    },
    {
      RelationshipType: 'CONTAINS',
      ValueType: 'NUM',
      ConceptNameCodeSequence: code(['103339001', 'SCT', 'Long Axis']),
      MeasuredValueSequence: {
        NumericValue: nodule.diameterMm,
        MeasurementUnitsCodeSequence: code(['mm', 'UCUM', 'mm']),
      },
    },
  ]);
}

/** Ends of the major axis, then of the minor one, as column and row; the middle of the first pixel is 0.5, PS3.3 C.18.6.1.1. */
function circle(nodule: PlantedNodule): number[] {
  const { columns, rows, spacingMm } = CHEST_PLAN;
  const column = nodule.centreMm[0] / spacingMm + (columns - 1) / 2 + 0.5;
  const row = nodule.centreMm[1] / spacingMm + (rows - 1) / 2 + 0.5;
  const radius = nodule.diameterMm / 2 / spacingMm;
  return [column - radius, row, column + radius, row, column, row - radius, column, row + radius];
}
