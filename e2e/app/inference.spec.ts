// The same answer from every backend, within the tolerance that each model declares. The software adapter is slow: inputs are tiny.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, type Page, test } from '@playwright/test';
import type { Backend } from '../../src/core/inference/index.ts';
import type {} from '../inference/page.ts';
import config from '../playwright.config.ts';
import { MODELS, serveModelPage } from '../inference/serve.ts';
import { mustHaveAll } from '../stacks/tools.ts';

const { launchOptions } = config.use ?? {};
test.use({
  launchOptions: {
    ...launchOptions,
    args: [
      ...(launchOptions?.args ?? []),
      '--enable-unsafe-webgpu',
      '--enable-features=Vulkan',
      '--use-webgpu-adapter=swiftshader',
    ],
  },
});

const SIZES = [
  { folder: 'text-detector', rows: 64, columns: 96 },
  { folder: 'text-recogniser', rows: 24, columns: 96 },
];
const manifestOf = (folder: string): string => join(MODELS, folder, 'model.json');
// A model that the project does not have yet has no test that could be skipped; the detector it must have.
const models = SIZES.filter(({ folder }) => folder === 'text-detector' || existsSync(manifestOf(folder)));

for (const { folder, rows, columns } of models) {
  /** What this backend answers; undefined where the browser falls back to another. */
  async function answerOf(page: Page, prefer: Backend): Promise<number[] | undefined> {
    const backend = await page.evaluate(([at, wanted]) => modelPage.open(`/models/${at}`, wanted), [folder, prefer] as const); // prettier-ignore
    if (backend !== prefer) return undefined;
    return page.evaluate(([r, c]) => modelPage.run(r, c), [rows, columns] as const);
  }

  /** On one thread and on the other backend. */
  async function expectSame(page: Page, other: Backend): Promise<void> {
    const served = await serveModelPage(MODELS, true);
    try {
      await page.goto(served.origin);
      const reference = (await answerOf(page, 'wasm')) ?? [];
      expect(reference.length).toBeGreaterThan(100);
      expect(new Set(reference).size).toBeGreaterThan(20);
      const answer = await answerOf(page, other);
      // A browser without an adapter falls back, which is no fault of the model; where everything must run it fails below.
      test.skip(answer === undefined && other === 'webgpu' && !mustHaveAll, 'this Chromium has no WebGPU adapter');
      expect(answer, `${other} runs it`).toHaveLength(reference.length);
      const { tolerance } = JSON.parse(readFileSync(manifestOf(folder), 'utf8')) as { tolerance: number };
      const furthest = reference.reduce(
        (most, value, at) => Math.max(most, Math.abs(value - (answer?.[at] ?? NaN))),
        0,
      );
      expect(furthest).toBeLessThanOrEqual(tolerance);
    } finally {
      await served.close();
    }
  }

  test(`${folder} says the same on one thread and on several`, ({ page }) => expectSame(page, 'wasm-threads'));

  test(`${folder} says the same on WebGPU (skipped where the browser has no adapter, not even a software one)`, ({
    page,
  }) => expectSame(page, 'webgpu'));
}
