import { describe, expect, it } from 'vitest';
import type { FrameRef } from '../../services/dicomweb/index.ts';
import type { DecodedFrame } from '../pixels/decoded-frame.ts';
import type { FrameStore } from '../pixels/frame-store.ts';
import { createImageBook } from './images.ts';

const REF: FrameRef = { seriesInstanceUID: '1.2', sopInstanceUID: '1.2.3', frame: 1, dataset: {} };
// prettier-ignore
const FRAME: DecodedFrame = {
  rows: 2, columns: 2, isColour: false, pixels: new Int16Array(4), min: 0, max: 0, slope: 1, intercept: 0, isRounded: false,
};

/** Only what a book asks of it: a frame that comes when it is let through. */
function framesThatWait(): { frames: FrameStore; arrive: () => void } {
  const { promise, resolve } = Promise.withResolvers<DecodedFrame>();
  return { frames: { load: () => promise } as unknown as FrameStore, arrive: () => resolve(FRAME) };
}

describe('the names of images', () => {
  it('are never given again to another study', () => {
    const { frames } = framesThatWait();
    const first = createImageBook(frames);
    const ofTheFirst = first.imageId(REF);
    expect(first.imageId(REF)).toBe(ofTheFirst);
    first.forget();
    const second = createImageBook(frames);
    expect(second.imageId(REF)).not.toBe(ofTheFirst);
    expect(second.ref(ofTheFirst)).toBeUndefined();
    second.forget();
  });

  it('bring their image while the study is open, and none that arrives after it was closed', async () => {
    const kept = framesThatWait();
    const open = createImageBook(kept.frames);
    const image = open.load(open.imageId(REF));
    kept.arrive();
    expect((await image).rows).toBe(2);
    open.forget();

    const late = framesThatWait();
    const closed = createImageBook(late.frames);
    const onItsWay = closed.load(closed.imageId(REF));
    closed.forget();
    late.arrive();
    await expect(onItsWay).rejects.toThrow('closed');
  });
});
