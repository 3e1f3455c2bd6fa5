/** Base64 by the platform, in pieces that its argument lists can take. */
export function toBase64(bytes: Uint8Array): string {
  const parts: string[] = [];
  const step = 0x8000;
  for (let at = 0; at < bytes.length; at += step)
    parts.push(String.fromCharCode.apply(null, bytes.subarray(at, at + step) as unknown as number[])); // array-like is enough
  return btoa(parts.join(''));
}

/** Undefined for text that is no Base64. */
export function fromBase64(text: string): Uint8Array | undefined {
  if (!/^[A-Za-z0-9+/\s]*={0,2}\s*$/.test(text)) return undefined;
  try {
    const binary = atob(text);
    const bytes = new Uint8Array(binary.length);
    for (let i = 0; i < bytes.length; i++) bytes[i] = binary.charCodeAt(i);
    return bytes;
  } catch {
    return undefined; // atob has one way to say that its input is wrong
  }
}
