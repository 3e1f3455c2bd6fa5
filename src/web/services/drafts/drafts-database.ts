/** The one database that outlives a lock: what is in it cannot be read without signing in as the person who wrote it. */
export const DRAFTS_DATABASE = 'collimator-drafts';
