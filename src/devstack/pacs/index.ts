export { openArchive, type Archive, type Outcome } from './archive.ts';
export type { PacsAnswer } from './answer.ts';
export { createOrigin, type PacsOrigin, type PacsRequest } from './origin.ts';
export { asUpstream } from './upstream.ts';
export type { SpooledFile } from './stored-files.ts';
