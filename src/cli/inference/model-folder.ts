// Model packages on disk: a folder for each below `models`, and the keys that may sign them beside.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import * as z from 'zod';
import {
  InferenceError,
  parseManifest,
  type TrustedKey,
  type VerifiedModel,
  verifyPackage,
} from '../../core/inference/index.ts';

/** Sites that keep their models elsewhere name the folder in the environment; its `trusted-keys.json` comes with it. */
export const MODELS = process.env['COLLIMATOR_MODELS'] ?? resolve(import.meta.dirname, '../../../models');

const keysSchema = z.array(z.strictObject({ name: z.string().min(1), publicKey: z.base64().length(44) }));

export function trustedKeys(models: string): TrustedKey[] {
  const path = join(models, 'trusted-keys.json');
  if (!existsSync(path)) return [];
  const listed = keysSchema.safeParse(jsonIn(path));
  if (!listed.success) throw new InferenceError('bad-manifest', 'trusted-keys.json is no list of keys');
  return listed.data.map(({ name, publicKey }) => ({
    name,
    publicKey: new Uint8Array(Buffer.from(publicKey, 'base64')),
  }));
}

/** Folders below that hold a finished package. */
export function packagesIn(models: string): string[] {
  if (!existsSync(models)) return [];
  return readdirSync(models, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && existsSync(join(models, entry.name, 'model.json')))
    .map(({ name }) => join(models, name))
    .sort();
}

/** Throws `InferenceError` unless the package is whole and signed by a trusted key. */
export async function loadModel(folder: string, keys: readonly TrustedKey[]): Promise<VerifiedModel> {
  const path = join(folder, 'model.json');
  if (!existsSync(path)) throw new InferenceError('bad-manifest', 'there is no model.json');
  const json = jsonIn(path);
  const { model } = parseManifest(json);
  const file = join(folder, model.file);
  if (!existsSync(file)) throw new InferenceError('model-hash', 'the file of the model is missing');
  return verifyPackage(json, { model: new Uint8Array(readFileSync(file)), card: cardIn(folder) }, keys);
}

export function cardIn(folder: string): Uint8Array | undefined {
  const path = join(folder, 'README.md');
  return existsSync(path) ? new Uint8Array(readFileSync(path)) : undefined;
}

function jsonIn(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch (error) {
    throw new InferenceError('bad-manifest', 'a manifest is no JSON', { cause: error });
  }
}
