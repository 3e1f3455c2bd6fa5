import { InferenceError } from './errors.ts';
import { type Manifest, parseManifest } from './manifest/manifest.ts';
import { type TrustedKey, verifyManifest, verifyModel } from './manifest/signature.ts';

/** No model of this product is near it; a larger file is not even hashed. */
const MOST_BYTES = 512 * 2 ** 20;

declare const verified: unique symbol;

/** A model whose hash and signature were checked: the only thing that a session is made of. */
export interface VerifiedModel {
  readonly manifest: Manifest;
  readonly bytes: Uint8Array;
  readonly signedBy: string;
  readonly [verified]: true;
}

/** Throws `bad-manifest`, `model-signature`, `model-hash` or `model-too-large`. */
export async function verifyPackage(
  json: unknown,
  model: Uint8Array,
  keys: readonly TrustedKey[],
): Promise<VerifiedModel> {
  const manifest = parseManifest(json);
  const { name } = await verifyManifest(manifest, keys);
  if (model.length > MOST_BYTES) throw new InferenceError('model-too-large', 'the model is larger than the budget');
  await verifyModel(manifest, model);
  return { manifest, bytes: model, signedBy: name } as VerifiedModel; // the brand is given here and nowhere else
}
