/**
 * What the files of a batch say about persons and places: raw material of the dictionary. Plain strings, so that it can
 * be merged, sent to workers and written down. It holds original values: keep it in memory, or encrypted.
 */
export type Identifiers = {
  /** Person names as in PN, all component groups. */
  readonly names: Set<string>;
  /** Numbers and codes of a patient, order, admission, device ... */
  readonly ids: Set<string>;
  /** Names of institutions, departments, addresses, other phrases. */
  readonly phrases: Set<string>;
  /** `YYYYMMDD` */
  readonly dates: Set<string>;
  /** Canonical patient IDs seen with each issuer (or none), for those that come without. */
  readonly issuers: Map<string, Set<string>>;
};

export function emptyIdentifiers(): Identifiers {
  return { names: new Set(), ids: new Set(), phrases: new Set(), dates: new Set(), issuers: new Map() };
}

export function addIdentifiers(into: Identifiers, more: Identifiers): void {
  for (const value of more.names) into.names.add(value);
  for (const value of more.ids) into.ids.add(value);
  for (const value of more.phrases) into.phrases.add(value);
  for (const value of more.dates) into.dates.add(value);
  for (const [id, issuers] of more.issuers) {
    const known = into.issuers.get(id);
    if (known === undefined) into.issuers.set(id, new Set(issuers));
    else for (const issuer of issuers) known.add(issuer);
  }
}
