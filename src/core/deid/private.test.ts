import { describe, expect, it } from 'vitest';
import {
  buildDataset,
  type Element,
  makeElement,
  makeFile,
  readDicom,
  TRANSFER_SYNTAX,
  type VR,
  writeDicom,
} from '../dicom/index.ts';
import { bytesOf, processBatch } from './testing/batch.ts';

const bytes = (value: string): Uint8Array => new TextEncoder().encode(value);

function privateAfter(
  elements: readonly (readonly [number, VR, Uint8Array])[],
  more: Parameters<typeof buildDataset>[0] = {},
  syntax: string = TRANSFER_SYNTAX.explicitLittle,
) {
  const dataset = buildDataset({
    SOPClassUID: '1.2.840.10008.5.1.4.1.1.4', SOPInstanceUID: '1.2.3.4.5.6.1', StudyInstanceUID: '1.2.3.4.5.6.2', SeriesInstanceUID: '1.2.3.4.5.6.3', PatientName: 'Quillfeather^Marisol',
    PatientID: 'MRN774411', StudyDate: '20140321', ...more,
  }); // prettier-ignore
  for (const [tag, vr, value] of elements) dataset.set(makeElement(tag, vr, value));
  const file = writeDicom(makeFile(dataset, TRANSFER_SYNTAX.explicitLittle), {
    transferSyntaxUID: syntax as '1.2.840.10008.1.2',
  });
  const [result] = processBatch([file]);
  return readDicom(bytesOf(result!))
    .dataset.elements.filter(({ tag }) => (tag >>> 16) & 1)
    .map(({ tag }: Element) => tag.toString(16).padStart(8, '0'));
}

const B_VALUE = new Uint8Array(new Float32Array([1000]).buffer);

describe('private elements', () => {
  it('stay when the table calls creator, group and element safe, in whatever block', () => {
    expect(privateAfter([[0x20010010, 'LO', bytes('Philips Imaging DD 001')], [0x20011003, 'FL', B_VALUE]])).toEqual(['20010010', '20011003']);
    expect(privateAfter([[0x200100a3, 'LO', bytes('PHILIPS IMAGING DD 001 ')], [0x2001a303, 'FL', B_VALUE]])).toEqual(['200100a3', '2001a303']);
  }); // prettier-ignore

  it('go when anything of that differs, and take a creator that owns nothing with them', () => {
    expect(privateAfter([[0x20010010, 'LO', bytes('Philips Imaging DD 999')], [0x20011003, 'FL', B_VALUE]])).toEqual([]);
    expect(privateAfter([[0x20010010, 'LO', bytes('Philips Imaging DD 001')], [0x200110ee, 'FL', B_VALUE]])).toEqual([]);
    expect(privateAfter([[0x20011003, 'FL', B_VALUE]])).toEqual([]);
  }); // prettier-ignore

  it('stay when the file says that they identify nobody, cleaned all the same', () => {
    const says = { PrivateDataElementCharacteristicsSequence: [{ PrivateGroupReference: 0x0099, PrivateCreatorReference: 'ACME', BlockIdentifyingInformationStatus: 'SAFE' }] };
    expect(privateAfter([[0x00990010, 'LO', bytes('ACME')], [0x00991001, 'LO', bytes('CHEST')], [0x00991002, 'LO', bytes('Quillfeather')]], says)).toEqual(['00990010', '00991001']);
  }); // prettier-ignore

  it('go when a number in them is a date, written out or as seconds since 1970', () => {
    const says = { PrivateDataElementCharacteristicsSequence: [{ PrivateGroupReference: 0x0099, PrivateCreatorReference: 'ACME', BlockIdentifyingInformationStatus: 'SAFE' }] };
    const seconds = new Uint8Array(new Uint32Array([1_395_396_000]).buffer);
    const day = new Uint8Array(new Uint32Array([20_140_321]).buffer);
    const count = new Uint8Array(new Uint32Array([77]).buffer);
    expect(privateAfter([[0x00990010, 'LO', bytes('ACME')], [0x00991001, 'UL', seconds], [0x00991002, 'UL', day], [0x00991003, 'UL', count], [0x00991004, 'IS', bytes('20140321')]], says)).toEqual(['00990010', '00991003']);
  }); // prettier-ignore

  it('are looked into where implicit little endian hides a sequence in bytes', () => {
    const says = { PrivateDataElementCharacteristicsSequence: [{ PrivateGroupReference: 0x0099, PrivateCreatorReference: 'ACME', BlockIdentifyingInformationStatus: 'SAFE' }] };
    const inner = buildDataset({ PatientName: 'Quillfeather^Marisol', BodyPartExamined: 'CHEST' });
    const whole = writeDicom(makeFile(buildDataset({ ContributingEquipmentSequence: [inner] }), TRANSFER_SYNTAX.implicitLittle));
    const items = whole.subarray(whole.length - readDicom(whole).dataset.elements[0]!.length);
    expect(privateAfter([[0x00990010, 'LO', bytes('ACME')], [0x00991001, 'UN', items]], says, TRANSFER_SYNTAX.implicitLittle)).toEqual(['00990010', '00991001']);
  }); // prettier-ignore
});
