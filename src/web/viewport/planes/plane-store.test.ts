import { describe, expect, it, vi } from 'vitest';
import type { DicomwebClient, FrameRef } from '../../services/dicomweb/index.ts';
import type { Grant } from '../../services/index.ts';
import { createPlaneStore } from './plane-store.ts';

const us = (...Value: number[]) => ({ vr: 'US', Value });
const SIDE = 1024;
const DATA = new Uint8Array((SIDE * SIDE) / 8).fill(0b01010101);

function image(number: number): FrameRef {
  return {
    seriesInstanceUID: '1.2',
    sopInstanceUID: `1.2.${number}`,
    frame: 1,
    dataset: {
      '60000010': us(SIDE),
      '60000011': us(SIDE),
      '60000050': us(1, 1),
      '60003000': { vr: 'OW', BulkDataURI: `/bulk/${number}` },
    },
  };
}

function opened() {
  const bulkData = vi.fn<DicomwebClient['bulkData']>(async () => DATA);
  const store = createPlaneStore({ bulkData }, {} as Grant);
  const ready = async (number: number) => {
    store.state(image(number));
    return vi.waitFor(
      () => {
        const [plane] = store.state(image(number))?.ready ?? [];
        if (plane === undefined) throw new Error('not ready yet');
        return plane.bits;
      },
      { interval: 1 },
    );
  };
  return { store, bulkData, ready };
}

describe('the store of overlay planes', () => {
  it('unpacks what is looked at once, and gives the same answer as long as nothing changed', async () => {
    const { store, ready, bulkData } = opened();
    const bits = await ready(1);
    expect(store.state(image(1))).toBe(store.state(image(1)));
    await ready(2);
    expect(store.state(image(1))?.ready[0]?.bits).toBe(bits);
    expect(bulkData).toHaveBeenCalledTimes(2);
  });

  it('lets go of the pixels of images that were passed long ago, and unpacks them again without asking the archive', async () => {
    const { store, ready, bulkData } = opened();
    const first = await ready(0);
    for (let number = 1; number < 60; number++) await ready(number);
    const again = store.state(image(0))?.ready[0]?.bits;
    expect(again).not.toBe(first);
    expect(Buffer.compare(again ?? new Uint8Array(), first)).toBe(0);
    expect(bulkData).toHaveBeenCalledTimes(60);
  });
});
