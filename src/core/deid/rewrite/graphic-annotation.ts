import { asciiBytes, Dataset, makeElement, makeSequence, withItems } from '../../dicom/index.ts';
import type { Element, VR } from '../../dicom/index.ts';
import { DUMMY_TEXT } from '../values/dummy.ts';

const ascii = (tag: number, vr: VR, text: string): Element => makeElement(tag, vr, asciiBytes(text));

/** Without Clean Graphics no drawing stays: one annotation that says nothing, on the layer of the first. */
export function dummyGraphicAnnotation(element: Element, layer: Element | undefined): Element {
  const text = new Dataset();
  text.set(ascii(0x00700004, 'CS', 'PIXEL'));
  text.set(ascii(0x00700006, 'ST', DUMMY_TEXT));
  const anchor = makeElement(0x00700014, 'FL', new Uint8Array(new Float32Array([1, 1]).buffer));
  text.set(anchor);
  text.set(ascii(0x00700015, 'CS', 'N'));
  const annotation = new Dataset();
  annotation.set(layer ?? ascii(0x00700002, 'CS', 'LAYER'));
  annotation.set(makeSequence(0x00700008, [text]));
  return withItems(element, [annotation]);
}
