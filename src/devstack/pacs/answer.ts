// What the origin answers, before it becomes a Node or a web response.
import { randomUUID } from 'node:crypto';

export interface PacsAnswer {
  status: number;
  headers: Record<string, string>;
  /** Bytes that are there, or that come from disk while they are sent. */
  body: Uint8Array | AsyncIterable<Uint8Array> | undefined;
}

export function json(status: number, value: unknown, headers: Record<string, string> = {}): PacsAnswer {
  const body = Buffer.from(JSON.stringify(value));
  return {
    status,
    headers: { 'Content-Type': 'application/dicom+json', 'Content-Length': String(body.byteLength), ...headers },
    body,
  };
}

/** The same shape of failure as the gateway's. */
export function problem(status: number, code: string, message: string): PacsAnswer {
  const answer = json(status, { code, message, correlationId: randomUUID() });
  return { ...answer, headers: { ...answer.headers, 'Content-Type': 'application/json' } };
}
