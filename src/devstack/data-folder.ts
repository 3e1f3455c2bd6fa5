// What the stack keeps between starts, and the promise that only one stack uses it at a time.
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { z } from 'zod';
import {
  createSecrets,
  restrictionPolicySchema,
  type GatewaySecrets,
  type RestrictionPolicy,
} from '../server/index.ts';
import { StartRefused } from './refusal.ts';

export interface DataFolder {
  path: string;
  auditFile: string;
  restrictionsFile: string;
  secrets: GatewaySecrets;
  restrictions: RestrictionPolicy;
  /** Settings of the gateway that the person wants to differ. */
  siteOverrides: Record<string, unknown>;
  /** Lets another stack use the folder. */
  release(): void;
}

/** The first folder that had to be made; undefined when all were there. */
function makeFolder(path: string): string | undefined {
  try {
    // One by one: told to make them all, Node tries for ever where there can be none (/proc).
    const missing = missingFolders(path);
    for (const folder of missing) mkdirSync(folder, { mode: 0o700 });
    if (!statSync(path).isDirectory()) throw new Error('not a folder');
    return missing[0];
  } catch (error) {
    throw new StartRefused('bad-data-folder', `--data: ${path} cannot be used as a folder.`, 1, { cause: error });
  }
}

function missingFolders(path: string): string[] {
  return existsSync(path) ? [] : [...missingFolders(dirname(path)), path];
}

/** A lock that the system lets go of when the process ends, however it ends. */
function lock(path: string): DatabaseSync {
  let database: DatabaseSync | undefined;
  try {
    database = new DatabaseSync(join(path, 'lock.sqlite'));
    database.exec('PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE');
    return database;
  } catch (error) {
    database?.close();
    const isBusy = error instanceof Error && /locked|busy/i.test(error.message);
    throw isBusy
      ? new StartRefused('data-folder-in-use', `--data: ${path} is in use by another running stack.`, 1, {
          cause: error,
        })
      : new StartRefused('bad-data-folder', `--data: ${path} cannot be written.`, 1, { cause: error });
  }
}

function readJson<T>(path: string, schema: z.ZodType<T>): T | undefined {
  if (!existsSync(path)) return undefined;
  try {
    return schema.parse(JSON.parse(readFileSync(path, 'utf8')));
  } catch (error) {
    throw new StartRefused('bad-file', `${path} cannot be used: correct it, or delete it to get the default.`, 1, {
      cause: error,
    });
  }
}

/** Whole or not at all; readable by nobody else. */
function writeJson(path: string, value: unknown): void {
  writeFileSync(`${path}.new`, `${JSON.stringify(value, null, 2)}\n`, { mode: 0o600 });
  renameSync(`${path}.new`, path);
}

const secretsSchema = z.strictObject({ masterKey: z.base64(), checkpointKey: z.string() });

function loadOrCreateSecrets(path: string): GatewaySecrets {
  const stored = readJson(path, secretsSchema);
  if (stored !== undefined)
    return { masterKey: Buffer.from(stored.masterKey, 'base64'), checkpointKey: stored.checkpointKey };
  const secrets = createSecrets();
  writeJson(path, {
    masterKey: Buffer.from(secrets.masterKey).toString('base64'),
    checkpointKey: secrets.checkpointKey,
  });
  return secrets;
}

function loadOrCreateRestrictions(path: string, demoPatientIDs: readonly string[]): RestrictionPolicy {
  const stored = readJson(path, restrictionPolicySchema);
  if (stored !== undefined) return stored;
  const policy: RestrictionPolicy = {
    patients: demoPatientIDs.map((patientID) => ({ patientID })),
    confidentialityCodes: ['R', 'V'],
    departments: [],
  };
  writeJson(path, policy);
  return policy;
}

export function openDataFolder(path: string, demoRestrictedPatientIDs: readonly string[]): DataFolder {
  const made = makeFolder(path);
  const held = lockOrRemove(path, made);
  try {
    const restrictionsFile = join(path, 'restrictions.json');
    return {
      path,
      auditFile: join(path, 'audit.sqlite'),
      restrictionsFile,
      secrets: loadOrCreateSecrets(join(path, 'secrets.json')),
      restrictions: loadOrCreateRestrictions(restrictionsFile, demoRestrictedPatientIDs),
      siteOverrides: readJson(join(path, 'site.json'), z.record(z.string(), z.unknown())) ?? {},
      release: () => held.close(),
    };
  } catch (error) {
    held.close();
    throw error;
  }
}

/** A folder that was made only to find out that it cannot be used goes again. */
function lockOrRemove(path: string, made: string | undefined): DatabaseSync {
  try {
    return lock(path);
  } catch (error) {
    if (made !== undefined && dirname(made) !== made) rmSync(made, { recursive: true, force: true });
    throw error;
  }
}
