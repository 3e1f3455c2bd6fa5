import type { KeyObject } from 'node:crypto';
import {
  EMPTY,
  extend,
  formatVerifierKey,
  fromHex,
  keyHashOf,
  parseCheckpoint,
  signCheckpoint,
  toHex,
  treeHead,
  type Frontier,
} from '../../core/audit/index.ts';
import { describeError } from '../log.ts';
import { checkpointSigner } from '../secrets.ts';
import type { Services } from '../services.ts';
import { sha256 } from '../store/log-entry.ts';
import type { StoredCheckpoint } from '../store/index.ts';

export interface Checkpoints {
  /** The log has grown to this size: signs at once when enough has come together. */
  noticeSize(size: number): void;
  /** Signs the head as it is now; undefined when nothing came since the last checkpoint. */
  signNow(): Promise<StoredCheckpoint | undefined>;
  stop(): Promise<void>;
}

const PAGE = 5000;

/** Signs tree heads in time and hands them out, so that they can be kept where the log's owner cannot reach. */
export async function startCheckpoints(options: {
  services: Pick<Services, 'store' | 'config' | 'clock' | 'log'>;
  checkpointKey: string | KeyObject;
  keepCheckpoint: (note: string, size: number) => Promise<void>;
}): Promise<Checkpoints> {
  const { store, config, clock, log } = options.services;
  const { origin, checkpointEveryEvents, checkpointEveryMs } = config.audit;
  const signer = checkpointSigner(options.checkpointKey);
  const keyHash = keyHashOf(origin, signer.publicKey, sha256);
  await store.putVerifierKey(formatVerifierKey(origin, signer.publicKey, sha256));
  let signedSize = (await store.latestCheckpoint())?.size ?? 0;
  let underWay: Promise<StoredCheckpoint | undefined> = Promise.resolve(undefined);

  const make = async (): Promise<StoredCheckpoint | undefined> => {
    const last = await store.latestCheckpoint();
    const { size } = await store.logHead();
    signedSize = last?.size ?? 0;
    if (size <= signedSize) return undefined;
    const start = startOf(last);
    // Somebody changed it: the tree is built anew from the rows, and the operator hears of it.
    if (start === undefined) log({ level: 'error', event: 'checkpoint-frontier-wrong' });
    const frontier = await grow(store, start ?? EMPTY, size);
    const checkpoint = { origin, size: frontier.size, root: treeHead(frontier, sha256) };
    const note = signCheckpoint(checkpoint, { keyHash, sign: signer.sign });
    const stored = { size, note, frontier: frontier.hashes.map(toHex), createdAtMs: clock() };
    const isNew = await store.putCheckpoint(stored);
    signedSize = size;
    if (isNew) await options.keepCheckpoint(note, size);
    return stored;
  };

  const signNow = (): Promise<StoredCheckpoint | undefined> => {
    underWay = underWay.then(make, make);
    return underWay;
  };

  const signQuietly = (): void => {
    // Detached: a checkpoint that is late shows in the log of operations and is made up for by the next one.
    signNow().catch((error: unknown) => {
      log({ level: 'error', event: 'checkpoint-failed', ...describeError(error) });
    });
  };

  const timer = setInterval(signQuietly, checkpointEveryMs).unref();
  return {
    noticeSize(size) {
      if (size - signedSize < checkpointEveryEvents) return;
      // Not once per event while this one is being made.
      signedSize = size;
      signQuietly();
    },
    signNow,
    async stop() {
      clearInterval(timer);
      await signNow();
    },
  };
}

async function grow(store: Services['store'], start: Frontier, size: number): Promise<Frontier> {
  let frontier = start;
  while (frontier.size < size) {
    const leaves = await store.readLeafHashes(frontier.size, Math.min(PAGE, size - frontier.size));
    if (leaves.length === 0) throw new RangeError('the log is shorter than its head says');
    frontier = leaves.reduce((grown, leaf) => extend(grown, bytesOf(leaf), sha256), frontier);
  }
  return frontier;
}

/** From the last checkpoint; undefined when what was stored beside it does not make its signed root. */
function startOf(last: StoredCheckpoint | undefined): Frontier | undefined {
  if (last === undefined) return EMPTY;
  const frontier = { size: last.size, hashes: last.frontier.map(bytesOf) };
  const isTrue = toHex(treeHead(frontier, sha256)) === toHex(parseCheckpoint(last.note).root);
  return isTrue ? frontier : undefined;
}

function bytesOf(hex: string): Uint8Array {
  const bytes = fromHex(hex);
  if (bytes === undefined) throw new TypeError('a stored hash is not hexadecimal');
  return bytes;
}
