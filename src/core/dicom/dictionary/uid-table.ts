// Lookups in the registry of UIDs, PS3.6 Table A-1.
import { UIDS } from './uids.ts';

export type UIDKind =
  'sop-class' | 'transfer-syntax' | 'frame-of-reference' | 'sop-instance' | 'coding-scheme' | 'other';

export interface UIDEntry {
  readonly uid: string;
  readonly kind: UIDKind;
  readonly name: string;
  readonly retired: boolean;
}

const KINDS: Readonly<Record<string, UIDKind>> = {
  C: 'sop-class',
  T: 'transfer-syntax',
  F: 'frame-of-reference',
  I: 'sop-instance',
  S: 'coding-scheme',
};

let table: Map<string, UIDEntry> | undefined;

function load(): Map<string, UIDEntry> {
  table = new Map();
  for (const line of UIDS.trim().split('\n')) {
    const [uid = '', kind = '', retired, name = ''] = line.split('|');
    table.set(uid, { uid, kind: KINDS[kind] ?? 'other', name, retired: retired === 'R' });
  }
  return table;
}

export function uidEntryOf(uid: string): UIDEntry | undefined {
  return (table ?? load()).get(uid);
}

/** UIDs under the root of the standard name no person, study or device; PS3.15 leaves them as they are. */
export function isWellKnownUID(uid: string): boolean {
  return uid.startsWith('1.2.840.10008.');
}

export function allUIDs(): UIDEntry[] {
  return [...(table ?? load()).values()];
}
