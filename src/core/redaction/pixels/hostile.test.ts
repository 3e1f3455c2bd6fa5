// Files that lie about their pixels: refused with a code, quickly, and without taking the memory that they claim.
import { describe, expect, it } from 'vitest';
import { createNodePixelCodecs } from '../../../cli/inference/pixel-codecs.ts';
import { syntheticImage } from '../../../testing/datasets.ts';
import {
  type Attributes,
  buildDataset,
  type DicomFile,
  makeEncapsulated,
  makeFile,
  TRANSFER_SYNTAX,
} from '../../dicom/index.ts';
import { decodeRle, encodeRle } from '../codecs/rle.ts';
import { openFrames, redactPixels } from '../index.ts';
import { canDecode } from './stream-decoder.ts';

const codecs = createNodePixelCodecs();

function image(attributes: Attributes, fragment?: Uint8Array, uid: string = TRANSFER_SYNTAX.explicitLittle): DicomFile {
  const dataset = syntheticImage({ rows: 16, columns: 16 });
  for (const element of buildDataset(attributes)) dataset.set(element);
  if (fragment !== undefined) dataset.set(makeEncapsulated(0x7fe00010, [fragment]));
  return makeFile(dataset, uid);
}

const cover = (file: DicomFile) => redactPixels(file, { allFrames: [{ x: 0, y: 0, width: 4, height: 4 }] }, codecs);

describe('pixels that are not what the header says', () => {
  it.each<[string, Attributes, string]>([
    ['more rows than bytes', { Rows: 65_535, Columns: 65_535 }, 'pixel-data-length'],
    ['no rows', { Rows: 0 }, 'bad-pixel-description'],
    ['more frames than bytes', { NumberOfFrames: 2_000_000_000 }, 'pixel-data-length'],
    ['more bits stored than allocated', { BitsStored: 12 }, 'unsupported-pixels'],
    ['a high bit outside the word', { HighBit: 9 }, 'unsupported-pixels'],
    ['24 bits allocated', { BitsAllocated: 24, Rows: 4, Columns: 4 }, 'unsupported-pixels'],
    ['nine samples per pixel', { SamplesPerPixel: 9, Rows: 4, Columns: 4 }, 'unsupported-pixels'],
    [
      '4:2:2 with an odd row',
      { SamplesPerPixel: 3, PhotometricInterpretation: 'YBR_FULL_422', Rows: 4, Columns: 5 },
      'unsupported-pixels',
    ],
  ])('are refused: %s', async (_what, attributes, code) => {
    await expect(cover(image(attributes))).rejects.toMatchObject({ code });
  });

  it.each<[string, string]>([
    ['RLE', TRANSFER_SYNTAX.rleLossless],
    ['JPEG', TRANSFER_SYNTAX.jpegBaseline],
    ['JPEG lossless', TRANSFER_SYNTAX.jpegLossless],
    ['JPEG-LS', TRANSFER_SYNTAX.jpegLSLossless],
    ['JPEG 2000', TRANSFER_SYNTAX.jpeg2000],
    ['HTJ2K', TRANSFER_SYNTAX.htj2kLossless],
    ['deflated frames', '1.2.840.10008.1.2.8.1'],
  ])('are refused when the %s stream is noise', async (_what, uid) => {
    const noise = Uint8Array.from({ length: 200 }, (_, at) => (at * 89 + 13) & 0xff);
    await expect(cover(image({}, noise, uid))).rejects.toMatchObject({ name: 'RedactionError' });
  });

  it('are refused when the stream has another size', async () => {
    const stream = await codecs.encodeJpegLS({
      columns: 8,
      rows: 8,
      components: 1,
      precision: 8,
      bytes: new Uint8Array(64),
      isSigned: false,
    });
    await expect(cover(image({}, stream, TRANSFER_SYNTAX.jpegLSLossless))).rejects.toMatchObject({
      code: 'damaged-pixel-data',
    });
  });

  it('are refused in video and in syntaxes that nobody knows', async () => {
    expect(canDecode('1.2.840.10008.1.2.4.102')).toBe(false);
    const video = image({}, new Uint8Array(64), '1.2.840.10008.1.2.4.102');
    await expect(cover(video)).rejects.toMatchObject({ code: 'unsupported-transfer-syntax' });
  });

  it('never grow beyond a frame when they are inflated', async () => {
    const { deflateSync } = await import('fflate');
    const bomb = deflateSync(new Uint8Array(50_000_000));
    const frame = await openFrames(image({}, bomb, '1.2.840.10008.1.2.8.1'), codecs).frame(0);
    expect(frame.words.byteLength).toBeLessThanOrEqual(256);
    expect(frame.words.buffer.byteLength).toBeLessThanOrEqual(65_536);
  });

  it('take boxes that lie outside, and cover nothing', async () => {
    const file = image({});
    const far = [
      { x: 1e9, y: -1e9, width: 5, height: 5 },
      { x: NaN, y: 0, width: 1, height: 1 },
      { x: -3, y: -3, width: 2, height: 2 },
    ];
    const { elements } = await redactPixels(file, { allFrames: far }, codecs);
    expect(elements[0]!.value).toEqual(file.dataset.get('PixelData')!.value);
  });
});

describe('run lengths', () => {
  it('come back as they were, whatever the bytes', () => {
    let state = 1;
    for (let round = 0; round < 200; round++) {
      const bytes = Uint8Array.from({ length: 7 * 11 * 6 }, () => {
        state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
        return round % 3 === 0 ? state >>> 24 : (state >>> 28) & 1;
      });
      expect(decodeRle(encodeRle(bytes, 11, 3, 2), 77, 3, 2)).toEqual(bytes);
    }
  });
  it('that end too early or point outside are refused', () => {
    const stream = encodeRle(new Uint8Array(64).fill(3), 8, 1, 1);
    expect(() => decodeRle(stream.subarray(0, 64), 64, 1, 1)).toThrow(
      expect.objectContaining({ code: 'short-pixel-data' }),
    );
    expect(() => decodeRle(stream, 64, 2, 1)).toThrow(expect.objectContaining({ code: 'damaged-pixel-data' }));
    const outside = stream.slice();
    new DataView(outside.buffer).setUint32(4, 4_000_000, true);
    expect(() => decodeRle(outside, 64, 1, 1)).toThrow(expect.objectContaining({ code: 'damaged-pixel-data' }));
  });
});
