import type { z } from 'zod';
import { needsStepUpSchema, type NeedsStepUp } from '../../../contract/index.ts';
import { ContractBroken } from '../errors.ts';
import type { SessionFetch } from '../session/session.ts';
import type { CallOptions } from './api.ts';
import { failureOf } from './failure.ts';

export type Method = 'GET' | 'POST' | 'PUT' | 'DELETE';

type Call = (method: Method, path: string, body?: unknown, options?: CallOptions) => Promise<Response>;

/** Asks the gateway in JSON. Every function throws the classes of `errors.ts`. */
export interface Caller {
  /** The answer as it came, whatever its status. */
  readonly call: Call;
  readonly ask: <S extends z.ZodType>(schema: S, ...what: Parameters<Call>) => Promise<z.infer<S>>;
  /** Where the gateway may want a fresh second factor first: its demand is an answer. */
  readonly askOrStepUp: <S extends z.ZodType>(
    schema: S,
    ...what: Parameters<Call>
  ) => Promise<z.infer<S> | NeedsStepUp>;
  readonly tell: (...what: Parameters<Call>) => Promise<void>;
}

export function createCaller(request: SessionFetch): Caller {
  const call: Call = (method, path, body, options = {}) =>
    request(path, {
      method,
      headers: { accept: 'application/json', ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      ...options,
    });

  async function answerOf<S extends z.ZodType>(schema: S, response: Response, path: string): Promise<z.infer<S>> {
    if (!response.ok) throw await failureOf(response);
    return parse(schema, routeName(path), await jsonOf(response, routeName(path)));
  }

  return {
    call,
    async ask(schema, ...what) {
      return answerOf(schema, await call(...what), what[1]);
    },
    async askOrStepUp(schema, ...what) {
      const response = await call(...what);
      const demand = response.status === 401 ? needsStepUpSchema.safeParse(await copyOf(response)) : undefined;
      return demand?.success === true ? demand.data : answerOf(schema, response, what[1]);
    },
    async tell(...what) {
      const response = await call(...what);
      if (!response.ok) throw await failureOf(response);
    },
  };
}

export async function jsonOf(response: Response, route: string): Promise<unknown> {
  try {
    return await response.json();
  } catch (error) {
    throw new ContractBroken(route, error);
  }
}

/** What can still be read again; undefined where it is no JSON. */
export async function copyOf(response: Response): Promise<unknown> {
  return response
    .clone()
    .json()
    .catch(() => undefined);
}

export function parse<S extends z.ZodType>(schema: S, route: string, body: unknown): z.infer<S> {
  const parsed = schema.safeParse(body);
  // The parser's own error quotes what it found, which may be a name: it is not kept as the cause.
  if (!parsed.success) throw new ContractBroken(route);
  return parsed.data;
}

/** Without ids: what may stand in a message. */
function routeName(path: string): string {
  return path.split('/')[2] ?? 'the gateway';
}
