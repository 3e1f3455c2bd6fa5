import { afterEach, describe, expect, it, vi } from 'vitest';
import { DicomwebError, type DicomwebClient, type EncodedFrame, type FrameRef } from '../../services/dicomweb/index.ts';
import type { Grant } from '../../services/index.ts';
import { decodeFrame } from './decode.ts';
import { createFrameStore } from './frame-store.ts';

const dataset = {
  '00280010': { vr: 'US', Value: [1] },
  '00280011': { vr: 'US', Value: [2] },
  '00280100': { vr: 'US', Value: [8] },
  '00280101': { vr: 'US', Value: [8] },
  '7FE00010': { vr: 'OW', BulkDataURI: 'x' },
};
const ref = (name: string, frame = 1): FrameRef => ({ seriesInstanceUID: '1', sopInstanceUID: name, frame, dataset });
const encoded = (value = 1, transferSyntaxUID = '1.2.840.10008.1.2.1'): EncodedFrame => ({
  bytes: new Uint8Array([value, value]),
  transferSyntaxUID,
});

interface Asked {
  name: string;
  frames: readonly number[];
  answer: (frames: EncodedFrame[]) => void;
  fail: (error: unknown) => void;
  isAborted: () => boolean;
}

function storeOf(options: { concurrency?: number; maxBytes?: number } = {}) {
  const asked: Asked[] = [];
  const dicomweb = {
    frames: (_grant: Grant, instance: { sopInstanceUID: string }, frames: readonly number[], signal?: AbortSignal) =>
      new Promise<EncodedFrame[]>((answer, fail) => {
        signal?.addEventListener('abort', () => fail(new DicomwebError('aborted')));
        asked.push({ name: instance.sopInstanceUID, frames, answer, fail, isAborted: () => signal?.aborted === true });
      }),
  } as unknown as DicomwebClient; // only `frames` is called for images without tables
  const store = createFrameStore({
    dicomweb,
    grant: {} as Grant,
    decoder: { decode: decodeFrame, stop: () => undefined },
    maxBytes: options.maxBytes ?? 1000,
    concurrency: () => options.concurrency ?? 2,
  });
  return { store, asked, names: () => asked.map(({ name }) => name) };
}

const settle = () => new Promise((resolve) => setTimeout(resolve, 0));
afterEach(() => vi.restoreAllMocks());

describe('createFrameStore', () => {
  it('asks in the wanted order, no more at once than allowed', async () => {
    const { store, asked, names } = storeOf();
    store.want([ref('a'), ref('b'), ref('c'), ref('d')]);
    expect(names()).toEqual(['a', 'b']);
    asked[0]?.answer([encoded()]);
    await settle();
    expect(names()).toEqual(['a', 'b', 'c']);
    expect(store.state(ref('a'))).toMatchObject({ kind: 'ready' });
    expect(store.state(ref('b'))).toEqual({ kind: 'loading' });
    expect(store.state(ref('d'))).toEqual({ kind: 'absent' });
  });

  it('lets an awaited image overtake: what is wanted last is stopped and asked for again later', async () => {
    const { store, asked, names } = storeOf();
    store.want([ref('a'), ref('b'), ref('c')]);
    const waited = store.load(ref('z'));
    expect(names()).toEqual(['a', 'b', 'z']);
    expect(asked[1]?.isAborted()).toBe(true);
    asked[2]?.answer([encoded(9)]);
    expect((await waited).pixels[0]).toBe(9);
    await settle();
    expect(names()).toEqual(['a', 'b', 'z', 'b']);
  });

  it('stops what nobody wants any more', async () => {
    const { store, asked, names } = storeOf();
    store.want([ref('a'), ref('b')]);
    store.want([ref('x')]);
    await settle();
    expect(asked.slice(0, 2).map((one) => one.isAborted())).toEqual([true, true]);
    expect(names()).toEqual(['a', 'b', 'x']);
    expect(store.state(ref('a'))).toEqual({ kind: 'absent' });
  });

  it('never asks twice for a frame that was put in', async () => {
    const { store, names } = storeOf();
    await store.put(ref('a'), encoded());
    store.want([ref('a'), ref('b')]);
    expect(names()).toEqual(['b']);
    await expect(store.load(ref('a'))).resolves.toMatchObject({ columns: 2 });
  });

  it('asks for several small frames of one object at once, but for what is in front alone', async () => {
    const { store, asked } = storeOf({ concurrency: 3 });
    store.want(Array.from({ length: 10 }, (_, index) => ref('clip', index + 1)));
    expect(asked.map(({ frames }) => frames)).toEqual([[1], [2], [3, 4, 5, 6, 7, 8, 9, 10]]);
    asked[2]?.answer(Array.from({ length: 8 }, (_, index) => encoded(index)));
    await settle();
    expect(store.state(ref('clip', 10))).toMatchObject({ kind: 'ready' });
  });

  it('keeps the reason of a failure, goes on with the rest, and asks again on demand', async () => {
    const { store, asked, names } = storeOf({ concurrency: 1 });
    store.want([ref('a'), ref('b')]);
    asked[0]?.fail(new DicomwebError('not-found', 404));
    await settle();
    expect(store.state(ref('a'))).toMatchObject({ kind: 'failed', error: { code: 'not-found' } });
    expect(names()).toEqual(['a', 'b']);
    asked[1]?.answer([encoded()]);
    await settle();
    store.retry();
    expect(names()).toEqual(['a', 'b', 'a']);
  });

  it('asks for nothing more once access has ended', async () => {
    const { store, asked, names } = storeOf({ concurrency: 1 });
    store.want([ref('a'), ref('b'), ref('c')]);
    asked[0]?.fail(new DicomwebError('not-granted', 403));
    await settle();
    expect(names()).toEqual(['a']);
    expect(['a', 'b', 'c'].map((name) => store.state(ref(name)).kind)).toEqual(['failed', 'failed', 'failed']);
  });

  it('names the transfer syntax it cannot decode', async () => {
    const { store, asked } = storeOf();
    store.want([ref('a')]);
    asked[0]?.answer([encoded(1, '1.2.840.10008.1.2.4.102')]);
    await settle();
    expect(store.state(ref('a'))).toMatchObject({
      kind: 'failed',
      error: { code: 'unsupported-transfer-syntax', detail: 'MPEG-4 AVC/H.264 High Profile' },
    });
  });

  it('tells an object without pixels from one that is missing', async () => {
    const { store, asked } = storeOf();
    const { '7FE00010': _pixels, ...header } = dataset;
    store.want([{ ...ref('a'), dataset: header }]);
    asked[0]?.fail(new DicomwebError('not-found', 404));
    await settle();
    expect(store.state(ref('a'))).toMatchObject({ kind: 'failed', error: { code: 'no-pixel-data' } });
  });

  it('gives up the images wanted last when memory is full, and says which', async () => {
    const { store } = storeOf({ maxBytes: 4 });
    const evicted: string[] = [];
    store.onEvict(({ sopInstanceUID }) => evicted.push(sopInstanceUID));
    for (const name of ['a', 'b', 'c']) await store.put(ref(name), encoded());
    expect(evicted.length).toBeGreaterThan(0);
    expect(['a', 'b', 'c'].filter((name) => store.state(ref(name)).kind === 'ready').length).toBeLessThanOrEqual(2);
  });

  it('tells its watchers that something came', async () => {
    const { store, asked } = storeOf();
    const told = vi.fn();
    store.subscribe(told);
    store.want([ref('a')]);
    asked[0]?.answer([encoded()]);
    await settle();
    expect(told).toHaveBeenCalled();
  });

  it('forgets everything when it is closed and wakes whoever waits', async () => {
    const { store, asked } = storeOf();
    await store.put(ref('kept'), encoded());
    const waiting = store.load(ref('a'));
    store.close();
    await expect(waiting).rejects.toMatchObject({ code: 'aborted' });
    expect(asked[0]?.isAborted()).toBe(true);
    expect(store.state(ref('kept'))).toEqual({ kind: 'absent' });
  });
});
