import type { ExportsApi } from '../../../services/index.ts';

// The folder of sealed files, as the page sees it: workers write there, decision 42 says why.

const FOLDER = 'exports';

/** In memory only, and not even readable there. The gateway gives it to this login and, once that is over, to nobody. */
export async function vaultKey(exports: Pick<ExportsApi, 'vaultKey'>): Promise<CryptoKey> {
  const bytes = Uint8Array.from(atob(await exports.vaultKey()), (letter) => letter.charCodeAt(0));
  return crypto.subtle.importKey('raw', bytes, 'AES-GCM', false, ['encrypt', 'decrypt']);
}

async function folder(): Promise<FileSystemDirectoryHandle> {
  return (await navigator.storage.getDirectory()).getDirectoryHandle(FOLDER, { create: true });
}

export async function forgetRun(runId: string): Promise<void> {
  await (await folder()).removeEntry(runId, { recursive: true }).catch((error: unknown) => {
    if (!(error instanceof DOMException && error.name === 'NotFoundError')) throw error;
  });
}
