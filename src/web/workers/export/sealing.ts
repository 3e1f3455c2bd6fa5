// How a file is sealed: a head that says what it is about, then its bytes in pieces, each AES-GCM with its place bound to it.
// A piece of another run, another file or another place does not open.

/** Bytes sealed at once: memory beside the file itself stays small. */
const PIECE_BYTES = 4 * 2 ** 20;
const NONCE_BYTES = 12;
const LENGTH_BYTES = 4;

/** The file is not there, not whole, or was sealed by another login. It is made again, or its input is refused. */
export class VaultLost extends Error {
  readonly code = 'storage-lost';
}

export interface Opened {
  readonly facts: unknown;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

export interface Sealing {
  /** Head first. */
  seal(name: string, facts: unknown, bytes: Uint8Array): Promise<Uint8Array<ArrayBuffer>[]>;
  open(name: string, sealed: Uint8Array<ArrayBuffer>): Promise<Opened>;
  /** Of the head alone; `sealed` may end behind it. */
  facts(name: string, sealed: Uint8Array<ArrayBuffer>): Promise<unknown>;
}

/** `runId` is part of each place: files of two runs cannot be mistaken for one another. */
export function sealingWith(key: CryptoKey, runId: string): Sealing {
  const encoder = new TextEncoder();
  const place = (name: string, piece: number, of: number): Uint8Array<ArrayBuffer> =>
    encoder.encode(JSON.stringify([runId, name, piece, of]));

  async function closed(
    bytes: Uint8Array<ArrayBuffer>,
    where: Uint8Array<ArrayBuffer>,
  ): Promise<Uint8Array<ArrayBuffer>[]> {
    const iv = crypto.getRandomValues(new Uint8Array(NONCE_BYTES));
    const box = await crypto.subtle.encrypt({ name: 'AES-GCM', iv, additionalData: where }, key, bytes);
    const before = new Uint8Array(LENGTH_BYTES + NONCE_BYTES);
    new DataView(before.buffer).setUint32(0, box.byteLength);
    before.set(iv, LENGTH_BYTES);
    // Two parts and not one: joining them would copy every byte once more.
    return [before, new Uint8Array(box)];
  }

  async function opened(
    sealed: Uint8Array<ArrayBuffer>,
    at: number,
    where: Uint8Array<ArrayBuffer>,
  ): Promise<{ plain: Uint8Array<ArrayBuffer>; next: number }> {
    const boxAt = at + LENGTH_BYTES + NONCE_BYTES;
    if (boxAt > sealed.length) throw new VaultLost('a sealed file is not whole');
    const length = new DataView(sealed.buffer, sealed.byteOffset + at).getUint32(0);
    const box = sealed.subarray(boxAt, boxAt + length);
    if (box.length < length) throw new VaultLost('a sealed file is not whole');
    const iv = sealed.subarray(at + LENGTH_BYTES, boxAt);
    try {
      const plain = await crypto.subtle.decrypt({ name: 'AES-GCM', iv, additionalData: where }, key, box);
      return { plain: new Uint8Array(plain), next: boxAt + length };
    } catch (cause) {
      throw new VaultLost('a sealed file does not open', { cause });
    }
  }

  async function head(name: string, sealed: Uint8Array<ArrayBuffer>) {
    const { plain, next } = await opened(sealed, 0, place(name, 0, 0));
    // Authenticated: our own words.
    return { ...(JSON.parse(new TextDecoder().decode(plain)) as { facts: unknown; length: number }), next };
  }

  return {
    async seal(name, facts, bytes) {
      const about = encoder.encode(JSON.stringify({ facts, length: bytes.length }));
      const sealed = await closed(about, place(name, 0, 0));
      const count = Math.ceil(bytes.length / PIECE_BYTES);
      for (let piece = 1; piece <= count; piece++) {
        const part = bytes.subarray((piece - 1) * PIECE_BYTES, piece * PIECE_BYTES);
        sealed.push(...(await closed(part as Uint8Array<ArrayBuffer>, place(name, piece, count)))); // never shared memory here
      }
      return sealed;
    },
    async open(name, sealed) {
      const { facts, length, next } = await head(name, sealed);
      const count = Math.ceil(length / PIECE_BYTES);
      // Most files are one piece: what was opened is the file.
      if (count === 1) return { facts, bytes: (await opened(sealed, next, place(name, 1, 1))).plain };
      const bytes = new Uint8Array(length);
      let at = next;
      for (let piece = 1; piece <= count; piece++) {
        const part = await opened(sealed, at, place(name, piece, count));
        bytes.set(part.plain, (piece - 1) * PIECE_BYTES);
        at = part.next;
      }
      return { facts, bytes };
    },
    facts: async (name, sealed) => (await head(name, sealed)).facts,
  };
}
