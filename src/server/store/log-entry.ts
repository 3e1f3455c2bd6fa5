import { createHash } from 'node:crypto';
import { canonicalJSON, chainHash, fromHex, leafHash, toHex, type AuditEvent } from '../../core/audit/index.ts';
import type { LogRow } from './store.ts';

export function sha256(bytes: Uint8Array): Uint8Array {
  return createHash('sha256').update(bytes).digest();
}

/** Canonical bytes and leaf hash of an event, worked out before any lock is taken. */
export interface PreparedEvent {
  readonly eventId: string;
  readonly event: string;
  readonly leafHash: string;
  readonly recordedAt: string;
}

export function prepare(event: AuditEvent): PreparedEvent {
  const text = canonicalJSON(event);
  const leaf = toHex(leafHash(new TextEncoder().encode(text), sha256));
  return { eventId: event.id, event: text, leafHash: leaf, recordedAt: event.recordedAt };
}

/** The row that follows `head`. */
export function linkAfter(head: { size: number; chainHash: string }, prepared: PreparedEvent): LogRow {
  const previous = fromHex(head.chainHash);
  const leaf = fromHex(prepared.leafHash);
  if (previous === undefined || leaf === undefined) throw new TypeError('a stored hash is not hexadecimal');
  return {
    index: head.size,
    eventId: prepared.eventId,
    event: prepared.event,
    leafHash: prepared.leafHash,
    chainHash: toHex(chainHash(previous, leaf, sha256)),
  };
}
