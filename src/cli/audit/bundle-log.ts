import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { Readable } from 'node:stream';
import type { ReadableStream } from 'node:stream/web';
import { z } from 'zod';
import type { FoundRow } from '../../core/audit/index.ts';
import { LogUnreadable, type LogSource } from './log-source.ts';

const lineSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('header'),
    format: z.literal('collimator-audit-bundle'),
    version: z.literal(1),
    size: z.int().nonnegative(),
    chainHash: z.string(),
  }),
  z.strictObject({ kind: z.literal('verifier-key'), verifierKey: z.string() }),
  z.strictObject({ kind: z.literal('checkpoint'), size: z.int(), note: z.string() }),
  z.strictObject({
    kind: z.literal('row'),
    index: z.int(),
    eventId: z.string(),
    event: z.string(),
    leafHash: z.string(),
    chainHash: z.string(),
  }),
]);
type Line = z.infer<typeof lineSchema>;

export function openBundleLog(file: string): Promise<LogSource> {
  return readBundle(createReadStream(file));
}

/** The same from a running gateway, for an auditor's token. */
export async function openGatewayLog(gatewayUrl: string, token: string): Promise<LogSource> {
  const address = new URL('/api/audit/bundle', gatewayUrl);
  const response = await fetch(address, { headers: { authorization: `Bearer ${token}` }, redirect: 'error' }).catch(
    (cause: unknown) => {
      throw new LogUnreadable('the gateway did not answer', 0, { cause });
    },
  );
  if (!response.ok || response.body === null) throw new LogUnreadable(`the gateway answered ${response.status}`, 0);
  // Node's fetch gives Node's own streams; the two declarations of the type differ in name only.
  return readBundle(Readable.fromWeb(response.body as ReadableStream<Uint8Array>));
}

async function readBundle(input: Readable): Promise<LogSource> {
  const lines = linesOf(input);
  const verifierKeys: string[] = [];
  const checkpointNotes: string[] = [];
  let head: LogSource['head'];
  let firstRow: FoundRow | undefined;
  for (;;) {
    const { done, value } = await lines.next();
    if (done === true) break;
    if (value.kind === 'header') head = { size: value.size, chainHash: value.chainHash };
    else if (value.kind === 'verifier-key') verifierKeys.push(value.verifierKey);
    else if (value.kind === 'checkpoint') checkpointNotes.push(value.note);
    else {
      firstRow = value;
      break;
    }
  }
  if (head === undefined) throw new LogUnreadable('this is not a bundle of the audit log', 0);
  return {
    head,
    verifierKeys,
    checkpointNotes,
    rows: rowsOf(firstRow, lines),
    damage: async () => undefined,
    close: async () => {
      input.destroy();
    },
  };
}

async function* rowsOf(first: FoundRow | undefined, rest: AsyncIterator<Line>): AsyncGenerator<FoundRow> {
  if (first === undefined) return;
  yield first;
  for (let read = 1; ; read += 1) {
    const { done, value } = await rest.next();
    if (done === true) return;
    if (value.kind !== 'row') throw new LogUnreadable('the bundle goes on with something that is not a row', read);
    yield value;
  }
}

async function* linesOf(input: Readable): AsyncGenerator<Line, undefined> {
  let read = 0;
  try {
    for await (const text of createInterface({ input, crlfDelay: Infinity })) {
      const line = lineSchema.parse(JSON.parse(text));
      if (line.kind === 'row') read += 1;
      yield line;
    }
  } catch (cause) {
    throw new LogUnreadable('the bundle cannot be read', read, { cause });
  }
  return undefined;
}
