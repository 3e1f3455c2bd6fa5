// The product's session in a page of its own, for what needs a browser: answers of the backends beside each other, and speed.
import { type Backend, type InferenceSession, verifyPackage } from '../../src/core/inference/index.ts';
import { createBrowserSession } from '../../src/web/workers/inference/browser-session.ts';

export interface ModelPage {
  /** Which backend runs it, after any fall back. */
  open(folder: string, prefer: Backend | undefined): Promise<Backend>;
  /** The first output for an image of this size, made of a fixed pattern. */
  run(rows: number, columns: number): Promise<number[]>;
  /** Milliseconds for each of so many runs. */
  time(rows: number, columns: number, runs: number): Promise<number[]>;
  /** Undefined without WebGPU; else whether the adapter is a program and no device. */
  adapter(): Promise<'none' | 'software' | 'real'>;
}

declare global {
  var modelPage: ModelPage;
}

let session: InferenceSession | undefined;
let input = '';
let output = '';

const page: ModelPage = {
  async open(folder, prefer) {
    const manifest: unknown = await (await fetch(`${folder}/model.json`)).json();
    const model = new Uint8Array(await (await fetch(`${folder}/model.onnx`)).arrayBuffer());
    const listed = (await (await fetch('/models/trusted-keys.json')).json()) as { name: string; publicKey: string }[]; // our own file
    const keys = listed.map(({ name, publicKey }) => ({
      name,
      publicKey: Uint8Array.from(atob(publicKey), (letter) => letter.charCodeAt(0)),
    }));
    const verified = await verifyPackage(manifest, { model, card: undefined }, keys);
    input = verified.manifest.inputs[0]?.name ?? '';
    output = verified.manifest.outputs[0]?.name ?? '';
    await session?.close();
    session = await createBrowserSession(verified, { prefer });
    return session.backend;
  },
  async run(rows, columns) {
    if (session === undefined) throw new Error('open comes first');
    const answer = await session.run({
      [input]: { dimensions: [1, 1, rows, columns], values: pattern(rows, columns) },
    });
    return [...(answer[output]?.values ?? [])];
  },
  async time(rows, columns, runs) {
    const times: number[] = [];
    for (let run = 0; run < runs; run++) {
      const start = performance.now();
      await page.run(rows, columns);
      times.push(performance.now() - start);
    }
    return times;
  },
  async adapter() {
    const { gpu } = navigator as {
      gpu?: { requestAdapter(): Promise<{ info?: { isFallbackAdapter?: boolean } } | null> };
    };
    const adapter = await gpu?.requestAdapter();
    if (adapter === null || adapter === undefined) return 'none';
    return adapter.info?.isFallbackAdapter === true ? 'software' : 'real';
  },
};

/** Bars and a ramp: strokes as letters have, the same in every run. */
function pattern(rows: number, columns: number): Float32Array {
  return Float32Array.from({ length: rows * columns }, (_, at) => {
    const [row, column] = [Math.floor(at / columns), at % columns];
    const isStroke = row % 32 > 8 && row % 32 < 20 && column % 7 < 2;
    return isStroke ? 0.9 : (0.3 * column) / columns;
  });
}

globalThis.modelPage = page;
