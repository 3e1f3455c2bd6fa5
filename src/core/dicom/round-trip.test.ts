import { describe, expect, it } from 'vitest';
import {
  buildDataset, Dataset, fromDicomJson, makeElement, makeEncapsulated, makeFile, numbers, readDicom, sequence, text, textElement, texts, toDicomJson,
  TRANSFER_SYNTAX, withItems, writeDicom, writeDicomChunks,
} from './index.ts'; // prettier-ignore
import { NATIVE_SYNTAXES, sample, SAMPLES, SMALL_IMAGE } from './testing/samples.ts';

const json = (dataset: Dataset): unknown => JSON.parse(JSON.stringify(toDicomJson(dataset)));

describe.each(Object.keys(SAMPLES))('%s', (name) => {
  it.each(NATIVE_SYNTAXES)('comes back from %s with every value', (transferSyntaxUID) => {
    const built = sample(name);
    const read = readDicom(writeDicom(makeFile(built, transferSyntaxUID)));
    expect(read.transferSyntaxUID).toBe(transferSyntaxUID);
    // Implicit little endian has no VR for private elements, so those are compared below by what explicit keeps.
    if (transferSyntaxUID !== TRANSFER_SYNTAX.implicitLittle) expect(json(read.dataset)).toEqual(json(built));
    expect(texts(read.dataset, 'PatientName')).toEqual(texts(built, 'PatientName'));
    expect(read.dataset.elements.map(({ tag }) => tag)).toEqual(built.elements.map(({ tag }) => tag));
  });

  it.each(NATIVE_SYNTAXES.flatMap((from) => NATIVE_SYNTAXES.map((to) => [from, to])))(
    'is converted from %s to %s and back',
    (from, to) => {
      const original = writeDicom(makeFile(sample(name), from ?? ''));
      const there = writeDicom(readDicom(original), { transferSyntaxUID: to ?? '' });
      const back = writeDicom(readDicom(there), { transferSyntaxUID: from ?? '' });
      // Values above 64 KiB and private VRs do not survive implicit; everything else must.
      const strip = (bytes: Uint8Array): unknown => {
        const { dataset } = readDicom(bytes);
        return Object.fromEntries(Object.entries(json(dataset) as object).filter(([key]) => !/^0009|^0029/.test(key)));
      };
      expect(strip(back)).toEqual(strip(original));
      expect(readDicom(there).transferSyntaxUID).toBe(to);
    },
  );

  it('comes back from JSON', () => {
    const built = sample(name);
    expect(json(fromDicomJson(json(built)))).toEqual(json(built));
  });
});

describe('writing', () => {
  it('changes only what was changed', () => {
    const before = writeDicom(makeFile(sample('nested'), TRANSFER_SYNTAX.explicitLittle));
    const file = readDicom(before);
    file.dataset.set(textElement(0x00100010, 'PN', 'X^Y', file.dataset));
    const after = writeDicom(file);
    expect(after.length).toBe(before.length);
    const differing = Array.from(before).flatMap((byte, i) => (byte === after[i] ? [] : [i]));
    expect(differing.length).toBe(2);
    expect(text(readDicom(after).dataset, 'PatientName')).toBe('X^Y');
  });

  it('writes a change deep inside with right lengths around it', () => {
    const file = readDicom(writeDicom(makeFile(sample('nested'), TRANSFER_SYNTAX.explicitLittle)));
    const item = sequence(file.dataset, 'ReferencedSeriesSequence')[1] as Dataset; // the sample has two
    item.set(textElement(0x00100010, 'PN', 'Иванов^Пётр', item));
    expect(file.dataset.isTouched).toBe(true);
    const read = readDicom(writeDicom(file)).dataset;
    expect(text(sequence(read, 'ReferencedSeriesSequence')[1] as Dataset, 'PatientName')).toBe('Иванов^Пётр');
    expect(text(sequence(read, 'ReferencedSeriesSequence')[0] as Dataset, 'SeriesInstanceUID')).toBe('1.2');
  });

  it('keeps undefined lengths of what it has to write anew', () => {
    const file = readDicom(writeDicom(makeFile(sample('nested'), TRANSFER_SYNTAX.explicitLittle)));
    const before = file.dataset.get('ReferencedSeriesSequence');
    if (before === undefined) throw new Error('the sample has this sequence');
    const undefinedLength = Object.assign(withItems(before, before.items ?? []), { undefinedLength: true });
    file.dataset.set(undefinedLength);
    const read = readDicom(writeDicom(file)).dataset;
    const again = read.get('ReferencedSeriesSequence');
    expect(again?.undefinedLength).toBe(true);
    again?.items?.[0]?.delete('SeriesInstanceUID');
    const last = readDicom(writeDicom({ ...file, dataset: read })).dataset;
    expect(last.get('ReferencedSeriesSequence')?.undefinedLength).toBe(true);
  });

  it('hands on pixel bytes by reference', () => {
    const pixels = new Uint8Array(100_000);
    const bytes = writeDicom(
      makeFile(
        buildDataset({ ...SMALL_IMAGE, Rows: 250, Columns: 100, PixelData: pixels }),
        TRANSFER_SYNTAX.explicitLittle,
      ),
    );
    const file = readDicom(bytes);
    file.dataset.delete('Modality');
    expect(writeDicomChunks(file).some((chunk) => chunk.buffer === bytes.buffer && chunk.length >= pixels.length)).toBe(
      true,
    );
  });

  it('pads odd values and writes text longer than 64 KiB as UN', () => {
    const bytes = writeDicom(
      makeFile(
        buildDataset({ ...SMALL_IMAGE, PatientID: 'abc', PatientComments: 'y'.repeat(65_535) }),
        TRANSFER_SYNTAX.explicitLittle,
      ),
    );
    const { dataset } = readDicom(bytes);
    expect(dataset.get('PatientID')?.value.length).toBe(4);
    expect(text(dataset, 'PatientComments')).toBe('y'.repeat(65_535));
    expect(bytes.length % 2).toBe(0);
  });

  it('leaves out group lengths that have become wrong', () => {
    const dataset = sample('smallImage');
    dataset.set(makeElement(0x00280000, 'UL', Uint8Array.of(1, 0, 0, 0)));
    expect(readDicom(writeDicom(makeFile(dataset, TRANSFER_SYNTAX.explicitLittle))).dataset.has(0x00280000)).toBe(
      false,
    );
  });

  it('writes File Meta Information with the right group length', () => {
    const bytes = writeDicom(makeFile(sample('smallImage'), TRANSFER_SYNTAX.implicitLittle));
    const { meta, origin } = readDicom(bytes);
    expect(numbers(meta, 'FileMetaInformationGroupLength')).toEqual([(origin?.datasetStart ?? 0) - 144]);
    expect(text(meta, 'MediaStorageSOPInstanceUID')).toBe('2.25.1234567890');
  });

  it('names the transfer syntax that is written, however the caller came to change it', () => {
    const read = readDicom(writeDicom(makeFile(sample('smallImage'), TRANSFER_SYNTAX.explicitLittle)));
    const bare = readDicom(writeDicom(makeFile(sample('smallImage'), TRANSFER_SYNTAX.deflated)));
    const compressed = new Dataset();
    for (const element of read.dataset) compressed.append(element);
    compressed.set(makeEncapsulated(0x7fe00010, [Uint8Array.of(1, 2)]));
    for (const file of [
      { ...read, transferSyntaxUID: TRANSFER_SYNTAX.implicitLittle },
      { ...read, transferSyntaxUID: TRANSFER_SYNTAX.deflated },
      { ...read, transferSyntaxUID: TRANSFER_SYNTAX.rleLossless, dataset: compressed },
      { ...read, preamble: undefined, meta: new Dataset(), transferSyntaxUID: TRANSFER_SYNTAX.implicitLittle },
      { ...bare, transferSyntaxUID: TRANSFER_SYNTAX.explicitBig },
    ]) {
      const again = readDicom(writeDicom(file));
      expect(text(again.meta, 'TransferSyntaxUID')).toBe(file.transferSyntaxUID);
      expect(again.declaredTransferSyntaxUID).toBeUndefined();
      expect(text(again.dataset, 'PatientID')).toBe(text(read.dataset, 'PatientID'));
    }
  });

  it('writes another data set for the one that was read, also where nobody changed an element', () => {
    const read = readDicom(writeDicom(makeFile(sample('smallImage'), TRANSFER_SYNTAX.deflated)));
    const fewer = new Dataset();
    for (const element of read.dataset) if (element.tag !== 0x00280008) fewer.append(element);
    const again = readDicom(writeDicom({ ...read, dataset: fewer }));
    expect(again.dataset.has(0x00280008)).toBe(false);
    expect(again.dataset.size).toBe(read.dataset.size - 1);
  });

  it('refuses to turn compressed pixels into native ones', () => {
    const dataset = sample('smallImage');
    dataset.set(makeEncapsulated(0x7fe00010, [Uint8Array.of(1, 2), Uint8Array.of(3, 4)]));
    const file = readDicom(writeDicom(makeFile(dataset, TRANSFER_SYNTAX.rleLossless)));
    expect(() => writeDicom(file, { transferSyntaxUID: TRANSFER_SYNTAX.explicitLittle })).toThrow(
      expect.objectContaining({ code: 'unsupported-transfer-syntax' }),
    );
  });

  it('refuses a file that was read without its pixels', () => {
    const bytes = writeDicom(makeFile(sample('smallImage'), TRANSFER_SYNTAX.explicitLittle));
    const head = readDicom(bytes, { stopBeforePixelData: true });
    expect(head.isComplete).toBe(false);
    expect(head.dataset.has('PixelData')).toBe(false);
    expect(() => writeDicom(head)).toThrow(expect.objectContaining({ code: 'no-pixel-data' }));
  });
});
