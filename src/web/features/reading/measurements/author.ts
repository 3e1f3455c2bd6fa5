/** Of this installation of this version: the same in every document that it writes. */
export async function deviceUID(siteName: string, version: string): Promise<string> {
  const seed = new TextEncoder().encode(JSON.stringify(['Collimator', siteName, version]));
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', seed)).slice(0, 16);
  return `2.25.${digest.reduce((sum, byte) => sum * 256n + BigInt(byte), 0n)}`;
}
