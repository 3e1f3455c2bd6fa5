import { enableCompileCache } from 'node:module';
import { join } from 'node:path';

// Reading TypeScript costs more than most commands: keep what was compiled, beside the packages and out of others' reach.
enableCompileCache(join(import.meta.dirname, '../../node_modules/.cache/collimator-cli'));
const { COMMANDS } = await import('./commands.ts');
const { run } = await import('./run.ts');

process.exitCode = await run(COMMANDS, process.argv.slice(2), {
  out: (text) => process.stdout.write(text),
  err: (text) => process.stderr.write(text),
  env: process.env,
});
