interface TrustedTypes {
  readonly defaultPolicy: unknown;
  createPolicy(name: string, rules: { createScriptURL(url: string): string }): unknown;
}

/**
 * The runtime starts its threads as workers by a plain address, which `require-trusted-types-for 'script'` refuses unless a
 * default policy passes it. The one of the page does not reach into workers. This one passes scripts of our own origin only.
 */
export function allowOwnScripts(): void {
  const { trustedTypes } = globalThis as unknown as { trustedTypes?: TrustedTypes };
  if (trustedTypes === undefined || (trustedTypes.defaultPolicy ?? null) !== null) return;
  trustedTypes.createPolicy('default', {
    createScriptURL(url) {
      if (new URL(url, location.href).origin === location.origin) return url;
      throw new TypeError('A script of another origin was refused.');
    },
  });
}
