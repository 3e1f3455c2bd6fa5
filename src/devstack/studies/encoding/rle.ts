// RLE Lossless, PS3.5 Annex G: each byte plane of each sample is a segment of its own, packed row by row.

/** `bytesPerSample` planes for each of `samples` per pixel; pixels interleaved (planar configuration 0), little endian. */
export function encodeRLE(frame: Uint8Array, columns: number, samples: number, bytesPerSample: number): Uint8Array {
  const stride = samples * bytesPerSample;
  const segments: Uint8Array[] = [];
  for (let sample = 0; sample < samples; sample++)
    for (let byte = bytesPerSample - 1; byte >= 0; byte--)
      segments.push(packSegment(frame, sample * bytesPerSample + byte, stride, columns));
  const out = new Uint8Array(64 + segments.reduce((sum, s) => sum + s.length, 0));
  const header = new DataView(out.buffer);
  header.setUint32(0, segments.length, true);
  let at = 64;
  segments.forEach((segment, index) => {
    header.setUint32(4 + index * 4, at, true);
    out.set(segment, at);
    at += segment.length;
  });
  return out;
}

let scratch = new Uint8Array(0);

function packSegment(frame: Uint8Array, offset: number, stride: number, columns: number): Uint8Array {
  const count = frame.length / stride;
  // The worst case is one length byte for each 128 literals, and one more per row.
  const needed = count + Math.ceil(count / 64) + Math.ceil(count / columns) * 2 + 2;
  if (scratch.length < needed) scratch = new Uint8Array(needed);
  const out = scratch;
  const at = (index: number): number => frame[offset + index * stride]!;
  let length = 0;
  for (let row = 0; row < count; row += columns) {
    const end = Math.min(count, row + columns);
    let i = row;
    while (i < end) {
      const value = at(i);
      let run = 1;
      while (run < 128 && i + run < end && at(i + run) === value) run++;
      if (run > 2) {
        out[length++] = 257 - run;
        out[length++] = value;
        i += run;
        continue;
      }
      const start = i;
      while (i < end && i - start < 128 && !(i + 2 < end && at(i) === at(i + 1) && at(i) === at(i + 2))) i++;
      out[length++] = i - start - 1;
      for (let k = start; k < i; k++) out[length++] = at(k);
    }
  }
  if (length & 1) out[length++] = 0;
  return out.slice(0, length);
}
