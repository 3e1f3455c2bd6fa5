// What the header says of pixels that were changed, PS3.3 C.7.6.1.1.2 and C.12.4.
import { buildDataset, type Dataset, type Element, textElement, texts } from '../../dicom/index.ts';

const TEXT = 'Burned-in text covered';
const FACES = 'Face removed along a plane';

/** Image Type begins with DERIVED, and Derivation Description says why; earlier words of it stay only where asked. */
export function derivationElements(dataset: Dataset, done = { text: true, faces: false }): Element[] {
  const [, ...rest] = texts(dataset, 'ImageType');
  return [
    textElement(0x00080008, 'CS', ['DERIVED', ...(rest.length > 0 ? rest : ['SECONDARY'])], dataset),
    textElement(0x00082111, 'ST', [done.text ? TEXT : '', done.faces ? FACES : ''].filter(Boolean).join('; '), dataset),
  ];
}

/** PS3.15 E.3.1: the Clean Pixel Data Option was applied. */
export function methodItem(): Dataset {
  return buildDataset({ CodeValue: '113101', CodingSchemeDesignator: 'DCM', CodeMeaning: 'Clean Pixel Data Option' });
}
