// An HTTP client that sends paths exactly as they are given. `fetch` resolves `..`, `%2e` and backslashes before the
// request leaves, which is what the gate must be tried with.
import { Agent as HttpAgent, request as httpRequest, type IncomingHttpHeaders, type RequestOptions } from 'node:http';
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

export interface Ask {
  readonly method?: string;
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array | AsyncIterable<Uint8Array>;
  /** Sent as JSON. */
  readonly json?: unknown;
}

export interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  /** Every header as it came, so that one sent twice is seen. */
  readonly headersDistinct: Readonly<Record<string, readonly string[] | undefined>>;
  readonly body: Buffer;
  text(): string;
  json(): Record<string, unknown>;
}

export interface Client {
  readonly origin: string;
  send(ask: Ask): Promise<Answer>;
  close(): void;
}

export function createClient(origin: string, certificate?: string): Client {
  const { protocol, hostname, port } = new URL(origin);
  const isSecure = protocol === 'https:';
  const agent = isSecure
    ? new HttpsAgent({ keepAlive: true, maxSockets: 8, ...(certificate === undefined ? {} : { ca: certificate }) })
    : new HttpAgent({ keepAlive: true, maxSockets: 8 });
  const base = { agent, hostname, port, ...(certificate === undefined ? {} : { ca: certificate }) };
  return {
    origin,
    send: (ask) => exchange(isSecure, { ...base, path: ask.path }, ask),
    close: () => agent.destroy(),
  };
}

function exchange(isSecure: boolean, base: RequestOptions & { ca?: string }, ask: Ask): Promise<Answer> {
  const body = ask.json === undefined ? ask.body : JSON.stringify(ask.json);
  const headers: Record<string, string> = {
    ...(ask.json === undefined ? {} : { 'content-type': 'application/json' }),
    ...(typeof body === 'string' || body instanceof Uint8Array
      ? { 'content-length': String(Buffer.byteLength(body)) }
      : {}),
    ...ask.headers,
  };
  return new Promise((resolve, reject) => {
    const send = isSecure ? httpsRequest : httpRequest;
    // An upload that is refused leaves its connection half used: it gets one of its own.
    const isStream = !(body === undefined || typeof body === 'string' || body instanceof Uint8Array);
    const agent = isStream ? false : base.agent;
    const outgoing = send({ ...base, agent, method: ask.method ?? 'GET', headers }, (incoming) => {
      const chunks: Buffer[] = [];
      incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
      incoming.on('error', reject);
      incoming.on('end', () => {
        const content = Buffer.concat(chunks);
        resolve({
          status: incoming.statusCode ?? 0,
          headers: incoming.headers,
          headersDistinct: incoming.headersDistinct,
          body: content,
          text: () => content.toString('utf8'),
          json: () => JSON.parse(content.toString('utf8')) as Record<string, unknown>,
        });
      });
    });
    outgoing.on('error', reject);
    if (body === undefined || typeof body === 'string' || body instanceof Uint8Array) outgoing.end(body);
    // A server that refuses early closes the upload; the answer is what counts then.
    else pipeline(Readable.from(body), outgoing).catch(() => undefined);
  });
}

/** The parts of a `multipart/related` answer, by its boundary. */
export function partsOf(answer: Answer): { headers: string; body: Buffer }[] {
  const boundary = /boundary="?([^";]+)"?/i.exec(answer.headers['content-type'] ?? '')?.[1];
  if (boundary === undefined) throw new Error(`not multipart: ${answer.headers['content-type'] ?? 'no type'}`);
  const parts: { headers: string; body: Buffer }[] = [];
  const mark = Buffer.from(`--${boundary}`);
  let at = answer.body.indexOf(mark);
  while (at !== -1) {
    const next = answer.body.indexOf(mark, at + mark.length);
    if (next === -1) break;
    const part = answer.body.subarray(at + mark.length + 2, next - 2);
    const split = part.indexOf('\r\n\r\n');
    parts.push({ headers: part.subarray(0, split).toString('latin1'), body: part.subarray(split + 4) });
    at = next;
  }
  return parts;
}
