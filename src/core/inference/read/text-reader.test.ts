import { describe, expect, it } from 'vitest';
import type { UnsignedManifest } from '../manifest/manifest.ts';
import type { InferenceSession, Tensor } from '../session.ts';
import { brightOnDark, cropped, inkBox, resized } from './line-image.ts';
import { createTextReader } from './text-reader.ts';

const manifest: UnsignedManifest = {
  schema: 'collimator-model/1', name: 'reader', version: '1.0.0', date: '2026-01-01', title: 't', intendedUse: 'u', license: 'l',
  model: { file: 'model.onnx', bytes: 1, sha256: 'a'.repeat(64) },
  inputs: [{ name: 'line', type: 'float32', dimensions: [1, 1, 16, 'columns'] }],
  outputs: [{ name: 'letters', type: 'float32', dimensions: [1, 4, 'steps'] }],
  task: { kind: 'text-recognition', height: 16, longest: 64, multiple: 8, alphabet: 'AB ' }, tolerance: 0.01,
}; // prettier-ignore

/** Says the letters given, one class for each step; probabilities 0.9 for what is said. */
function saying(steps: readonly number[]): InferenceSession & { shapes: number[][] } {
  const shapes: number[][] = [];
  return {
    shapes,
    backend: 'wasm',
    close: async () => undefined,
    async run({ line }): Promise<Record<string, Tensor>> {
      shapes.push([...line!.dimensions]);
      const values = new Float32Array(4 * steps.length).fill(Math.log(0.03));
      steps.forEach((letter, step) => (values[letter * steps.length + step] = Math.log(step === 1 ? 0.7 : 0.9)));
      return { letters: { dimensions: [1, 4, steps.length], values } };
    },
  };
}

/** A bar of ink on grey. */
function image(rows: number, columns: number, ink = 1, paper = 0.2) {
  const values = new Float32Array(rows * columns).fill(paper);
  for (let row = 10; row < 18; row++)
    for (let column = 6; column < columns - 6; column += 3) values[row * columns + column] = ink;
  return { rows, columns, values };
}

describe('the reader', () => {
  const box = { x: 0, y: 0, width: 60, height: 28 };
  it('takes repetitions and silence out, and is as sure as of its least sure letter', async () => {
    const reader = createTextReader(saying([1, 1, 0, 1, 2, 2]), manifest);
    const { text, confidence } = await reader.read(image(28, 60), { box }, 1);
    expect(text).toBe('AAB');
    expect(confidence).toBeCloseTo(0.9, 3);
    const unsure = await createTextReader(saying([0, 1, 0, 2, 0, 0]), manifest).read(image(28, 60), { box }, 1);
    expect(unsure.confidence).toBeCloseTo(0.7, 3);
  });
  it('feeds lines of one height, padded, never longer than it may, and another size at the other scale', async () => {
    const session = saying([1]);
    const reader = createTextReader(session, manifest);
    await reader.read(image(28, 40), { box: { ...box, width: 40 } }, 1);
    await reader.read(image(28, 40), { box: { ...box, width: 40 } }, 2);
    await reader.read(image(28, 900), { box: { ...box, width: 900 } }, 1);
    for (const [batch, channels, rows, columns = 0] of session.shapes) {
      expect([batch, channels, rows, columns % 8]).toEqual([1, 1, 16, 0]);
      expect(columns).toBeLessThanOrEqual(64);
    }
    expect(session.shapes[0]).not.toEqual(session.shapes[1]);
  });
  it('turns boxes that stand on end both ways', async () => {
    const session = saying([1]);
    await createTextReader(session, manifest).read(image(28, 60), { box: { x: 20, y: 0, width: 8, height: 28 } }, 1);
    expect(session.shapes.length).toBe(2);
  });
  it('says nothing of an empty box, and does not ask the model', async () => {
    const session = saying([1]);
    const empty = { rows: 28, columns: 60, values: new Float32Array(28 * 60) };
    expect(await createTextReader(session, manifest).read(empty, { box }, 1)).toEqual({
      text: '',
      confidence: 0,
      likely: [],
    });
    expect(session.shapes).toEqual([]);
  });
  it('refuses an answer of another shape', async () => {
    const reader = createTextReader({ ...saying([1]), run: async () => ({ letters: { dimensions: [1, 9, 1], values: new Float32Array(9) } }) }, manifest); // prettier-ignore
    await expect(reader.read(image(28, 60), { box }, 1)).rejects.toMatchObject({ code: 'bad-output' });
  });
});

describe('a line', () => {
  it.each([
    ['bright on dark', 1, 0.2],
    ['dark on bright', 0.1, 0.8],
  ])('is brought to bright ink: %s', (_how, ink, paper) => {
    const { values, columns } = brightOnDark(image(28, 60, ink, paper));
    expect(values[12 * columns + 6]).toBeCloseTo(1, 5);
    expect(values[0]).toBeCloseTo(0, 5);
  });
  it('is cut to its ink and a margin', () => {
    expect(inkBox(brightOnDark(image(28, 60)), 0.25)).toEqual({ x: 4, y: 8, width: 50, height: 12 });
    const cut = cropped(image(28, 60), { x: 4, y: 8, width: 5, height: 3 });
    expect([cut.rows, cut.columns, cut.values.length]).toEqual([3, 5, 15]);
  });
  it('keeps its mean when it gets smaller, and its values when it keeps its size', () => {
    const whole = image(28, 60);
    const mean = (values: Float32Array): number => values.reduce((sum, value) => sum + value, 0) / values.length;
    expect(mean(resized(whole, 14, 20).values)).toBeCloseTo(mean(whole.values), 4);
    expect([...resized(whole, 28, 60).values]).toEqual([...whole.values]);
    expect(resized(whole, 56, 120).values.length).toBe(56 * 120);
  });
});
