/** The parts of the Trusted Types API used here; TypeScript's DOM library does not know it yet. */
interface TrustedTypesFactory {
  createPolicy(name: string, rules: { createScriptURL(url: string): string }): { createScriptURL(url: string): string };
}

let policy: { createScriptURL(url: string): string } | undefined;

/**
 * A worker script's address as Trusted Types wants it (CSP `require-trusted-types-for 'script'`, policy
 * `collimator-worker`). Only scripts of this origin's own build pass.
 */
export function trustedWorkerUrl(url: string): string {
  const { trustedTypes } = globalThis as { trustedTypes?: TrustedTypesFactory };
  if (trustedTypes === undefined) return url;
  policy ??= trustedTypes.createPolicy('collimator-worker', {
    createScriptURL(candidate) {
      const address = new URL(candidate, location.href);
      if (address.origin !== location.origin) throw new TypeError('a worker script must come from this origin');
      return address.href;
    },
  });
  return policy.createScriptURL(url);
}
