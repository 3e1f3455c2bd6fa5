import type { PacsCapabilities, PacsUpstream } from './upstream.ts';

/** How long a PACS may stay silent before the person is told. QIDO over a large Orthanc takes seconds. */
const SILENCE_MS = 30_000;

/** A DICOMweb origin over HTTP, e.g. `http://127.0.0.1:8042/dicom-web` (Orthanc: neither sorts nor counts). */
export function httpPacs(
  baseUrl: string,
  capabilities: PacsCapabilities = { canSort: false, canCount: false },
): PacsUpstream {
  const base = baseUrl.replace(/\/+$/, '');
  return {
    capabilities,
    fetch(path, init) {
      const isStore = init?.body !== undefined && init.body !== null;
      // A store may rightly take longer than any time-out; the client's own abort still ends it.
      const signals = [init?.signal, isStore ? undefined : AbortSignal.timeout(SILENCE_MS)].filter((s) => s != null);
      return fetch(`${base}${path}`, { ...init, redirect: 'error', signal: AbortSignal.any(signals) });
    },
  };
}
