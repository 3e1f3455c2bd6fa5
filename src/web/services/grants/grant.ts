import type { GrantAnswer } from '../../../contract/index.ts';

declare const granted: unique symbol;

/**
 * Proof that the gateway recorded the opening of one study before anything of it was released.
 * Only `createGrants` makes one; everything that retrieves or shows pixels takes one as its first argument,
 * so that an unaudited view does not compile.
 */
export type Grant = GrantAnswer & { readonly [granted]: true };

/** The honest place for the brand: called once, on an answer of the gateway that was parsed. */
export function brandGrant(answer: GrantAnswer): Grant {
  return answer as Grant;
}
