export type { Person } from './person.ts';
export { remoteKeys } from './remote-keys.ts';
export { createVerifyToken, isType, refusalOf, type VerifyToken } from './verify-token.ts';
