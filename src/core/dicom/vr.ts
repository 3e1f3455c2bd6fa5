// Value Representations, PS3.5 Table 6.2-1.

const ALL = [
  'AE', 'AS', 'AT', 'CS', 'DA', 'DS', 'DT', 'FD', 'FL', 'IS', 'LO', 'LT', 'OB', 'OD', 'OF', 'OL', 'OV', 'OW', 'PN', 'SH',
  'SL', 'SQ', 'SS', 'ST', 'SV', 'TM', 'UC', 'UI', 'UL', 'UN', 'UR', 'US', 'UT', 'UV',
] as const; // prettier-ignore

export type VR = (typeof ALL)[number];

/** A place for every two capital letters. */
const placeOf = (vr: string): number => ((vr.charCodeAt(0) - 0x41) << 5) | (vr.charCodeAt(1) - 0x41);

/** A set of VRs that is asked about every element: one look into a table, without hashing. */
export class VRSet {
  private readonly members: Uint8Array;

  constructor(vrs: readonly VR[]) {
    this.members = new Uint8Array(0x400);
    for (const vr of vrs) this.members[placeOf(vr)] = 1;
  }

  has(vr: VR): boolean {
    return this.members[placeOf(vr)] === 1;
  }
}

/** VRs whose explicit form has two reserved bytes and a 32-bit length, PS3.5 Table 7.1-1. */
const LONG_FORM = new VRSet(['OB', 'OD', 'OF', 'OL', 'OV', 'OW', 'SQ', 'SV', 'UC', 'UN', 'UR', 'UT', 'UV']);

/** Text in the Specific Character Set of the data set, PS3.5 6.1.2.2. All other text is ASCII. */
const CHARACTER_SET: readonly VR[] = ['SH', 'LO', 'ST', 'LT', 'UC', 'UT', 'PN'];
const CHARACTER_SET_VRS = new VRSet(CHARACTER_SET);

const TEXT_VRS = new VRSet([...CHARACTER_SET, 'AE', 'AS', 'CS', 'DA', 'DS', 'DT', 'IS', 'TM', 'UI', 'UR']);

/** Text VRs whose value is one, so that a backslash in it is a character. */
const SINGLE_TEXT_VRS = new VRSet(['ST', 'LT', 'UT', 'UR']);

/** Bytes of one number; other VRs have none. */
const WORD_BYTES: Readonly<Record<string, number>> = {
  US: 2, SS: 2, OW: 2, AT: 2, UL: 4, SL: 4, FL: 4, OF: 4, OL: 4, FD: 8, OD: 8, OV: 8, SV: 8, UV: 8,
}; // prettier-ignore

// VRs by the number their two letters make, so that the reader interns them without making strings.
const CODES = 0x5a5b;
const BY_CODE: (VR | undefined)[] = [];
BY_CODE.length = CODES;
BY_CODE.fill(undefined);
const LONG_BY_CODE = new Uint8Array(CODES);
for (const vr of ALL) {
  const code = (vr.charCodeAt(0) << 8) | vr.charCodeAt(1);
  BY_CODE[code] = vr;
  LONG_BY_CODE[code] = LONG_FORM.has(vr) ? 1 : 0;
}

/** `code` is first letter * 256 + second letter. */
export function vrOfCode(code: number): VR | undefined {
  return BY_CODE[code];
}

export function isLongFormCode(code: number): boolean {
  return LONG_BY_CODE[code] === 1;
}

export function isVR(text: string): text is VR {
  return text.length === 2 && BY_CODE[(text.charCodeAt(0) << 8) | text.charCodeAt(1)] !== undefined;
}

export function hasLongForm(vr: VR): boolean {
  return LONG_FORM.has(vr);
}

export function usesCharacterSet(vr: VR): boolean {
  return CHARACTER_SET_VRS.has(vr);
}

export function isText(vr: VR): boolean {
  return TEXT_VRS.has(vr);
}

export function isSingleText(vr: VR): boolean {
  return SINGLE_TEXT_VRS.has(vr);
}

export function wordBytesOf(vr: VR): number {
  return WORD_BYTES[vr] ?? 1;
}
