// Run by durability.test.ts as a process of its own: appends without end and says what was acknowledged.
import { randomUUID } from 'node:crypto';
import { writeSync } from 'node:fs';
import { openPostgresStore, openSqliteStore } from '../store/index.ts';

const address = process.argv[2] ?? '';
const store = address.startsWith('sqlite:')
  ? openSqliteStore(address.slice('sqlite:'.length))
  : await openPostgresStore(address);

async function writer(): Promise<never> {
  for (;;) {
    const id = randomUUID();
    const [receipt] = await store.append([
      {
        id,
        recordedAt: new Date().toISOString(),
        action: 'search',
        outcome: 'success',
        who: null,
        address: null,
        appVersion: 'test',
        correlationId: id,
      },
    ]);
    // Synchronous: what stands in the pipe was acknowledged before the kill.
    writeSync(1, `${id} ${receipt?.index} .\n`);
  }
}

await Promise.all(Array.from({ length: 20 }, () => writer()));
