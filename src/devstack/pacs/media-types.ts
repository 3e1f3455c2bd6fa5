// Media types of stored pixel data by transfer syntax, PS3.18 table 8.7.3-2 and 8.7.3-5.

const EXPLICIT_LITTLE_ENDIAN = '1.2.840.10008.1.2.1';
const PREFIX = '1.2.840.10008.1.2.';

const MEDIA_TYPES: readonly (readonly [RegExp, string])[] = [
  [/^4\.(50|51|52|53|54|55|56|57|58|59|60|61|62|63|64|65|66|70)$/, 'image/jpeg'],
  [/^4\.8[01]$/, 'image/jls'],
  [/^4\.9[01]$/, 'image/jp2'],
  [/^4\.9[23]$/, 'image/jpx'],
  [/^4\.20[123]$/, 'image/jphc'],
  [/^4\.11[012]$/, 'image/jxl'],
  [/^4\.10[01]$/, 'video/mpeg'],
  [/^4\.100\.1$/, 'video/mpeg'],
  [/^4\.10[2-8](\.1)?$/, 'video/mp4'],
  [/^5$/, 'image/dicom-rle'],
];

/** Compressed pixel data leaves as it is stored, under this name. */
export function mediaTypeOf(transferSyntaxUID: string): string {
  const rest = transferSyntaxUID.startsWith(PREFIX) ? transferSyntaxUID.slice(PREFIX.length) : '';
  return MEDIA_TYPES.find(([pattern]) => pattern.test(rest))?.[1] ?? 'application/octet-stream';
}

/** Native pixels of every encoding leave as little endian. */
export const UNCOMPRESSED = {
  mediaType: 'application/octet-stream',
  transferSyntaxUID: EXPLICIT_LITTLE_ENDIAN,
  isUncompressed: true,
} as const;
