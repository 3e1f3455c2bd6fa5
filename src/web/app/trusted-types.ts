/** As the browser offers it; TypeScript's DOM library does not know it yet. */
interface TrustedTypes {
  createPolicy(name: string, rules: { createScriptURL(url: string): string }): unknown;
}

/**
 * Under `require-trusted-types-for 'script'` a library's plain `new Worker(url)` (Cornerstone's decoder) is refused unless
 * a default policy passes it. This one passes scripts of our own origin and nothing else; it makes no HTML and no code.
 * A worker has a policy of its own: one that starts further workers must do the same in its scope.
 */
export function allowOwnScripts(page: Window): void {
  const trustedTypes = 'trustedTypes' in page ? (page.trustedTypes as TrustedTypes) : undefined;
  trustedTypes?.createPolicy('default', {
    createScriptURL(url) {
      if (new URL(url, page.location.href).origin === page.location.origin) return url;
      throw new TypeError('A script of another origin was refused.');
    },
  });
}
