// What was decided and not sent yet, kept encrypted over a crash or a new sign-in.
export { DRAFTS_DATABASE } from './drafts-database.ts';
export { type Drafts, openDrafts } from './drafts.ts';
export { hasDrafts } from './has-drafts.ts';
