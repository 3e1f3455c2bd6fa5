import { functionalGroup, items, TAG, text, texts, type FrameRef } from '../../services/dicomweb/index.ts';

/** PS3.3 C.8.9.1.1.3: units of PET pixel values, as the header gives them. Nothing is converted. */
const PET_UNITS: Record<string, string> = {
  CNTS: 'counts',
  CPS: 'counts/s',
  NONE: '',
  CM2: 'cm²',
  PCNT: '%',
  BQML: 'Bq/ml',
  MGMINML: 'mg/min/ml',
  UMOLMINML: 'µmol/min/ml',
  MLMING: 'ml/min/g',
  MLG: 'ml/g',
  '1CM': '1/cm',
  UMOLML: 'µmol/ml',
  PROPCNTS: 'proportional to counts',
  PROPCPS: 'proportional to counts/s',
  MLMINML: 'ml/min/ml',
  MLML: 'ml/ml',
  GML: 'g/ml',
  STDDEV: 'standard deviations',
};

const SUV_TYPES: Record<string, string> = {
  BW: 'SUVbw',
  BSA: 'SUVbsa',
  LBM: 'SUVlbm',
  LBMJAMES128: 'SUVlbm',
  IBW: 'SUVibw',
};

/** What the modality values of a frame are counted in; an empty string where the header does not say. */
export function valueUnit({ dataset, frame }: FrameRef): string {
  const modality = text(dataset, TAG.Modality);
  if (modality === 'PT') return petUnit(text(dataset, TAG.Units), text(dataset, TAG.SUVType));
  if (modality === 'RTDOSE') return text(dataset, TAG.DoseUnits) === 'GY' ? 'Gy' : '';
  const lutType = text(items(dataset, TAG.ModalityLUTSequence)[0], TAG.ModalityLUTType);
  const transformation = functionalGroup(dataset, frame, TAG.PixelValueTransformationSequence) ?? dataset;
  const type = lutType ?? text(transformation, TAG.RescaleType);
  if (type === 'HU') return 'HU';
  if (type !== undefined && type !== 'US') return type.length <= 8 ? type : '';
  // PS3.3 C.8.2.1.1.2: CT values are Hounsfield units unless the header says otherwise or the image is not an original scan.
  const isRescaled =
    transformation[TAG.RescaleSlope] !== undefined && transformation[TAG.RescaleIntercept] !== undefined;
  const isLocalizer = texts(dataset, TAG.ImageType).includes('LOCALIZER');
  return modality === 'CT' && type === undefined && isRescaled && !isLocalizer ? 'HU' : '';
}

function petUnit(units: string | undefined, suvType: string | undefined): string {
  const unit = PET_UNITS[units ?? ''] ?? '';
  if (units === 'GML') return `${unit} ${SUV_TYPES[suvType ?? 'BW'] ?? ''}`.trim();
  return unit;
}
