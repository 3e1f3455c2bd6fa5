import { describe, expect, it } from 'vitest';
import {
  blobSource,
  buildDataset, type ByteSource, type DicomFile, framesOf, makeEncapsulated, makeFile, readDicomHead, text, textElement, toDicomJson, TRANSFER_SYNTAX, writeDicom,
  writeDicomStream, readDicom,
} from '../index.ts'; // prettier-ignore
import { ascii, concat, NATIVE_SYNTAXES, sample, SAMPLES, SMALL_IMAGE } from '../testing/samples.ts';

interface Counted extends ByteSource {
  bytesRead: number;
}
const sourceOf = (bytes: Uint8Array): Counted => ({
  size: bytes.length,
  bytesRead: 0,
  read(offset, length) {
    this.bytesRead += length;
    return Promise.resolve(bytes.slice(offset, offset + length));
  },
});
const stream = async (file: DicomFile, pieceBytes?: number): Promise<Uint8Array> => {
  const parts: Uint8Array[] = [];
  for await (const part of writeDicomStream(file, {}, pieceBytes)) parts.push(part.slice());
  return concat(...parts);
};
const big = (): Uint8Array =>
  writeDicom(
    makeFile(
      buildDataset({
        ...SMALL_IMAGE,
        Rows: 2000,
        Columns: 1000,
        NumberOfFrames: 1,
        PixelData: new Uint8Array(4_000_000).map((_, i) => i % 251),
      }),
      TRANSFER_SYNTAX.explicitLittle,
    ),
  );

describe.each(Object.keys(SAMPLES))('%s', (name) => {
  it.each(NATIVE_SYNTAXES)('has the same head and the same bytes in %s', async (uid) => {
    const bytes = writeDicom(makeFile(sample(name), uid));
    const head = await readDicomHead(sourceOf(bytes), { bulkBytes: 40 });
    expect(await stream(head, 13)).toEqual(bytes);
    const whole = await readDicomHead(sourceOf(bytes));
    expect(toDicomJson(whole.dataset)).toEqual(toDicomJson(readDicom(bytes).dataset));
  });
});

describe('large values', () => {
  it('stay in the source', async () => {
    const source = sourceOf(big());
    const head = await readDicomHead(source);
    expect(source.bytesRead).toBeLessThan(300_000);
    expect(head.dataset.get('PixelData')?.isLoaded).toBe(false);
    expect(() => head.dataset.get('PixelData')?.value).toThrow(expect.objectContaining({ code: 'value-not-loaded' }));
    expect(() => writeDicom(head)).toThrow(expect.objectContaining({ code: 'value-not-loaded' }));
    const [range] = framesOf(head).ranges(0);
    expect((range?.end ?? 0) - (range?.start ?? 0)).toBe(4_000_000);
  });

  it('are copied piece by piece around a changed header', async () => {
    const bytes = big();
    const head = await readDicomHead(sourceOf(bytes));
    head.dataset.set(textElement(0x00100010, 'PN', 'NEW^NAME', head.dataset));
    const read = readDicom(await stream(head, 100_000));
    expect(text(read.dataset, 'PatientName')).toBe('NEW^NAME');
    expect(Buffer.from(framesOf(read).bytes(0)).equals(Buffer.from(framesOf(readDicom(bytes)).bytes(0)))).toBe(true);
  });

  it('in fragments are walked, not read', async () => {
    const dataset = buildDataset({ ...SMALL_IMAGE, NumberOfFrames: 20 });
    dataset.set(
      makeEncapsulated(
        0x7fe00010,
        Array.from({ length: 20 }, (_, n) => new Uint8Array(200_000).fill(n)),
      ),
    );
    const bytes = concat(writeDicom(makeFile(dataset, TRANSFER_SYNTAX.jpegBaseline)), ascii('appended junk'));
    const source = sourceOf(bytes);
    const head = await readDicomHead(source);
    expect(source.bytesRead).toBeLessThan(500_000);
    expect(framesOf(head).ranges(2)).toHaveLength(1);
    expect(new TextDecoder().decode(head.trailing)).toBe('appended junk');
    expect(await stream(head)).toEqual(bytes);
  });

  it('are found in a Blob', async () => {
    const head = await readDicomHead(blobSource(new Blob([big().slice()])));
    expect(head.dataset.get('PixelData')?.isLoaded).toBe(false);
    expect(await stream(head, 1_000_000)).toHaveLength(big().length);
  });

  it('are refused when the source ends before they do', async () => {
    const bytes = big();
    await expect(readDicomHead(sourceOf(bytes.subarray(0, bytes.length - 1)))).rejects.toMatchObject({
      code: 'truncated',
    });
    const lying = { ...sourceOf(bytes), read: () => Promise.resolve(new Uint8Array(3)) };
    await expect(readDicomHead(lying)).rejects.toMatchObject({ code: 'source-failed' });
  });

  it('stop the reader where asked', async () => {
    const head = await readDicomHead(sourceOf(big()), { stopBeforePixelData: true });
    expect(head.isComplete).toBe(false);
    expect(text(head.dataset, 'Rows')).toBe('2000');
  });

  it('in sequences must fit the window', async () => {
    const bytes = writeDicom(
      makeFile(
        buildDataset({ ReferencedSeriesSequence: [{ TextValue: 'x'.repeat(400_000) }] }),
        TRANSFER_SYNTAX.explicitLittle,
      ),
    );
    await expect(readDicomHead(sourceOf(bytes), { maxWindowBytes: 200_000 })).rejects.toMatchObject({
      code: 'budget-bytes',
    });
    const head = await readDicomHead(sourceOf(bytes));
    expect(await stream(head)).toEqual(bytes);
  });
});
