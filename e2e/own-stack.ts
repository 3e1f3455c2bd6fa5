// A stack for one spec: the studies of the shared one, and nothing of what other specs did. What a spec stores, switches or
// restricts there is seen by nobody else, so specs may run in any order and as often as one likes.
import { copyFileSync, linkSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { DEMO_MARKER } from '../src/devstack/demo.ts';
import { type EmbeddedStack, startEmbeddedStack } from './embedded-stack.ts';
import { sharedStack } from './person.ts';
import { test } from './test.ts';

/** The archive as it is: its files never change once they are named, so a second name for each is a copy. */
function copyArchive(from: string, to: string): void {
  mkdirSync(join(to, 'instances'), { recursive: true });
  for (const name of readdirSync(join(from, 'instances')))
    linkSync(join(from, 'instances', name), join(to, 'instances', name));
  const index = new DatabaseSync(join(from, 'index.sqlite'), { readOnly: true });
  try {
    index.prepare('VACUUM INTO ?').run(join(to, 'index.sqlite'));
  } finally {
    index.close();
  }
}

/** `site` is what this site wants otherwise than the demo. Stopping it removes its data, too. */
export async function startOwnStack(site: Record<string, unknown> = {}): Promise<EmbeddedStack> {
  const shared = sharedStack().dataFolder;
  // Beside the shared one: only names on the same disk can mean the same file.
  const dataFolder = mkdtempSync(`${shared}-own-`);
  const remove = () => rmSync(dataFolder, { recursive: true, force: true });
  try {
    copyArchive(join(shared, 'pacs'), join(dataFolder, 'pacs'));
    copyFileSync(join(shared, DEMO_MARKER), join(dataFolder, DEMO_MARKER));
    writeFileSync(join(dataFolder, 'site.json'), JSON.stringify(site));
    const stack = await startEmbeddedStack(dataFolder);
    return { ...stack, stop: () => stack.stop().finally(remove) };
  } catch (error) {
    remove();
    throw error;
  }
}

/** Started before the first test of the file and stopped after its last. */
export function ownStack(site: Record<string, unknown> = {}): () => EmbeddedStack {
  let running: EmbeddedStack | undefined;
  test.beforeAll(async () => {
    running = await startOwnStack(site);
  });
  test.afterAll(() => running?.stop());
  return () => {
    if (running === undefined) throw new Error('the stack of this file runs from its first test to its last');
    return running;
  };
}
