// Installs a package from a folder, a ZIP archive or a URL. Nothing is installed before all of it was verified, and it appears whole.
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { InferenceError, parseManifest, type VerifiedModel, verifyPackage } from '../../core/inference/index.ts';
import { type Command, UsageError } from '../command.ts';
import { listZip, readZipEntry, ZipUnreadable } from '../deid/zip-entries.ts';
import { loadModel, MODELS, trustedKeys } from '../inference/model-folder.ts';

const MOST_BYTES = 600 * 2 ** 20;
const DOWNLOAD_MS = 300_000;

/** A file of the package by its name; undefined where there is none. */
type PackageFiles = (name: string) => Promise<Uint8Array | undefined>;

export const modelsAdd: Command = {
  words: ['models', 'add'],
  usage:
    'models add SOURCE [--models DIR] [--replace]\n' +
    '  SOURCE     a folder, a ZIP archive, or a URL of one (https, or http on this machine)\n' +
    '  --models   where packages are installed; its trusted-keys.json decides who may have signed them\n' +
    '  --replace  also when the same or a newer version is installed',
  summary: 'installs a model package after verifying it',
  async run(args, terminal) {
    const options = { models: { type: 'string', default: MODELS }, replace: { type: 'boolean', default: false } } as const; // prettier-ignore
    const { values, positionals } = parseArgs({ args: [...args], allowPositionals: true, options });
    const [source] = positionals;
    if (source === undefined || positionals.length > 1) throw new UsageError('name one folder, archive or URL');
    try {
      const { manifest, signedBy } = await addPackage(source, values.models, values.replace);
      terminal.out(`installed ${manifest.name} ${manifest.version}, signed by ${signedBy}\n`);
      return 0;
    } catch (error) {
      if (!(error instanceof InferenceError || error instanceof ZipUnreadable)) throw error;
      terminal.err(`refused ${source}: ${error.code}: ${error.message}\n`);
      return 1;
    }
  },
};

async function addPackage(source: string, models: string, isReplacing: boolean): Promise<VerifiedModel> {
  if (!/^https?:\/\//i.test(source)) {
    if (!existsSync(source)) throw new UsageError(`there is no ${source}`);
    return install(statSync(source).isDirectory() ? folderFiles(source) : await zipFiles(source), models, isReplacing);
  }
  const work = mkdtempSync(join(tmpdir(), 'model-'));
  try {
    const path = join(work, 'package.zip');
    writeFileSync(path, await download(source));
    return await install(await zipFiles(path), models, isReplacing);
  } finally {
    rmSync(work, { recursive: true });
  }
}

function folderFiles(folder: string): PackageFiles {
  return (name) => {
    const path = join(folder, name);
    return Promise.resolve(existsSync(path) ? new Uint8Array(readFileSync(path)) : undefined);
  };
}

/** The package lies at the top of the archive, or in its only folder. */
async function zipFiles(path: string): Promise<PackageFiles> {
  const entries = await listZip(path);
  const manifest = entries.filter(({ name }) => /^([^/\\]+\/)?model\.json$/.test(name));
  const [only] = manifest;
  if (only === undefined || manifest.length > 1)
    throw new InferenceError('bad-manifest', 'the archive does not hold one model.json');
  const folder = only.name.slice(0, -'model.json'.length);
  return async (name) => {
    const entry = entries.find((other) => other.name === folder + name);
    if (entry !== undefined && entry.bytes > MOST_BYTES) throw new InferenceError('model-too-large', 'a file of the archive is too large'); // prettier-ignore
    return entry === undefined ? undefined : readZipEntry(path, entry);
  };
}

async function download(url: string): Promise<Uint8Array> {
  const { protocol, hostname } = new URL(url);
  if (protocol !== 'https:' && !['127.0.0.1', 'localhost', '[::1]'].includes(hostname))
    throw new UsageError('only https, or http on this machine');
  const response = await fetch(url, { redirect: 'error', signal: AbortSignal.timeout(DOWNLOAD_MS) }).catch(
    (error: unknown) => {
      // prettier-ignore
      throw new InferenceError('not-downloaded', 'the archive could not be fetched', { cause: error });
    },
  );
  if (!response.ok || response.body === null)
    throw new InferenceError('not-downloaded', `the server answered ${response.status}`);
  const parts: Uint8Array[] = [];
  let bytes = 0;
  for await (const part of response.body) {
    bytes += part.length;
    if (bytes > MOST_BYTES) throw new InferenceError('model-too-large', 'the archive is larger than a package may be');
    parts.push(part);
  }
  return Buffer.concat(parts);
}

async function install(files: PackageFiles, models: string, isReplacing: boolean): Promise<VerifiedModel> {
  const text = await files('model.json');
  if (text === undefined) throw new InferenceError('bad-manifest', 'there is no model.json');
  const json = jsonOf(text);
  const { model: file } = parseManifest(json);
  const bytes = await files(file.file);
  if (bytes === undefined) throw new InferenceError('model-hash', 'the file of the model is missing');
  const card = await files('README.md');
  const verified = await verifyPackage(json, { model: bytes, card }, trustedKeys(models));
  const { name, version } = verified.manifest;
  const place = join(models, name);
  if (!isReplacing && existsSync(place)) await checkNewer(place, models, version);
  mkdirSync(models, { recursive: true });
  const part = mkdtempSync(join(models, `.${name}-`));
  try {
    writeFileSync(join(part, 'model.json'), text);
    writeFileSync(join(part, file.file), bytes);
    if (card !== undefined) writeFileSync(join(part, 'README.md'), card);
    const old = `${part}.old`;
    if (existsSync(place)) renameSync(place, old);
    renameSync(part, place);
    rmSync(old, { recursive: true, force: true });
  } catch (error) {
    rmSync(part, { recursive: true, force: true });
    throw error;
  }
  return verified;
}

/** What is installed but broken may be replaced by anything that is whole. */
async function checkNewer(place: string, models: string, version: string): Promise<void> {
  const installed = await loadModel(place, trustedKeys(models)).catch((error: unknown) => {
    if (error instanceof InferenceError) return undefined;
    throw error;
  });
  if (installed !== undefined && !isNewer(version, installed.manifest.version))
    throw new InferenceError('already-installed', 'the same or a newer version is installed: see --replace');
}

function isNewer(version: string, than: string): boolean {
  const [a, b] = [version, than].map((text) => text.split('.').map(Number)) as [number[], number[]];
  const at = a.findIndex((part, index) => part !== b[index]);
  return at >= 0 && (a[at] ?? 0) > (b[at] ?? 0);
}

function jsonOf(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(bytes));
  } catch (error) {
    throw new InferenceError('bad-manifest', 'model.json is no JSON', { cause: error });
  }
}
