import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEmbeddedStack } from './embedded-stack.ts';

/** One embedded stack for all specs that only read; specs that need a log of their own start another. */
export default async function setup(): Promise<() => Promise<void>> {
  const dataFolder = mkdtempSync(join(tmpdir(), 'collimator-e2e-'));
  const stack = await startEmbeddedStack(dataFolder);
  process.env['COLLIMATOR_E2E_STACK'] = JSON.stringify({ url: stack.url, accounts: stack.accounts, dataFolder });
  return async () => {
    await stack.stop();
    rmSync(dataFolder, { recursive: true, force: true });
  };
}
