// The origin as the gateway wants it: a function from path to web response.
import type { PacsUpstream } from '../../server/index.ts';
import type { PacsAnswer } from './answer.ts';
import type { PacsOrigin } from './origin.ts';

async function* bytesOf(body: RequestInit['body']): AsyncGenerator<Uint8Array> {
  const stream = new Response(body ?? null).body;
  if (stream !== null) yield* stream;
}

function bodyOf({ body }: PacsAnswer): Uint8Array<ArrayBuffer> | ReadableStream<Uint8Array> | null {
  if (body === undefined) return null;
  // Node's Buffers are never shared memory, which is all that the type allows beyond a BodyInit.
  return body instanceof Uint8Array ? (body as Uint8Array<ArrayBuffer>) : ReadableStream.from(body);
}

export function asUpstream(origin: PacsOrigin): PacsUpstream {
  return {
    capabilities: { canSort: true, canCount: true, canMatchUnicode: true, canMatchLists: true },
    async fetch(path, init) {
      const headers = new Headers(init?.headers);
      const answer = await origin.handle({
        method: init?.method ?? 'GET',
        target: path,
        accept: headers.get('accept'),
        acceptEncoding: headers.get('accept-encoding'),
        contentType: headers.get('content-type'),
        body: init?.body === undefined || init.body === null ? null : bytesOf(init.body),
      });
      return new Response(bodyOf(answer), { status: answer.status, headers: answer.headers });
    },
  };
}
