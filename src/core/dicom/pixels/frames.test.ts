import { describe, expect, it } from 'vitest';
import {
  type Attributes,
  buildDataset,
  type DicomFile,
  framesOf,
  makeElement,
  makeEncapsulated,
  makeFile,
  readDicom,
  samplesOf,
  TRANSFER_SYNTAX,
  unpackBits,
  writeDicom,
} from '../index.ts';
import { SMALL_IMAGE } from '../testing/samples.ts';

const image = (attributes: Attributes, uid: string = TRANSFER_SYNTAX.explicitLittle): DicomFile =>
  readDicom(writeDicom(makeFile(buildDataset({ ...SMALL_IMAGE, ...attributes }), uid)));
const uint32s = (...values: number[]): Uint8Array => new Uint8Array(Uint32Array.from(values).buffer);
const uint64s = (...values: bigint[]): Uint8Array => new Uint8Array(BigUint64Array.from(values).buffer);

describe('native frames', () => {
  it('are slices of the bytes that were read', () => {
    const file = image({});
    const frames = framesOf(file);
    expect(frames.count).toBe(2);
    expect(frames.bytes(1)).toEqual(Uint8Array.from({ length: 24 }, (_, i) => 24 + i));
    expect(frames.bytes(1).buffer).toBe(file.origin?.bytes.buffer);
  });

  it('give the same samples in every byte order', () => {
    const PixelData = new Uint8Array(Int16Array.from({ length: 24 }, (_, i) => i * 100 - 1000).buffer);
    const little = image({ PixelData, PixelRepresentation: 1 });
    const big = readDicom(writeDicom(little, { transferSyntaxUID: TRANSFER_SYNTAX.explicitBig }));
    expect(samplesOf(framesOf(little), 1)).toEqual(Int16Array.from({ length: 12 }, (_, i) => (i + 12) * 100 - 1000));
    expect(samplesOf(framesOf(big), 1)).toEqual(samplesOf(framesOf(little), 1));
  });

  it('of 8 bits in OW words give the same samples in big endian', () => {
    const little = image({
      BitsAllocated: 8,
      PixelData: { vr: 'OW', value: Uint8Array.from({ length: 24 }, (_, i) => i) },
    });
    const big = readDicom(writeDicom(little, { transferSyntaxUID: TRANSFER_SYNTAX.explicitBig }));
    expect(samplesOf(framesOf(big), 1)).toEqual(samplesOf(framesOf(little), 1));
  });

  it('of 32 bits in OW words give the same samples in big endian', () => {
    const values = Uint32Array.from({ length: 24 }, (_, i) => i * 0x01020304);
    const little = image({ BitsAllocated: 32, BitsStored: 32, HighBit: 31, PixelData: new Uint8Array(values.buffer) });
    const big = readDicom(writeDicom(little, { transferSyntaxUID: TRANSFER_SYNTAX.explicitBig }));
    expect(samplesOf(framesOf(little), 1)).toEqual(values.subarray(12));
    expect(samplesOf(framesOf(big), 1)).toEqual(values.subarray(12));
  });

  it('of one bit begin inside bytes', () => {
    const file = image({
      BitsAllocated: 1,
      BitsStored: 1,
      HighBit: 0,
      NumberOfFrames: 3,
      PixelData: { vr: 'OB', value: Uint8Array.of(0b0000_0001, 0b0010_0000, 0b0000_0000, 0b1000_0001, 0b0000_1000) },
    });
    const frames = framesOf(file);
    expect([0, 1, 2].map((i) => frames.bitOffset(i))).toEqual([0, 4, 0]);
    expect([0, 1, 2].map((i) => frames.bytes(i).length)).toEqual([2, 2, 2]);
    expect([...unpackBits(frames, 0)]).toEqual([1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
    expect([...unpackBits(frames, 1)]).toEqual([0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
    expect([...unpackBits(frames, 2)]).toEqual([1, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 1]);
  });

  it('know that 4:2:2 stores two samples per pixel', () => {
    const file = image({
      SamplesPerPixel: 3,
      PhotometricInterpretation: 'YBR_FULL_422',
      BitsAllocated: 8,
      Columns: 2,
      Rows: 2,
      PixelData: { vr: 'OB', value: new Uint8Array(16) },
    });
    expect(framesOf(file).bytes(1).length).toBe(8);
  });

  it.each<[string, Attributes, string]>([
    ['too short', { PixelData: new Uint8Array(46) }, 'pixel-data-length'],
    ['without rows', { Rows: [] }, 'bad-pixel-description'],
    ['with 12 bits allocated', { BitsAllocated: 12 }, 'bad-pixel-description'],
    ['absent', { PixelData: undefined }, 'no-pixel-data'],
  ])('%s are refused', (_what, attributes, code) => {
    expect(() => framesOf(image(attributes))).toThrow(expect.objectContaining({ code }));
  });

  it('have numbers', () => {
    expect(() => framesOf(image({})).bytes(2)).toThrow(expect.objectContaining({ code: 'frame-number' }));
    expect(() => framesOf(image({})).bytes(-1)).toThrow(expect.objectContaining({ code: 'frame-number' }));
  });
});

describe('encapsulated frames', () => {
  const soi = (n: number): Uint8Array => Uint8Array.of(0xff, 0xd8, 0xff, n);
  const rest = (n: number): Uint8Array => Uint8Array.of(n, n);
  const file = (fragments: Uint8Array[], table: Uint8Array, count: number, more: Attributes = {}): DicomFile => {
    const dataset = buildDataset({ ...SMALL_IMAGE, NumberOfFrames: count, ...more });
    dataset.set(makeEncapsulated(0x7fe00010, fragments, table));
    return readDicom(writeDicom(makeFile(dataset, TRANSFER_SYNTAX.jpegBaseline)));
  };
  const first = Uint8Array.of(0xff, 0xd8, 0xff, 1, 1, 1);

  it.each([
    ['basic offset table', uint32s(0, 22), {}],
    [
      'extended offset table',
      new Uint8Array(0),
      { ExtendedOffsetTable: uint64s(0n, 22n), ExtendedOffsetTableLengths: uint64s(6n, 4n) },
    ],
    ['codestreams alone', new Uint8Array(0), {}],
    ['codestreams, with a table that is wrong', uint32s(0, 23), {}],
  ])('are joined by the %s', (_what, table, more) => {
    const frames = framesOf(file([soi(1), rest(1), soi(2)], table, 2, more));
    expect(frames.bytes(0)).toEqual(first);
    expect(frames.bytes(1)).toEqual(soi(2));
    expect(frames.ranges(0).length).toBe(2);
  });

  it('of one fragment each are given by reference', () => {
    const read = file([soi(1), soi(2)], new Uint8Array(0), 2);
    expect(framesOf(read).bytes(1).buffer).toBe(read.origin?.bytes.buffer);
  });

  it('that nothing tells apart are refused', () => {
    expect(() => framesOf(file([rest(1), rest(2), rest(3)], new Uint8Array(0), 2))).toThrow(
      expect.objectContaining({ code: 'frame-fragments' }),
    );
    expect(() => framesOf(file([rest(1)], new Uint8Array(0), 2))).toThrow(
      expect.objectContaining({ code: 'frame-fragments' }),
    );
  });

  it('survive rewriting with their tables', () => {
    const read = file([soi(1), rest(1), soi(2)], uint32s(0, 22), 2);
    read.dataset.set(makeElement(0x00100020, 'LO', Uint8Array.of(0x41, 0x42)));
    expect(framesOf(readDicom(writeDicom(read))).bytes(0)).toEqual(first);
  });
});
