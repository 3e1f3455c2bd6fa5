import {
  defineCohort,
  deidentifiedBatch,
  profileSha256,
  type DeidentifiedBatch,
  type ExportContext,
  type FinishedInstance,
  type SeeReason,
} from '../index.ts';
import { sha256OfBytes } from '../hashing.ts';
import { OPTIONS } from './options.ts';

// Small synthetic batches: bytes that hash, and no images at all.

export const PROFILE = { name: 'research', options: ['clean-descriptors'] };
export const SEED = '5'.repeat(64);
export const RULE = { minimumRate: 0.25, confidence: 0.95, maximumResidualRate: 1 };
export const FIRST = { sub: 'u1', sid: 's1', name: 'Dr. First' };

export const CONTEXT: ExportContext = {
  exportId: 'Zk3vQ0d5T2x1m8aYp7Lr4wBn',
  terms: {
    purposeCode: 'lung-screening',
    recipientCode: 'university',
    destinationCode: 'download',
    profile: { code: 'research', sha256: profileSha256(PROFILE) },
    reference: { kind: 'data-use-agreement', number: 'DUA-2026-017' },
    options: OPTIONS,
  },
  sampling: RULE,
  profile: PROFILE,
};

export function bytesOf(name: string): Uint8Array {
  return new TextEncoder().encode(`DICM ${name}`);
}

export function instance(
  at: number,
  change: Partial<FinishedInstance> & { readonly see?: readonly number[]; readonly reason?: SeeReason } = {},
): FinishedInstance {
  const { see = [], reason = 'pixels-changed', ...rest } = change;
  const bytes = bytesOf(`${at}`);
  return {
    input: at,
    studyInstanceUID: `2.25.1${at % 2}`,
    seriesInstanceUID: `2.25.2${at % 2}`,
    sopInstanceUID: `2.25.3${at}`,
    sopClassUID: '1.2.840.10008.5.1.4.1.1.2',
    modality: 'CT',
    pseudonym: `P${at % 2}`,
    sha256: sha256OfBytes(bytes),
    byteLength: bytes.length,
    frames: 1,
    mustSee: see.map((frame) => ({ frame, reason })),
    ...rest,
  };
}

/** Two studies: instances 0 and 1 must be seen (1 is a cine of three frames, two of them marked), 2 to 9 look clean. */
export function twelveInputs(
  change: (instances: FinishedInstance[]) => FinishedInstance[] = (all) => all,
): DeidentifiedBatch {
  const instances = [
    instance(0, { see: [1] }),
    instance(1, { see: [1, 3], frames: 3, reason: 'low-confidence' }),
    ...Array.from({ length: 8 }, (_, at) => instance(at + 2)),
  ];
  return deidentifiedBatch(defineCohort(12), {
    profile: CONTEXT.terms.profile,
    modelSha256: ['c'.repeat(64)],
    instances: change(instances),
    refused: [
      { input: 10, code: 'encapsulated-document' },
      { input: 11, code: 'encapsulated-document' },
    ],
  });
}
