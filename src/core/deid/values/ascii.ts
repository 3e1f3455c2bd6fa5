/** Bytes of a text that is known to be ASCII. A loop, because `Uint8Array.from` takes many times as long. */
export function asciiBytes(text: string): Uint8Array {
  const bytes = new Uint8Array(text.length);
  for (let at = 0; at < text.length; at++) bytes[at] = text.charCodeAt(at);
  return bytes;
}

const ESCAPE = 0x1b;

/** Whether these bytes are the same text in every character set: ASCII without escapes. */
export function isPlainAscii(bytes: Uint8Array, start: number, end: number): boolean {
  for (let at = start; at < end; at++) if (bytes[at]! >= 0x80 || bytes[at] === ESCAPE) return false; // the caller's own bounds
  return true;
}
