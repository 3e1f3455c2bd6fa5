/** Bytes of a text that is known to be ASCII. A loop, because `Uint8Array.from` takes many times as long. */
export function asciiBytes(text: string): Uint8Array {
  const bytes = new Uint8Array(text.length);
  for (let at = 0; at < text.length; at++) bytes[at] = text.charCodeAt(at);
  return bytes;
}
