/** Who people are. A name in a token that is not here gives no right at all. */
export const ROLES = ['radiologist', 'clinician', 'researcher', 'auditor', 'administrator'] as const;
export type Role = (typeof ROLES)[number];

/** HL7 v3 PurposeOfUse: treatment, break the glass, health research. */
export const PURPOSES = ['TREAT', 'BTG', 'HRESCH'] as const;
export type Purpose = (typeof PURPOSES)[number];

export const ACTIVITIES = [
  /** List studies. */
  'search',
  /** See names, IDs, birth dates and accession numbers in lists. */
  'identity',
  /** Ask for a grant on one study. */
  'open',
  /** Retrieve metadata, frames and bulk data under a grant. */
  'read',
  /** STOW-RS. */
  'store',
  /** Read the audit log, its proofs and checkpoints. */
  'audit-read',
  /** Judge emergency accesses afterwards. */
  'emergency-review',
  /** Roles, restrictions, models, retention. */
  'configure',
  /** Open an export of de-identified images, name its batch, end it. */
  'export',
  /** Open and judge what an export would release, and approve it. */
  'export-review',
  /** Ask for the release of an approved export; with a fresh second factor only. */
  'export-release',
] as const;
export type Activity = (typeof ACTIVITIES)[number];

/**
 * What each role may do and for which purpose. What is not written here is denied. BTG stands where break-glass may
 * happen at all; its conditions (restricted patient, justification, fresh second factor) are in `decide`.
 */
export const ACCESS_TABLE: Record<Role, Partial<Record<Activity, readonly Purpose[]>>> = {
  radiologist: {
    search: ['TREAT'],
    identity: ['TREAT'],
    // HRESCH: what an export that they review was made of, see `decide`.
    open: ['TREAT', 'BTG', 'HRESCH'],
    read: ['TREAT', 'BTG', 'HRESCH'],
    // Not BTG: emergency access is read only.
    store: ['TREAT'],
    // A second pair of eyes that knows what an image can tell. Taking out is for researchers.
    'export-review': ['HRESCH'],
  },
  clinician: {
    search: ['TREAT'],
    identity: ['TREAT'],
    open: ['TREAT', 'BTG'],
    read: ['TREAT', 'BTG'],
  },
  researcher: {
    search: ['HRESCH'],
    // To be de-identified only, for an export that this login has open or to be looked at so, and never restricted
    // patients: see `decide`.
    open: ['HRESCH'],
    read: ['HRESCH'],
    export: ['HRESCH'],
    'export-review': ['HRESCH'],
    'export-release': ['HRESCH'],
  },
  auditor: {
    'audit-read': ['TREAT', 'BTG', 'HRESCH'],
    'emergency-review': ['TREAT', 'BTG', 'HRESCH'],
  },
  administrator: {
    configure: ['TREAT', 'BTG', 'HRESCH'],
  },
};

/**
 * Separation of duties: who judges accesses, or decides who has them, sees no patient, not even with a second role in
 * the same account.
 */
export const EXCLUDED_BY_ROLE: Partial<Record<Role, readonly Activity[]>> = {
  auditor: ['search', 'identity', 'open', 'read', 'store', 'configure', 'export', 'export-review', 'export-release'],
  administrator: [
    'search',
    'identity',
    'open',
    'read',
    'store',
    'audit-read',
    'emergency-review',
    'export',
    'export-review',
    'export-release',
  ],
};
