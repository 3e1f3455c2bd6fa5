import { describe, expect, it } from 'vitest';
import { createNodePixelCodecs } from '../../../cli/inference/pixel-codecs.ts';
import { buildDataset, makeElement, makeFile, TRANSFER_SYNTAX } from '../../dicom/index.ts';
import { openFrames } from './frame-reader.ts';
import { renderingsOf } from './renderings.ts';

/** A picture of one row: each pixel red, green, blue. */
async function rendered(...pixels: [red: number, green: number, blue: number][]): Promise<number[][]> {
  const dataset = buildDataset({
    SOPClassUID: '1.2.840.10008.5.1.4.1.1.7', SOPInstanceUID: '2.25.1', Modality: 'OT', Rows: 1, Columns: pixels.length, SamplesPerPixel: 3,
    PhotometricInterpretation: 'RGB', PlanarConfiguration: 0, BitsAllocated: 8, BitsStored: 8, HighBit: 7, PixelRepresentation: 0,
  }); // prettier-ignore
  dataset.set(makeElement(0x7fe00010, 'OB', Uint8Array.from(pixels.flat())));
  const file = makeFile(dataset, TRANSFER_SYNTAX.explicitLittle);
  const frame = await openFrames(file, createNodePixelCodecs()).frame(0);
  return renderingsOf(frame, dataset).map(({ values }) => [...values].map((value) => Math.round(value * 100) / 100));
}

describe('renderings of colour', () => {
  it('let red ink stand alone that has the brightness of what is around', async () => {
    const [luma, chroma] = await rendered([255, 0, 0], [76, 76, 76], [200, 200, 200]);
    expect(luma).toEqual([0.3, 0.3, 0.78]);
    expect(chroma).toEqual([1, 0, 0]);
  });

  it('are one where colour is grey, or nearly', async () => {
    expect(await rendered([10, 10, 10], [200, 210, 205])).toEqual([[0.04, 0.81]]);
  });
});
