/** A code with its scheme, PS3.3 8. The meaning is for people: nothing is ever decided by it. */
export interface CodedConcept {
  readonly value: string;
  readonly scheme: string;
  readonly meaning: string;
  readonly schemeVersion?: string;
  /** The same concept in other schemes, Equivalent Code Sequence. RadLex goes here. */
  readonly equivalents?: readonly CodedConcept[];
}

export function concept(value: string, scheme: string, meaning: string): CodedConcept {
  return { value, scheme, meaning };
}

/** Same code in the same scheme. Meanings, versions and equivalents say nothing about identity, PS3.3 8.3. */
export function isSame(a: CodedConcept | undefined, b: CodedConcept | undefined): boolean {
  if (a === undefined || b === undefined) return false;
  return keyOf(a) === keyOf(b);
}

/**
 * Scheme and value as one text, fit for a Map. Retired SNOMED-RT codes (`SRT`, `SNM3`, `99SDM`) of the concepts that
 * decide how a document is read count as what PS3.16 Annex O replaced them by.
 */
export function keyOf({ value, scheme }: CodedConcept): string {
  if (scheme === 'SRT' || scheme === 'SNM3' || scheme === '99SDM') {
    const replacement = RETIRED[value];
    if (replacement !== undefined) return `SCT:${replacement}`;
  }
  return `${scheme}:${value}`;
}

// PS3.16 Annex O, the structural concepts of TID 1500 and the properties of CID 218, 7464 and 7150 that this product uses.
const RETIRED: Readonly<Record<string, string>> = {
  'G-C0E3': '363698007', // Finding Site
  'G-C171': '272741003', // Laterality
  'G-A1F8': '106233006', // Topographical modifier
  'G-C036': '370129005', // Measurement Method
  'G-A166': '42798000', // Area
  'G-D705': '118565006', // Volume
  'G-D7FE': '410668003', // Length
  'M-02550': '81827009', // Diameter
  'G-A185': '103339001', // Long axis
  'G-A186': '103340004', // Short axis
  'G-A437': '56851009', // Maximum
  'G-A404': '255605001', // Minimum
  'R-00317': '373098007', // Mean
  'R-10047': '386136009', // Standard deviation
  'G-A100': '24028007', // Right
  'G-A101': '7771000', // Left
  'G-A102': '51440002', // Right and left
};
