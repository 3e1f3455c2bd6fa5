import { basename } from 'node:path';
import { parseArgs } from 'node:util';
import { InferenceError } from '../../core/inference/index.ts';
import { UsageError, type Command, type ExitCode, type Terminal } from '../command.ts';
import { loadModel, MODELS, packagesIn, trustedKeys } from '../inference/model-folder.ts';
import { signPackage } from './sign.ts';

type Row = {
  readonly name: string;
  readonly version?: string;
  readonly date?: string;
  readonly task?: string;
  readonly sha256?: string;
  readonly signedBy?: string;
  readonly code: 'ok' | InferenceError['code'];
};

async function look(folder: string, models: string): Promise<Row> {
  try {
    const { manifest, signedBy } = await loadModel(folder, trustedKeys(models));
    const { name, version, date, task, model } = manifest;
    return { name, version, date, task: task.kind, sha256: model.sha256, signedBy, code: 'ok' };
  } catch (error) {
    if (!(error instanceof InferenceError)) throw error;
    return { name: basename(folder), code: error.code };
  }
}

async function report(
  folders: readonly string[],
  models: string,
  json: boolean,
  terminal: Terminal,
): Promise<ExitCode> {
  const rows: Row[] = [];
  for (const folder of folders) rows.push(await look(folder, models));
  if (json) terminal.out(`${JSON.stringify(rows, undefined, 1)}\n`);
  else
    for (const row of rows)
      terminal.out(
        `${row.name}\t${row.version ?? '-'}\t${row.date ?? '-'}\t${row.sha256?.slice(0, 12) ?? '-'}\t${row.signedBy ?? '-'}\t${row.code}\n`,
      );
  return rows.every(({ code }) => code === 'ok') ? 0 : 1;
}

const options = { json: { type: 'boolean', default: false }, models: { type: 'string', default: MODELS } } as const;

export const modelsList: Command = {
  words: ['models', 'list'],
  usage: 'models list [--json] [--models DIR]',
  summary: 'lists model packages with version, hash and signer',
  async run(args, terminal) {
    const { values } = parseArgs({ args: [...args], options });
    return report(packagesIn(values.models), values.models, values.json, terminal);
  },
};

export const modelsVerify: Command = {
  words: ['models', 'verify'],
  usage: 'models verify [DIR]... [--json] [--models DIR]',
  summary: 'checks hash and signature of model packages',
  async run(args, terminal) {
    const { values, positionals } = parseArgs({ args: [...args], allowPositionals: true, options });
    const folders = positionals.length > 0 ? positionals : packagesIn(values.models);
    if (folders.length === 0) throw new UsageError('there is no model package');
    return report(folders, values.models, values.json, terminal);
  },
};

export const modelsSign: Command = {
  words: ['models', 'sign'],
  usage:
    'models sign DIR --key FILE.pem [--trust]\n' +
    '  DIR        holds manifest.json and the model; model.json is written\n' +
    '  --key      an Ed25519 key (openssl genpkey -algorithm ed25519 -out FILE.pem); keep it away from the project\n' +
    '  --trust    adds its public half to trusted-keys.json beside DIR',
  summary: 'hashes and signs a model package',
  async run(args, terminal) {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { key: { type: 'string' }, trust: { type: 'boolean', default: false } },
    });
    const [folder] = positionals;
    if (folder === undefined || positionals.length > 1 || values.key === undefined)
      throw new UsageError('one folder and --key are needed');
    const result = await signPackage(folder, values.key, values.trust).catch((error: unknown) => {
      if (error instanceof InferenceError) return error;
      throw error;
    });
    if (result instanceof InferenceError) {
      terminal.err(`${result.code}: ${result.message}\n`);
      return 1;
    }
    const { keyId, isTrusted } = result;
    terminal.out(`signed by ${keyId}${isTrusted ? '' : ', which is not in trusted-keys.json yet: see --trust'}\n`);
    return 0;
  },
};
