import { join } from 'node:path';
import { defineConfig } from 'vitest/config';

/** Real servers, real HTTP: `vitest run --config e2e/gate/vitest.config.ts`. */
export default defineConfig({
  root: join(import.meta.dirname, '../..'),
  test: {
    include: ['e2e/gate/**/*.test.ts'],
    environment: 'node',
    testTimeout: 30_000,
    hookTimeout: 60_000,
    // Each file runs servers of its own; more than two at once only wait for each other.
    maxWorkers: 2,
    sequence: { concurrent: false, shuffle: false },
  },
});
