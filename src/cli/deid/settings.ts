// The words of the command line, checked and turned into settings.
import { existsSync, readFileSync, statSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { dirname, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import {
  BadProfile, BUILT_IN_PROFILES, builtInProfile, optionOf, parseProfile, SHORTEST_KEY_BYTES, withOptions,
} from '../../core/deid/index.ts'; // prettier-ignore
import type { OptionName, PixelPolicy, Profile } from '../../core/deid/index.ts';
import { UsageError } from '../command.ts';

export type Settings = {
  readonly inputs: readonly string[];
  readonly outDir: string;
  readonly profile: Profile;
  readonly key: Uint8Array;
  readonly pixels: PixelPolicy;
  /** Burned-in text of the closed list stays visible. */
  readonly release: boolean;
  readonly doubtful: 'remove' | 'keep';
  readonly threads: number;
  /** Where models lie, if not where they always do. */
  readonly models: string | undefined;
  readonly mapFile: string | undefined;
  readonly uidMapFile: string | undefined;
  readonly reportFile: string | undefined;
  readonly manifestFile: string | undefined;
  readonly doubtfulFile: string | undefined;
  readonly linkageFile: string | undefined;
  readonly linkageSecret:
    | { readonly kind: 'passphrase'; readonly passphrase: string }
    | { readonly kind: 'key'; readonly key: Uint8Array }
    | undefined;
  readonly cohortK: number;
  readonly json: boolean;
};

export const USAGE =
  'deid INPUT... --out DIR --profile research|safe-harbor|basic|FILE.json [--option NAME]... --key FILE\n' +
  '       [--map FILE.csv] [--uid-map FILE.csv] [--report FILE.json] [--manifest FILE.json] [--pixels auto|all|off]\n' +
  '       [--release] [--without-pixels refuse|write] [--doubtful remove|keep]\n' +
  '       [--doubtful-out FILE.json] [--linkage FILE (--linkage-key FILE | passphrase in COLLIMATOR_LINKAGE_PASSPHRASE)]\n' +
  '       [--k NUMBER] [--jobs NUMBER] [--json]\n' +
  '  INPUT      files, folders and ZIP archives\n' +
  '  --key      the secret of the project, 16 bytes at least (openssl rand -out project.key 32): same key, same pseudonyms\n' +
  '  --map      who is who: source files, old and new numbers and UIDs; keep it as you keep patient data\n' +
  '  --manifest SHA-256 of every file that was written\n' +
  '  --pixels   auto: images that may have text burned in are refused unless cleaned; all: every image; off: none\n' +
  '  --without-pixels  write: also images that have no pixels, with a warning; a file cut off there looks the same\n' +
  '  --release  text that is wholly on the closed list of docs/redaction.md stays visible; the report says which kinds\n' +
  '  exit code  0 all written, 1 some refused or a check failed, 2 wrong usage';

export async function settingsFrom(
  args: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
): Promise<Settings> {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      out: { type: 'string' },
      profile: { type: 'string' },
      option: { type: 'string', multiple: true },
      key: { type: 'string' },
      map: { type: 'string' },
      'uid-map': { type: 'string' },
      report: { type: 'string' },
      manifest: { type: 'string' },
      pixels: { type: 'string', default: 'auto' },
      release: { type: 'boolean', default: false },
      'without-pixels': { type: 'string' },
      doubtful: { type: 'string' },
      'doubtful-out': { type: 'string' },
      linkage: { type: 'string' },
      'linkage-key': { type: 'string' },
      k: { type: 'string', default: '5' },
      jobs: { type: 'string' },
      json: { type: 'boolean', default: false },
    },
  });
  if (positionals.length === 0) throw new UsageError('name at least one input');
  for (const input of positionals) if (!existsSync(input)) throw new UsageError(`there is no ${input}`);
  if (values.out === undefined) throw new UsageError('--out is missing');
  if (values.profile === undefined) throw new UsageError('--profile is missing');
  if (values.key === undefined) throw new UsageError('--key is missing');
  const chosen = withOptions(await profileNamed(values.profile), (values.option ?? []).map(optionNamed));
  const withoutPixels = values['without-pixels'];
  const profile =
    withoutPixels === undefined
      ? chosen
      : { ...chosen, withoutPixels: oneOf('--without-pixels', withoutPixels, ['refuse', 'write']) };
  return {
    inputs: positionals,
    outDir: checkedOut(values.out, positionals),
    profile,
    key: readKey(values.key, '--key'),
    pixels: oneOf('--pixels', values.pixels, ['auto', 'all', 'off']),
    release: values.release,
    doubtful:
      values.doubtful === undefined ? profile.doubtfulWords : oneOf('--doubtful', values.doubtful, ['remove', 'keep']),
    threads: values.jobs === undefined ? availableParallelism() : wholeNumber('--jobs', values.jobs),
    models: env['COLLIMATOR_MODELS'],
    mapFile: resultFile('--map', values.map),
    uidMapFile: resultFile('--uid-map', values['uid-map']),
    reportFile: resultFile('--report', values.report),
    manifestFile: resultFile('--manifest', values.manifest),
    doubtfulFile: resultFile('--doubtful-out', values['doubtful-out']),
    linkageFile: resultFile('--linkage', values.linkage),
    linkageSecret: values.linkage === undefined ? undefined : linkageSecret(values['linkage-key'], env),
    cohortK: wholeNumber('--k', values.k),
    json: values.json,
  };
}

async function profileNamed(name: string): Promise<Profile> {
  const builtIn = BUILT_IN_PROFILES.find((known) => known === name);
  if (builtIn !== undefined) return builtInProfile(builtIn);
  if (!existsSync(name) || isFolder(name))
    throw new UsageError(`--profile: neither ${BUILT_IN_PROFILES.join(', ')} nor a file`);
  try {
    return await parseProfile(JSON.parse(readFileSync(name, 'utf8')));
  } catch (error) {
    if (error instanceof BadProfile) throw new UsageError(`--profile: ${error.problems.join('; ')}`);
    if (error instanceof SyntaxError) throw new UsageError('--profile: the file is no JSON');
    throw error;
  }
}

function optionNamed(spelling: string): OptionName {
  const option = optionOf(spelling);
  if (option === undefined) throw new UsageError(`--option: ${spelling} is no option of PS3.15 Annex E`);
  return option;
}

function checkedOut(out: string, inputs: readonly string[]): string {
  const path = resolve(out);
  if (existsSync(path) && !statSync(path).isDirectory()) throw new UsageError('--out is not a folder');
  // Originals and results in one folder would be mixed for ever.
  if (inputs.some((input) => resolve(input) === path)) throw new UsageError('--out must not be an input');
  return path;
}

/** A file that can be made at the end: nobody wants to hear of a missing folder after hours. */
function resultFile(option: string, path: string | undefined): string | undefined {
  if (path === undefined) return undefined;
  const folder = dirname(resolve(path));
  if (!isFolder(folder)) throw new UsageError(`${option}: there is no folder ${folder}`);
  if (isFolder(path)) throw new UsageError(`${option}: this is a folder, not a file`);
  return path;
}

const isFolder = (path: string): boolean => existsSync(path) && statSync(path).isDirectory();

function readKey(path: string, option: string): Uint8Array {
  if (!existsSync(path) || isFolder(path))
    throw new UsageError(`${option}: there is no such file; make one with: openssl rand -out FILE 32`);
  const bytes = readFileSync(path);
  let end = bytes.length;
  // Editors and echo end a line; the secret is the same with and without.
  while (end > 0 && (bytes[end - 1] === 0x0a || bytes[end - 1] === 0x0d)) end--;
  const key = end >= SHORTEST_KEY_BYTES ? bytes.subarray(0, end) : bytes;
  if (key.length < SHORTEST_KEY_BYTES)
    throw new UsageError(`${option}: a key has ${SHORTEST_KEY_BYTES} bytes at least`);
  return new Uint8Array(key);
}

export function linkageSecret(
  keyFile: string | undefined,
  env: Readonly<Record<string, string | undefined>>,
): NonNullable<Settings['linkageSecret']> {
  if (keyFile !== undefined) return { kind: 'key', key: readKey(keyFile, '--linkage-key') };
  const passphrase = env['COLLIMATOR_LINKAGE_PASSPHRASE'];
  if (passphrase === undefined || passphrase.length < 12)
    throw new UsageError(
      'a linkage file needs --linkage-key, or 12 characters or more in COLLIMATOR_LINKAGE_PASSPHRASE',
    );
  return { kind: 'passphrase', passphrase };
}

function oneOf<T extends string>(option: string, value: string, allowed: readonly T[]): T {
  const found = allowed.find((known) => known === value);
  if (found === undefined) throw new UsageError(`${option}: one of ${allowed.join(', ')}`);
  return found;
}

function wholeNumber(option: string, value: string): number {
  if (!/^[1-9]\d{0,3}$/.test(value)) throw new UsageError(`${option}: a number from 1`);
  return Number(value);
}
