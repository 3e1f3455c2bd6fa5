/** Bytes that are printable text, padding aside; undefined when any byte says otherwise. */
export function asciiText(bytes: Uint8Array): string | undefined {
  let end = bytes.length;
  while (end > 0 && (bytes[end - 1] === 0 || bytes[end - 1] === 0x20)) end--;
  let letters = '';
  for (let at = 0; at < end; at++) {
    const byte = bytes[at] ?? 0;
    if (byte !== 0x09 && byte !== 0x0a && byte !== 0x0d && (byte < 0x20 || byte > 0x7e)) return undefined;
    letters += String.fromCharCode(byte);
  }
  return letters;
}
