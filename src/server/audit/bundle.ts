import type { Store } from '../store/index.ts';

const PAGE = 1000;

/**
 * The log as one file of JSON lines, which `cli audit verify --bundle` checks without this service: a header, the
 * verifier keys, the checkpoints, and the rows in order.
 */
export function writeBundle(store: Store): ReadableStream<Uint8Array> {
  const lines = bundleLines(store);
  return new ReadableStream({
    async pull(controller) {
      const { done, value } = await lines.next();
      if (done === true) controller.close();
      else controller.enqueue(new TextEncoder().encode(value));
    },
    async cancel() {
      await lines.return(undefined);
    },
  });
}

async function* bundleLines(store: Store): AsyncGenerator<string, undefined> {
  const head = await store.logHead();
  const keys = await store.readVerifierKeys();
  yield toLines([{ kind: 'header', format: 'collimator-audit-bundle', version: 1, ...head }]);
  yield toLines(keys.map((verifierKey) => ({ kind: 'verifier-key', verifierKey })));
  for (let fromSize = 0; ;) {
    const checkpoints = (await store.readCheckpoints(fromSize, PAGE)).filter(({ size }) => size <= head.size);
    const last = checkpoints.at(-1);
    if (last === undefined) break;
    yield toLines(checkpoints.map(({ size, note }) => ({ kind: 'checkpoint', size, note })));
    fromSize = last.size + 1;
  }
  for (let from = 0; from < head.size;) {
    const rows = (await store.readLog(from, PAGE)).filter((row) => row.index < head.size);
    if (rows.length === 0) break;
    yield toLines(rows.map((row) => ({ kind: 'row', ...row })));
    from = (rows.at(-1)?.index ?? head.size) + 1;
  }
  return undefined;
}

function toLines(values: readonly object[]): string {
  return values.map((value) => `${JSON.stringify(value)}\n`).join('');
}
