import type { PacsCapabilities, PacsUpstream } from './upstream.ts';

/** How long a PACS may stay silent before the person is told. QIDO over a large Orthanc takes seconds. */
const SILENCE_MS = 30_000;

export interface HttpPacsOptions {
  /** Orthanc, the default, neither sorts nor counts. */
  readonly capabilities?: PacsCapabilities;
  /** HTTP Basic, as Orthanc's RegisteredUsers. Persons' tokens never go to the PACS. */
  readonly credentials?: { readonly user: string | undefined; readonly password: string | undefined };
}

/** A DICOMweb origin over HTTP, e.g. `http://127.0.0.1:8042/dicom-web`. */
export function httpPacs(baseUrl: string, options: HttpPacsOptions = {}): PacsUpstream {
  const base = baseUrl.replace(/\/+$/, '');
  const { user, password } = options.credentials ?? {};
  const basic =
    user === undefined || password === undefined
      ? undefined
      : `Basic ${Buffer.from(`${user}:${password}`, 'utf8').toString('base64')}`;
  return {
    capabilities: options.capabilities ?? { canSort: false, canCount: false },
    fetch(path, init) {
      const headers = new Headers(init?.headers);
      if (basic !== undefined) headers.set('authorization', basic);
      const isStore = init?.body !== undefined && init.body !== null;
      // A store may rightly take longer than any time-out; the client's own abort still ends it.
      const signals = [init?.signal, isStore ? undefined : AbortSignal.timeout(SILENCE_MS)].filter((s) => s != null);
      return fetch(`${base}${path}`, { ...init, headers, redirect: 'error', signal: AbortSignal.any(signals) });
    },
  };
}
