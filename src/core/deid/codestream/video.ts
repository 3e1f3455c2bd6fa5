// Video: what stands beside the coded pictures is overwritten where it lies, so that every table of places stays right. A
// sound track is somebody's voice and refuses the file, and so does a stream in which nobody can tell words from pictures.
import { cleanElementaryStream } from './elementary-stream.ts';
import { cleanMp4, isMp4 } from './mp4.ts';
import { cleanProgramStream, isProgramStream } from './program-stream.ts';
import type { Cleaning } from './program-stream.ts';
import type { Codec } from './sei.ts';
import { cleanTransportStream, layoutOf } from './transport-stream.ts';

export type VideoCheck =
  { readonly kind: 'clean'; readonly bytes: Uint8Array } | { readonly kind: 'audio' } | { readonly kind: 'unreadable' };

/** `bytes` are not changed; where nothing had to go they are what comes back. */
export function cleanVideo(bytes: Uint8Array, transferSyntaxUID = ''): VideoCheck {
  const out = bytes.slice();
  const kind = cleanInPlace(out, codecOf(transferSyntaxUID));
  if (kind !== 'clean') return { kind };
  return { kind, bytes: out.every((byte, at) => byte === bytes[at]) ? bytes : out };
}

function cleanInPlace(bytes: Uint8Array, codec: Codec): Cleaning {
  if (isMp4(bytes)) return cleanMp4(bytes);
  const layout = layoutOf(bytes);
  if (layout !== undefined) return cleanTransportStream(bytes, layout);
  if (isProgramStream(bytes)) return cleanProgramStream(bytes, codec);
  return cleanElementaryStream(bytes, codec) ? 'clean' : 'unreadable';
}

/** MPEG-2 has .100 and .101, HEVC .107 and .108, H.264 those between. */
function codecOf(transferSyntaxUID: string): Codec {
  const number = Number(/\.4\.(10[0-8])(?:\.1)?$/.exec(transferSyntaxUID)?.[1] ?? 102);
  return number <= 101 ? 'mpeg' : number >= 107 ? 'hevc' : 'h264';
}
