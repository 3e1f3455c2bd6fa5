import type { Role } from '../../core/access/index.ts';

/** Who is asking: taken from a verified token and from nothing else. */
export interface Person {
  readonly sub: string;
  readonly name: string;
  /** The login at the identity provider: grants, handles and revocations hang on it. */
  readonly sid: string;
  readonly roles: readonly Role[];
  readonly acr: string | undefined;
  /** When this person last proved who they are. Undefined when the token does not say. */
  readonly authenticatedAtMs: number | undefined;
  readonly issuedAtMs: number;
  readonly tokenExpiresAtMs: number;
}
