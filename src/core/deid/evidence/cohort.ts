// Who stands out in a cohort: combinations of attributes that stay and that few patients share.
import { text } from '../../dicom/index.ts';
import type { Dataset } from '../../dicom/index.ts';

export type QuasiIdentifiers = {
  readonly pseudonym: string;
  readonly sex: string;
  readonly ageBand: string;
  readonly modality: string;
  readonly bodyPart: string;
  readonly site: string;
  readonly device: string;
};

export type RareCombination = {
  readonly attributes: Omit<QuasiIdentifiers, 'pseudonym'>;
  readonly patients: number;
};

const BAND_YEARS = 10;

/** From the finished instance: only what is really left can give anybody away. */
export function quasiIdentifiersOf(dataset: Dataset, pseudonym: string): QuasiIdentifiers {
  const maker = [text(dataset, 0x00080070), text(dataset, 0x00081090)].filter((part) => part !== undefined);
  return {
    pseudonym,
    sex: text(dataset, 0x00100040) ?? '',
    ageBand: ageBandOf(text(dataset, 0x00101010)),
    modality: text(dataset, 0x00080060) ?? '',
    bodyPart: text(dataset, 0x00180015) ?? '',
    site: text(dataset, 0x00080080) ?? '',
    device: maker.join(' '),
  };
}

function ageBandOf(age: string | undefined): string {
  const match = /^(\d{3})([DWMY])$/.exec(age ?? '');
  if (match === null) return '';
  if (match[2] !== 'Y') return '0-1';
  const from = Math.floor(Number(match[1]) / BAND_YEARS) * BAND_YEARS;
  return from >= 90 ? '90+' : `${from}-${from + BAND_YEARS - 1}`;
}

/** Combinations that fewer than `k` patients share, rarest first. */
export function rareCombinations(cohort: Iterable<QuasiIdentifiers>, k: number): RareCombination[] {
  const groups = new Map<string, { attributes: Omit<QuasiIdentifiers, 'pseudonym'>; patients: Set<string> }>();
  for (const { pseudonym, ...attributes } of cohort) {
    const key = JSON.stringify(attributes);
    const group = groups.get(key) ?? { attributes, patients: new Set<string>() };
    group.patients.add(pseudonym);
    groups.set(key, group);
  }
  return [...groups.entries()]
    .filter(([, { patients }]) => patients.size < k)
    .sort(([a, one], [b, two]) => one.patients.size - two.patients.size || (a < b ? -1 : 1))
    .map(([, { attributes, patients }]) => ({ attributes, patients: patients.size }));
}
