// Completes a package: reads manifest.json, hashes the model, signs both, writes model.json.
import { createPrivateKey, createPublicKey, sign as signWith } from 'node:crypto';
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import {
  keyIdOf,
  parseManifest,
  parseUnsignedManifest,
  sha256,
  signedBytes,
  verifyCard,
} from '../../core/inference/index.ts';
import { UsageError } from '../command.ts';
import { cardIn, trustedKeys } from '../inference/model-folder.ts';

export type Signed = { readonly keyId: string; readonly isTrusted: boolean };

/** `trust` adds the public key to `trusted-keys.json` of the folder around the package. */
export async function signPackage(folder: string, keyFile: string, trust: boolean): Promise<Signed> {
  const path = join(folder, 'manifest.json');
  if (!existsSync(path)) throw new UsageError(`there is no manifest.json in ${folder}`);
  const draft = JSON.parse(readFileSync(path, 'utf8')) as { model?: { file?: unknown }; card?: unknown }; // checked below, once its hash is known
  const file = typeof draft.model?.file === 'string' ? draft.model.file : 'model.onnx';
  if (!/^[\w.-]+$/.test(file) || !existsSync(join(folder, file)))
    throw new UsageError(`there is no ${basename(file)} in ${folder}`);
  const bytes = new Uint8Array(readFileSync(join(folder, file)));
  const card = cardIn(folder);
  if (draft.card !== undefined && card === undefined) throw new UsageError(`there is no README.md in ${folder}`);
  const manifest = parseUnsignedManifest({
    ...draft,
    model: { file, bytes: bytes.length, sha256: await sha256(bytes) },
    // Only where the draft asks for it: models that look at patients must, others may.
    ...(draft.card === undefined || card === undefined
      ? {}
      : { card: { file: 'README.md', sha256: await sha256(card) } }),
  });
  await verifyCard(manifest, card);
  const key = createPrivateKey(readFileSync(keyFile));
  if (key.asymmetricKeyType !== 'ed25519')
    throw new UsageError('--key: an Ed25519 key; make one with: openssl genpkey -algorithm ed25519 -out FILE');
  const publicKey = rawPublicKey(keyFile);
  const keyId = await keyIdOf(publicKey);
  const value = signWith(undefined, signedBytes(manifest), key).toString('base64');
  const signed = parseManifest({ ...manifest, signature: { algorithm: 'Ed25519', keyId, value } });
  writeWhole(join(folder, 'model.json'), signed);
  return { keyId, isTrusted: await trusted(join(folder, '..'), keyId, publicKey, trust) };
}

/** The last 32 bytes of the encoding that Node exports, RFC 8410. */
function rawPublicKey(keyFile: string): Uint8Array {
  const encoded = createPublicKey(readFileSync(keyFile)).export({ type: 'spki', format: 'der' });
  return new Uint8Array(encoded.subarray(encoded.length - 32));
}

async function trusted(models: string, keyId: string, publicKey: Uint8Array, trust: boolean): Promise<boolean> {
  const keys = trustedKeys(models);
  for (const key of keys) if ((await keyIdOf(key.publicKey)) === keyId) return true;
  if (!trust) return false;
  const listed = [...keys, { name: `key ${keyId}`, publicKey }];
  writeWhole(
    join(models, 'trusted-keys.json'),
    listed.map((key) => ({ name: key.name, publicKey: Buffer.from(key.publicKey).toString('base64') })),
  );
  return true;
}

function writeWhole(path: string, json: unknown): void {
  writeFileSync(`${path}.part`, `${JSON.stringify(json, undefined, 2)}\n`);
  renameSync(`${path}.part`, path);
}
