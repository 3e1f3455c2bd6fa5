/// <reference lib="webworker" />
// The one worker that holds the file of a run. It knows no key: what it is given is sealed, and what it gives is.
import { openContainer, type Container } from './container.ts';
import { letGo } from './let-go.ts';
import type { StoreAsked, StoreOpened, StoreOpening, StoreReply } from './store-protocol.ts';
import { isFull, vaultRoot } from './vault.ts';

const page = globalThis as unknown as DedicatedWorkerGlobalScope;
const NAME = 'data';
/** Heads are smaller but for instances with very many boxes; those are read once more as a whole. */
const HEAD_BYTES = 64 * 1024;

function answer(container: Container, { ticket, question }: StoreAsked, port: MessagePort): void {
  try {
    switch (question.kind) {
      case 'put':
        for (const { name, pieces } of question.records) {
          container.put(name, pieces);
          letGo(pieces);
        }
        port.postMessage({ ticket, answer: undefined } satisfies StoreReply);
        return;
      case 'get':
      case 'head': {
        const found = container.get(
          question.name,
          question.kind === 'head' ? headBytes(container, question.name) : undefined,
        );
        port.postMessage({ ticket, answer: found } satisfies StoreReply, found === undefined ? [] : [found.buffer]);
      }
    }
  } catch (error) {
    const code = isFull(error) || codeOf(error) === 'storage-full' ? 'storage-full' : 'storage-failed';
    port.postMessage({ ticket, code } satisfies StoreReply);
  }
}

/** The head's own length stands first. */
function headBytes(container: Container, name: string): number {
  const first = container.get(name, 4);
  const length = first === undefined || first.length < 4 ? 0 : new DataView(first.buffer).getUint32(0);
  return Math.max(HEAD_BYTES, length + HEAD_BYTES);
}

function codeOf(error: unknown): unknown {
  return error instanceof Error && 'code' in error ? error.code : undefined;
}

page.onmessage = ({ data: { runId, ports } }: MessageEvent<StoreOpening>) => {
  open(runId)
    .then((container) => {
      for (const port of ports) port.onmessage = ({ data }: MessageEvent<StoreAsked>) => answer(container, data, port);
      page.postMessage({ kind: 'open' } satisfies StoreOpened);
    })
    .catch((error: unknown) => {
      const code = isFull(error) ? 'storage-full' : 'storage-unavailable';
      page.postMessage({ kind: 'failed', code } satisfies StoreOpened);
    });
};

async function open(runId: string): Promise<Container> {
  const folder = await (await vaultRoot()).getDirectoryHandle(runId, { create: true });
  const handle = await folder.getFileHandle(NAME, { create: true });
  return openContainer(await handle.createSyncAccessHandle());
}
