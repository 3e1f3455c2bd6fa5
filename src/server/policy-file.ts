import { readFileSync, statSync } from 'node:fs';
import { restrictionPolicySchema, type RestrictionPolicy } from '../core/access/index.ts';
import { ConfigInvalid } from './config.ts';
import { describeError, type Log } from './log.ts';

/** Throws `ConfigInvalid`, which names places in the file and none of its patients. */
export function readPolicy(file: string): RestrictionPolicy {
  let value: unknown;
  try {
    value = JSON.parse(readFileSync(file, 'utf8'));
  } catch (cause) {
    throw new ConfigInvalid('restrictions: the file cannot be read as JSON', { cause });
  }
  const policy = restrictionPolicySchema.safeParse(value);
  if (policy.success) return policy.data;
  const places = policy.error.issues.map((issue) => issue.path.join('.') || 'the whole');
  throw new ConfigInvalid(`restrictions: wrong form at ${places.join(', ')}`);
}

/** A patient who is restricted tonight must not wait for a restart. */
const LOOK_EVERY_MS = 2000;

export interface PolicyFile {
  readonly current: () => RestrictionPolicy;
  stop(): void;
}

/**
 * The policy as the file says now. A file that became unreadable or malformed changes nothing: the last good policy stays
 * in force and the operator is told, because forgetting the restrictions would open records.
 */
export function followPolicy(file: string, log: Log): PolicyFile {
  let current = readPolicy(file);
  let seen = statSync(file).mtimeMs;
  const look = (): void => {
    try {
      const { mtimeMs } = statSync(file);
      if (mtimeMs === seen) return;
      seen = mtimeMs;
      current = readPolicy(file);
      log({ level: 'info', event: 'restrictions-changed' });
    } catch (error) {
      log({ level: 'error', event: 'restrictions-not-read', ...describeError(error) });
    }
  };
  const timer = setInterval(look, LOOK_EVERY_MS).unref();
  return { current: () => current, stop: () => clearInterval(timer) };
}
