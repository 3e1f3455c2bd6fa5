// In which transfer syntax redacted pixels are written. What was uncompressed stays so; nothing is ever compressed with loss.
import { TRANSFER_SYNTAX } from '../../dicom/index.ts';
import { RedactionError } from '../errors.ts';
import type { PixelLayout } from '../pixels/layout.ts';
import { DEFLATED_FRAMES } from '../pixels/stream-decoder.ts';

export type Packing = 'rle' | 'jpeg-ls' | 'htj2k' | 'plain' | 'deflated';

/** What is chosen for pixels whose own compression cannot be written here. */
export type LosslessChoice = 'rle' | 'jpeg-ls' | 'htj2k';

export interface Target {
  readonly transferSyntaxUID: string;
  readonly packing: Packing;
}

const HTJ2K_LOSSLESS = new Set<string>([TRANSFER_SYNTAX.htj2kLossless, '1.2.840.10008.1.2.4.202']);

/** For encapsulated pixels. */
export function targetFor(transferSyntaxUID: string, layout: PixelLayout, choice: LosslessChoice): Target {
  switch (transferSyntaxUID) {
    case TRANSFER_SYNTAX.encapsulatedUncompressed:
      return { transferSyntaxUID, packing: 'plain' };
    case DEFLATED_FRAMES:
      return { transferSyntaxUID, packing: 'deflated' };
    case TRANSFER_SYNTAX.rleLossless:
      return syntaxOf('rle');
    case TRANSFER_SYNTAX.jpegLSLossless:
      return syntaxOf('jpeg-ls');
  }
  const wanted = HTJ2K_LOSSLESS.has(transferSyntaxUID) ? 'htj2k' : choice;
  // Made for single bits, which the other syntaxes do not take.
  if (layout.bitsAllocated === 1) return { transferSyntaxUID: DEFLATED_FRAMES, packing: 'deflated' };
  if (layout.isFloat || layout.bitsAllocated === 64)
    throw new RedactionError('unsupported-pixels', 'pixels of this kind cannot be written compressed');
  const fitsCodec = layout.bitsAllocated <= 16 && (layout.samplesPerPixel === 1 || layout.samplesPerPixel === 3);
  if (!fitsCodec) return syntaxOf('rle');
  // Colour goes into HTJ2K by the reversible transform of RGB; other colour spaces would be mislabelled by it.
  // Beyond 8 bits the wrapper of OpenJPH does not give colour back as it was: measured.
  const fitsTransform =
    layout.samplesPerPixel === 1 || (layout.photometricInterpretation === 'RGB' && layout.bitsAllocated === 8);
  return syntaxOf(wanted === 'htj2k' && !fitsTransform ? 'jpeg-ls' : wanted);
}

/** PS3.5 8.2.4: what the transform inside the stream makes of RGB. */
export function labelFor({ packing }: Target, { photometricInterpretation, samplesPerPixel }: PixelLayout): string {
  return packing === 'htj2k' && samplesPerPixel === 3 ? 'YBR_RCT' : photometricInterpretation;
}

function syntaxOf(packing: LosslessChoice): Target {
  switch (packing) {
    case 'rle':
      return { transferSyntaxUID: TRANSFER_SYNTAX.rleLossless, packing };
    case 'jpeg-ls':
      return { transferSyntaxUID: TRANSFER_SYNTAX.jpegLSLossless, packing };
    case 'htj2k':
      return { transferSyntaxUID: TRANSFER_SYNTAX.htj2kLossless, packing };
  }
}
