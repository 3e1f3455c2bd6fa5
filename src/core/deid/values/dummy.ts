import { encodeValues } from '../../dicom/index.ts';
import type { VR } from '../../dicom/index.ts';

/** A value that is right for its VR and means nothing, PS3.15 E.2 `D`. */
const TEXT: Partial<Record<VR, string>> = {
  AE: 'ANONYMIZED',
  AS: '000Y',
  CS: 'UNKNOWN',
  DA: '19000101',
  DS: '0',
  DT: '19000101000000',
  IS: '0',
  LO: 'ANONYMIZED',
  LT: 'ANONYMIZED',
  PN: 'ANONYMIZED',
  SH: 'ANONYMIZED',
  ST: 'ANONYMIZED',
  TM: '000000',
  UC: 'ANONYMIZED',
  UR: 'urn:anonymized',
  UT: 'ANONYMIZED',
};

export const DUMMY_TEXT = 'ANONYMIZED';
export const DUMMY_DATE = '19000101';

export function dummyValue(vr: VR): Uint8Array {
  const text = TEXT[vr];
  if (text !== undefined) return encodeValues(vr, [text]);
  if (vr === 'OB' || vr === 'UN' || vr === 'SQ' || vr === 'UI') return new Uint8Array(2);
  return encodeValues(vr, [0]);
}
