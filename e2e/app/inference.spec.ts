// The same answer from every backend, within the tolerance that each model declares. The software adapter is slow: inputs are tiny.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import type {} from '../inference/page.ts';
import config from '../playwright.config.ts';
import { MODELS, serveModelPage } from '../inference/serve.ts';

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

for (const { folder, rows, columns } of [
  { folder: 'text-detector', rows: 64, columns: 96 },
  { folder: 'text-recogniser', rows: 28, columns: 96 },
]) {
  const manifest = join(MODELS, folder, 'model.json');
  test(`${folder} says the same on WebGPU, on threads and on one thread`, async ({ page }) => {
    // Inside: outside of a test it would skip every test of the file.
    test.skip(!existsSync(manifest), `${folder} is not installed`);
    const { tolerance } = JSON.parse(readFileSync(manifest, 'utf8')) as { tolerance: number };
    const served = await serveModelPage(MODELS, true);
    try {
      await page.goto(served.origin);
      const answers: Record<string, number[]> = {};
      for (const prefer of ['wasm', 'wasm-threads', 'webgpu'] as const) {
        const backend = await page.evaluate(([at, wanted]) => modelPage.open(`/models/${at}`, wanted), [
          folder,
          prefer,
        ] as const);
        if (prefer === 'webgpu')
          test.skip(backend !== 'webgpu', 'this Chromium has no WebGPU adapter, not even a software one');
        expect(backend).toBe(prefer);
        answers[prefer] = await page.evaluate(([r, c]) => modelPage.run(r, c), [rows, columns] as const);
      }
      const reference = answers['wasm'] ?? [];
      expect(reference.length).toBeGreaterThan(100);
      expect(new Set(reference).size).toBeGreaterThan(20);
      for (const other of ['wasm-threads', 'webgpu']) {
        expect(answers[other]).toHaveLength(reference.length);
        const furthest = reference.reduce(
          (most, value, at) => Math.max(most, Math.abs(value - (answers[other]?.[at] ?? NaN))),
          0,
        );
        expect(furthest, other).toBeLessThanOrEqual(tolerance);
      }
    } finally {
      await served.close();
    }
  });
}
