import { InferenceError } from './errors.ts';
import { verifyCard } from './manifest/card.ts';
import { type Manifest, parseManifest } from './manifest/manifest.ts';
import { type TrustedKey, verifyManifest, verifyModel } from './manifest/signature.ts';

/** No model of this product is near it; a larger file is not even hashed. */
const MOST_BYTES = 512 * 2 ** 20;

declare const verified: unique symbol;

/** A model whose signature, hash and card were checked: the only thing that a session is made of. */
export interface VerifiedModel {
  readonly manifest: Manifest;
  readonly bytes: Uint8Array;
  readonly signedBy: string;
  readonly [verified]: true;
}

/** The files beside `model.json`. */
export interface PackageFiles {
  readonly model: Uint8Array;
  /** `README.md`; without it a package whose manifest names a card is refused. */
  readonly card: Uint8Array | undefined;
}

/** Throws `bad-manifest`, `model-signature`, `model-too-large`, `model-hash` or `incomplete-card`. */
export async function verifyPackage(
  json: unknown,
  { model, card }: PackageFiles,
  keys: readonly TrustedKey[],
): Promise<VerifiedModel> {
  const manifest = parseManifest(json);
  const { name } = await verifyManifest(manifest, keys);
  if (model.length > MOST_BYTES) throw new InferenceError('model-too-large', 'the model is larger than the budget');
  await verifyModel(manifest, model);
  await verifyCard(manifest, card);
  return { manifest, bytes: model, signedBy: name } as VerifiedModel; // the brand is given here and nowhere else
}
