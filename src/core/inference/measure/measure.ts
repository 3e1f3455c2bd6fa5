// What the manifest asks to be measured over the voxels of a label, as they were taken.
import {
  type CodedConcept, DERIVATION, areaMm2, largestDiameter, type LabelVolume, type Measurement, QUANTITY, statisticsOfLabel, UNIT, type Values, volumeMl,
} from '../../findings/index.ts'; // prettier-ignore
import type { MeasurementRule } from '../manifest/imaging-task.ts';

/** In the order of the rules. Empty where the label has no voxel. */
export function measureLabel(
  volume: LabelVolume,
  values: Values,
  label: number,
  rules: readonly MeasurementRule[],
): Measurement[] {
  if (rules.length === 0) return [];
  const statistics = statisticsOfLabel(volume, values, label);
  if (statistics === undefined) return [];
  return rules.flatMap((rule): Measurement[] => {
    switch (rule.kind) {
      case 'volume':
        return [
          { concept: rule.concept ?? QUANTITY.volume, value: volumeMl(statistics.voxels, volume), unit: UNIT.ml },
        ];
      case 'area':
        return [{ concept: rule.concept ?? QUANTITY.area, value: areaMm2(statistics.voxels, volume), unit: UNIT.mm2 }];
      case 'diameter': {
        const found = largestDiameter(volume, label);
        if (found === undefined) return [];
        return [{ concept: rule.concept ?? QUANTITY.diameter, value: found.lengthMm, unit: UNIT.mm }];
      }
      case 'mean':
        return [derived(rule, statistics.mean, DERIVATION.mean)];
      case 'standard-deviation':
        return [derived(rule, statistics.standardDeviation, DERIVATION.standardDeviation)];
      case 'minimum':
        return [derived(rule, statistics.minimum, DERIVATION.minimum)];
      case 'maximum':
        return [derived(rule, statistics.maximum, DERIVATION.maximum)];
      case 'percentile':
        return [{ concept: rule.concept, value: statistics.percentile(rule.at / 100), unit: rule.unit }];
      case 'share-below':
        return [{ concept: rule.concept, value: statistics.shareBelow(rule.limit) * 100, unit: UNIT.percent }];
    }
  });
}

function derived(
  rule: { concept: CodedConcept; unit: CodedConcept },
  value: number,
  derivation: CodedConcept,
): Measurement {
  return { concept: rule.concept, value, unit: rule.unit, derivation };
}
