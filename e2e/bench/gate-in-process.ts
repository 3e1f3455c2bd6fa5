// What the gate costs where no front asks it: the embedded stack calls `authorize` in its own process, over SQLite.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openSqliteStore, type Store } from '../../src/server/index.ts';
import { createTestStack, OPEN_STUDY, type TestStack } from '../../src/server/testing/stack.ts';

const CALLS = 4000;
const WARM_UP = 1000;
/** Apart in the gateway's own time: a viewer that loads a series asks for some hundred frames a second. */
const FRAME_EVERY_MS = 3;
const FRAME = `/dicom-web/studies/${OPEN_STUDY}/series/1.2.3/instances/1.2.3.4/frames/1`;

export interface InProcessFigures {
  readonly askingMedianMs: number;
  readonly rememberingMedianMs: number;
}

export async function measureInProcess(): Promise<InProcessFigures> {
  const folder = mkdtempSync(join(tmpdir(), 'collimator-bench-'));
  const stores = [openSqliteStore(join(folder, 'a.db')), openSqliteStore(join(folder, 'b.db'))] as const;
  try {
    const asking = await reader(forgetful(stores[0]));
    const remembering = await reader(stores[1]);
    const times = { asking: [] as number[], remembering: [] as number[] };
    for (let call = 0; call < CALLS + WARM_UP; call += 1) {
      const [askingMs, rememberingMs] = [await asking(), await remembering()];
      if (call < WARM_UP) continue;
      times.asking.push(askingMs);
      times.remembering.push(rememberingMs);
    }
    return { askingMedianMs: median(times.asking), rememberingMedianMs: median(times.remembering) };
  } finally {
    await Promise.all(stores.map((store) => store.close()));
    rmSync(folder, { recursive: true, force: true });
  }
}

/** As a store that cannot hear of changes: every frame asks it. */
function forgetful(store: Store): Store {
  return new Proxy(store, {
    get(target, name) {
      if (name === 'standingsVersion') return () => undefined;
      const member: unknown = Reflect.get(target, name);
      return typeof member === 'function' ? member.bind(target) : member;
    },
  });
}

/** Asks for one frame and tells how long the decision took. */
async function reader(store: Store): Promise<() => Promise<number>> {
  const stack: TestStack = await createTestStack({ store });
  const token = await stack.token({ roles: ['radiologist'] });
  const json = { study: { studyInstanceUID: OPEN_STUDY }, purpose: 'TREAT' };
  await stack.send('/api/grants', { token, json });
  const authorization = `Bearer ${token}`;
  const accept = 'multipart/related; type="application/octet-stream"; transfer-syntax=*';
  const question = { method: 'GET', uri: FRAME, authorization, accept, remoteAddress: null };
  return async () => {
    stack.advance(FRAME_EVERY_MS);
    const startedAt = performance.now();
    const decision = await stack.gateway.authorize(question);
    const elapsedMs = performance.now() - startedAt;
    if (decision.kind !== 'allow') throw new Error(`a frame was refused: ${decision.code}`);
    return elapsedMs;
  };
}

const median = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[values.length >> 1] ?? NaN;
