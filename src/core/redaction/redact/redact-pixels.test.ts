import { describe, expect, it } from 'vitest';
import { createNodePixelCodecs } from '../../../cli/inference/pixel-codecs.ts';
import { syntheticImage } from '../../../testing/datasets.ts';
import {
  type Attributes, buildDataset, type DicomFile, Element, framesOf, makeEncapsulated, makeFile, readDicom, samplesOf, TRANSFER_SYNTAX, writeDicom, writeDicomStream,
} from '../../dicom/index.ts'; // prettier-ignore
import { encodeRle } from '../codecs/rle.ts';
import { type Box, openFrames, type PixelLayout, redactFile, redactPixels } from '../index.ts';
import { sampleIndex } from '../pixels/layout.ts';
import { packFrame } from '../pixels/pack-frame.ts';
import { decodeStream } from '../pixels/stream-decoder.ts';
import { targetFor } from './target-syntax.ts';

const codecs = createNodePixelCodecs();
const BOX: Box = { x: 4, y: 3, width: 6, height: 4 };
const ROWS = 12;
const COLUMNS = 16;

interface Kind {
  readonly name: string;
  readonly attributes: Attributes;
  readonly samples: number;
  readonly bytes: number;
}

const kind = (name: string, samples: number, bytes: number, attributes: Attributes): Kind => ({
  name,
  samples,
  bytes,
  attributes,
});
const PALETTE = new Uint8Array(512).map((_, at) => (at * 7) & 0xff);
const KINDS: readonly Kind[] = [
  kind('MONOCHROME2 of 8 bits', 1, 1, {}),
  kind('MONOCHROME1 of 8 bits', 1, 1, { PhotometricInterpretation: 'MONOCHROME1' }),
  kind('12 of 16 bits', 1, 2, { BitsStored: 12, HighBit: 11 }),
  kind('16 bits with sign', 1, 2, { PixelRepresentation: 1 }),
  kind('12 bits with sign', 1, 2, { PixelRepresentation: 1, BitsStored: 12, HighBit: 11 }),
  kind('10 bits below bit 12', 1, 2, { BitsStored: 10, HighBit: 12 }),
  kind('32 bits', 1, 4, {}),
  kind('RGB', 3, 1, { PhotometricInterpretation: 'RGB', PlanarConfiguration: 0 }),
  kind('RGB in planes', 3, 1, { PhotometricInterpretation: 'RGB', PlanarConfiguration: 1 }),
  kind('RGB of 16 bits', 3, 2, { PhotometricInterpretation: 'RGB', PlanarConfiguration: 0 }),
  kind('YBR_FULL', 3, 1, { PhotometricInterpretation: 'YBR_FULL', PlanarConfiguration: 0 }),
  kind('PALETTE COLOR', 1, 1, {
    PhotometricInterpretation: 'PALETTE COLOR',
    RedPaletteColorLookupTableDescriptor: [256, 0, 16],
    GreenPaletteColorLookupTableDescriptor: [256, 0, 16],
    BluePaletteColorLookupTableDescriptor: [256, 0, 16],
    RedPaletteColorLookupTableData: PALETTE,
    GreenPaletteColorLookupTableData: PALETTE,
    BluePaletteColorLookupTableData: PALETTE,
  }),
];

/** Bytes that repeat nowhere, so that a wrong place shows. */
function noise(length: number, seed: number): Uint8Array {
  let state = seed;
  return Uint8Array.from({ length }, () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state >>> 24;
  });
}

function pixelsOf({ samples, bytes, attributes }: Kind, frames: number): Uint8Array {
  const value = noise(ROWS * COLUMNS * samples * bytes * frames, 7);
  const stored = typeof attributes['BitsStored'] === 'number' ? attributes['BitsStored'] : bytes * 8;
  const high = typeof attributes['HighBit'] === 'number' ? attributes['HighBit'] : stored - 1;
  if (bytes !== 2 || stored === 16) return value;
  const words = new Uint16Array(value.buffer);
  const down = high + 1 - stored;
  for (let at = 0; at < words.length; at++) {
    const word = (words[at]! >> (16 - stored)) << down;
    words[at] = attributes['PixelRepresentation'] === 1 ? (word << (31 - high)) >> (31 - high) : word;
  }
  return value;
}

function fileOf(of: Kind, frames = 2, uid: string = TRANSFER_SYNTAX.explicitLittle): DicomFile {
  const dataset = syntheticImage({ rows: ROWS, columns: COLUMNS, frames, samplesPerPixel: of.samples === 3 ? 3 : 1 });
  const built = buildDataset({
    SamplesPerPixel: of.samples,
    PhotometricInterpretation: 'MONOCHROME2',
    BitsAllocated: of.bytes * 8,
    BitsStored: of.bytes * 8,
    HighBit: of.bytes * 8 - 1,
    PixelRepresentation: 0,
    NumberOfFrames: frames,
    ...of.attributes,
    PixelData: { vr: 'OW', value: pixelsOf(of, frames) },
  });
  for (const element of built) dataset.set(element);
  const file = makeFile(dataset, TRANSFER_SYNTAX.explicitLittle);
  return readDicom(writeDicom(file, { transferSyntaxUID: uid }));
}

/** The same image as RLE frames; planes make no difference there. */
function asRle(file: DicomFile): DicomFile {
  const frames = framesOf(file);
  const { samplesPerPixel, bitsAllocated, isPlanar } = frames.description;
  const size = bitsAllocated / 8;
  const fragments = Array.from({ length: frames.count }, (_, index) => {
    const bytes = frames.bytes(index);
    return encodeRle(isPlanar ? interleaved(bytes, samplesPerPixel, size) : bytes, COLUMNS, samplesPerPixel, size);
  });
  file.dataset.set(makeEncapsulated(0x7fe00010, fragments));
  return readDicom(writeDicom({ ...file, transferSyntaxUID: TRANSFER_SYNTAX.rleLossless, origin: undefined }));
}

function interleaved(bytes: Uint8Array, samples: number, size: number): Uint8Array {
  const pixels = bytes.length / samples / size;
  const out = new Uint8Array(bytes.length);
  for (let at = 0; at < bytes.length; at++) {
    const sample = Math.floor(at / size / pixels);
    const pixel = Math.floor(at / size) % pixels;
    out[(pixel * samples + sample) * size + (at % size)] = bytes[at]!;
  }
  return out;
}

const isInside = (pixel: number): boolean => {
  const [x, y] = [pixel % COLUMNS, Math.floor(pixel / COLUMNS)];
  return x >= BOX.x && x < BOX.x + BOX.width && y >= BOX.y && y < BOX.y + BOX.height;
};

async function wordsByPixel(file: DicomFile): Promise<{ layout: PixelLayout; words: number[][][] }> {
  const reader = openFrames(file, codecs);
  const words: number[][][] = [];
  let layout = reader.layout;
  for (let index = 0; index < reader.count; index++) {
    const frame = await reader.frame(index);
    layout = frame.layout;
    words.push(
      Array.from({ length: ROWS * COLUMNS }, (_, pixel) =>
        Array.from(
          { length: layout.samplesPerPixel },
          (_unused, sample) => frame.words[sampleIndex(layout, pixel, sample)]!,
        ),
      ),
    );
  }
  return { layout, words };
}

async function redacted(file: DicomFile, options: Parameters<typeof redactPixels>[3] = {}): Promise<DicomFile> {
  const out = await redactFile(file, { allFrames: [BOX] }, codecs, { acceptedByPerson: false, ...options });
  return readDicom(writeDicom(out));
}

async function expectOnlyTheBoxChanged(before: DicomFile, after: DicomFile): Promise<void> {
  const [a, b] = [await wordsByPixel(before), await wordsByPixel(after)];
  for (const [frame, words] of a.words.entries()) {
    const now = b.words[frame]!;
    const changed = words.flatMap((values, pixel) => (values.join() === now[pixel]!.join() ? [] : [pixel]));
    expect(changed.filter((pixel) => !isInside(pixel))).toEqual([]);
    expect(changed.length).toBeGreaterThan(15);
    expect(new Set(now.filter((_, pixel) => isInside(pixel)).map((values) => values.join())).size).toBe(1);
  }
}

describe('redacted pixels', () => {
  it.each(KINDS)('of $name, uncompressed: nothing outside the box differs', async (of) => {
    for (const uid of [
      TRANSFER_SYNTAX.explicitLittle,
      TRANSFER_SYNTAX.implicitLittle,
      TRANSFER_SYNTAX.explicitBig,
      TRANSFER_SYNTAX.deflated,
    ]) {
      const file = fileOf(of, 2, uid);
      const after = await redacted(file);
      expect(after.transferSyntaxUID).toBe(uid);
      await expectOnlyTheBoxChanged(file, after);
    }
  });

  it.each(KINDS.filter(({ bytes, samples }) => bytes * samples <= 15))('of $name stay RLE', async (of) => {
    const file = asRle(fileOf(of));
    const after = await redacted(file);
    expect(after.transferSyntaxUID).toBe(TRANSFER_SYNTAX.rleLossless);
    await expectOnlyTheBoxChanged(file, after);
  });

  it.each(KINDS.filter(({ bytes }) => bytes <= 2))(
    'of $name come back from the compression that is chosen',
    async (of) => {
      const frame = await openFrames(asRle(fileOf(of)), codecs).frame(1);
      for (const choice of ['jpeg-ls', 'htj2k', 'rle'] as const) {
        // As if it had been lossy JPEG, whose own compression nothing is written in.
        const target = targetFor(TRANSFER_SYNTAX.jpegBaseline, frame.layout, choice);
        const isWide = of.samples === 3 && (of.bytes > 1 || of.attributes['PhotometricInterpretation'] !== 'RGB');
        expect(target.packing).toBe(choice === 'htj2k' && isWide ? 'jpeg-ls' : choice);
        const stream = await packFrame(frame, target, codecs);
        expect(stream.length % 2).toBe(0);
        const again = await decodeStream(stream, target.transferSyntaxUID, frame.layout, codecs);
        expect(again.words).toEqual(frame.words);
      }
    },
  );

  it('of YBR 4:2:2 cover both pixels that share a colour', async () => {
    const of = kind('YBR_FULL_422', 3, 1, { PhotometricInterpretation: 'YBR_FULL_422', PlanarConfiguration: 0 });
    const dataset = fileOf(of, 1).dataset;
    dataset.set(
      new Element(
        0x7fe00010,
        'OW',
        { ...dataset.get('PixelData')!.source, bytes: noise(ROWS * COLUMNS * 2, 3), remote: undefined },
        -1,
        0,
        ROWS * COLUMNS * 2,
      ),
    );
    const file = readDicom(writeDicom(makeFile(dataset, TRANSFER_SYNTAX.explicitLittle)));
    const odd = { x: 5, y: 3, width: 4, height: 4 };
    const { elements } = await redactPixels(file, { allFrames: [odd] }, codecs);
    const [before, after] = [file.dataset.get('PixelData')!.value, elements[0]!.value];
    const changedPairs = new Set(
      [...after.keys()].filter((at) => before[at] !== after[at]).map((at) => Math.floor(at / 4) % (COLUMNS / 2)),
    );
    expect(changedPairs).toEqual(new Set([2, 3, 4]));
  });

  it('of single bits are covered between bytes', async () => {
    const dataset = syntheticImage({ rows: 3, columns: 5, frames: 3 });
    const bits = buildDataset({
      BitsAllocated: 1,
      BitsStored: 1,
      HighBit: 0,
      PixelData: { vr: 'OB', value: Uint8Array.of(0xff, 0xff, 0xff, 0xff, 0xff, 0x1f) },
    });
    for (const element of bits) dataset.set(element);
    const file = readDicom(writeDicom(makeFile(dataset, TRANSFER_SYNTAX.explicitLittle)));
    // The middle frame has one dark pixel: black is 0 there. Elsewhere everything is 1, and so would be the fill.
    const plan = { allFrames: [], frames: new Map([[1, [{ x: 1, y: 1, width: 2, height: 1 }]]]) };
    file.dataset.set(
      new Element(
        0x7fe00010,
        'OB',
        { ...file.dataset.get('PixelData')!.source, bytes: Uint8Array.of(0xff, 0x7f, 0xff, 0xff, 0xff, 0x1f) },
        -1,
        0,
        6,
      ),
    );
    const { elements } = await redactPixels(file, plan, codecs);
    expect([...elements[0]!.value]).toEqual([0xff, 0x7f, 0x9f, 0xff, 0xff, 0x1f]);
  });

  it('of a cine are covered while they are written, one frame in memory', async () => {
    const dataset = syntheticImage({ frames: 120 });
    for (const element of buildDataset({ Rows: 800, Columns: 800 })) dataset.set(element);
    const value = new Uint8Array(800 * 800 * 120).fill(9);
    dataset.set(
      new Element(
        0x7fe00010,
        'OW',
        { bytes: value, encoding: { explicit: true, bigEndian: false }, valueBigEndian: false, remote: undefined },
        -1,
        0,
        value.length,
      ),
    );
    const file = makeFile(dataset, TRANSFER_SYNTAX.explicitLittle);
    value[800 * 800 * 119 + 1] = 200;
    const out = await redactFile(file, { allFrames: [{ x: 0, y: 0, width: 2, height: 1 }] }, codecs, {
      acceptedByPerson: true,
    });
    expect(out.dataset.get('PixelData')!.isLoaded).toBe(false);
    let length = 0;
    let largest = 0;
    let last: Uint8Array = new Uint8Array(0);
    for await (const piece of writeDicomStream(out, {}, 640_000)) {
      length += piece.length;
      largest = Math.max(largest, piece.length);
      last = piece;
    }
    expect(length).toBeGreaterThan(value.length);
    expect(largest).toBeLessThanOrEqual(640_000);
    expect(last.includes(200)).toBe(false);
  });

  it('say in the header what was done, and leave the flag to a person', async () => {
    const file = fileOf(KINDS[0]!);
    const open = await redacted(file);
    expect(open.dataset.has(0x00280301)).toBe(file.dataset.has(0x00280301));
    const accepted = await redactFile(file, { allFrames: [BOX] }, codecs, { acceptedByPerson: true });
    expect(accepted.dataset.get(0x00280301)!.value).toEqual(Uint8Array.of(0x4e, 0x4f));
    expect(accepted.dataset.get(0x00120064)!.items!.length).toBe(1);
    expect(new TextDecoder().decode(accepted.dataset.get(0x00080008)!.value)).toMatch(/^DERIVED\\/);
    expect(file.dataset.isTouched).toBe(false);
  });

  it('fill with what stands around when asked', async () => {
    const dataset = syntheticImage({ rows: 8, columns: 8 });
    const value = new Uint8Array(64).fill(100);
    value.fill(250, 27, 29);
    dataset.set(
      new Element(
        0x7fe00010,
        'OB',
        { bytes: value, encoding: { explicit: true, bigEndian: false }, valueBigEndian: false, remote: undefined },
        -1,
        0,
        64,
      ),
    );
    const box = { x: 2, y: 2, width: 4, height: 3 };
    const { elements } = await redactPixels(
      makeFile(dataset, TRANSFER_SYNTAX.explicitLittle),
      { allFrames: [box] },
      codecs,
      { fill: 'surrounding' },
    );
    expect([...elements[0]!.value].every((sample) => sample === 100)).toBe(true);
  });

  it('leave overlays outside the box, in planes and in unused bits', async () => {
    const of = kind('overlay in bit 15', 1, 2, { BitsStored: 12, HighBit: 11 });
    const file = fileOf(of, 1);
    const pixel = file.dataset.get('PixelData')!.value;
    for (let at = 1; at < pixel.length; at += 2) pixel[at] = pixel[at]! | 0x80;
    const plane = new Uint8Array((ROWS * COLUMNS) / 8).fill(0xff);
    for (const element of buildDataset({
      '60000010': { vr: 'US', value: ROWS }, '60000011': { vr: 'US', value: COLUMNS }, '60000050': { vr: 'SS', value: [1, 1] },
      '60000100': { vr: 'US', value: 1 }, '60000102': { vr: 'US', value: 0 }, '60003000': { vr: 'OW', value: plane },
      '60020010': { vr: 'US', value: ROWS }, '60020011': { vr: 'US', value: COLUMNS }, '60020100': { vr: 'US', value: 16 }, '60020102': { vr: 'US', value: 15 },
    })) file.dataset.set(element); // prettier-ignore
    const { embeddedBits } = await import('../index.ts');
    expect(embeddedBits(file.dataset)).toBe(0x8000);
    const out = await redactFile(
      file,
      { allFrames: [], overlays: [BOX], clearBits: embeddedBits(file.dataset) },
      codecs,
      { acceptedByPerson: false },
    );
    const now = samplesOf(framesOf(out), 0);
    const then = samplesOf(framesOf(file), 0);
    expect([...now].every((word, at) => word === (then[at]! & 0x7fff))).toBe(true);
    const cleared = out.dataset.get(0x60003000)!.value;
    const zeros = Array.from({ length: ROWS * COLUMNS }, (_, at) => at).filter(
      (at) => ((cleared[at >> 3]! >> (at & 7)) & 1) === 0,
    );
    expect(zeros).toEqual(Array.from({ length: ROWS * COLUMNS }, (_, at) => at).filter(isInside));
  });
});
