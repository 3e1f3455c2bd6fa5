// TID 1600 and 1601: every image that was analysed, in groups of what they have in common.
import { concept, type CodedConcept, UNIT } from '../../findings/index.ts';
import { NAME } from '../content/concepts.ts';
import type { ContentItem } from '../content/content-item.ts';
import { codeItem, container, imageItem, numItem, textItem } from '../content/make.ts';
import type { SourceImage } from '../document/source-image.ts';

export function imageLibrary(images: readonly SourceImage[]): ContentItem[] {
  if (images.length === 0) return [];
  const groups = Map.groupBy(
    images,
    (image) =>
    JSON.stringify([image.seriesInstanceUID, image.modality, image.frameOfReferenceUID, image.rows, image.columns, image.spacingMm]), // prettier-ignore
  );
  return [
    container(
      'CONTAINS',
      NAME.imageLibrary,
      [...groups.values()].map((group) =>
        container('CONTAINS', NAME.imageLibraryGroup, [
          ...(group[0] === undefined ? [] : descriptors(group[0])),
          ...group.map(({ sopClassUID, sopInstanceUID }) =>
            imageItem('CONTAINS', undefined, { sopClassUID, sopInstanceUID }),
          ),
        ]),
      ),
      '1600',
    ),
  ];
}

/** TID 1602, as far as the header says it. */
function descriptors(image: SourceImage): ContentItem[] {
  const number = (name: CodedConcept, value: number | undefined, unit: CodedConcept): ContentItem[] =>
    value === undefined ? [] : [numItem('HAS ACQ CONTEXT', name, value, unit)];
  const modality = modalityOf(image.modality);
  return [
    ...(modality === undefined ? [] : [codeItem('HAS ACQ CONTEXT', NAME.modality, modality)]),
    ...(image.frameOfReferenceUID === undefined
      ? []
      : [textItem('HAS ACQ CONTEXT', NAME.frameOfReference, image.frameOfReferenceUID, 'UIDREF')]),
    ...number(NAME.pixelRows, image.rows, UNIT.pixels),
    ...number(NAME.pixelColumns, image.columns, UNIT.pixels),
    ...number(NAME.horizontalSpacing, image.spacingMm?.[1], UNIT.mm),
    ...number(NAME.verticalSpacing, image.spacingMm?.[0], UNIT.mm),
  ];
}

// CID 29, the modalities that make images.
const MODALITIES: Readonly<Record<string, string>> = {
  CR: 'Computed Radiography', CT: 'Computed Tomography', DX: 'Digital Radiography', ECG: 'Electrocardiography', ES: 'Endoscopy',
  GM: 'General Microscopy', IO: 'Intra-oral Radiography', IVOCT: 'Intravascular Optical Coherence Tomography',
  IVUS: 'Intravascular Ultrasound', MG: 'Mammography', MR: 'Magnetic Resonance', NM: 'Nuclear Medicine',
  OCT: 'Optical Coherence Tomography', OP: 'Ophthalmic Photography', OPT: 'Ophthalmic Tomography',
  PT: 'Positron emission tomography', PX: 'Panoramic X-Ray', RF: 'Radiofluoroscopy', RG: 'Radiographic imaging',
  SM: 'Slide Microscopy', US: 'Ultrasound', XA: 'X-Ray Angiography', XC: 'External-camera Photography',
}; // prettier-ignore

function modalityOf(modality: string | undefined): CodedConcept | undefined {
  const meaning = MODALITIES[modality ?? ''];
  return modality === undefined || meaning === undefined ? undefined : concept(modality, 'DCM', meaning);
}
