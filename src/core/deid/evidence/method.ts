// Says in the instance itself what was done to it: PS3.15 E.1, PS3.3 C.7.1.1 and C.12.
import {
  asciiBytes,
  Dataset,
  makeElement,
  makeSequence,
  text,
  textElement,
  texts,
  textsOf,
} from '../../dicom/index.ts';
import type { Element } from '../../dicom/index.ts';
import { BASIC_PROFILE_CODE, OPTIONS } from '../profile/options.ts';
import type { OptionName } from '../profile/options.ts';
import type { CompiledProfile } from '../profile/compile-profile.ts';

const PATIENT_IDENTITY_REMOVED = 0x00120062;
const DEIDENTIFICATION_METHOD = 0x00120063;
const DEIDENTIFICATION_METHOD_CODE_SEQUENCE = 0x00120064;
const LONGITUDINAL_TEMPORAL_INFORMATION_MODIFIED = 0x00280303;

export type Performed = {
  /** Chosen options that were really carried out on this instance. */
  readonly options: readonly OptionName[];
  readonly dates: 'REMOVED' | 'MODIFIED' | 'UNMODIFIED';
};

export function datesOf(profile: CompiledProfile, alreadyModified: boolean): Performed['dates'] {
  if (profile.dates.kind !== 'by-table' || alreadyModified) return 'MODIFIED';
  return profile.options.has('retain-longitudinal-full-dates') ? 'UNMODIFIED' : 'REMOVED';
}

/** Whether the dates of this instance were modified before: another shift would tear it from its study. */
export function wasModifiedBefore(dataset: Dataset): boolean {
  return (
    text(dataset, PATIENT_IDENTITY_REMOVED) === 'YES' &&
    text(dataset, LONGITUDINAL_TEMPORAL_INFORMATION_MODIFIED) === 'MODIFIED'
  );
}

export function writeMethod(dataset: Dataset, profile: CompiledProfile, performed: Performed): void {
  dataset.set(ascii(PATIENT_IDENTITY_REMOVED, 'CS', 'YES'));
  dataset.set(methodElement(dataset, profile));
  dataset.set(makeSequence(DEIDENTIFICATION_METHOD_CODE_SEQUENCE, methodCodes(dataset, performed.options)));
  dataset.set(ascii(LONGITUDINAL_TEMPORAL_INFORMATION_MODIFIED, 'CS', performed.dates));
}

/** Earlier methods stay: the attribute has room for several. */
function methodElement(dataset: Dataset, profile: CompiledProfile): Element {
  const own = `Collimator profile ${profile.profile.name}, PS3.15 2026d`.slice(0, 64);
  const element = dataset.get(DEIDENTIFICATION_METHOD);
  const earlier =
    element === undefined || element.vr !== 'LO'
      ? []
      : textsOf(element, dataset).filter((value) => value !== '' && value !== own);
  return textElement(DEIDENTIFICATION_METHOD, 'LO', [...earlier, own], dataset);
}

const codeItems = new Map<string, Dataset>();

/** Made once: the items are the same in every instance, and nobody changes them. */
function codeItemFor(entry: { readonly code: string; readonly meaning: string }): Dataset {
  const known = codeItems.get(entry.code);
  if (known !== undefined) return known;
  const made = codeItem(entry);
  codeItems.set(entry.code, made);
  return made;
}

function methodCodes(dataset: Dataset, options: readonly OptionName[]): Dataset[] {
  const codes: { code: string; meaning: string }[] = [BASIC_PROFILE_CODE, ...options.map((option) => OPTIONS[option])];
  const earlier = dataset.get(DEIDENTIFICATION_METHOD_CODE_SEQUENCE)?.items ?? [];
  const own = new Set(codes.map(({ code }) => code));
  const kept = earlier.filter((item) => !own.has(texts(item, 0x00080100)[0] ?? ''));
  return [...kept, ...codes.sort((a, b) => (a.code < b.code ? -1 : 1)).map(codeItemFor)];
}

function codeItem({ code, meaning }: { readonly code: string; readonly meaning: string }): Dataset {
  const item = new Dataset();
  item.set(ascii(0x00080100, 'SH', code));
  item.set(ascii(0x00080102, 'SH', 'DCM'));
  item.set(ascii(0x00080104, 'LO', meaning));
  return item;
}

const ascii = (tag: number, vr: 'CS' | 'SH' | 'LO', value: string): Element => makeElement(tag, vr, asciiBytes(value));
