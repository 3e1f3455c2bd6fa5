import { describe, expect, it } from 'vitest';
import { buildDataset } from '../../dicom/index.ts';
import type { GreyImage } from '../pixels/renderings.ts';
import { createPassing } from './passing.ts';
import { planOf } from './plan-of.ts';
import type { Region } from './region.ts';

const [ROWS, COLUMNS, FRAMES] = [64, 96, 20];
const FLOW: Region = { box: { x: 8, y: 8, width: 40, height: 24 }, score: 0.4, reasons: ['model'] };
const WORD: Region = { box: { x: 52, y: 40, width: 36, height: 14 }, score: 0.4, reasons: ['model'] };

/** Noise that is new in every frame, where blood flows; letters as bars where there are any; the ground wavers a little everywhere. */
function frameOf(frame: number, letters: (letter: number) => number, place = WORD): GreyImage {
  const random = (at: number): number => Math.abs(Math.sin(at * 12.9898 + frame * 78.233) * 43758.5453) % 1;
  const values = Float32Array.from({ length: ROWS * COLUMNS }, (_, at) => 0.02 + 0.03 * random(at));
  const fill = ({ box }: Region, value: (at: number, column: number) => number): void => {
    for (let y = box.y; y < box.y + box.height; y++)
      for (let x = box.x; x < box.x + box.width; x++)
        values[y * COLUMNS + x] = value(y * COLUMNS + x, x - box.x) || (values[y * COLUMNS + x] ?? 0);
  };
  fill(FLOW, random);
  fill(place, (_, column) => (column % 6 < 2 ? letters(Math.floor(column / 6)) : 0));
  return { rows: ROWS, columns: COLUMNS, values };
}

const still = (): number => 0.9;

function clip(
  found: (frame: number) => Region[],
  letters: (frame: number, letter: number) => number = still,
  frames = FRAMES,
  place = WORD,
) {
  const passing = createPassing();
  for (let frame = 0; frame < frames; frame++)
    passing.add(
      frameOf(frame, (letter) => letters(frame, letter), place),
      found(frame),
    );
  return passing.result();
}

describe('in a clip', () => {
  it('flow that was taken for text once is covered while it lasts, one frame before and after included', () => {
    const { staying, passing } = clip((frame) => (frame === 7 ? [FLOW] : []));
    expect(staying).toEqual([]);
    expect([...passing]).toEqual([6, 7, 8].map((frame) => [frame, [FLOW]]));
  });

  it('is covered in all frames when it is found in most', () => {
    const { staying, passing } = clip((frame) => (frame % 5 === 0 ? [] : [FLOW]));
    expect([staying.length, passing.size]).toEqual([16, 0]);
  });

  it.each<[string, Parameters<typeof clip>]>([
    ['text that was found in one frame only', [(frame) => (frame === 7 ? [WORD] : [])]],
    ['in the first', [(frame) => (frame === 0 ? [WORD] : [])]],
    ['in the last', [(frame) => (frame === FRAMES - 1 ? [WORD] : [])]],
    ['text over flow', [(frame) => (frame === 7 ? [FLOW] : []), still, FRAMES, FLOW]],
    [
      'a counter of which two of six letters change',
      [(frame) => (frame === 7 ? [WORD] : []), (frame, letter) => (letter < 2 && frame % 2 === 0 ? 0 : 0.9)],
    ],
    ['text that comes and stays', [(frame) => (frame === 12 ? [WORD] : []), (frame) => (frame >= 12 ? 0.9 : 0)]],
    ['text that goes after it was found', [(frame) => (frame === 3 ? [WORD] : []), (frame) => (frame <= 3 ? 0.9 : 0)]],
    ['anything in a clip of seven frames', [(frame) => (frame === 3 ? [FLOW] : []), still, 7]],
  ])('all frames are covered for %s', (_what, args) => {
    const { staying, passing } = clip(...args);
    expect([staying.length, passing.size]).toEqual([1, 0]);
  });

  it('text that flashes up in one frame is covered there', () => {
    const { passing } = clip(
      (frame) => (frame === 9 ? [WORD] : []),
      (frame) => (frame === 9 ? 0.9 : 0),
    );
    expect(passing.get(9)).toEqual([WORD]);
  });

  it('the plan covers by frame what passed', () => {
    const { staying, passing } = clip((frame) => (frame === 7 ? [FLOW, WORD] : []));
    const found = {
      rows: ROWS,
      columns: COLUMNS,
      frames: [],
      known: [],
      everywhere: staying,
      passing,
      outside: [],
      overlays: [],
    };
    const plan = planOf(found, buildDataset({}));
    expect(plan.allFrames).toEqual([WORD.box]);
    expect([...(plan.frames ?? [])]).toEqual([6, 7, 8].map((frame) => [frame, [FLOW.box]]));
  });
});
