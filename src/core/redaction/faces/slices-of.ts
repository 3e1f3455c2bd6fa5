// Frames of a file as slices in the units of the modality.
import { type Dataset, type DicomFile, item, number, sequence } from '../../dicom/index.ts';
import type { PixelCodecs } from '../codecs/pixel-codecs.ts';
import { valueReader } from '../pixels/frame.ts';
import { openFrames } from '../pixels/frame-reader.ts';
import { geometryOf } from './slice-geometry.ts';
import type { Slice } from './slice-stack.ts';

/** Frames without a place in the patient are left out, and so is colour. */
export async function* slicesOf(
  file: Pick<DicomFile, 'dataset' | 'transferSyntaxUID'>,
  codecs: PixelCodecs,
): AsyncGenerator<Slice> {
  const reader = openFrames(file, codecs);
  if (reader.layout.samplesPerPixel !== 1) return;
  for (let index = 0; index < reader.count; index++) {
    const geometry = geometryOf(file.dataset, index);
    if (geometry === undefined) continue;
    const { layout, words } = await reader.frame(index);
    const read = valueReader(layout);
    const { slope, intercept } = rescaleOf(file.dataset, index);
    const values = new Float32Array(words.length);
    for (let at = 0; at < words.length; at++) values[at] = read(words[at] ?? 0) * slope + intercept;
    yield { geometry, rows: layout.rows, columns: layout.columns, values };
  }
}

function rescaleOf(dataset: Dataset, frame: number): { slope: number; intercept: number } {
  const own = sequence(dataset, 'PerFrameFunctionalGroupsSequence')[frame];
  const shared = item(dataset, 'SharedFunctionalGroupsSequence');
  for (const level of [own, shared]) {
    const found = level === undefined ? undefined : item(level, 'PixelValueTransformationSequence');
    const slope = found === undefined ? undefined : number(found, 'RescaleSlope');
    if (found !== undefined && slope !== undefined) return { slope, intercept: number(found, 'RescaleIntercept') ?? 0 };
  }
  return { slope: number(dataset, 'RescaleSlope') ?? 1, intercept: number(dataset, 'RescaleIntercept') ?? 0 };
}
