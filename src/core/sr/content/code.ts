import { type Attributes, type Dataset, item, sequence, text } from '../../dicom/index.ts';
import type { CodedConcept } from '../../findings/index.ts';

/** Long and URN codes have attributes of their own, PS3.3 8.1. */
export function codeAttributes(code: CodedConcept): Attributes {
  const { value, scheme, meaning, schemeVersion, equivalents = [] } = code;
  const isURN = /^(urn:|https?:)/.test(value);
  return {
    ...(isURN ? { URNCodeValue: value } : value.length > 16 ? { LongCodeValue: value } : { CodeValue: value }),
    ...(isURN ? {} : { CodingSchemeDesignator: scheme }),
    ...(schemeVersion === undefined ? {} : { CodingSchemeVersion: schemeVersion }),
    // LO holds 64 characters; the code is the same with a shorter meaning, and needs one to be written.
    CodeMeaning: (meaning === '' ? value : meaning).slice(0, 64),
    ...(equivalents.length === 0 ? {} : { EquivalentCodeSequence: equivalents.map(codeAttributes) }),
  };
}

/** The first code of a sequence; undefined where it has none that can be told from another. */
export function codeIn(dataset: Dataset, keyword: string): CodedConcept | undefined {
  const code = item(dataset, keyword);
  return code === undefined ? undefined : readCode(code);
}

export function codesIn(dataset: Dataset, keyword: string): CodedConcept[] {
  return sequence(dataset, keyword).flatMap((code) => readCode(code) ?? []);
}

export function readCode(code: Dataset): CodedConcept | undefined {
  const urn = text(code, 'URNCodeValue');
  const value = text(code, 'CodeValue') ?? text(code, 'LongCodeValue') ?? urn;
  const scheme = text(code, 'CodingSchemeDesignator') ?? (urn === undefined ? undefined : 'URN');
  if (value === undefined || scheme === undefined) return undefined;
  const schemeVersion = text(code, 'CodingSchemeVersion');
  const equivalents = codesIn(code, 'EquivalentCodeSequence');
  return {
    value,
    scheme,
    // A code without a meaning is still that code; nothing is made up for people to read.
    meaning: text(code, 'CodeMeaning') ?? '',
    ...(schemeVersion === undefined ? {} : { schemeVersion }),
    ...(equivalents.length === 0 ? {} : { equivalents }),
  };
}
