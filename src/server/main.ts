import { access, constants, open, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { ConfigInvalid } from './config.ts';
import { readEnvironment, type Environment } from './environment.ts';
import { createGateway } from './gateway.ts';
import { listen } from './listen.ts';
import { jsonLines, type Log } from './log.ts';
import { httpPacs } from './pacs/index.ts';
import { followPolicy } from './policy-file.ts';
import { SecretInvalid } from './secrets.ts';
import { openPostgresStore, openSqliteStore, type Store } from './store/index.ts';

/** The gateway in production: everything from the environment (see `environment.ts`), JSON lines on stderr. */
async function main(): Promise<void> {
  const log = jsonLines((line) => process.stderr.write(line), Date.now);
  const environment = readEnvironment(process.env);
  await assertWritable('COLLIMATOR_CHECKPOINT_FOLDER', environment.checkpointFolder);
  await assertWritable('COLLIMATOR_GATE_MARKS', environment.marksFolder);
  const policy = followPolicy(environment.restrictionsFile, log);
  const store = await openStore(environment, log);
  const { config, secrets, checkpointFolder, modelsFolder, marksFolder } = environment;
  const gateway = await createGateway({
    config,
    policy: policy.current,
    secrets,
    modelsFolder,
    store,
    log,
    pacs: httpPacs(environment.pacs.url, { credentials: environment.pacs }),
    researchArchives: Object.fromEntries(
      Object.entries(environment.researchArchives).map(([code, at]) => [code, httpPacs(at.url, { credentials: at })]),
    ),
    ...(marksFolder === undefined ? {} : { marksFolder }),
    ...(checkpointFolder === undefined ? {} : { keepCheckpoint: keepIn(checkpointFolder) }),
  });
  const listening = await listen(gateway, environment.listen);
  log({ level: 'info', event: 'listening' });
  let isStopping = false;
  const stop = (): void => {
    if (isStopping) return;
    isStopping = true;
    // Detached: the process ends when it is done, and with an error code when it fails.
    void (async () => {
      policy.stop();
      await listening.close();
      await gateway.close();
      await store.close();
      log({ level: 'info', event: 'stopped' });
    })().catch((error: unknown) => fail(error));
  };
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
}

async function openStore({ database }: Environment, log: Log): Promise<Store> {
  if (database.url.startsWith('sqlite:')) return openSqliteStore(database.url.slice('sqlite:'.length));
  return openPostgresStore(database.url, { password: database.password, log });
}

/** Found out now, not after the first minute. */
async function assertWritable(name: string, folder: string | undefined): Promise<void> {
  if (folder === undefined) return;
  try {
    await access(folder, constants.W_OK | constants.X_OK);
  } catch (cause) {
    throw new ConfigInvalid(`${name}: the folder cannot be written to`, { cause });
  }
}

/** One file per checkpoint, whole or not at all. */
function keepIn(folder: string): (note: string, size: number) => Promise<void> {
  return async (note, size) => {
    const name = join(folder, `checkpoint-${String(size).padStart(12, '0')}`);
    const file = await open(`${name}.part`, 'w', 0o644);
    try {
      await file.writeFile(note);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(`${name}.part`, name);
  };
}

function fail(error: unknown): void {
  // Our own messages name settings; any other message might hold a value, so only its kind is told.
  const isOurs = error instanceof ConfigInvalid || error instanceof SecretInvalid;
  const code = error instanceof Error && 'code' in error ? ` (${String(error.code)})` : '';
  const told = isOurs ? error.message : `the gateway cannot run${code}`;
  process.stderr.write(`${told}\n`);
  process.exitCode = isOurs ? 2 : 1;
  if (!isOurs) process.exit();
}

await main().catch(fail);
