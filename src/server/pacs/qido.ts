import { Refusal } from '../problems.ts';
import { datasetsSchema, TAG, type DicomDataset, type Keyword } from './dicom-json.ts';
import type { PacsUpstream } from './upstream.ts';

export interface QidoAnswer {
  readonly datasets: DicomDataset[];
  /** From `X-Total-Count`, where the PACS counts. */
  readonly total: number | undefined;
}

export type QidoParameters = readonly (readonly [key: string, value: string])[];

/** One QIDO-RS request. Throws `Refusal` when the PACS is away or its answer cannot be used. */
export async function qido(pacs: PacsUpstream, path: string, parameters: QidoParameters): Promise<QidoAnswer> {
  const query = parameters.map(([key, value]) => `${key}=${encodeURIComponent(value)}`).join('&');
  const response = await ask(pacs, query === '' ? path : `${path}?${query}`);
  // PS3.18 section 10.6.3.2: 204 says "no match" with an empty body.
  if (response.status === 204) return { datasets: [], total: 0 };
  if (!response.ok) {
    await response.body?.cancel();
    throw new Refusal(response.status === 503 ? 'pacs-unavailable' : 'pacs-failed');
  }
  const counted = response.headers.get('x-total-count');
  const total = counted !== null && /^\d{1,12}$/.test(counted) ? Number(counted) : undefined;
  try {
    return { datasets: datasetsSchema.parse(await response.json()), total };
  } catch (cause) {
    throw new Refusal('pacs-failed', { cause });
  }
}

async function ask(pacs: PacsUpstream, path: string): Promise<Response> {
  try {
    return await pacs.fetch(path, { headers: { accept: 'application/dicom+json' } });
  } catch (cause) {
    throw new Refusal('pacs-unavailable', { cause });
  }
}

/** `includefield=all` is ignored by some origins: every field is named, by tag, which all of them understand. */
export function including(keywords: readonly Keyword[]): QidoParameters {
  return keywords.map((keyword) => ['includefield', TAG[keyword]] as const);
}
