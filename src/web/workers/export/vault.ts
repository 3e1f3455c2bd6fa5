// What a run keeps beside its memory: originals and finished files in the origin's private file system, sealed with a key
// that only this login can ask for. A file of another run, another place or another length does not open.

/** Bytes sealed at once: memory beside the file itself stays small. */
const PIECE_BYTES = 4 * 2 ** 20;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const LENGTH_BYTES = 4;
/** Of this origin: see decision 42. */
const FOLDER = 'exports';

/** The disk is full, or the browser gives no more of it. What was written so far stays; more room, then go on. */
export class VaultFull extends Error {
  readonly code = 'storage-full';
}

/** The file is not there, not whole, or was sealed by another login. It is made again, or its input is refused. */
export class VaultLost extends Error {
  readonly code = 'storage-lost';
}

export interface Vault {
  put(name: string, facts: unknown, bytes?: Uint8Array): Promise<void>;
  get(name: string): Promise<{ facts: unknown; bytes: Uint8Array<ArrayBuffer> }>;
  /** Without the bytes, and only if they are whole. */
  facts(name: string): Promise<unknown>;
}

/** The folder of one run, for the workers that fill it. */
export async function openVault(runId: string, key: CryptoKey): Promise<Vault> {
  const folder = await (await vaultRoot()).getDirectoryHandle(runId, { create: true });
  return vaultIn(folder, runId, key, writeInWorker);
}

/** The same files from the page, which has another way of writing; `where` is a run, or undefined for what stands beside them. */
export async function openPageVault(where: string | undefined, key: CryptoKey): Promise<Vault> {
  const root = await vaultRoot();
  const folder = where === undefined ? root : await root.getDirectoryHandle(where, { create: true });
  return vaultIn(folder, where ?? '', key, writeInPage);
}

export async function vaultRoot(): Promise<FileSystemDirectoryHandle> {
  return (await navigator.storage.getDirectory()).getDirectoryHandle(FOLDER, { create: true });
}

/** `head` is the first piece and comes last: a file that was cut off has none, and is as good as not there. */
type Write = (
  handle: FileSystemFileHandle,
  head: Uint8Array<ArrayBuffer>,
  pieces: AsyncIterable<Uint8Array<ArrayBuffer>>,
) => Promise<void>;

const writeInWorker: Write = async (handle, head, pieces) => {
  const access = await handle.createSyncAccessHandle();
  try {
    access.truncate(0);
    let at = head.length;
    for await (const piece of pieces) at += written(access, piece, at);
    written(access, head, 0);
  } finally {
    access.close();
  }
};

/** Takes the place of what was there when it is closed, and not before. */
const writeInPage: Write = async (handle, head, pieces) => {
  const writable = await handle.createWritable();
  await writable.write(head);
  for await (const piece of pieces) await writable.write(piece);
  await writable.close();
};

function vaultIn(folder: FileSystemDirectoryHandle, runId: string, key: CryptoKey, write: Write): Vault {
  const encoder = new TextEncoder();
  const place = (name: string, piece: number, of: number): Uint8Array<ArrayBuffer> =>
    encoder.encode(JSON.stringify([runId, name, piece, of]));

  async function sealed(
    bytes: Uint8Array<ArrayBuffer>,
    where: Uint8Array<ArrayBuffer>,
  ): Promise<Uint8Array<ArrayBuffer>> {
    const iv = crypto.getRandomValues(new Uint8Array(NONCE_BYTES));
    const box = await crypto.subtle.encrypt({ name: 'AES-GCM', iv, additionalData: where }, key, bytes);
    const piece = new Uint8Array(LENGTH_BYTES + NONCE_BYTES + box.byteLength);
    new DataView(piece.buffer).setUint32(0, box.byteLength);
    piece.set(iv, LENGTH_BYTES);
    piece.set(new Uint8Array(box), LENGTH_BYTES + NONCE_BYTES);
    return piece;
  }

  async function opened(piece: Uint8Array<ArrayBuffer>, where: Uint8Array<ArrayBuffer>): Promise<Uint8Array> {
    const iv = piece.subarray(LENGTH_BYTES, LENGTH_BYTES + NONCE_BYTES);
    const box = piece.subarray(LENGTH_BYTES + NONCE_BYTES);
    try {
      return new Uint8Array(await crypto.subtle.decrypt({ name: 'AES-GCM', iv, additionalData: where }, key, box));
    } catch (cause) {
      throw new VaultLost('a sealed file does not open', { cause });
    }
  }

  async function* piecesOf(name: string, bytes: Uint8Array): AsyncGenerator<Uint8Array<ArrayBuffer>> {
    const count = Math.ceil(bytes.length / PIECE_BYTES);
    for (let piece = 1; piece <= count; piece++) {
      // A copy, in a buffer that may be encrypted: what was handed in may be shared with others.
      const part = new Uint8Array(bytes.subarray((piece - 1) * PIECE_BYTES, piece * PIECE_BYTES));
      yield await sealed(part, place(name, piece, count));
    }
  }

  async function fileOf(name: string): Promise<File> {
    try {
      return await (await folder.getFileHandle(name)).getFile();
    } catch (cause) {
      throw new VaultLost('a sealed file is not there', { cause });
    }
  }

  /** The first piece says what the file is about, and how many bytes follow. */
  async function head(name: string, file: File): Promise<{ facts: unknown; length: number; at: number }> {
    const first = await pieceAt(file, 0);
    const { facts, length } = JSON.parse(new TextDecoder().decode(await opened(first, place(name, 0, 0)))) as {
      facts: unknown;
      length: number;
    }; // authenticated: our own words
    if (file.size !== first.length + sealedLength(length)) throw new VaultLost('a sealed file is not whole');
    return { facts, length, at: first.length };
  }

  return {
    async put(name, facts, bytes = new Uint8Array(0)) {
      const about = encoder.encode(JSON.stringify({ facts, length: bytes.length }));
      const handle = await folder.getFileHandle(name, { create: true });
      try {
        await write(handle, await sealed(about, place(name, 0, 0)), piecesOf(name, bytes));
      } catch (error) {
        if (error instanceof DOMException && error.name === 'QuotaExceededError')
          throw new VaultFull('the browser gives no more room', { cause: error });
        throw error;
      }
    },
    async get(name) {
      const file = await fileOf(name);
      const { facts, length, at: start } = await head(name, file);
      const bytes = new Uint8Array(length);
      const pieces = Math.ceil(length / PIECE_BYTES);
      let at = start;
      for (let piece = 1; piece <= pieces; piece++) {
        const box = await pieceAt(file, at);
        bytes.set(await opened(box, place(name, piece, pieces)), (piece - 1) * PIECE_BYTES);
        at += box.length;
      }
      return { facts, bytes };
    },
    async facts(name) {
      return (await head(name, await fileOf(name))).facts;
    },
  };
}

function sealedLength(length: number): number {
  return length + Math.ceil(length / PIECE_BYTES) * (LENGTH_BYTES + NONCE_BYTES + TAG_BYTES);
}

function written(access: FileSystemSyncAccessHandle, bytes: Uint8Array, at: number): number {
  const count = access.write(bytes, { at });
  if (count !== bytes.length) throw new VaultFull('the browser took fewer bytes than it was given');
  return count;
}

async function pieceAt(file: File, at: number): Promise<Uint8Array<ArrayBuffer>> {
  const length = new Uint8Array(await file.slice(at, at + LENGTH_BYTES).arrayBuffer());
  if (length.length < LENGTH_BYTES) throw new VaultLost('a sealed file is not whole');
  const end = at + LENGTH_BYTES + NONCE_BYTES + new DataView(length.buffer).getUint32(0);
  if (end > file.size) throw new VaultLost('a sealed file is not whole');
  return new Uint8Array(await file.slice(at, end).arrayBuffer());
}
