import { InferenceError, type Manifest, parseManifest } from '../../../core/inference/index.ts';

/** Of the bytes that were signed, and not of what somebody parsed on the way. */
export function jsonOf(manifest: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(manifest));
  } catch (error) {
    throw new InferenceError('bad-manifest', 'the manifest is no JSON', { cause: error });
  }
}

export const manifestOf = (bytes: Uint8Array): Manifest => parseManifest(jsonOf(bytes));
