import type { Context, Hono } from 'hono';
import type { z } from 'zod';
import type { Circumstances } from './audit/recorder.ts';
import { Refusal } from './problems.ts';
import type { Services } from './services.ts';
import { authenticate, type SignedIn } from './session/authenticate.ts';
import type { Person } from './session/index.ts';

export interface RequestContext {
  readonly remoteAddress: string | null;
  /** `req.url` exactly as it came: a `Request` has already tidied dots away, and those must be seen to be refused. */
  readonly rawTarget: string;
}

export type Bindings = RequestContext & { readonly correlationId: string };
export interface AppEnv {
  Bindings: Bindings;
  Variables: { person?: Person; code?: string };
}
export type GatewayApp = Hono<AppEnv>;
export type GatewayContext = Context<AppEnv>;

/** ASVS 1.5 and 4: no request of ours is longer; a longer one is not read to its end. */
const LONGEST_BODY = 16 * 1024;

export function circumstancesOf(c: GatewayContext): Circumstances {
  return { remoteAddress: c.env.remoteAddress, correlationId: c.env.correlationId };
}

/** The person behind the request; from here on refusals are recorded under their name. */
export async function signedIn(services: Services, c: GatewayContext, studyInstanceUID?: string): Promise<SignedIn> {
  const who = await authenticate(services, c.req.header('authorization'), studyInstanceUID);
  c.set('person', who.person);
  return who;
}

export async function jsonBody<S extends z.ZodType>(c: GatewayContext, schema: S): Promise<z.output<S>> {
  if (!/^application\/json\s*(;|$)/i.test(c.req.header('content-type') ?? '')) {
    throw new Refusal('media-type-not-supported');
  }
  const text = await shortBody(c);
  const result = schema.safeParse(parseJSON(text));
  if (!result.success) throw new Refusal('request-malformed');
  return result.data;
}

/** The body as text, up to 16 KiB. */
export async function shortBody(c: GatewayContext): Promise<string> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of c.req.raw.body ?? []) {
    length += chunk.length;
    if (length > LONGEST_BODY) throw new Refusal('request-too-large');
    chunks.push(chunk);
  }
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(chunks));
  } catch (cause) {
    throw new Refusal('request-malformed', { cause });
  }
}

function parseJSON(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new Refusal('request-malformed', { cause });
  }
}
