/** PS3.6 A-1, the transfer syntaxes images come in: the name a person can quote, and whether this viewer decodes it. */
interface TransferSyntax {
  name: string;
  decoded: boolean;
  /** Whether pixels were changed by the compression, as far as the syntax alone tells. */
  lossy?: boolean;
}

const SYNTAXES: Record<string, TransferSyntax> = {
  '1.2.840.10008.1.2': { name: 'Implicit VR Little Endian', decoded: true },
  '1.2.840.10008.1.2.1': { name: 'Explicit VR Little Endian', decoded: true },
  '1.2.840.10008.1.2.1.98': { name: 'Encapsulated Uncompressed Explicit VR Little Endian', decoded: true },
  '1.2.840.10008.1.2.1.99': { name: 'Deflated Explicit VR Little Endian', decoded: true },
  '1.2.840.10008.1.2.2': { name: 'Explicit VR Big Endian', decoded: true },
  '1.2.840.10008.1.2.5': { name: 'RLE Lossless', decoded: true },
  '1.2.840.10008.1.2.8.1': { name: 'Deflated Image Frame Compression', decoded: true },
  '1.2.840.10008.1.2.4.50': { name: 'JPEG Baseline', decoded: true, lossy: true },
  '1.2.840.10008.1.2.4.51': { name: 'JPEG Extended', decoded: true, lossy: true },
  '1.2.840.10008.1.2.4.53': { name: 'JPEG Spectral Selection (process 6 and 8)', decoded: true, lossy: true },
  '1.2.840.10008.1.2.4.55': { name: 'JPEG Full Progression (process 10 and 12)', decoded: true, lossy: true },
  '1.2.840.10008.1.2.4.57': { name: 'JPEG Lossless (process 14)', decoded: true },
  '1.2.840.10008.1.2.4.70': { name: 'JPEG Lossless, first-order prediction', decoded: true },
  '1.2.840.10008.1.2.4.80': { name: 'JPEG-LS Lossless', decoded: true },
  '1.2.840.10008.1.2.4.81': { name: 'JPEG-LS Near-Lossless', decoded: true, lossy: true },
  '1.2.840.10008.1.2.4.90': { name: 'JPEG 2000 Lossless', decoded: true },
  '1.2.840.10008.1.2.4.91': { name: 'JPEG 2000', decoded: true, lossy: true },
  '1.2.840.10008.1.2.4.92': { name: 'JPEG 2000 Part 2 Lossless', decoded: false },
  '1.2.840.10008.1.2.4.93': { name: 'JPEG 2000 Part 2', decoded: false },
  '1.2.840.10008.1.2.4.94': { name: 'JPIP Referenced', decoded: false },
  '1.2.840.10008.1.2.4.95': { name: 'JPIP Referenced Deflate', decoded: false },
  '1.2.840.10008.1.2.4.100': { name: 'MPEG2 Main Level', decoded: false },
  '1.2.840.10008.1.2.4.101': { name: 'MPEG2 High Level', decoded: false },
  '1.2.840.10008.1.2.4.102': { name: 'MPEG-4 AVC/H.264 High Profile', decoded: false },
  '1.2.840.10008.1.2.4.103': { name: 'MPEG-4 AVC/H.264 BD-compatible', decoded: false },
  '1.2.840.10008.1.2.4.104': { name: 'MPEG-4 AVC/H.264 for 2D video', decoded: false },
  '1.2.840.10008.1.2.4.105': { name: 'MPEG-4 AVC/H.264 for 3D video', decoded: false },
  '1.2.840.10008.1.2.4.106': { name: 'MPEG-4 AVC/H.264 Stereo', decoded: false },
  '1.2.840.10008.1.2.4.107': { name: 'HEVC/H.265 Main Profile', decoded: false },
  '1.2.840.10008.1.2.4.108': { name: 'HEVC/H.265 Main 10 Profile', decoded: false },
  '1.2.840.10008.1.2.4.110': { name: 'JPEG XL Lossless', decoded: true },
  '1.2.840.10008.1.2.4.111': { name: 'JPEG XL JPEG Recompression', decoded: true, lossy: true },
  '1.2.840.10008.1.2.4.112': { name: 'JPEG XL', decoded: true, lossy: true },
  '1.2.840.10008.1.2.4.201': { name: 'High-Throughput JPEG 2000 Lossless', decoded: true },
  '1.2.840.10008.1.2.4.202': { name: 'High-Throughput JPEG 2000 Lossless RPCL', decoded: true },
  '1.2.840.10008.1.2.4.203': { name: 'High-Throughput JPEG 2000', decoded: true, lossy: true },
};

export function isDecoded(transferSyntaxUID: string): boolean {
  return SYNTAXES[transferSyntaxUID]?.decoded ?? false;
}

/** The name, or the UID itself where the standard's list of this version does not have it: a registered UID names no one. */
export function transferSyntaxName(transferSyntaxUID: string): string {
  return SYNTAXES[transferSyntaxUID]?.name ?? `transfer syntax ${transferSyntaxUID}`;
}

export function isLossy(transferSyntaxUID: string): boolean {
  return SYNTAXES[transferSyntaxUID]?.lossy ?? false;
}
