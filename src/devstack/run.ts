// The life of the stack: everything opened in order, and closed again in the opposite order whatever happens.
import { join } from 'node:path';
import { DEMO_ACCOUNTS } from './accounts.ts';
import { openDataFolder, type DataFolder } from './data-folder.ts';
import { addDemoStudies } from './demo.ts';
import { importFolder } from './import.ts';
import type { Options } from './options.ts';
import { openArchive, type Archive } from './pacs/index.ts';
import { onOneLine, readyLine, readyText, say, startProgress } from './report.ts';
import { startStack, takePort } from './stack.ts';
import { restrictedPatientIDs } from './studies/index.ts';

/** What has to be undone, in the order it was done. */
type Undo = (() => void | Promise<void>)[];

async function unwind(undo: Undo): Promise<void> {
  for (let step = undo.pop(); step !== undefined; step = undo.pop()) await step();
}

async function fill(archive: Archive, data: DataFolder, options: Options, signal: AbortSignal): Promise<void> {
  const demo = startProgress('Adding demo studies');
  const kept = await addDemoStudies(archive, {
    dataFolder: data.path,
    cacheFolder: join(import.meta.dirname, '../../.cache/demo-studies'),
    onProgress: (files) => demo.update({ files }),
    signal,
  });
  demo.end();
  if (kept.size > 0) say(`Some demo studies are here from an earlier version and were kept (${[...kept].join(', ')}).`);
  if (options.importFolder === undefined || signal.aborted) return;
  const progress = startProgress('Importing');
  const summary = await importFolder(
    archive,
    options.importFolder,
    {
      onProgress: (each) => progress.update(each),
      onRefused: (file, code, message) => progress.line(`refused  ${onOneLine(file)}  ${code}: ${message}`),
    },
    signal,
  );
  progress.end();
  const { files, stored, alreadyPresent, refused } = summary;
  say(`Imported ${stored} of ${files} files; ${alreadyPresent} already present, ${refused} refused.`);
}

async function start(options: Options, signal: AbortSignal, undo: Undo): Promise<void> {
  const port = await takePort(options.port);
  undo.push(() => port.close());
  const data = openDataFolder(options.dataFolder, restrictedPatientIDs);
  undo.push(() => data.release());
  const archive = await openArchive(join(data.path, 'pacs'));
  undo.push(() => archive.close());
  const researchArchive = await openArchive(join(data.path, 'research-archive'));
  undo.push(() => researchArchive.close());
  await fill(archive, data, options, signal);
  if (signal.aborted) return;
  const stack = await startStack({
    port,
    data,
    archive,
    researchArchive,
    distFolder: join(import.meta.dirname, '../../dist'),
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

/** Starts the stack and ends when `signal` says so and everything is closed. */
export async function runStack(options: Options, signal: AbortSignal): Promise<void> {
  const undo: Undo = [];
  try {
    await start(options, signal, undo);
    if (!signal.aborted) await new Promise((done) => signal.addEventListener('abort', done, { once: true }));
  } finally {
    await unwind(undo);
  }
}
