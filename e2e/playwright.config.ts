import { existsSync } from 'node:fs';
import { defineConfig } from '@playwright/test';

/** Debian's browser where there is one; elsewhere the one that `npx playwright install chromium` brought. */
const systemChromium = ['/usr/bin/chromium', '/usr/bin/chromium-browser'].find((path) => existsSync(path));

export default defineConfig({
  testDir: 'app',
  outputDir: '../test-results',
  globalSetup: './stack-setup.ts',
  // Two shared cores: more workers only make each other late.
  workers: 1,
  // What passes only at the second look is a fault, of the page or of its spec.
  retries: 0,
  fullyParallel: false,
  timeout: 90_000,
  expect: { timeout: 20_000 },
  reporter: [['list'], ['json', { outputFile: '../test-results/e2e.json' }]],
  use: {
    viewport: { width: 1440, height: 900 },
    launchOptions: {
      ...(systemChromium === undefined ? {} : { executablePath: systemChromium }),
      args: [
        '--no-sandbox',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    },
    trace: 'off',
    screenshot: 'only-on-failure',
  },
});
