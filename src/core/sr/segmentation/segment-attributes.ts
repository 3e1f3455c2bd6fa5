import type { Attributes } from '../../dicom/index.ts';
import { ALGORITHM_FAMILY, concept } from '../../findings/index.ts';
import { codeAttributes } from '../content/code.ts';
import { checkText } from '../document/compose.ts';
import { cielabOf } from './cielab.ts';
import type { Segment } from './segmentation.ts';

const ALGORITHM_TYPE = {
  algorithm: 'AUTOMATIC',
  'algorithm-and-person': 'SEMIAUTOMATIC',
  person: 'MANUAL',
} as const;

/** One item of the Segment Sequence, PS3.3 C.8.20.4. */
export function segmentAttributes(segment: Segment): Attributes {
  const { site } = segment;
  return {
    SegmentNumber: segment.number,
    SegmentLabel: checkText(segment.label, 64),
    SegmentAlgorithmType: ALGORITHM_TYPE[segment.madeBy],
    ...(segment.madeBy === 'person' ? {} : algorithmAttributes(segment)),
    SegmentedPropertyCategoryCodeSequence: [codeAttributes(segment.category)],
    SegmentedPropertyTypeCodeSequence: [codeAttributes(segment.type)],
    ...(site === undefined
      ? {}
      : {
          AnatomicRegionSequence: [
            {
              ...codeAttributes(site.anatomy),
              ...(site.laterality === undefined
                ? {}
                : { AnatomicRegionModifierSequence: [codeAttributes(site.laterality)] }),
            },
          ],
        }),
    TrackingID: checkText(segment.trackingIdentifier, 1024),
    TrackingUID: segment.trackingUID,
    ...(segment.colour === undefined ? {} : { RecommendedDisplayCIELabValue: cielabOf(segment.colour) }),
  };
}

function algorithmAttributes({ algorithm }: Exclude<Segment, { madeBy: 'person' }>): Attributes {
  const { name, version, family, manufacturer, parameters = [] } = algorithm;
  return {
    SegmentAlgorithmName: checkText(name, 64),
    SegmentationAlgorithmIdentificationSequence: [
      {
        AlgorithmFamilyCodeSequence: [codeAttributes(family ?? ALGORITHM_FAMILY.artificialIntelligence)],
        AlgorithmName: checkText(name, 64),
        AlgorithmVersion: checkText(version, 64),
        ...(manufacturer === undefined ? {} : { AlgorithmSource: checkText(manufacturer, 64) }),
        ...(parameters.length === 0 ? {} : { AlgorithmParameters: parameters.join('\n') }),
      },
    ],
  };
}

const BACKGROUND = concept('125040', 'DCM', 'Background');

/** Segment 0 of a label map: what is in none of the others, PS3.3 C.8.20.2. It was made as the first of them was. */
export function backgroundAttributes({ madeBy, ...segment }: Segment): Attributes {
  return {
    SegmentNumber: 0,
    SegmentLabel: 'Background',
    SegmentAlgorithmType: ALGORITHM_TYPE[madeBy],
    ...('algorithm' in segment ? { SegmentAlgorithmName: checkText(segment.algorithm.name, 64) } : {}),
    SegmentedPropertyCategoryCodeSequence: [codeAttributes(BACKGROUND)],
    SegmentedPropertyTypeCodeSequence: [codeAttributes(BACKGROUND)],
  };
}
