// `npm start`: from the command line to a running stack, and from Ctrl-C to a clean end.
import { Console } from 'node:console';
import { join } from 'node:path';
import { DEMO_ACCOUNTS } from './accounts.ts';
import { assertReadableFolder, openDataFolder, type DataFolder } from './data-folder.ts';
import { addDemoStudies } from './demo.ts';
import { importFolder } from './import.ts';
import { HELP, parseOptions, type Options } from './options.ts';
import { openArchive, type Archive } from './pacs/index.ts';
import { StartRefused } from './refusal.ts';
import { readyLine, readyText, say, startProgress } from './report.ts';
import { startStack, takePort } from './stack.ts';
import { restrictedPatientIDs } from './studies/index.ts';

// stdout belongs to the ready line; libraries that want to say something say it on stderr.
globalThis.console = new Console(process.stderr);

/** Things to undo, last first, when the stack stops or cannot start. */
const undo: (() => void | Promise<void>)[] = [];

async function unwind(): Promise<void> {
  for (let step = undo.pop(); step !== undefined; step = undo.pop()) await step();
}

async function fill(archive: Archive, data: DataFolder, options: Options, signal: AbortSignal): Promise<void> {
  const demo = startProgress('Drawing demo studies');
  await addDemoStudies(archive, data.path, (files) => demo.update({ files }), signal);
  demo.end();
  if (options.importFolder === undefined || signal.aborted) return;
  const progress = startProgress('Importing');
  const summary = await importFolder(
    archive,
    options.importFolder,
    {
      onProgress: (each) => progress.update(each),
      onRefused: (file, code, message) => progress.line(`refused  ${file}  ${code}: ${message}`),
    },
    signal,
  );
  progress.end();
  const { files, stored, alreadyPresent, refused } = summary;
  say(`Imported ${stored} of ${files} files; ${alreadyPresent} already present, ${refused} refused.`);
}

async function start(options: Options, signal: AbortSignal): Promise<void> {
  if (process.env['NODE_ENV'] === 'production')
    throw new StartRefused(
      'production',
      'The embedded stack is for trying out: it does not start with NODE_ENV=production.',
    );
  if (options.importFolder !== undefined) assertReadableFolder(options.importFolder, '--import');
  const port = await takePort(options.port);
  undo.push(() => port.close());
  const data = openDataFolder(options.dataFolder, restrictedPatientIDs);
  undo.push(() => data.release());
  const archive = await openArchive(join(data.path, 'pacs'));
  undo.push(() => archive.close());
  await fill(archive, data, options, signal);
  if (signal.aborted) return;
  const stack = await startStack({
    port,
    data,
    archive,
    say,
    log: (line) => {
      if (line.level !== 'info') say(JSON.stringify(line));
    },
  });
  undo.push(() => stack.close());
  // Requests end first, so that nothing is asked of what is being closed.
  undo.push(() => port.close());
  if (signal.aborted) return;
  const ready = { url: `${port.origin}/`, accounts: DEMO_ACCOUNTS };
  process.stdout.write(options.isJson ? readyLine(ready) : readyText(ready, data));
}

async function main(): Promise<void> {
  const options = parseOptions(process.argv.slice(2), process.cwd());
  if (options === 'help') {
    process.stdout.write(HELP);
    return;
  }
  const stopping = new AbortController();
  const stopped = new Promise<void>((done) => {
    const stop = () => {
      stopping.abort();
      done();
    };
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, stop);
    // The bootstrap went away without a signal: nobody is left to stop this process.
    process.on('disconnect', stop);
  });
  await start(options, stopping.signal);
  await stopped;
  await unwind();
}

try {
  await main();
  process.exit(0);
} catch (error) {
  await unwind();
  say(error instanceof StartRefused ? error.message : `The stack failed: ${(error as Error).stack ?? String(error)}`);
  process.exit(error instanceof StartRefused ? error.exitCode : 1);
}
