import { readFileSync } from 'node:fs';
import { isIP } from 'node:net';
import { join } from 'node:path';
import { z } from 'zod';
import { ConfigInvalid, parseSiteConfig, type SiteConfig } from './config.ts';
import type { GatewaySecrets } from './secrets.ts';

/** What `main.ts` starts from. Secrets are named by file, so that they show in no process list and no dump of settings. */
const environmentSchema = z.object({
  COLLIMATOR_CONFIG: z.string().min(1),
  COLLIMATOR_RESTRICTIONS: z.string().min(1),
  COLLIMATOR_MASTER_KEY_FILE: z.string().min(1),
  COLLIMATOR_CHECKPOINT_KEY_FILE: z.string().min(1),
  /** `postgres://account@host:5432/database`, or `sqlite:FILE` for a site with one gateway. */
  COLLIMATOR_DATABASE: z.string().regex(/^(postgres(ql)?:\/\/|sqlite:).+$/),
  COLLIMATOR_DATABASE_PASSWORD_FILE: z.string().min(1).optional(),
  COLLIMATOR_PACS: z.url({ protocol: /^https?$/ }),
  COLLIMATOR_PACS_USER: z.string().min(1).optional(),
  COLLIMATOR_PACS_PASSWORD_FILE: z.string().min(1).optional(),
  COLLIMATOR_LISTEN: z.string().default('127.0.0.1:8080'),
  /** `yes` behind the front, which sets X-Forwarded-For; without it the log would hold the front's address only. */
  COLLIMATOR_BEHIND_FRONT: z.enum(['yes', 'no']).default('no'),
  /** Model packages with their `trusted-keys.json`; those of this version when it is not said. */
  COLLIMATOR_MODELS: z.string().min(1).optional(),
  /** Each signed checkpoint is written here: mount a place that the gateway's administrator cannot change. */
  COLLIMATOR_CHECKPOINT_FOLDER: z.string().min(1).optional(),
  /** In memory, shared with the front alone (`frame-marks.ts`). Without it the front asks before each frame. */
  COLLIMATOR_GATE_MARKS: z.string().min(1).optional(),
});

export interface Environment {
  readonly config: SiteConfig;
  readonly restrictionsFile: string;
  readonly secrets: GatewaySecrets;
  readonly database: { readonly url: string; readonly password: string | undefined };
  readonly pacs: { readonly url: string; readonly user: string | undefined; readonly password: string | undefined };
  /** By the code of the destination. */
  readonly researchArchives: Readonly<
    Record<string, { readonly url: string; readonly user: string | undefined; readonly password: string | undefined }>
  >;
  readonly listen: { readonly host: string; readonly port: number; readonly forwardedForTrusted: boolean };
  readonly checkpointFolder: string | undefined;
  readonly modelsFolder: string;
  readonly marksFolder: string | undefined;
}

/** Reads settings and files. Throws `ConfigInvalid`, whose message names what is wrong and never a value. */
export function readEnvironment(variables: Record<string, string | undefined>): Environment {
  const result = environmentSchema.safeParse(variables);
  if (!result.success) {
    const names = result.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
    throw new ConfigInvalid(`environment: ${names.join('; ')}`);
  }
  const env = result.data;
  const secretIn = (file: string | undefined, name: string): string | undefined =>
    file === undefined ? undefined : readText(file, name).trimEnd();
  const config = parseSiteConfig(readJSON(env.COLLIMATOR_CONFIG, 'COLLIMATOR_CONFIG'));
  return {
    config,
    researchArchives: researchArchivesOf(config, secretIn),
    restrictionsFile: env.COLLIMATOR_RESTRICTIONS,
    secrets: {
      masterKey: masterKey(readText(env.COLLIMATOR_MASTER_KEY_FILE, 'COLLIMATOR_MASTER_KEY_FILE')),
      checkpointKey: readText(env.COLLIMATOR_CHECKPOINT_KEY_FILE, 'COLLIMATOR_CHECKPOINT_KEY_FILE'),
    },
    database: {
      url: env.COLLIMATOR_DATABASE,
      password: secretIn(env.COLLIMATOR_DATABASE_PASSWORD_FILE, 'COLLIMATOR_DATABASE_PASSWORD_FILE'),
    },
    pacs: {
      url: env.COLLIMATOR_PACS,
      user: env.COLLIMATOR_PACS_USER,
      password: secretIn(env.COLLIMATOR_PACS_PASSWORD_FILE, 'COLLIMATOR_PACS_PASSWORD_FILE'),
    },
    listen: { ...hostAndPort(env.COLLIMATOR_LISTEN), forwardedForTrusted: env.COLLIMATOR_BEHIND_FRONT === 'yes' },
    checkpointFolder: env.COLLIMATOR_CHECKPOINT_FOLDER,
    marksFolder: env.COLLIMATOR_GATE_MARKS,
    modelsFolder: env.COLLIMATOR_MODELS ?? join(import.meta.dirname, '../../models'),
  };
}

/** Each destination that is an archive needs one: found out at the start, not when somebody releases to it. */
function researchArchivesOf(
  { exports, researchArchives }: SiteConfig,
  secretIn: (file: string | undefined, name: string) => string | undefined,
): Environment['researchArchives'] {
  const wanted = exports.destinations.filter(({ kind }) => kind === 'stow').map(({ code }) => code);
  const missing = wanted.filter((code) => researchArchives[code] === undefined);
  if (missing.length > 0) throw new ConfigInvalid(`researchArchives: nothing is said about ${missing.join(', ')}`);
  return Object.fromEntries(
    Object.entries(researchArchives).map(([code, { url, user, passwordFile }]) => {
      const password = secretIn(passwordFile, `researchArchives.${code}.passwordFile`);
      return [code, { url, user, password }];
    }),
  );
}

function readText(file: string, name: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (cause) {
    throw new ConfigInvalid(`${name}: the file cannot be read`, { cause });
  }
}

function readJSON(file: string, name: string): unknown {
  try {
    return JSON.parse(readText(file, name));
  } catch (cause) {
    if (cause instanceof ConfigInvalid) throw cause;
    throw new ConfigInvalid(`${name}: the file is not JSON`, { cause });
  }
}

/** 32 bytes or more in base64 or hexadecimal, as `openssl rand -base64 32` writes them. */
function masterKey(text: string): Uint8Array {
  const compact = text.trim();
  const encoding = /^([0-9a-fA-F]{2}){32,}$/.test(compact) ? 'hex' : 'base64';
  if (encoding === 'base64' && !/^[A-Za-z0-9+/]{43,}={0,2}$/.test(compact)) {
    throw new ConfigInvalid('COLLIMATOR_MASTER_KEY_FILE: expected at least 32 bytes in base64 or hexadecimal');
  }
  return Buffer.from(compact, encoding);
}

function hostAndPort(text: string): { host: string; port: number } {
  const [, host = '', port = ''] = /^(.+):(\d{1,5})$/.exec(text) ?? [];
  const bare = host.replace(/^\[(.*)\]$/, '$1');
  if ((isIP(bare) === 0 && bare !== 'localhost') || Number(port) > 65_535) {
    throw new ConfigInvalid('COLLIMATOR_LISTEN: expected ADDRESS:PORT');
  }
  return { host: bare, port: Number(port) };
}
