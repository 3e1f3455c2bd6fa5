import { generateKeyPairSync, sign } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import {
  createTextDetector, type GreyImage, type InferenceSession, keyIdOf, parseUnsignedManifest, sha256, signedBytes, type Tensor, type TrustedKey, type UnsignedManifest, verifyPackage,
} from './index.ts'; // prettier-ignore

const model = new TextEncoder().encode('not a model, but bytes with a hash');

async function draft(change: object = {}): Promise<UnsignedManifest> {
  return parseUnsignedManifest({
    schema: 'collimator-model/1',
    name: 'text-detector',
    version: '1.0.0',
    date: '2026-01-02',
    title: 'A detector',
    intendedUse: 'Tests',
    license: 'none',
    model: { file: 'model.onnx', bytes: model.length, sha256: await sha256(model) },
    inputs: [{ name: 'input', type: 'float32', dimensions: [1, 1, 'rows', 'columns'] }],
    outputs: [{ name: 'maps', type: 'float32', dimensions: [1, 2, 'rows/4', 'columns/4'] }],
    task: {
      kind: 'text-detection',
      multiple: 16,
      stride: 4,
      passes: ['upright'],
      thresholds: { high: 0.5, low: 0.2, border: 0.3, borderShare: 0.1 },
      tile: { size: 128, overlap: 32 },
    },
    tolerance: 0.001,
    ...change,
  });
}

async function signed(manifest: UnsignedManifest): Promise<{ json: Record<string, unknown>; key: TrustedKey }> {
  const pair = generateKeyPairSync('ed25519');
  const publicKey = new Uint8Array(pair.publicKey.export({ type: 'spki', format: 'der' }).subarray(-32));
  const value = sign(undefined, signedBytes(manifest), pair.privateKey).toString('base64');
  const json = { ...manifest, signature: { algorithm: 'Ed25519', keyId: await keyIdOf(publicKey), value } };
  return { json, key: { name: 'test', publicKey } };
}

describe('a model package', () => {
  it('is taken when hash and signature are right, however its file is formatted', async () => {
    const { json, key } = await signed(await draft());
    const shuffled: unknown = JSON.parse(
      JSON.stringify(Object.fromEntries(Object.entries(json).reverse()), undefined, 7),
    );
    expect((await verifyPackage(shuffled, { model, card: undefined }, [key])).signedBy).toBe('test');
  });

  it('is refused when any byte of the model or any member of the manifest is another', async () => {
    const { json, key } = await signed(await draft());
    const other = model.slice();
    other[3] = other[3]! ^ 1;
    await expect(verifyPackage(json, { model: other, card: undefined }, [key])).rejects.toMatchObject({
      code: 'model-hash',
    });
    await expect(verifyPackage(json, { model: model.subarray(1), card: undefined }, [key])).rejects.toMatchObject({
      code: 'model-hash',
    });
    await expect(verifyPackage({ ...json, title: 'Another' }, { model, card: undefined }, [key])).rejects.toMatchObject(
      {
        code: 'model-signature',
      },
    );
    const task = { ...(json['task'] as object), thresholds: { high: 0.9, low: 0.2, border: 0.3, borderShare: 0.1 } };
    await expect(verifyPackage({ ...json, task }, { model, card: undefined }, [key])).rejects.toMatchObject({
      code: 'model-signature',
    });
  });

  it('is refused without a trusted signature, also when the key names itself trusted', async () => {
    const { json, key } = await signed(await draft());
    const stranger = await signed(await draft());
    await expect(verifyPackage(json, { model, card: undefined }, [])).rejects.toMatchObject({
      code: 'model-signature',
    });
    await expect(verifyPackage(stranger.json, { model, card: undefined }, [key])).rejects.toMatchObject({
      code: 'model-signature',
    });
    const posing = {
      ...stranger.json,
      signature: { ...(stranger.json['signature'] as object), keyId: await keyIdOf(key.publicKey) },
    };
    await expect(verifyPackage(posing, { model, card: undefined }, [key])).rejects.toMatchObject({
      code: 'model-signature',
    });
    const { signature: _, ...bare } = json;
    await expect(verifyPackage(bare, { model, card: undefined }, [key])).rejects.toMatchObject({
      code: 'bad-manifest',
    });
  });

  it('is refused without the card that its manifest names', async () => {
    const card = new TextEncoder().encode('# A card that says nothing');
    const { json, key } = await signed(await draft({ card: { file: 'README.md', sha256: await sha256(card) } }));
    for (const given of [undefined, card, new TextEncoder().encode('another')])
      await expect(verifyPackage(json, { model, card: given }, [key])).rejects.toMatchObject({
        code: 'incomplete-card',
      });
  });

  it.each([
    ['an unknown member', { extra: 1 }],
    ['a path as file', { model: { file: '../model.onnx', bytes: 1, sha256: 'a'.repeat(64) } }],
    ['another schema', { schema: 'collimator-model/2' }],
    ['no date', { date: 'yesterday' }],
  ])('is refused with %s', async (_what, change) => {
    await expect(draft(change)).rejects.toMatchObject({ code: 'bad-manifest' });
  });
});

/** Answers with the mean of every 4 x 4 pixels, as a net would that takes brightness for text. */
function brightness(): InferenceSession & { shapes: string[] } {
  const shapes: string[] = [];
  return {
    shapes,
    backend: 'wasm',
    close: async () => undefined,
    async run({ input }): Promise<Record<string, Tensor>> {
      const [, , rows = 0, columns = 0] = input!.dimensions;
      shapes.push(`${rows}x${columns}`);
      const map = new Float32Array((2 * rows * columns) / 16);
      for (let row = 0; row < rows; row++)
        for (let column = 0; column < columns; column++) {
          const cell = (row >> 2) * (columns / 4) + (column >> 2);
          map[cell] = map[cell]! + input!.values[row * columns + column]! / 16;
        }
      return { maps: { dimensions: [1, 2, rows / 4, columns / 4], values: map } };
    },
  };
}

function image(rows: number, columns: number, ...bright: [row: number, column: number][]): GreyImage {
  const values = new Float32Array(rows * columns);
  for (const [row, column] of bright)
    for (let y = 0; y < 4; y++)
      for (let x = 0; x < 4; x++)
        if (row + y < rows && column + x < columns) values[(row + y) * columns + column + x] = 1;
  return { rows, columns, values };
}

const strong = ({ scores, columns }: { scores: Float32Array; columns: number }): string[] =>
  [...scores.keys()].filter((at) => scores[at]! > 0.6).map((at) => `${Math.floor(at / columns)},${at % columns}`);

describe('the text detector', () => {
  it.each([['upright'], ['turned'], ['double']] as const)('finds the same place in the pass %s', async (pass) => {
    const detector = createTextDetector(brightness(), await draft());
    const map = await detector.detect([image(40, 100, [8, 76])], {}, [pass]);
    expect([map.rows, map.columns]).toEqual([10, 25]);
    expect(strong(map)).toEqual(['2,19']);
  });

  it.each([
    [37, 99],
    [1, 1],
    [5, 300],
    [300, 3],
  ])('takes images of %i by %i in every pass', async (rows, columns) => {
    const session = brightness();
    const detector = createTextDetector(session, await draft());
    const map = await detector.detect([image(rows, columns, [0, 0])], {}, ['upright', 'turned', 'double', 'half']);
    expect(strong(map)).toContain('0,0');
    expect([map.rows, map.columns]).toEqual([Math.ceil(rows / 4), Math.ceil(columns / 4)]);
    for (const shape of session.shapes)
      expect(shape).toMatch(/^(16|32|48|64|80|96|112|128)x(16|32|48|64|80|96|112|128)$/);
  });

  it('believes half of what only the second look sees', async () => {
    const detector = createTextDetector(brightness(), await draft());
    const small = await detector.detect([image(40, 100, [8, 76])], {}, ['doubtful']);
    expect(small.scores[2 * small.columns + 19]).toBe(0.5);
    const large = image(1024, 1024, [512, 512]);
    for (let at = 516 * 1024 + 520; at < 516 * 1024 + 560; at++) large.values[at] = 0.9;
    const both = await detector.detect([large], {}, ['upright', 'doubtful']);
    expect(both.scores[128 * both.columns + 128]).toBe(1);
    const again = await detector.detect([large], {}, ['doubtful']);
    expect(Math.max(...again.scores)).toBe(0); // nothing was in doubt before it
  });

  it('sees what is twice as large at half the size, and believes a quarter of it', async () => {
    const detector = createTextDetector(brightness(), await draft());
    const large = image(40, 100, [8, 72], [8, 76], [12, 72], [12, 76]);
    const map = await detector.detect([large], {}, ['half']);
    expect(map.scores[2 * map.columns + 19]).toBeCloseTo(0.28, 5);
    const small = await detector.detect([image(40, 100, [8, 76])], {}, ['half']);
    expect(small.scores[2 * small.columns + 19]).toBeCloseTo(0.07, 5); // a quarter of a cell
  });

  it('joins tiles to the map of the whole image', async () => {
    const session = brightness();
    const detector = createTextDetector(session, await draft());
    const map = await detector.detect([image(300, 260, [0, 0], [148, 124], [296, 256])], {}, ['upright']);
    expect(strong(map)).toEqual(['0,0', '37,31', '74,64']);
    expect(session.shapes.length).toBe(9);
  });

  it('stops between tiles when asked, or when time is up', async () => {
    const session = brightness();
    const detector = createTextDetector(session, await draft());
    const controller = new AbortController();
    const big = image(600, 600);
    controller.abort(new DOMException('enough', 'AbortError'));
    await expect(detector.detect([big], { signal: controller.signal })).rejects.toThrow('enough');
    let now = 0;
    await expect(detector.detect([big], { timeoutMs: 5, now: () => now++ })).rejects.toMatchObject({
      code: 'time-budget',
    });
    expect(session.shapes.length).toBeLessThan(10);
  });

  it('refuses an answer of another shape', async () => {
    const wrong: InferenceSession = {
      ...brightness(),
      run: async () => ({ maps: { dimensions: [1, 2, 1, 1], values: new Float32Array(2) } }),
    };
    await expect(createTextDetector(wrong, await draft()).detect([image(64, 64)])).rejects.toMatchObject({
      code: 'bad-output',
    });
  });
});
