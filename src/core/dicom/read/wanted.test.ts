import { describe, expect, it } from 'vitest';
import {
  buildDataset, Dataset, DicomError, makeElement, makeFile, readDicom, sequence, text, TRANSFER_SYNTAX, type VR, writeDicom,
} from '../index.ts'; // prettier-ignore
import { NATIVE_SYNTAXES, sample, SAMPLES } from '../testing/samples.ts';

const words = (_tag: number, vr: VR): boolean => vr === 'LO' || vr === 'PN';
const tagsOf = (dataset: Dataset): number[] => dataset.elements.map(({ tag }) => tag);

describe('reading only what is wanted', () => {
  it.each(Object.keys(SAMPLES).flatMap((name) => NATIVE_SYNTAXES.map((syntax) => [name, syntax] as const)))(
    'gives the same values of what is wanted: %s, %s',
    (name, syntax) => {
      const bytes = writeDicom(makeFile(sample(name), syntax));
      const whole = readDicom(bytes).dataset;
      const part = readDicom(bytes, { wanted: words }).dataset;
      const expected = whole.elements.filter(
        ({ tag, vr, items, fragmentRanges }) =>
          items !== undefined || fragmentRanges !== undefined || words(tag, vr) || tag === 0x00080005 || tag >>> 16 === 0x28,
      ); // prettier-ignore
      expect(tagsOf(part)).toEqual(expected.map(({ tag }) => tag));
      for (const { tag } of expected) expect(text(part, tag)).toEqual(text(whole, tag));
    },
  );

  it('leaves out inside items too, and never a sequence', () => {
    const item = { PatientName: 'A^B', SliceThickness: 5, ContributingEquipmentSequence: [{ KVP: 1 }] };
    const bytes = writeDicom(
      makeFile(buildDataset({ PatientID: 'x', ContributingEquipmentSequence: [item] }), TRANSFER_SYNTAX.implicitLittle),
    );
    const [read] = sequence(readDicom(bytes, { wanted: words }).dataset, 'ContributingEquipmentSequence');
    expect(tagsOf(read ?? new Dataset())).toEqual([0x00100010, 0x0018a001]);
  });

  it('refuses what is refused otherwise: cut off, and twice the same tag', () => {
    const bytes = writeDicom(makeFile(sample('smallImage'), TRANSFER_SYNTAX.explicitLittle));
    for (let end = 200; end < bytes.length; end += 7) {
      const codeOf = (options: Parameters<typeof readDicom>[1]): unknown => {
        try {
          return readDicom(bytes.subarray(0, end), options).isComplete;
        } catch (error) {
          return error instanceof DicomError ? `${error.code} ${error.offset}` : error;
        }
      };
      expect(codeOf({ wanted: () => false })).toEqual(codeOf({}));
    }
    const odd = Uint8Array.from([
      ...writeDicom(makeFile(buildDataset({ SOPInstanceUID: '1.2', SliceThickness: 1 }), TRANSFER_SYNTAX.explicitLittle)),
      ...writeDicom(makeFile(buildDataset({ SliceThickness: 1 }), TRANSFER_SYNTAX.explicitLittle)).slice(-10),
    ]); // prettier-ignore
    expect(() => readDicom(odd, { wanted: () => false })).toThrow(
      expect.objectContaining({ code: 'duplicate-element' }),
    );
  });

  it('gives everything where tags stand in no order', () => {
    const dataset = new Dataset();
    dataset.append(makeElement(0x00180050, 'DS', new TextEncoder().encode('5 ')));
    dataset.append(makeElement(0x00100010, 'PN', new TextEncoder().encode('A^B ')));
    const bytes = writeDicom(makeFile(dataset, TRANSFER_SYNTAX.explicitLittle));
    expect(tagsOf(readDicom(bytes, { wanted: words }).dataset)).toEqual([0x00180050, 0x00100010]);
  });

  it('cannot be written', () => {
    const bytes = writeDicom(makeFile(sample('smallImage'), TRANSFER_SYNTAX.explicitLittle));
    expect(() => writeDicom(readDicom(bytes, { wanted: words }))).toThrow(DicomError);
  });
});
