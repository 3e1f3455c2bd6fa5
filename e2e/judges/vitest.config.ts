import { join } from 'node:path';
import { defineConfig } from 'vitest/config';

/** Programs that nobody here wrote judge what is written here: `vitest run --config e2e/judges/vitest.config.ts`. */
export default defineConfig({
  root: join(import.meta.dirname, '../..'),
  test: {
    include: ['e2e/judges/**/*.test.ts'],
    environment: 'node',
    testTimeout: 120_000,
    hookTimeout: 300_000,
    maxWorkers: 2,
  },
});
