// The packages of the site, as they lie in a folder. Promises that nothing is offered whose signature, hash and card were not
// checked since its files last changed; the browser checks again what it gets.
import { createReadStream, existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { z } from 'zod';
import {
  InferenceError,
  parseManifest,
  type Manifest,
  type TrustedKey,
  verifyPackage,
} from '../../core/inference/index.ts';

export interface ShelvedModel {
  readonly manifest: Manifest;
  readonly signedBy: string;
  readonly folder: string;
}

export interface RefusedFolder {
  readonly folder: string;
  readonly code: string;
  /** Changes with the files: the same refusal is recorded once. */
  readonly fingerprint: string;
}

export interface Shelf {
  readonly models: readonly ShelvedModel[];
  readonly refused: readonly RefusedFolder[];
  readonly trustedKeys: readonly { readonly name: string; readonly publicKey: string }[];
}

export interface ModelShelf {
  /** What lies there now. A folder whose files did not change is not hashed again. */
  look(): Promise<Shelf>;
}

const keysSchema = z.array(z.strictObject({ name: z.string().min(1), publicKey: z.base64().length(44) })).max(50);
/** More is no list that a person chose. */
const MOST_PACKAGES = 200;

type Verdict = { readonly model: ShelvedModel } | { readonly refused: RefusedFolder };

/** `undefined`: a site without models. */
export function openModelShelf(root: string | undefined): ModelShelf {
  const known = new Map<string, { readonly fingerprint: string; readonly verdict: Promise<Verdict> }>();
  return {
    async look() {
      if (root === undefined || !existsSync(root)) return { models: [], refused: [], trustedKeys: [] };
      const keyFile = join(root, 'trusted-keys.json');
      const keys = trustedKeysIn(keyFile);
      const folders = readdirSync(root, { withFileTypes: true })
        .filter((entry) => entry.isDirectory() && !entry.name.startsWith('.'))
        .map(({ name }) => name)
        .filter((name) => existsSync(join(root, name, 'model.json')))
        .sort()
        .slice(0, MOST_PACKAGES);
      for (const name of known.keys()) if (!folders.includes(name)) known.delete(name);
      const verdicts = await Promise.all(
        folders.map((name) => {
          const fingerprint = `${fingerprintOf(keyFile)} ${fingerprintOfFolder(join(root, name))}`;
          const before = known.get(name);
          if (before?.fingerprint === fingerprint) return before.verdict;
          const verdict = judge(root, name, keys, fingerprint);
          known.set(name, { fingerprint, verdict });
          return verdict;
        }),
      );
      const once = verdicts.map((verdict, at) => withoutTwin(verdict, verdicts.slice(0, at)));
      return {
        models: once.flatMap((verdict) => ('model' in verdict ? [verdict.model] : [])),
        refused: once.flatMap((verdict) => ('refused' in verdict ? [verdict.refused] : [])),
        trustedKeys: keys.map(({ name, publicKey }) => ({
          name,
          publicKey: Buffer.from(publicKey).toString('base64'),
        })),
      };
    },
  };
}

/** Name and version stand for one model everywhere: a second folder that claims them is none. */
function withoutTwin(verdict: Verdict, before: readonly Verdict[]): Verdict {
  if (!('model' in verdict)) return verdict;
  const { manifest, folder } = verdict.model;
  const isTwin = before.some((other) => 'model' in other && other.model.manifest.name === manifest.name && other.model.manifest.version === manifest.version); // prettier-ignore
  return isTwin ? { refused: { folder: basename(folder), code: 'already-installed', fingerprint: 'twin' } } : verdict;
}

async function judge(root: string, name: string, keys: readonly TrustedKey[], fingerprint: string): Promise<Verdict> {
  const folder = join(root, name);
  try {
    const json: unknown = jsonIn(join(folder, 'model.json'));
    const file = join(folder, parseManifest(json).model.file);
    if (!existsSync(file)) throw new InferenceError('model-hash', 'the file of the model is missing');
    const cardFile = join(folder, 'README.md');
    const card = existsSync(cardFile) ? new Uint8Array(readFileSync(cardFile)) : undefined;
    const { manifest, signedBy } = await verifyPackage(json, { model: new Uint8Array(readFileSync(file)), card }, keys);
    return { model: { manifest, signedBy, folder } };
  } catch (error) {
    const code = error instanceof InferenceError ? error.code : 'unreadable';
    return { refused: { folder: name, code, fingerprint } };
  }
}

function trustedKeysIn(path: string): TrustedKey[] {
  if (!existsSync(path)) return [];
  const listed = keysSchema.safeParse(jsonIn(path));
  // A list that cannot be read trusts nobody: every package is then refused, and the list of models says so.
  if (!listed.success) return [];
  return listed.data.map(({ name, publicKey }) => ({
    name,
    publicKey: new Uint8Array(Buffer.from(publicKey, 'base64')),
  }));
}

/** `undefined`, which fits no schema, where it is no JSON. */
function jsonIn(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    return undefined;
  }
}

function fingerprintOfFolder(folder: string): string {
  return readdirSync(folder)
    .sort()
    .map((name) => `${name} ${fingerprintOf(join(folder, name))}`)
    .join(' ');
}

function fingerprintOf(path: string): string {
  if (!existsSync(path)) return '-';
  const { size, mtimeMs, ino } = statSync(path);
  return `${size}/${mtimeMs}/${ino}`;
}

/** The files of a package that a browser may have, by the name it asks for. */
export function fileOf({ folder, manifest }: ShelvedModel, name: string): ModelFile | undefined {
  const types: Record<string, string> = {
    'model.json': 'application/json',
    [manifest.model.file]: 'application/octet-stream',
    ...(manifest.card === undefined ? {} : { 'README.md': 'text/plain; charset=utf-8' }),
  };
  const type = Object.hasOwn(types, name) ? types[name] : undefined;
  if (type === undefined) return undefined;
  const path = join(folder, name);
  return {
    type,
    byteLength: statSync(path).size,
    // The file is opened with the first byte that is asked for: an answer to HEAD asks for none, and would never close it.
    stream: () => ReadableStream.from<Uint8Array>(bytesOf(path)),
  };
}

async function* bytesOf(path: string): AsyncGenerator<Uint8Array> {
  yield* createReadStream(path);
}

export interface ModelFile {
  readonly type: string;
  readonly byteLength: number;
  readonly stream: () => ReadableStream<Uint8Array>;
}
