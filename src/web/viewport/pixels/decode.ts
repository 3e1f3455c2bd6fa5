import { PixelError, type DecodedFrame } from './decoded-frame.ts';
import { monochrome, toColour } from './finish.ts';
import type { PixelDescription } from './pixel-description.ts';
import { decodeLittleEndian, swapped } from './raw.ts';
import { decodeRle } from './rle.ts';

const LITTLE_ENDIAN = new Set([
  '1.2.840.10008.1.2',
  '1.2.840.10008.1.2.1',
  '1.2.840.10008.1.2.1.98',
  '1.2.840.10008.1.2.1.99',
]);
const BIG_ENDIAN = '1.2.840.10008.1.2.2';
const RLE = '1.2.840.10008.1.2.5';
const DEFLATED_FRAME = '1.2.840.10008.1.2.8.1';

/** Whether a frame needs no codec: such frames are made into images at once, on the main thread. */
export function isNative(transferSyntaxUID: string): boolean {
  return LITTLE_ENDIAN.has(transferSyntaxUID);
}

/** Any frame this viewer can draw, as an image. Throws `PixelError`. */
export async function decodeFrame(
  bytes: Uint8Array<ArrayBuffer>,
  transferSyntaxUID: string,
  description: PixelDescription,
): Promise<DecodedFrame> {
  if (isNative(transferSyntaxUID)) return decodeLittleEndian(bytes, description);
  if (transferSyntaxUID === BIG_ENDIAN) return decodeLittleEndian(swapped(bytes, description), description);
  if (transferSyntaxUID === RLE)
    return decodeLittleEndian(decodeRle(bytes, description), { ...description, planarConfiguration: 0 });
  if (transferSyntaxUID === DEFLATED_FRAME) return decodeLittleEndian(await inflated(bytes), description);
  const { decompress } = await import('./codecs.ts');
  const { values, description: after, isLossy } = await decompress(bytes, transferSyntaxUID, description);
  const frame = after.samplesPerPixel === 1 ? monochrome(values, after) : toColour(values, after);
  return { ...frame, isLossy };
}

async function inflated(bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array<ArrayBuffer>> {
  const { inflateSync } = await import('fflate');
  try {
    return new Uint8Array(inflateSync(bytes));
  } catch (thrown) {
    throw new PixelError('damaged-pixel-data', undefined, thrown);
  }
}
