// What of the Image Pixel Module changes when compressed pixels are written in another compression.
import { buildDataset, type Dataset, type Element, text } from '../../dicom/index.ts';
import type { FrameReader } from '../pixels/frame-reader.ts';
import type { Target } from './target-syntax.ts';
import { type PixelLayout, samplesPerFrame } from '../pixels/layout.ts';

export function descriptionElements(
  dataset: Dataset,
  label: string,
  before: PixelLayout,
  { packing }: Target,
): Element[] {
  // Run lengths and fragments without compression lie as they did; the other streams have the samples of a pixel together.
  const endsPlanes = before.arrangement === 'planar' && (packing === 'jpeg-ls' || packing === 'htj2k');
  const built = buildDataset({
    PhotometricInterpretation: label === before.photometricInterpretation ? undefined : label,
    PlanarConfiguration: endsPlanes ? 0 : undefined,
  });
  return [...built.elements].filter(({ tag }) => dataset.has(tag) || tag === 0x00280004);
}

/** PS3.3 C.7.6.1.1.5: once lossy, always marked so, also when what is written now loses nothing. */
export function lossElements(dataset: Dataset, reader: FrameReader): Element[] {
  if (text(dataset, 'LossyImageCompression') === '01') return [];
  const { layout, transferSyntaxUID } = reader;
  const whole = samplesPerFrame(layout) * (layout.bitsAllocated / 8);
  const ratio = Math.max(1, Math.round((whole / Math.max(1, reader.storedBytes(0))) * 100) / 100);
  const built = buildDataset({
    LossyImageCompression: '01',
    LossyImageCompressionRatio: ratio,
    LossyImageCompressionMethod: methodOf(transferSyntaxUID),
  });
  return [...built.elements];
}

function methodOf(uid: string): string | undefined {
  if (/\.4\.(5\d|6[0-6])$/.test(uid)) return 'ISO_10918_1';
  if (uid.endsWith('.4.81')) return 'ISO_14495_1';
  if (uid.endsWith('.4.91')) return 'ISO_15444_1';
  return uid.endsWith('.4.203') ? 'ISO_15444_15' : undefined;
}
