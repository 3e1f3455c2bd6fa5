import { sameBytes, toHex, utf8, type Sha256 } from './bytes.ts';
import { isSignedBy, parseCheckpoint, type SignedCheckpoint, type VerifierKey } from './checkpoint.ts';
import { auditEventSchema } from './event.ts';
import { chainHash, GENESIS } from './hash-chain.ts';
import { EMPTY, extend, leafHash, treeHead, type Frontier } from './merkle.ts';

/** One row as it was found: nothing in it is believed. */
export interface FoundRow {
  readonly index: number;
  readonly eventId: string;
  readonly event: string;
  readonly leafHash: string;
  readonly chainHash: string;
}

export type LogFaultCode =
  | 'row-missing'
  | 'row-out-of-order'
  | 'event-changed'
  | 'chain-broken'
  | 'event-malformed'
  | 'tail-missing'
  | 'head-differs'
  | 'checkpoint-malformed'
  | 'checkpoint-not-signed'
  | 'checkpoint-differs';

export interface LogFault {
  readonly code: LogFaultCode;
  /** The first row that is wrong or missing. With `checkpoint-differs`: the first that may be. */
  readonly index: number;
}

export interface LogProof {
  readonly size: number;
  readonly rootHash: string;
  readonly checkpoints: number;
  /** Rows below this are covered by a signed checkpoint; those from it on by the hash chain alone. */
  readonly signedSize: number;
}

export type LogVerdict = ({ readonly kind: 'whole' } & LogProof) | ({ readonly kind: 'broken' } & LogFault);

export interface LogVerifier {
  /** Feed the rows in the order they were found. Returns the fault as soon as there is one; feed no more then. */
  add(row: FoundRow): LogFault | undefined;
  finish(): LogVerdict;
}

/**
 * Proves a log whole, in one pass and constant memory: row after row against its leaf hash, its chain hash and its
 * form, the tree head against every signed checkpoint, the end against the head and the largest checkpoint. It cannot
 * see a log that was replaced together with its key: give it a key and a checkpoint that were kept elsewhere.
 */
export function createLogVerifier(options: {
  checkpointNotes: readonly string[];
  keys: readonly VerifierKey[];
  head: { size: number; chainHash: string } | undefined;
  sha256: Sha256;
  verifySignature: (publicKey: Uint8Array, bytes: Uint8Array, signature: Uint8Array) => boolean;
}): LogVerifier {
  const { sha256, head } = options;
  const { checkpoints, fault: badCheckpoint } = readCheckpoints(options);
  let frontier: Frontier = EMPTY;
  let chain: Uint8Array = GENESIS;
  let signedSize = 0;
  let next = 0;

  const compareCheckpoints = (): LogFault | undefined => {
    for (; next < checkpoints.length && checkpoints[next]?.size === frontier.size; next += 1) {
      const isSame = sameBytes(checkpoints[next]?.root ?? new Uint8Array(), treeHead(frontier, sha256));
      if (!isSame) return { code: 'checkpoint-differs', index: signedSize };
    }
    if (next > 0) signedSize = checkpoints[next - 1]?.size ?? 0;
    return undefined;
  };

  return {
    add(row) {
      const expected = frontier.size;
      if (row.index !== expected) {
        return { code: row.index > expected ? 'row-missing' : 'row-out-of-order', index: expected };
      }
      const leaf = leafHash(utf8(row.event), sha256);
      if (toHex(leaf) !== row.leafHash) return { code: 'event-changed', index: expected };
      chain = chainHash(chain, leaf, sha256);
      if (toHex(chain) !== row.chainHash) return { code: 'chain-broken', index: expected };
      if (!isEvent(row)) return { code: 'event-malformed', index: expected };
      frontier = extend(frontier, leaf, sha256);
      return compareCheckpoints();
    },
    finish() {
      const { size } = frontier;
      const fault = badCheckpoint ?? endFault(size, toHex(chain), head, checkpoints.at(-1));
      if (fault !== undefined) return { kind: 'broken', ...fault };
      const rootHash = toHex(treeHead(frontier, sha256));
      return { kind: 'whole', size, rootHash, checkpoints: checkpoints.length, signedSize };
    },
  };
}

function endFault(
  size: number,
  chain: string,
  head: { size: number; chainHash: string } | undefined,
  largest: SignedCheckpoint | undefined,
): LogFault | undefined {
  if (largest !== undefined && largest.size > size) return { code: 'tail-missing', index: size };
  if (head === undefined) return undefined;
  if (head.size > size) return { code: 'tail-missing', index: size };
  // Rows that the head does not know were not put there by the gateway.
  if (head.size < size) return { code: 'head-differs', index: head.size };
  return head.chainHash === chain ? undefined : { code: 'head-differs', index: Math.max(0, size - 1) };
}

function isEvent(row: FoundRow): boolean {
  let value: unknown;
  try {
    value = JSON.parse(row.event);
  } catch {
    // Not JSON is an answer here: the row is malformed.
    return false;
  }
  const event = auditEventSchema.safeParse(value);
  return event.success && event.data.id === row.eventId;
}

function readCheckpoints(options: Parameters<typeof createLogVerifier>[0]): {
  checkpoints: SignedCheckpoint[];
  fault: LogFault | undefined;
} {
  const { checkpointNotes, keys, verifySignature } = options;
  const checkpoints: SignedCheckpoint[] = [];
  let fault: LogFault | undefined;
  for (const note of checkpointNotes) {
    const checkpoint = tryParse(note);
    if (checkpoint === undefined) {
      fault ??= { code: 'checkpoint-malformed', index: checkpoints.at(-1)?.size ?? 0 };
    } else if (!keys.some((key) => key.name === checkpoint.origin && isSignedBy(checkpoint, key, verifySignature))) {
      fault ??= { code: 'checkpoint-not-signed', index: checkpoints.at(-1)?.size ?? 0 };
    } else {
      // The empty log has nothing to compare with.
      if (checkpoint.size > 0) checkpoints.push(checkpoint);
    }
  }
  return { checkpoints: checkpoints.sort((a, b) => a.size - b.size), fault };
}

function tryParse(note: string): SignedCheckpoint | undefined {
  try {
    return parseCheckpoint(note);
  } catch {
    // CheckpointMalformed is what parseCheckpoint throws; the verifier reports it with its place.
    return undefined;
  }
}
