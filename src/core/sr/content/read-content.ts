// Any content tree, from any writer. What cannot be read becomes an opaque item and a problem; nothing is thrown and
// nothing is filled in.
import { type Dataset, DicomError, item, number, numbers, sequence, text, texts, uid } from '../../dicom/index.ts';
import { codeIn } from './code.ts';
import type { ContentItem, Reference } from './content-item.ts';

/** Something in a document that is not as the standard has it. */
export interface Problem {
  /** Places of the items from the root, each counted from 1 as DICOM does; the root itself is [1]. */
  readonly path: readonly number[];
  readonly code:
    | 'no-value-type'
    | 'unknown-value-type'
    | 'no-value' // the value of the item is missing
    | 'no-concept' // an item without the code that says what it is
    | 'bad-value' // a value that is not of its kind
    | 'bad-coordinates'
    | 'number-without-value';
}

export interface ContentTree {
  readonly root: ContentItem;
  readonly problems: readonly Problem[];
}

/** The tree of a document: the data set itself is its root. */
export function readContentTree(dataset: Dataset): ContentTree {
  const problems: Problem[] = [];
  return { root: readItem(dataset, [1], problems), problems };
}

function readItem(dataset: Dataset, path: readonly number[], problems: Problem[]): ContentItem {
  const report = (code: Problem['code']): void => void problems.push({ path, code });
  const children = sequence(dataset, 'ContentSequence').map((child, index) =>
    readItem(child, [...path, index + 1], problems),
  );
  const relationship = attempt(() => text(dataset, 'RelationshipType'), report);
  const concept = attempt(() => codeIn(dataset, 'ConceptNameCodeSequence'), report);
  const observedAt = attempt(() => text(dataset, 'ObservationDateTime'), report);
  const common = {
    children,
    ...(relationship === undefined ? {} : { relationship }),
    ...(concept === undefined ? {} : { concept }),
    ...(observedAt === undefined ? {} : { observedAt }),
  };
  const target = attempt(() => numbers(dataset, 'ReferencedContentItemIdentifier'), report) ?? [];
  if (target.length > 0) return { ...common, valueType: 'BY-REFERENCE', path: target };
  const stated = attempt(() => text(dataset, 'ValueType'), report);
  const opaque: ContentItem = { ...common, valueType: 'OPAQUE', stated: stated ?? '' };
  if (stated === undefined) {
    report('no-value-type');
    return opaque;
  }
  const value = attempt(() => readValue(dataset, stated, report), report);
  if (value === undefined) {
    report('no-value');
    return opaque;
  }
  if (concept === undefined && needsConcept(stated)) report('no-concept');
  return { ...common, ...value } as ContentItem; // the value carries its value type
}

/** What can be seen without a name: containers and references, PS3.3 Table C.17-5. */
function needsConcept(valueType: string): boolean {
  return !['CONTAINER', 'IMAGE', 'COMPOSITE', 'WAVEFORM', 'SCOORD', 'SCOORD3D', 'TCOORD'].includes(valueType);
}

/** One broken value does not take the rest of the document with it. Anything but a broken value is our own fault. */
function attempt<T>(read: () => T | undefined, report: (code: Problem['code']) => void): T | undefined {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof DicomError)) throw error;
    report('bad-value');
    return undefined;
  }
}

type Value = ContentItem extends infer I ? (I extends ContentItem ? Omit<I, 'children'> : never) : never;

const TEXT_KEYWORD: Readonly<Record<string, string>> = {
  TEXT: 'TextValue',
  DATETIME: 'DateTime',
  DATE: 'Date',
  TIME: 'Time',
  UIDREF: 'UID',
  PNAME: 'PersonName',
};

function readValue(dataset: Dataset, valueType: string, report: (code: Problem['code']) => void): Value | undefined {
  switch (valueType) {
    case 'CONTAINER':
      return readContainer(dataset);
    case 'TEXT':
    case 'DATETIME':
    case 'DATE':
    case 'TIME':
    case 'UIDREF':
    case 'PNAME': {
      const value = texts(dataset, TEXT_KEYWORD[valueType] ?? '').join('\\');
      return value === '' ? undefined : { valueType, text: value };
    }
    case 'CODE': {
      const code = codeIn(dataset, 'ConceptCodeSequence');
      return code === undefined ? undefined : { valueType, code };
    }
    case 'NUM':
      return readNum(dataset, report);
    case 'COMPOSITE':
    case 'IMAGE':
    case 'WAVEFORM': {
      const referenced = item(dataset, 'ReferencedSOPSequence');
      const reference = referenced === undefined ? undefined : readReference(referenced);
      return reference === undefined ? undefined : { valueType, reference };
    }
    case 'SCOORD':
    case 'SCOORD3D':
      return readCoordinates(dataset, valueType, report);
    case 'TCOORD':
      return readTemporal(dataset);
    default:
      report('unknown-value-type');
      return { valueType: 'OPAQUE', stated: valueType };
  }
}

function readContainer(dataset: Dataset): Value {
  const template = item(dataset, 'ContentTemplateSequence');
  const identifier = template === undefined ? undefined : text(template, 'TemplateIdentifier');
  const continuity = text(dataset, 'ContinuityOfContent');
  return {
    valueType: 'CONTAINER',
    ...(continuity === undefined ? {} : { continuity }),
    ...(template === undefined || identifier === undefined
      ? {}
      : { template: { mappingResource: text(template, 'MappingResource') ?? '', identifier } }),
  };
}

function readNum(dataset: Dataset, report: (code: Problem['code']) => void): Value {
  const measured = item(dataset, 'MeasuredValueSequence');
  const qualifier = codeIn(dataset, 'NumericValueQualifierCodeSequence');
  const unit = measured === undefined ? undefined : codeIn(measured, 'MeasurementUnitsCodeSequence');
  const value = measured === undefined ? undefined : attempt(() => valueIn(measured), report);
  if (value === undefined) report('number-without-value');
  return {
    valueType: 'NUM',
    ...(value === undefined ? {} : { value }),
    ...(unit === undefined ? {} : { unit }),
    ...(qualifier === undefined ? {} : { qualifier }),
  };
}

function valueIn(measured: Dataset): number | undefined {
  return number(measured, 'FloatingPointValue') ?? number(measured, 'NumericValue');
}

function readReference(referenced: Dataset): Reference | undefined {
  const sopClassUID = uid(referenced, 'ReferencedSOPClassUID');
  const sopInstanceUID = uid(referenced, 'ReferencedSOPInstanceUID');
  if (sopClassUID === undefined || sopInstanceUID === undefined) return undefined;
  const frames = numbers(referenced, 'ReferencedFrameNumber');
  const segments = numbers(referenced, 'ReferencedSegmentNumber');
  const related = sequence(referenced, 'ReferencedSOPSequence').flatMap((other) => readReference(other) ?? []);
  return {
    sopClassUID,
    sopInstanceUID,
    ...(frames.length === 0 ? {} : { frames }),
    ...(segments.length === 0 ? {} : { segments }),
    ...(related.length === 0 ? {} : { related }),
  };
}

function readCoordinates(
  dataset: Dataset,
  valueType: 'SCOORD' | 'SCOORD3D',
  report: (code: Problem['code']) => void,
): Value | undefined {
  const graphicType = text(dataset, 'GraphicType');
  const graphicData = numbers(dataset, 'GraphicData');
  const dimensions = valueType === 'SCOORD' ? 2 : 3;
  const isWhole = graphicData.length > 0 && graphicData.length % dimensions === 0;
  if (!isWhole || !graphicData.every(Number.isFinite)) {
    report('bad-coordinates');
    return undefined;
  }
  if (graphicType === undefined) return undefined;
  if (valueType === 'SCOORD') {
    const pixelOrigin = text(dataset, 'PixelOriginInterpretation');
    return { valueType, graphicType, graphicData, ...(pixelOrigin === undefined ? {} : { pixelOrigin }) };
  }
  const frameOfReferenceUID = uid(dataset, 'ReferencedFrameOfReferenceUID');
  return frameOfReferenceUID === undefined ? undefined : { valueType, graphicType, graphicData, frameOfReferenceUID };
}

function readTemporal(dataset: Dataset): Value | undefined {
  const rangeType = text(dataset, 'TemporalRangeType');
  if (rangeType === undefined) return undefined;
  const positions = [
    ...numbers(dataset, 'ReferencedSamplePositions'),
    ...numbers(dataset, 'ReferencedTimeOffsets'),
    ...texts(dataset, 'ReferencedDateTime'),
  ];
  return { valueType: 'TCOORD', rangeType, positions };
}
