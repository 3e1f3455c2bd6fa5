import { describe, expect, it } from 'vitest';
import {
  buildDataset, type DicomErrorCode, itemsInside, lacksPixelData, makeElement, makeFile, numbers, readDicom, type ReadOptions, sequence, text, TRANSFER_SYNTAX, writeDicom,
} from '../index.ts'; // prettier-ignore
import { ascii, concat, implicitElement, rawElement, sample, SMALL_IMAGE } from '../testing/samples.ts';

const explicitFile = (...elements: Uint8Array[]): Uint8Array => {
  const base = writeDicom(makeFile(buildDataset({ SOPClassUID: '1.2' }), TRANSFER_SYNTAX.explicitLittle));
  return concat(base, ...elements);
};
const refusal = (bytes: Uint8Array, options?: ReadOptions): DicomErrorCode | undefined => {
  try {
    readDicom(bytes, options);
    return undefined;
  } catch (error) {
    return (error as { code: DicomErrorCode }).code;
  }
};
const ITEM = [0xfe, 0xff, 0x00, 0xe0];
const SEQUENCE_END = [0xfe, 0xff, 0xdd, 0xe0, 0, 0, 0, 0];
const UNDEFINED = [0xff, 0xff, 0xff, 0xff];

describe('files without all their parts', () => {
  const whole = writeDicom(makeFile(sample('nested'), TRANSFER_SYNTAX.explicitLittle));
  const { datasetStart } = readDicom(whole).origin ?? { datasetStart: 0 };

  it('reads a data set alone, in the transfer syntax it shows', () => {
    const read = readDicom(whole.subarray(datasetStart));
    expect(read.preamble).toBeUndefined();
    expect(read.transferSyntaxUID).toBe(TRANSFER_SYNTAX.explicitLittle);
    expect(writeDicom(read)).toEqual(whole.subarray(datasetStart));
    for (const uid of [TRANSFER_SYNTAX.implicitLittle, TRANSFER_SYNTAX.explicitBig]) {
      const other = writeDicom(readDicom(whole), { transferSyntaxUID: uid });
      const bare = other.subarray(readDicom(other).origin?.datasetStart);
      expect(readDicom(bare).transferSyntaxUID).toBe(uid);
    }
  });

  it('reads File Meta Information without preamble, and a prefix without preamble', () => {
    for (const start of [132, 128]) {
      const bytes = whole.subarray(start);
      expect(text(readDicom(bytes).dataset, 'PatientName')).toBe('A^B');
      expect(writeDicom(readDicom(bytes))).toEqual(bytes);
    }
  });

  it('refuses what is no DICOM', () => {
    for (const junk of ['', 'x', 'hello, this is not a data set', '\x89PNG\r\n\x1a\n'.padEnd(300, 'x')])
      expect(refusal(ascii(junk))).toBe('not-dicom');
  });
});

describe('wrong declarations', () => {
  it.each([
    [TRANSFER_SYNTAX.implicitLittle, TRANSFER_SYNTAX.explicitLittle],
    [TRANSFER_SYNTAX.explicitLittle, TRANSFER_SYNTAX.implicitLittle],
    [TRANSFER_SYNTAX.explicitLittle, TRANSFER_SYNTAX.explicitBig],
    [TRANSFER_SYNTAX.explicitBig, TRANSFER_SYNTAX.explicitLittle],
  ])('reads a file that says %s and is %s', (declared, actual) => {
    const bytes = writeDicom(makeFile(sample('smallImage'), actual));
    const file = readDicom(relabelledBy(bytes, declared));
    expect(file.transferSyntaxUID).toBe(actual);
    expect(file.declaredTransferSyntaxUID).toBe(declared);
    expect(writeDicom(file)).toEqual(relabelledBy(bytes, declared));
    file.dataset.delete('Modality');
    expect(readDicom(writeDicom(file)).declaredTransferSyntaxUID).toBeUndefined();
  });

  it('refuses transfer syntaxes that no file can have', () => {
    expect(
      refusal(
        relabelledBy(
          writeDicom(makeFile(sample('smallImage'), TRANSFER_SYNTAX.explicitLittle)),
          '1.2.840.10008.1.2.7.1',
        ),
      ),
    ).toBe('unsupported-transfer-syntax');
  });
});

/** The same file with another Transfer Syntax UID in its File Meta Information. */
function relabelledBy(bytes: Uint8Array, uid: string): Uint8Array {
  const { origin } = readDicom(bytes);
  const value = ascii(uid.length % 2 ? `${uid}\0` : uid);
  const meta = concat(rawElement(0x00020001, 'OB', [0, 1]), rawElement(0x00020010, 'UI', value));
  const length = rawElement(0x00020000, 'UL', [meta.length, 0, 0, 0]);
  return concat(bytes.subarray(0, 132), length, meta, bytes.subarray(origin?.datasetStart));
}

describe('UN', () => {
  it('resolves known tags to their true VR and leaves the bytes alone', () => {
    const bytes = explicitFile(rawElement(0x00280010, 'UN', [2, 1]), rawElement(0x00291001, 'UN', [1, 2]));
    const { dataset } = readDicom(bytes);
    expect(dataset.get('Rows')?.vr).toBe('US');
    expect(numbers(dataset, 'Rows')).toEqual([258]);
    expect(dataset.get(0x00291001)?.vr).toBe('UN');
    expect(writeDicom(readDicom(bytes))).toEqual(bytes);
  });

  it('reads numbers inside UN as little endian in big endian files too', () => {
    const little = explicitFile(rawElement(0x00280010, 'UN', [2, 1]));
    const big = writeDicom(readDicom(little), { transferSyntaxUID: TRANSFER_SYNTAX.explicitBig });
    expect(numbers(readDicom(big).dataset, 'Rows')).toEqual([258]);
  });

  it('reads a sequence in UN of undefined length as implicit little endian', () => {
    const inner = implicitElement(0x00081155, ascii('1.2.3\0'));
    const un = concat(
      rawElement(0x00081140, 'UN', [], 0xffffffff),
      ITEM,
      UNDEFINED,
      inner,
      [0xfe, 0xff, 0x0d, 0xe0, 0, 0, 0, 0],
      SEQUENCE_END,
    );
    const bytes = explicitFile(un);
    const file = readDicom(bytes);
    expect(
      sequence(file.dataset, 'ReferencedImageSequence').map((item) => text(item, 'ReferencedSOPInstanceUID')),
    ).toEqual(['1.2.3']);
    expect(writeDicom(file)).toEqual(bytes);
    sequence(file.dataset, 'ReferencedImageSequence')[0]?.set(makeElement(0x00081155, 'UI', ascii('1.2.4')));
    const again = readDicom(writeDicom(file)).dataset;
    expect(sequence(again, 'ReferencedImageSequence').map((item) => text(item, 'ReferencedSOPInstanceUID'))).toEqual([
      '1.2.4',
    ]);
  });

  it.each(['implicit', 'explicit'])('reads a known sequence in UN with a length, its items %s', (kind) => {
    const inner =
      kind === 'implicit'
        ? implicitElement(0x00081155, ascii('1.2.3\0'))
        : rawElement(0x00081155, 'UI', ascii('1.2.3\0'));
    const file = readDicom(explicitFile(rawElement(0x00081140, 'UN', concat(ITEM, [inner.length, 0, 0, 0], inner))));
    expect(
      sequence(file.dataset, 'ReferencedImageSequence').map((item) => text(item, 'ReferencedSOPInstanceUID')),
    ).toEqual(['1.2.3']);
  });

  it('keeps a sequence in UN that is none as bytes', () => {
    const file = readDicom(explicitFile(rawElement(0x00081140, 'UN', ascii('junk'))));
    expect(file.dataset.get('ReferencedImageSequence')?.vr).toBe('UN');
  });
});

describe('items inside bytes', () => {
  it('are found in private elements that implicit little endian has no VR for', () => {
    const file = readDicom(writeDicom(makeFile(sample('nested'), TRANSFER_SYNTAX.implicitLittle)));
    const element = file.dataset.get(0x00291020);
    if (element === undefined) throw new Error('the sample has this element');
    expect(element.vr).toBe('UN');
    expect(itemsInside(element, file.dataset)?.map((item) => text(item, 0x00290010))).toEqual(['ACME']);
    expect(itemsInside(makeElement(0x00291020, 'UN', ascii('no items at all')), file.dataset)).toBeUndefined();
  });
});

describe('refusals carry a code and a byte', () => {
  const start = explicitFile().length;
  it.each<[string, DicomErrorCode, Uint8Array]>([
    ['a value beyond the end', 'truncated', explicitFile(rawElement(0x00100010, 'PN', ascii('A^'), 4))],
    ['half a header', 'truncated', explicitFile(Uint8Array.of(0x10, 0, 0x10))],
    ['half a long header', 'truncated', explicitFile(rawElement(0x00081140, 'SQ', []).subarray(0, 10))],
    [
      'a sequence without end',
      'truncated',
      explicitFile(concat(rawElement(0x00081140, 'SQ', [], 0xffffffff), ITEM, [0, 0, 0, 0])),
    ],
    ['letters that are no VR', 'bad-vr', explicitFile(rawElement(0x00100010, 'QQ', ascii('AB')))],
    ['text of undefined length', 'bad-length', explicitFile(rawElement(0x00100010, 'UT', [], 0xffffffff))],
    [
      'an item longer than its sequence',
      'bad-length',
      explicitFile(
        rawElement(0x00081140, 'SQ', concat(ITEM, [9, 0, 0, 0])),
        rawElement(0x00100010, 'PN', ascii('A^BCDEFGHI')),
      ),
    ],
    ['no item in a sequence', 'bad-item', explicitFile(rawElement(0x00081140, 'SQ', ascii('12345678')))],
    ['a delimiter outside', 'unexpected-delimiter', explicitFile(Uint8Array.from(SEQUENCE_END))],
    [
      'the same tag twice',
      'duplicate-element',
      explicitFile(rawElement(0x00100010, 'PN', ascii('A^')), rawElement(0x00100010, 'PN', ascii('B^'))),
    ],
    [
      'encapsulated data without end',
      'truncated',
      explicitFile(concat(rawElement(0x7fe00010, 'OB', [], 0xffffffff), ITEM, [0, 0, 0, 0], ITEM, [2, 0, 0, 0, 1, 2])),
    ],
    [
      'a fragment of undefined length',
      'bad-length',
      explicitFile(concat(rawElement(0x7fe00010, 'OB', [], 0xffffffff), ITEM, UNDEFINED)),
    ],
  ])('%s', (_what, code, bytes) => {
    try {
      readDicom(bytes);
      expect.unreachable();
    } catch (error) {
      expect(error).toMatchObject({ name: 'DicomError', code });
      expect((error as { offset: number }).offset).toBeGreaterThanOrEqual(start);
      expect((error as { offset: number }).offset).toBeLessThanOrEqual(bytes.length);
    }
  });

  it('never says a value', () => {
    const bytes = explicitFile(rawElement(0x00100010, 'PN', ascii('SECRET^NAME'), 40));
    expect(() => readDicom(bytes)).toThrow(expect.not.objectContaining({ message: expect.stringContaining('SECRET') }));
  });
});

describe('budgets', () => {
  const nested = (depth: number): Uint8Array => {
    let bytes = new Uint8Array(0);
    for (let i = 0; i < depth; i++)
      bytes = concat(
        rawElement(0x00081140, 'SQ', [], 0xffffffff),
        ITEM,
        UNDEFINED,
        bytes,
        [0xfe, 0xff, 0x0d, 0xe0, 0, 0, 0, 0],
        SEQUENCE_END,
      ) as Uint8Array<ArrayBuffer>;
    return explicitFile(bytes);
  };
  it('bound depth, elements, lengths, bytes and pixels', () => {
    expect(refusal(nested(64))).toBeUndefined();
    expect(refusal(nested(65))).toBe('budget-depth');
    const image = writeDicom(makeFile(sample('smallImage'), TRANSFER_SYNTAX.explicitLittle));
    expect(refusal(image, { budgets: { maxElements: 5 } })).toBe('budget-elements');
    expect(refusal(image, { budgets: { maxElementBytes: 47 } })).toBe('budget-length');
    expect(refusal(image, { budgets: { maxTotalBytes: image.length - 1 } })).toBe('budget-bytes');
    expect(refusal(image, { budgets: { maxPixels: 23 } })).toBe('budget-pixels');
    expect(refusal(image, { budgets: { maxPixels: 24, maxTotalBytes: image.length } })).toBeUndefined();
  });

  it('stop a deflate bomb', () => {
    const bomb = writeDicom(
      makeFile(buildDataset({ ...SMALL_IMAGE, PixelData: new Uint8Array(2_000_000) }), TRANSFER_SYNTAX.deflated),
    );
    expect(bomb.length).toBeLessThan(10_000);
    expect(refusal(bomb, { budgets: { maxTotalBytes: 1_000_000 } })).toBe('budget-bytes');
  });
});

describe('what follows the data set', () => {
  const image = writeDicom(makeFile(sample('smallImage'), TRANSFER_SYNTAX.explicitLittle));

  it('is kept apart and written back', () => {
    for (const tail of [[0], new Uint8Array(50), ascii('DOE^JOHN was here, after the pixels')]) {
      const bytes = concat(image, tail);
      const file = readDicom(bytes);
      expect(file.trailing).toEqual(Uint8Array.from(tail));
      expect(writeDicom(file)).toEqual(bytes);
    }
  });

  it('is an element when it looks like one', () => {
    expect(refusal(concat(image, rawElement(0xfffcfffc, 'OB', [0, 0], 4)))).toBe('truncated');
    expect(readDicom(concat(image, rawElement(0xfffcfffc, 'OB', [0, 0]))).dataset.has(0xfffcfffc)).toBe(true);
  });

  it('is refused before any pixel data, unless it is zeros', () => {
    const report = writeDicom(
      makeFile(buildDataset({ SOPClassUID: '1.2', TextValue: 'x' }), TRANSFER_SYNTAX.explicitLittle),
    );
    expect(refusal(concat(report, ascii('DOE^JOHN was here')))).toBe('bad-vr');
    expect(readDicom(concat(report, new Uint8Array(16))).trailing?.length).toBe(16);
  });
});

describe('an image that ends before its pixels', () => {
  it('is told apart from objects that have none', () => {
    const { PixelData: _pixels, ...header } = SMALL_IMAGE;
    expect(lacksPixelData(makeFile(buildDataset(header), TRANSFER_SYNTAX.explicitLittle))).toBe(true);
    expect(lacksPixelData(makeFile(sample('smallImage'), TRANSFER_SYNTAX.explicitLittle))).toBe(false);
    expect(lacksPixelData(makeFile(sample('nested'), TRANSFER_SYNTAX.explicitLittle))).toBe(false);
  });
});

describe('deflated files', () => {
  const bytes = writeDicom(makeFile(sample('everyVR'), TRANSFER_SYNTAX.deflated));

  it('come back byte for byte while nothing is changed', () => {
    expect(writeDicom(readDicom(bytes))).toEqual(bytes);
    expect(writeDicom(readDicom(concat(bytes, [0])))).toEqual(concat(bytes, [0]));
  });

  it('are refused when the stream is cut anywhere', () => {
    const start = readDicom(bytes).origin?.datasetStart ?? 0;
    for (let cut = start; cut < bytes.length - 1; cut++)
      expect(refusal(bytes.subarray(0, cut))).toMatch(/bad-deflate|truncated/);
  });
});
