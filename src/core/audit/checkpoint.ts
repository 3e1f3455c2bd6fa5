import { concat, fromBase64, sameBytes, toBase64, toHex, utf8, type Sha256 } from './bytes.ts';

/** A tree head somebody signed: https://c2sp.org/tlog-checkpoint, as a https://c2sp.org/signed-note. */
export interface Checkpoint {
  readonly origin: string;
  readonly size: number;
  readonly root: Uint8Array;
}

/** A public key with the name it signs under, as signed-note writes it: `name+hash+base64(0x01 || key)`. */
export interface VerifierKey {
  readonly name: string;
  readonly keyHash: Uint8Array;
  readonly publicKey: Uint8Array;
}

const ED25519 = 0x01;

/** The note does not have the form of a checkpoint. Treat the log as unproven and say which note it was. */
export class CheckpointMalformed extends Error {
  readonly code = 'checkpoint-malformed';
}

export function keyHashOf(name: string, publicKey: Uint8Array, sha256: Sha256): Uint8Array {
  return sha256(concat(utf8(`${name}\n`), Uint8Array.of(ED25519), publicKey)).slice(0, 4);
}

export function formatVerifierKey(name: string, publicKey: Uint8Array, sha256: Sha256): string {
  const hash = toHex(keyHashOf(name, publicKey, sha256));
  return `${name}+${hash}+${toBase64(concat(Uint8Array.of(ED25519), publicKey))}`;
}

/** Undefined when the text is not an Ed25519 verifier key whose hash fits. */
export function parseVerifierKey(text: string, sha256: Sha256): VerifierKey | undefined {
  const [, name, hash, encoded] = /^([^\s+]+)\+([0-9a-f]{8})\+([A-Za-z0-9+/=]+)$/.exec(text.trim()) ?? [];
  const bytes = encoded === undefined ? undefined : fromBase64(encoded);
  if (name === undefined || bytes?.length !== 33 || bytes[0] !== ED25519) return undefined;
  const publicKey = bytes.slice(1);
  const keyHash = keyHashOf(name, publicKey, sha256);
  return toHex(keyHash) === hash ? { name, keyHash, publicKey } : undefined;
}

export function checkpointBody(checkpoint: Checkpoint): string {
  return `${checkpoint.origin}\n${checkpoint.size}\n${toBase64(checkpoint.root)}\n`;
}

/** The signed note. `sign` holds the private key; it never comes here. */
export function signCheckpoint(
  checkpoint: Checkpoint,
  signer: { keyHash: Uint8Array; sign: (bytes: Uint8Array) => Uint8Array },
): string {
  const body = checkpointBody(checkpoint);
  const signature = toBase64(concat(signer.keyHash, signer.sign(utf8(body))));
  return `${body}\n— ${checkpoint.origin} ${signature}\n`;
}

export interface SignedCheckpoint extends Checkpoint {
  readonly body: string;
  readonly signatures: readonly {
    readonly name: string;
    readonly keyHash: Uint8Array;
    readonly signature: Uint8Array;
  }[];
}

export function parseCheckpoint(note: string): SignedCheckpoint {
  const parts = /^((.+)\n(0|[1-9]\d{0,15})\n([A-Za-z0-9+/]{43}=)\n)\n((?:— [^\s+]+ [A-Za-z0-9+/=]+\n)+)$/.exec(note);
  const root = parts === null ? undefined : fromBase64(parts[4] ?? '');
  if (parts === null || root === undefined) throw new CheckpointMalformed('not a signed checkpoint');
  const signatures = (parts[5] ?? '')
    .trimEnd()
    .split('\n')
    .map((line) => {
      const [, name = '', encoded = ''] = line.split(' ');
      const bytes = fromBase64(encoded);
      if (bytes === undefined || bytes.length <= 4) throw new CheckpointMalformed('signature is not base64');
      return { name, keyHash: bytes.slice(0, 4), signature: bytes.slice(4) };
    });
  return { origin: parts[2] ?? '', size: Number(parts[3]), root, body: parts[1] ?? '', signatures };
}

/** True when `key` signed the note. Signatures by other keys (witnesses) are left aside, as signed-note asks. */
export function isSignedBy(
  checkpoint: SignedCheckpoint,
  key: VerifierKey,
  verify: (publicKey: Uint8Array, bytes: Uint8Array, signature: Uint8Array) => boolean,
): boolean {
  return checkpoint.signatures.some(
    (line) =>
      line.name === key.name &&
      sameBytes(line.keyHash, key.keyHash) &&
      verify(key.publicKey, utf8(checkpoint.body), line.signature),
  );
}
