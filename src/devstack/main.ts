// `npm start`: reads the command line, then starts the stack and waits for Ctrl-C. Imports little, so that a wrong word
// is answered at once; the stack itself is loaded afterwards, from code compiled at an earlier start.
import { Console } from 'node:console';
import { enableCompileCache } from 'node:module';
import { join } from 'node:path';
import { assertReadableFolder } from './folders.ts';
import { HELP, parseOptions, type Options } from './options.ts';
import { refusalOf, StartRefused } from './refusal.ts';

// stdout belongs to the ready line; libraries that want to say something say it on stderr.
globalThis.console = new Console(process.stderr);

/** Aborts on Ctrl-C, on a polite kill, and when the bootstrap went away and nobody is left to stop this process. */
function stopSignal(): AbortSignal {
  const stopping = new AbortController();
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP', 'disconnect']) process.on(name, () => stopping.abort());
  return stopping.signal;
}

async function run(options: Options): Promise<void> {
  if (process.env['NODE_ENV'] === 'production')
    throw new StartRefused(
      'production',
      'The embedded stack is for trying out: it does not start with NODE_ENV=production.',
    );
  if (options.importFolder !== undefined) assertReadableFolder(options.importFolder, '--import');
  const signal = stopSignal();
  enableCompileCache(join(import.meta.dirname, '../../.cache/node'));
  const { runStack } = await import('./run.ts');
  await runStack(options, signal);
}

try {
  const options = parseOptions(process.argv.slice(2), process.cwd());
  if (options === 'help') process.stdout.write(HELP);
  else await run(options);
  process.exit(0);
} catch (thrown) {
  const error = refusalOf(thrown);
  process.stderr.write(
    error instanceof StartRefused
      ? `${error.message}\n`
      : `The stack failed: ${(error as Error).stack ?? String(error)}\n`,
  );
  process.exit(error instanceof StartRefused ? error.exitCode : 1);
}
