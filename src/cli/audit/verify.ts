import { createHash, createPublicKey, verify } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { createLogVerifier, parseVerifierKey, type LogProof, type VerifierKey } from '../../core/audit/index.ts';
import { UsageError, type Command, type ExitCode, type Terminal } from '../command.ts';
import { openBundleLog, openGatewayLog } from './bundle-log.ts';
import { openDatabaseLog } from './database-log.ts';
import { LogUnreadable, type LogSource } from './log-source.ts';

type Outcome =
  | ({ readonly ok: true; readonly keyFrom: 'log' | 'argument' } & LogProof)
  | { readonly ok: false; readonly code: string; readonly firstBadIndex: number | null };

export const auditVerify: Command = {
  words: ['audit', 'verify'],
  usage:
    'audit verify (--db FILE | --bundle FILE | --url URL) [--key FILE]... [--checkpoint FILE]... [--json]\n' +
    "  --url reads the auditor's access token from COLLIMATOR_TOKEN\n" +
    '  --key and --checkpoint take what was kept elsewhere: only they show a log that was replaced as a whole',
  summary: 'proves the audit log whole, or names the first bad entry',
  async run(args, terminal) {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        db: { type: 'string' },
        bundle: { type: 'string' },
        url: { type: 'string' },
        key: { type: 'string', multiple: true },
        checkpoint: { type: 'string', multiple: true },
        json: { type: 'boolean', default: false },
      },
    });
    if (positionals.length > 0) throw new UsageError('unexpected argument');
    const kept = {
      keys: (values.key ?? []).map(keptKey),
      notes: (values.checkpoint ?? []).map((file) => readKept(file)),
    };
    const outcome = await proveFrom(() => openLog(values, terminal), kept);
    return tell(outcome, values.json, terminal);
  },
};

async function openLog(
  values: { db?: string | undefined; bundle?: string | undefined; url?: string | undefined },
  terminal: Terminal,
): Promise<LogSource> {
  const given = [values.db, values.bundle, values.url].filter((value) => value !== undefined);
  if (given.length !== 1) throw new UsageError('name one of --db, --bundle, --url');
  if (values.db !== undefined) return openDatabaseLog(values.db);
  if (values.bundle !== undefined) return openBundleLog(values.bundle);
  const token = terminal.env['COLLIMATOR_TOKEN'];
  if (token === undefined || token === '') throw new UsageError('COLLIMATOR_TOKEN is not set');
  if (values.url === undefined || !URL.canParse(values.url)) throw new UsageError('--url is not a URL');
  return openGatewayLog(values.url, token);
}

interface Kept {
  /** Empty: the log's own keys are taken. More than one where the key was changed over the years. */
  readonly keys: readonly VerifierKey[];
  readonly notes: readonly string[];
}

async function proveFrom(open: () => Promise<LogSource>, kept: Kept): Promise<Outcome> {
  try {
    const source = await open();
    try {
      return await prove(source, kept);
    } finally {
      await source.close();
    }
  } catch (error) {
    if (!(error instanceof LogUnreadable)) throw error;
    return { ok: false, code: error.code, firstBadIndex: error.readRows > 0 ? error.readRows : null };
  }
}

async function prove(source: LogSource, kept: Kept): Promise<Outcome> {
  const own = source.verifierKeys.flatMap((text) => parseVerifierKey(text, sha256) ?? []);
  const verifier = createLogVerifier({
    checkpointNotes: [...source.checkpointNotes, ...kept.notes],
    keys: kept.keys.length === 0 ? own : kept.keys,
    head: source.head,
    sha256,
    verifySignature,
  });
  for await (const row of source.rows) {
    const fault = verifier.add(row);
    if (fault !== undefined) return { ok: false, code: fault.code, firstBadIndex: fault.index };
  }
  const verdict = verifier.finish();
  if (verdict.kind === 'broken') return { ok: false, code: verdict.code, firstBadIndex: verdict.index };
  const damage = await source.damage();
  if (damage !== undefined) return { ok: false, code: damage, firstBadIndex: null };
  const { size, rootHash, checkpoints, signedSize } = verdict;
  return { ok: true, size, rootHash, checkpoints, signedSize, keyFrom: kept.keys.length === 0 ? 'log' : 'argument' };
}

function tell(outcome: Outcome, asJSON: boolean, terminal: Terminal): ExitCode {
  if (asJSON) terminal.out(`${JSON.stringify(outcome)}\n`);
  else if (outcome.ok) terminal.out(`${praise(outcome)}\n`);
  else terminal.err(`${blame(outcome)}\n`);
  return outcome.ok ? 0 : 1;
}

function praise(outcome: Extract<Outcome, { ok: true }>): string {
  const key = outcome.keyFrom === 'log' ? ' (key taken from the log itself; use --key with one kept elsewhere)' : '';
  return [
    `whole: ${outcome.size} entries, hash chain and leaf hashes fit`,
    outcome.checkpoints === 0
      ? 'signed: no checkpoint yet; only the hash chain was checked'
      : `signed: ${outcome.checkpoints} checkpoints, the last over ${outcome.signedSize} entries${key}`,
    `tree head: ${outcome.rootHash}`,
  ].join('\n');
}

function blame(outcome: Extract<Outcome, { ok: false }>): string {
  const place = outcome.firstBadIndex === null ? '' : `: first bad entry ${outcome.firstBadIndex}`;
  return `NOT PROVEN: ${outcome.code}${place}`;
}

function keptKey(file: string): VerifierKey {
  const key = parseVerifierKey(readKept(file), sha256);
  if (key === undefined) throw new UsageError('--key does not hold a verifier key');
  return key;
}

function readKept(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (cause) {
    throw new UsageError('a file that was named cannot be read', { cause });
  }
}

function sha256(bytes: Uint8Array): Uint8Array {
  return createHash('sha256').update(bytes).digest();
}

/** RFC 8410: what stands before a raw Ed25519 key in a SubjectPublicKeyInfo. */
const ED25519_SPKI = Buffer.from('302a300506032b6570032100', 'hex');

function verifySignature(publicKey: Uint8Array, bytes: Uint8Array, signature: Uint8Array): boolean {
  const key = createPublicKey({ key: Buffer.concat([ED25519_SPKI, publicKey]), format: 'der', type: 'spki' });
  return verify(null, bytes, key, signature);
}
