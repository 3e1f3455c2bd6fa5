// Concepts that findings and their measurements are made of. PS3.16 edition 2024 (CID 218, 7464, 244, 6141), UCUM.
import { concept } from './coded-concept.ts';

const dcm = (value: string, meaning: string) => concept(value, 'DCM', meaning);
const sct = (value: string, meaning: string) => concept(value, 'SCT', meaning);
const ucum = (value: string, meaning: string) => concept(value, 'UCUM', meaning);

export const QUANTITY = {
  area: sct('42798000', 'Area'),
  volume: sct('118565006', 'Volume'),
  length: sct('410668003', 'Length'),
  longAxis: sct('103339001', 'Long axis'),
  shortAxis: sct('103340004', 'Short axis'),
  diameter: sct('81827009', 'Diameter'),
  angle: sct('1483009', 'Angle'),
  attenuation: dcm('112031', 'Attenuation Coefficient'),
  mrSignal: dcm('110852', 'MR signal intensity'),
  suvBodyWeight: dcm('126401', 'SUVbw'),
  probability: dcm('122157', 'Probability'),
  probabilityOfCancer: dcm('111047', 'Probability of cancer'),
} as const;

/** How a number over a region was made, as Derivation (121401 DCM). */
export const DERIVATION = {
  mean: sct('373098007', 'Mean'),
  median: sct('373099004', 'Median'),
  minimum: sct('255605001', 'Minimum'),
  maximum: sct('56851009', 'Maximum'),
  standardDeviation: sct('386136009', 'Standard Deviation'),
} as const;

export const UNIT = {
  mm: ucum('mm', 'mm'),
  mm2: ucum('mm2', 'mm2'),
  mm3: ucum('mm3', 'mm3'),
  ml: ucum('ml', 'ml'),
  degree: ucum('deg', 'deg'),
  hounsfield: ucum("[hnsf'U]", 'Hounsfield unit'),
  suvBodyWeight: ucum('{SUVbw}g/ml', 'Standardized Uptake Value body weight'),
  percent: ucum('%', '%'),
  one: ucum('1', 'no units'),
  pixels: ucum('{pixels}', 'pixels'),
  pixels2: ucum('{pixels}2', 'square pixels'),
} as const;

export const LATERALITY = {
  right: sct('24028007', 'Right'),
  left: sct('7771000', 'Left'),
  both: sct('51440002', 'Right and left'),
} as const;

export const ALGORITHM_FAMILY = {
  artificialIntelligence: dcm('123110', 'Artificial Intelligence'),
} as const;

/** What a person does in the procedure: those of CID 7453 that every edition of the standard has. */
export const PROCEDURE_ROLE = {
  performing: dcm('121094', 'Performing'),
  recording: dcm('121097', 'Recording'),
  verifying: dcm('121098', 'Verifying'),
  assisting: dcm('121099', 'Assisting'),
} as const;
