import { describe, expect, it } from 'vitest';
import type { FrameRef } from '../services/dicomweb/index.ts';
import { isInvertedAtFirst } from './windows.ts';

function frameOf(values: Record<string, string>): FrameRef {
  const dataset = Object.fromEntries(Object.entries(values).map(([tag, value]) => [tag, { vr: 'CS', Value: [value] }]));
  return { seriesInstanceUID: '1.2', sopInstanceUID: '1.2.3', frame: 1, dataset };
}

describe('how an image is first shown', () => {
  it.each([
    ['as its pixels say', { '00080060': 'CT', '00280004': 'MONOCHROME2' }, false],
    ['inverted where its pixels say so', { '00080060': 'CR', '00280004': 'MONOCHROME1' }, true],
    ['as the presentation says before the pixels', { '00080060': 'DX', '00280004': 'MONOCHROME1', '20500020': 'IDENTITY' }, false], // prettier-ignore
    ['inverted where the presentation says so', { '00080060': 'DX', '00280004': 'MONOCHROME2', '20500020': 'INVERSE' }, true], // prettier-ignore
    ['dark on white where uptake is read', { '00080060': 'PT', '00280004': 'MONOCHROME2' }, true],
  ])('is %s', (_, values, isInverted) => {
    expect(isInvertedAtFirst(frameOf(values))).toBe(isInverted);
  });
});
