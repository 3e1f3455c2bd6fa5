// A name, a number and a date in every element of PS3.6 that can hold text, nested too: none of it may be left.
import { describe, expect, it } from 'vitest';
import {
  allEntries,
  buildDataset,
  Dataset,
  isPrivate,
  isText,
  makeElement,
  makeFile,
  makeSequence,
  TRANSFER_SYNTAX,
  type VR,
  writeDicom,
} from '../dicom/index.ts';
import { BUILT_IN_PROFILES, type OptionName } from './index.ts';
import { bytesOf, processBatch } from './testing/batch.ts';
import { secretsIn } from './testing/find-secrets.ts';

const SECRETS = [
  'quillfeather',
  'marisol',
  '7734-0912',
  '77340912',
  '20140321',
  '21-mar-14',
  '1.2.826.0.1.3680043.8.498',
];
const SAID: Partial<Record<VR, string>> = {
  AE: 'QUILLFEATHER', AS: '093Y', CS: 'QUILLFEATHER', DA: '20140321', DT: '20140321101112', LO: 'CT for Marisol Quillfeather 77340912 21-Mar-14',
  LT: 'CT for Marisol Quillfeather 7734-0912 on 20140321', PN: 'Quillfeather^Marisol', SH: 'QUILLFEATHER', ST: 'Quillfeather, Marisol 77340912',
  UC: 'MARISOL_QUILLFEATHER', UI: '1.2.826.0.1.3680043.8.498.20140321.7734', UR: 'http://quillfeather.example/77340912', UT: 'MarisolQuillfeather 20140321',
  TM: '101112', DS: '1', IS: '1',
}; // prettier-ignore
const ascii = (text: string): Uint8Array => Uint8Array.from(text, (letter) => letter.charCodeAt(0));
const NOT_FILLED = new Set([0x00080005, 0x00080016, 0x00080060, 0x00280301, 0x00420011]);

function filled(): Dataset {
  const dataset = new Dataset();
  for (const { tag, vr } of allEntries()) {
    const first = vr.slice(0, 2) as VR;
    if (tag < 0x00080000 || tag >>> 16 > 0x7fdf || isPrivate(tag) || NOT_FILLED.has(tag) || !isText(first)) continue;
    dataset.set(makeElement(tag, first, ascii(SAID[first] ?? '')));
  }
  return dataset;
}

function instance(): Uint8Array {
  const dataset = filled();
  for (const element of buildDataset({
    SOPClassUID: '1.2.840.10008.5.1.4.1.1.4',
    PatientID: 'MRN-7734-0912',
    PatientName: 'Quillfeather^Marisol',
    Modality: 'MR',
    StudyDate: '20140321',
  }).elements)
    dataset.set(element);
  const inner = filled();
  const deeper = filled();
  inner.set(makeSequence(0x00409096, [deeper]));
  // Real World Value Mapping, Contributing Equipment, Referenced Series: sequences that stay.
  for (const tag of [0x00081115, 0x0018a001, 0x00409096, 0x52009229]) dataset.set(makeSequence(tag, [inner]));
  return writeDicom(makeFile(dataset, TRANSFER_SYNTAX.explicitLittle));
}

describe('text in every element of PS3.6', () => {
  const file = instance();
  it.each(BUILT_IN_PROFILES)('profile %s', (profile) => {
    const [result] = processBatch([file], { profile });
    expect(secretsIn(bytesOf(result!), SECRETS)).toEqual([]);
  });

  it.each(['clean-descriptors', 'clean-structured-content', 'clean-graphics', 'retain-safe-private', 'retain-patient-characteristics', 'retain-longitudinal-modified-dates'] as OptionName[])('basic profile with %s', (option) => {
    const [result] = processBatch([file], { profile: 'basic', options: [option] });
    expect(secretsIn(bytesOf(result!), SECRETS)).toEqual([]);
  }); // prettier-ignore

  it('keeps nobody’s name even where device, institution, dates and UIDs are retained', () => {
    const options: OptionName[] = [
      'retain-device-identity',
      'retain-institution-identity',
      'retain-longitudinal-full-dates',
      'retain-uids',
    ];
    const [result] = processBatch([file], { profile: 'basic', options });
    expect(secretsIn(bytesOf(result!), ['quillfeather', 'marisol'])).toEqual([]);
  });
});
