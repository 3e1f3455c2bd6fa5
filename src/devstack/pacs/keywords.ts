import { entryOf, hexOf } from '../../core/dicom/index.ts';

/** `PatientID` -> `00100020`; undefined when PS3.6 has no such keyword. */
export function tagOf(keyword: string): string | undefined {
  const tag = entryOf(keyword)?.tag;
  return tag === undefined ? undefined : hexOf(tag);
}
