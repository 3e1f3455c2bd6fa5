import type { Attributes } from '../../dicom/index.ts';
import { codeAttributes } from './code.ts';
import type { ContentItem, NumItem, Reference } from './content-item.ts';
import { decimalString } from '../../dicom/index.ts';
import { SrError } from '../errors.ts';

/** A content item and everything below it, as the items of a Content Sequence. */
export function contentAttributes(item: ContentItem): Attributes {
  const { relationship, concept, children, observedAt } = item;
  return {
    ...(relationship === undefined ? {} : { RelationshipType: relationship }),
    ...(observedAt === undefined ? {} : { ObservationDateTime: observedAt }),
    ...(concept === undefined ? {} : { ConceptNameCodeSequence: [codeAttributes(concept)] }),
    ...valueAttributes(item),
    ...(children.length === 0 ? {} : { ContentSequence: children.map(contentAttributes) }),
  };
}

const TEXT_KEYWORD = {
  TEXT: 'TextValue',
  DATETIME: 'DateTime',
  DATE: 'Date',
  TIME: 'Time',
  UIDREF: 'UID',
  PNAME: 'PersonName',
} as const;

function valueAttributes(item: ContentItem): Attributes {
  switch (item.valueType) {
    case 'CONTAINER':
      return {
        ValueType: 'CONTAINER',
        ContinuityOfContent: item.continuity ?? 'SEPARATE',
        ...(item.template === undefined
          ? {}
          : {
              ContentTemplateSequence: [
                { MappingResource: item.template.mappingResource, TemplateIdentifier: item.template.identifier },
              ],
            }),
      };
    case 'TEXT':
    case 'DATETIME':
    case 'DATE':
    case 'TIME':
    case 'UIDREF':
    case 'PNAME':
      if (item.text.trim() === '') throw new SrError('bad-value', 'a text of a content item is empty');
      return { ValueType: item.valueType, [TEXT_KEYWORD[item.valueType]]: item.text };
    case 'CODE':
      return { ValueType: 'CODE', ConceptCodeSequence: [codeAttributes(item.code)] };
    case 'NUM':
      return numAttributes(item);
    case 'COMPOSITE':
    case 'IMAGE':
    case 'WAVEFORM':
      return { ValueType: item.valueType, ReferencedSOPSequence: [referenceAttributes(item.reference)] };
    case 'SCOORD':
      return {
        ValueType: 'SCOORD',
        GraphicType: item.graphicType,
        GraphicData: item.graphicData,
        ...(item.pixelOrigin === undefined ? {} : { PixelOriginInterpretation: item.pixelOrigin }),
      };
    case 'SCOORD3D':
      return {
        ValueType: 'SCOORD3D',
        GraphicType: item.graphicType,
        GraphicData: item.graphicData,
        ReferencedFrameOfReferenceUID: item.frameOfReferenceUID,
      };
    case 'TCOORD':
    case 'BY-REFERENCE':
    case 'OPAQUE':
      throw new SrError('bad-value', 'this writer makes no such content item');
  }
}

function numAttributes({ value, unit, qualifier }: NumItem): Attributes {
  const hasValue = value !== undefined && unit !== undefined;
  if (hasValue && !Number.isFinite(value)) throw new SrError('bad-value', 'a measured value is no finite number');
  return {
    ValueType: 'NUM',
    MeasuredValueSequence: hasValue
      ? [
          {
            NumericValue: decimalString(value),
            // DS has 16 characters; what they cannot hold stands here exactly, PS3.3 C.18.1.
            ...(Number(decimalString(value)) === value ? {} : { FloatingPointValue: value }),
            MeasurementUnitsCodeSequence: [codeAttributes(unit)],
          },
        ]
      : [],
    ...(qualifier === undefined ? {} : { NumericValueQualifierCodeSequence: [codeAttributes(qualifier)] }),
  };
}

function referenceAttributes({ sopClassUID, sopInstanceUID, frames, segments }: Reference): Attributes {
  return {
    ReferencedSOPClassUID: sopClassUID,
    ReferencedSOPInstanceUID: sopInstanceUID,
    ...(frames === undefined || frames.length === 0 ? {} : { ReferencedFrameNumber: frames }),
    // One or the other, PS3.3 Table C.18.4-1: a frame is of one segment.
    ...(segments === undefined || segments.length === 0 || (frames ?? []).length > 0
      ? {}
      : { ReferencedSegmentNumber: segments }),
  };
}
