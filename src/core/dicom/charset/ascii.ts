// What all character sets of DICOM share: bytes below 80, without escapes.

export function isAscii(text: string): boolean {
  for (let at = 0; at < text.length; at++) if (text.charCodeAt(at) >= 0x80) return false;
  return true;
}

/** Bytes of a text that is known to be ASCII. A loop, because `Uint8Array.from` takes many times as long. */
export function asciiBytes(text: string): Uint8Array {
  const bytes = new Uint8Array(text.length);
  for (let at = 0; at < text.length; at++) bytes[at] = text.charCodeAt(at);
  return bytes;
}

export function asciiBytesOrUndefined(text: string): Uint8Array | undefined {
  return isAscii(text) ? asciiBytes(text) : undefined;
}

const ESCAPE = 0x1b;

/** Whether these bytes are the same text in every character set. */
export function isPlainAscii(bytes: Uint8Array, start = 0, end = bytes.length): boolean {
  for (let at = start; at < end; at++) if (bytes[at]! >= 0x80 || bytes[at] === ESCAPE) return false; // the caller's own bounds
  return true;
}

export function asciiOrUndefined(bytes: Uint8Array): string | undefined {
  return isPlainAscii(bytes) ? latin1(bytes) : undefined;
}

/** `apply` takes so many arguments anywhere. */
const AT_ONCE = 4096;

/** One character per byte: lossless for bytes that should be ASCII and are not. */
export function latin1(bytes: Uint8Array): string {
  if (bytes.length <= AT_ONCE) return String.fromCharCode.apply(null, bytes as unknown as number[]); // array-like is enough
  let text = '';
  for (let at = 0; at < bytes.length; at += AT_ONCE) text += latin1(bytes.subarray(at, at + AT_ONCE));
  return text;
}
