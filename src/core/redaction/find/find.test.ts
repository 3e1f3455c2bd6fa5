import { describe, expect, it } from 'vitest';
import { createNodePixelCodecs } from '../../../cli/inference/pixel-codecs.ts';
import { syntheticImage } from '../../../testing/datasets.ts';
import { type Attributes, buildDataset, makeFile, TRANSFER_SYNTAX } from '../../dicom/index.ts';
import { boxesByDevice, type Detector, findText, joined, outsideUltrasoundRegions, parseDeviceRules, planOf, regionsOfMap, type ScoreMap } from '../index.ts'; // prettier-ignore
import { createConstancy } from './constancy.ts';

const THRESHOLDS = { high: 0.5, low: 0.2, border: 0.3, borderShare: 0.12 };

/** A map from a drawing: a digit is a tenth, a point nothing. */
function drawn(...lines: string[]): ScoreMap {
  const scores = Float32Array.from(lines.join(''), (letter) => (letter === '.' ? 0 : Number(letter) / 10));
  return { rows: lines.length, columns: lines[0]!.length, stride: 4, scores };
}

const empty = '....................';
const boxes = (map: ScoreMap): string[] =>
  regionsOfMap(map, THRESHOLDS, map.columns * 4, map.rows * 4).map(
    ({ box: { x, y, width, height } }) => `${x},${y} ${width}x${height}`,
  );

describe('regionsOfMap', () => {
  it('keeps weak cells that touch a strong one, and no others', () => {
    const map = drawn(
      empty,
      empty,
      empty,
      '........2272........',
      empty,
      empty,
      '........22..........',
      empty,
      empty,
      empty,
    );
    expect(boxes(map)).toEqual(['29,9 22x10']);
  });

  it('believes less where text mostly stands', () => {
    const line = '........44..........';
    expect(boxes(drawn(line, empty, empty, empty, empty, empty, empty, empty, empty, empty)).length).toBe(1);
    expect(boxes(drawn(empty, empty, empty, empty, empty, line, empty, empty, empty, empty)).length).toBe(0);
  });

  it('does not cover the inside of a frame', () => {
    const side = '.9................9.';
    const full = '.999999999999999999.';
    const map = drawn(empty, full, ...Array.from({ length: 12 }, () => side), full, empty);
    const covered = regionsOfMap(map, THRESHOLDS, 80, 64).reduce((sum, { box }) => sum + box.width * box.height, 0);
    expect(covered).toBeLessThan(80 * 64 * 0.75);
    const inMiddle = regionsOfMap(map, THRESHOLDS, 80, 64).some(
      ({ box }) => box.x < 40 && box.x + box.width > 40 && box.y < 30 && box.y + box.height > 30,
    );
    expect(inMiddle).toBe(false);
  });

  it('stays inside the image, whatever the map says', () => {
    const map = drawn('9999', '9999');
    expect(regionsOfMap(map, THRESHOLDS, 13, 7).map(({ box }) => box)).toEqual([{ x: 0, y: 0, width: 13, height: 7 }]);
  });
});

describe('ultrasound regions', () => {
  const regions = (...items: Attributes[]) => buildDataset({ SequenceOfUltrasoundRegions: items });
  const region = (x0: number, y0: number, x1: number, y1: number): Attributes => ({
    RegionLocationMinX0: x0, RegionLocationMinY0: y0, RegionLocationMaxX1: x1, RegionLocationMaxY1: y1,
  }); // prettier-ignore

  it('leave four rectangles around one region', () => {
    expect(outsideUltrasoundRegions(regions(region(10, 20, 79, 89)), 100, 100)).toEqual([
      { x: 0, y: 0, width: 100, height: 20 },
      { x: 0, y: 20, width: 10, height: 70 },
      { x: 80, y: 20, width: 20, height: 70 },
      { x: 0, y: 90, width: 100, height: 10 },
    ]);
  });

  it('are not believed when they are the whole screen, nearly nothing, or impossible', () => {
    expect(outsideUltrasoundRegions(regions(region(0, 0, 99, 99)), 100, 100)).toEqual([]);
    expect(outsideUltrasoundRegions(regions(region(0, 0, 3, 3)), 100, 100)).toEqual([]);
    expect(outsideUltrasoundRegions(regions(region(50, 50, 10, 10)), 100, 100)).toEqual([]);
    expect(outsideUltrasoundRegions(regions(), 100, 100)).toEqual([]);
  });
});

describe('device rules', () => {
  const machine = {
    Manufacturer: 'g.e. medical systems ',
    ManufacturerModelName: 'LOGIQ 700',
    Rows: 480,
    Columns: 640,
  };
  it('match manufacturer, model and size', () => {
    expect(boxesByDevice(buildDataset(machine))).toHaveLength(1);
    expect(boxesByDevice(buildDataset({ ...machine, Rows: 481 }))).toEqual([]);
    expect(boxesByDevice(buildDataset({ ...machine, Manufacturer: 'Somebody' }))).toEqual([]);
  });
  it('are refused without a reason', () => {
    const rule = { manufacturer: 'A', rows: 1, columns: 1, boxes: [{ x: 0, y: 0, width: 1, height: 1 }] };
    expect(() => parseDeviceRules([rule])).toThrow();
    expect(() => parseDeviceRules([{ ...rule, reason: 'name at the top', extra: 1 }])).toThrow();
  });
});

describe('constancy', () => {
  const ROWS = 64;
  const COLUMNS = 64;
  const frame = (seed: number, moves: boolean) => {
    const values = Float32Array.from({ length: ROWS * COLUMNS }, (_, at) =>
      moves ? (((at * 31 + seed * 17) % 97) / 97) * 0.5 : 0.3,
    );
    for (let row = 8; row < 16; row++)
      for (let column = 8; column < 40; column++) values[row * COLUMNS + column] = column % 4 < 2 ? 1 : 0;
    return { rows: ROWS, columns: COLUMNS, values };
  };
  const seen = (moves: boolean, frames: number) => {
    const constancy = createConstancy();
    for (let index = 0; index < frames; index++) constancy.add(frame(index, moves));
    return constancy.result(4);
  };
  it('finds what stays while the rest moves', () => {
    const map = seen(true, 10)!;
    const [region, ...others] = regionsOfMap(map, { high: 1, low: 1, border: 1, borderShare: 0 }, COLUMNS, ROWS);
    expect(others).toEqual([]);
    expect(region!.box.x).toBeLessThanOrEqual(8);
    expect(region!.box.y).toBeLessThanOrEqual(8);
    expect(region!.box.x + region!.box.width).toBeGreaterThanOrEqual(40);
    expect(region!.box.y + region!.box.height).toBeGreaterThanOrEqual(16);
  });
  it('says nothing of a frozen clip, or of a few frames', () => {
    expect(seen(false, 10)).toBeUndefined();
    expect(seen(true, 7)).toBeUndefined();
  });
});

describe('findText', () => {
  const codecs = createNodePixelCodecs();
  /** Takes every bright pixel for text: enough to follow a box through frames. */
  const detector: Detector & { calls: string[] } = {
    calls: [],
    thresholds: THRESHOLDS,
    async detect([image], _budget, passes) {
      detector.calls.push(passes?.join() ?? 'all');
      const map = { rows: Math.ceil(image!.rows / 4), columns: Math.ceil(image!.columns / 4), stride: 4 };
      const scores = new Float32Array(map.rows * map.columns);
      image!.values.forEach((value, at) => {
        if (value === 1)
          scores[Math.floor(at / image!.columns / 4) * map.columns + Math.floor((at % image!.columns) / 4)] = 0.9;
      });
      return { ...map, scores };
    },
  };
  const clip = (frames: number, ...bright: [frame: number, x: number, y: number][]) => {
    const dataset = syntheticImage({ rows: 64, columns: 64, frames });
    const value = Uint8Array.from(
      { length: 64 * 64 * frames },
      (_, at) => (((at % 4096) * 7) % 50) + Math.floor(at / 4096),
    );
    for (const [frame, x, y] of bright) value[frame * 4096 + y * 64 + x] = 255;
    for (const element of buildDataset({ PixelData: { vr: 'OB', value } })) dataset.set(element);
    return makeFile(dataset, TRANSFER_SYNTAX.explicitLittle);
  };

  it('covers in all frames what stands in one', async () => {
    const file = clip(20, [13, 40, 40]);
    const found = await findText(file, { codecs, detector });
    expect(found.frames.map(({ regions }) => regions.length)).toEqual(
      Array.from({ length: 20 }, (_, frame) => (frame === 13 ? 1 : 0)),
    );
    expect(planOf(found, file.dataset).allFrames).toEqual([found.everywhere[0]!.box]);
    const { x, y, width, height } = found.everywhere[0]!.box;
    expect(x <= 40 && y <= 40 && x + width > 40 && y + height > 40).toBe(true);
  });

  it('looks at some frames in all passes and at the others upright', async () => {
    detector.calls.length = 0;
    await findText(clip(24), { codecs, detector });
    expect(detector.calls.filter((passes) => passes === 'all').length).toBe(8);
    expect(detector.calls.length).toBe(24);
  });

  it('stops when asked', async () => {
    await expect(findText(clip(3), { codecs, detector, signal: AbortSignal.abort() })).rejects.toThrow();
  });

  it('finds words in an overlay that lies beside the origin', async () => {
    const file = clip(1);
    const plane = new Uint8Array((16 * 16) / 8);
    plane[2 * 4] = 1;
    for (const element of buildDataset({
      '60000010': { vr: 'US', value: 16 }, '60000011': { vr: 'US', value: 16 }, '60000050': { vr: 'SS', value: [21, 31] },
      '60000100': { vr: 'US', value: 1 }, '60000102': { vr: 'US', value: 0 }, '60003000': { vr: 'OW', value: plane },
    })) file.dataset.set(element); // prettier-ignore
    const { overlays, everywhere } = await findText(file, { codecs, detector });
    expect(everywhere).toEqual([]);
    expect(overlays).toHaveLength(1);
    const { x, y, width, height } = overlays[0]!.box;
    expect(x <= 30 && x + width > 30 && y <= 24 && y + height > 24).toBe(true);
  });
});

describe('joined', () => {
  it('makes one region of two at the same place, and leaves neighbours apart', () => {
    const at = (x: number, reason: 'model' | 'device-rule') => ({
      box: { x, y: 0, width: 10, height: 10 },
      score: 0.5,
      reasons: [reason],
    });
    expect(joined([at(0, 'model'), at(2, 'device-rule'), at(30, 'model')])).toEqual([
      { box: { x: 0, y: 0, width: 12, height: 10 }, score: 0.5, reasons: ['model', 'device-rule'] },
      at(30, 'model'),
    ]);
  });
});
