// Security headers of every answer, in one table: the embedded stack sends these, and the tests of the nginx
// configuration compare its answers with them. The policy is the strictest under which viewer, decoders and models ran
// without a violation.

/** What an answer is: a page of the app, a page of the identity provider, or data that no browser should ever render. */
export type AnswerKind = 'app' | 'sign-in' | 'data';

const APP_POLICY = {
  'default-src': "'none'",
  // WebAssembly: the image decoders and the model runtime. No inline script, no eval.
  'script-src': "'self' 'wasm-unsafe-eval'",
  'worker-src': "'self'",
  'style-src': "'self'",
  // Cornerstone places SVG annotation text with style attributes; a style element still has to be a file of ours.
  'style-src-attr': "'unsafe-inline'",
  'img-src': "'self' blob: data:",
  'font-src': "'self'",
  'connect-src': "'self'",
  'manifest-src': "'self'",
  // Silent sign-in loads the identity provider, and then the app's answer page, in a hidden frame of the same origin.
  'frame-src': "'self'",
  'frame-ancestors': "'self'",
  'base-uri': "'none'",
  'form-action': "'none'",
  'object-src': "'none'",
  // The app's one policy passes scripts of its own origin (Cornerstone starts its workers by a plain address) and no markup.
  'require-trusted-types-for': "'script'",
  'trusted-types': 'default',
} as const;

const SIGN_IN_POLICY = {
  'default-src': "'none'",
  'style-src': "'self'",
  'img-src': "'self'",
  'frame-ancestors': "'self'",
  'base-uri': "'none'",
  // The form's answer redirects back to the app on the same origin.
  'form-action': "'self'",
} as const;

const DATA_POLICY = { 'default-src': "'none'", 'frame-ancestors': "'none'", sandbox: '' } as const;

const POLICIES: Record<AnswerKind, Readonly<Record<string, string>>> = {
  app: APP_POLICY,
  'sign-in': SIGN_IN_POLICY,
  data: DATA_POLICY,
};

export function contentSecurityPolicy(kind: AnswerKind): string {
  return Object.entries(POLICIES[kind])
    .map(([directive, sources]) => (sources === '' ? directive : `${directive} ${sources}`))
    .join('; ');
}

const COMMON = {
  'Cross-Origin-Opener-Policy': 'same-origin',
  // With COOP this gives SharedArrayBuffer, which the model runtime needs for threads.
  'Cross-Origin-Embedder-Policy': 'require-corp',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Permissions-Policy': 'camera=(), geolocation=(), microphone=(), payment=(), usb=()',
  'Referrer-Policy': 'no-referrer',
  'X-Content-Type-Options': 'nosniff',
} as const;

/** Only where TLS ends: a browser ignores it over http. */
export const STRICT_TRANSPORT_SECURITY = {
  'Strict-Transport-Security': 'max-age=31536000; includeSubDomains',
} as const;

export function securityHeaders(kind: AnswerKind): Readonly<Record<string, string>> {
  return { ...COMMON, 'Content-Security-Policy': contentSecurityPolicy(kind) };
}
