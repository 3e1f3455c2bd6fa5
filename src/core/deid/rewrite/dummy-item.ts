import { asciiBytes, Dataset, dictionaryVrOf, makeElement, makeSequence } from '../../dicom/index.ts';
import type { VR } from '../../dicom/index.ts';
import type { TypeCursor } from '../profile/attribute-types.ts';
import { dummyValue } from '../values/dummy.ts';

const CODE_VALUE = 0x00080100;
const CODING_SCHEME = 0x00080102;
const CODE_MEANING = 0x00080104;
const DEEPEST = 4;

/** An item that has what its Type 1 attributes require and says nothing. */
export function dummyItem(types: TypeCursor, depth = 0): Dataset {
  const item = new Dataset();
  for (const tag of types.required) item.set(dummyElement(tag, types, depth));
  if (item.has(CODE_MEANING)) {
    // Code Value is conditional by its length, but one of its forms must stand.
    item.set(makeElement(CODE_VALUE, 'SH', dummyValue('SH')));
    item.set(makeElement(CODING_SCHEME, 'SH', asciiBytes('99ANON')));
  }
  if (item.size === 0) item.set(makeElement(0x00400280, 'ST', new Uint8Array(0)));
  return item;
}

function dummyElement(tag: number, types: TypeCursor, depth: number) {
  const vr = dictionaryVrOf(tag)?.slice(0, 2) as VR | undefined; // the dictionary holds VRs and alternatives of them
  if (vr === 'SQ') return makeSequence(tag, depth < DEEPEST ? [dummyItem(types.inside(tag), depth + 1)] : []);
  if (vr === 'UI') return makeElement(tag, vr, asciiBytes('2.25.0'));
  return makeElement(tag, vr ?? 'LO', dummyValue(vr ?? 'LO'));
}
