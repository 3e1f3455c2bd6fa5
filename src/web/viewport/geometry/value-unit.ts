import { functionalGroup, items, TAG, text, texts, type FrameRef } from '../../services/dicomweb/index.ts';

/** What values are counted in, for people and for documents. `quantity` names what is counted, where the header tells. */
export interface ValueUnit {
  /** As it stands on the screen; empty where the header does not say. */
  text: string;
  /** UCUM; `1` where the header does not say. */
  ucum: string;
  quantity: 'attenuation' | 'mrSignal' | 'suvBodyWeight' | 'suvLeanBody' | 'suvBodySurface' | 'suvIdealBody' | 'value';
}

const NO_UNIT: ValueUnit = { text: '', ucum: '1', quantity: 'value' };

/** PS3.3 C.8.9.1.1.3: units of PET pixel values, as the header gives them, and the same in UCUM. Nothing is converted. */
const PET_UNITS: Record<string, readonly [text: string, ucum: string]> = {
  CNTS: ['counts', '{counts}'],
  CPS: ['counts/s', '{counts}/s'],
  NONE: ['', '1'],
  CM2: ['cm²', 'cm2'],
  PCNT: ['%', '%'],
  BQML: ['Bq/ml', 'Bq/ml'],
  MGMINML: ['mg/min/ml', 'mg/min/ml'],
  UMOLMINML: ['µmol/min/ml', 'umol/min/ml'],
  MLMING: ['ml/min/g', 'ml/min/g'],
  MLG: ['ml/g', 'ml/g'],
  '1CM': ['1/cm', '/cm'],
  UMOLML: ['µmol/ml', 'umol/ml'],
  PROPCNTS: ['proportional to counts', '{propcounts}'],
  PROPCPS: ['proportional to counts/s', '{propcounts}/s'],
  MLMINML: ['ml/min/ml', 'ml/min/ml'],
  MLML: ['ml/ml', 'ml/ml'],
  GML: ['g/ml', 'g/ml'],
  STDDEV: ['standard deviations', '{stddev}'],
};

// PS3.16 CID 85: what follows the factor in UCUM stays as the header counts it.
const SUV_TYPES: Record<string, readonly [name: string, quantity: ValueUnit['quantity']]> = {
  BW: ['SUVbw', 'suvBodyWeight'],
  BSA: ['SUVbsa', 'suvBodySurface'],
  LBM: ['SUVlbm', 'suvLeanBody'],
  LBMJAMES128: ['SUVlbm', 'suvLeanBody'],
  IBW: ['SUVibw', 'suvIdealBody'],
};

const HOUNSFIELD: ValueUnit = { text: 'HU', ucum: "[hnsf'U]", quantity: 'attenuation' };

/** PS3.3 C.11.1.1.2: Rescale Types that have a unit in UCUM. */
const RESCALE_UCUM: Record<string, string> = { MGML: 'mg/ml', PCT: '%' };

/** What the modality values of a frame are counted in; an empty string where the header does not say. */
export function valueUnit(ref: FrameRef): string {
  return valueUnitOf(ref).text;
}

export function valueUnitOf({ dataset, frame }: FrameRef): ValueUnit {
  const modality = text(dataset, TAG.Modality);
  if (modality === 'PT') return petUnit(text(dataset, TAG.Units), text(dataset, TAG.SUVType));
  if (modality === 'RTDOSE')
    return text(dataset, TAG.DoseUnits) === 'GY' ? { text: 'Gy', ucum: 'Gy', quantity: 'value' } : NO_UNIT;
  const lutType = text(items(dataset, TAG.ModalityLUTSequence)[0], TAG.ModalityLUTType);
  const transformation = functionalGroup(dataset, frame, TAG.PixelValueTransformationSequence) ?? dataset;
  const type = lutType ?? text(transformation, TAG.RescaleType);
  if (type === 'HU') return HOUNSFIELD;
  if (type !== undefined && type !== 'US') return rescaleUnit(type);
  // PS3.3 C.8.2.1.1.2: CT values are Hounsfield units unless the header says otherwise or the image is not an original scan.
  const isRescaled =
    transformation[TAG.RescaleSlope] !== undefined && transformation[TAG.RescaleIntercept] !== undefined;
  const isLocalizer = texts(dataset, TAG.ImageType).includes('LOCALIZER');
  if (modality === 'CT' && type === undefined && isRescaled && !isLocalizer) return HOUNSFIELD;
  return modality === 'MR' ? { ...NO_UNIT, quantity: 'mrSignal' } : NO_UNIT;
}

/** A unit that UCUM does not have stays an annotation, UCUM 2.3: `{OD}`. */
function rescaleUnit(type: string): ValueUnit {
  if (type.length > 8 || !/^[\x21-\x7e]+$/.test(type) || /[{}]/.test(type)) return NO_UNIT;
  return { text: type, ucum: RESCALE_UCUM[type] ?? `{${type}}`, quantity: 'value' };
}

function petUnit(units: string | undefined, suvType: string | undefined): ValueUnit {
  const [unit, ucum] = PET_UNITS[units ?? ''] ?? ['', '1'];
  const [name, quantity] = units === 'GML' ? (SUV_TYPES[suvType ?? 'BW'] ?? []) : [];
  if (name === undefined || quantity === undefined) return { text: unit, ucum, quantity: 'value' };
  return { text: `${unit} ${name}`, ucum: `{${name}}${ucum}`, quantity };
}
