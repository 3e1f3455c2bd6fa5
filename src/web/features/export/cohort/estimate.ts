import type { StudyRow } from '../../../../contract/index.ts';
import type { ChosenCohort } from './chosen-cohort.ts';

/** A size nobody has measured yet, and what is known not to leave, before anything is fetched. */
export interface Estimate {
  readonly studies: number;
  readonly files: number;
  /** Undefined where the archive does not count them. */
  readonly instances: number | undefined;
  readonly byteLength: number;
  readonly refusals: readonly { readonly code: string; readonly count: number; readonly why: string }[];
}

/**
 * Bytes of one instance by modality, as uncompressed files usually have: a 512 x 512 slice of 16 bits, an ultrasound clip,
 * a digital radiograph. Only for the person's question "minutes or hours?".
 */
const USUAL_BYTES: Readonly<Record<string, number>> = {
  CT: 530_000, MR: 300_000, PT: 70_000, NM: 500_000, US: 6_000_000, XA: 15_000_000, RF: 8_000_000, CR: 8_000_000, DX: 15_000_000,
  MG: 27_000_000, SR: 30_000, PR: 10_000, KO: 5000, SEG: 2_000_000, RTSTRUCT: 1_000_000, DOC: 300_000, OT: 1_000_000, SC: 1_500_000,
}; // prettier-ignore
const UNKNOWN_BYTES = 1_000_000;

/** Kinds that are refused whatever the profile: what identifies in them cannot be cut out. */
const NEVER: Readonly<Record<string, string>> = {
  DOC: 'Documents (PDF, CDA) are refused unless the profile empties them',
  AU: 'A voice identifies',
};

export function estimateOf({ studies, files }: ChosenCohort): Estimate {
  const rows = studies.map(({ row }) => row).filter(({ restricted }) => !restricted);
  const counted = rows.every(({ instanceCount }) => instanceCount !== null);
  const refusals = [
    { code: 'patient-restricted', count: studies.length - rows.length, why: 'Restricted patients never leave' },
    ...Object.entries(NEVER).map(([modality, why]) => ({
      code: modality === 'AU' ? 'audio' : 'encapsulated-document',
      count: rows.filter(({ modalities }) => modalities.includes(modality)).length,
      why,
    })),
    {
      code: 'not-dicom',
      count: files.filter(({ fault }) => fault !== undefined).length,
      why: 'Files that are no DICOM',
    },
  ];
  return {
    studies: studies.length,
    files: files.length,
    instances: counted ? rows.reduce((sum, { instanceCount }) => sum + (instanceCount ?? 0), 0) : undefined,
    byteLength:
      rows.reduce((sum, row) => sum + (row.instanceCount ?? 1) * usualBytes(row), 0) +
      files.reduce((sum, { byteLength }) => sum + byteLength, 0),
    refusals: refusals.filter(({ count }) => count > 0),
  };
}

/** Studies of several modalities: the mean, since nobody says how many of each. */
function usualBytes({ modalities }: StudyRow): number {
  const each = modalities.map((modality) => USUAL_BYTES[modality] ?? UNKNOWN_BYTES);
  return each.length === 0 ? UNKNOWN_BYTES : each.reduce((sum, bytes) => sum + bytes, 0) / each.length;
}

export function presentBytes(byteLength: number): string {
  if (byteLength < 1e6) return `${Math.max(1, Math.round(byteLength / 1e3))} kB`;
  if (byteLength < 1e9) return `${Math.round(byteLength / 1e6)} MB`;
  return `${(byteLength / 1e9).toFixed(1)} GB`;
}
