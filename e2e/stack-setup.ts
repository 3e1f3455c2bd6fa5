import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEmbeddedStack } from './embedded-stack.ts';

/** One embedded stack for all specs that only read; those that store, switch or restrict take one of their own (own-stack.ts). */
export default async function setup(): Promise<() => Promise<void>> {
  // Drawing the demo studies takes a while: name a folder to keep them between runs while writing specs.
  const kept = process.env['COLLIMATOR_E2E_DATA'];
  const dataFolder = kept ?? mkdtempSync(join(tmpdir(), 'collimator-e2e-'));
  // Real files beside the demo studies where they are at hand.
  const real = join(import.meta.dirname, '../../shared/data');
  const stack = await startEmbeddedStack(dataFolder, existsSync(real) ? ['--import', real] : []);
  process.env['COLLIMATOR_E2E_STACK'] = JSON.stringify({ url: stack.url, accounts: stack.accounts, dataFolder });
  return async () => {
    await stack.stop();
    if (kept === undefined) rmSync(dataFolder, { recursive: true, force: true });
  };
}
