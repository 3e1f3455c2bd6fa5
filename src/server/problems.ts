import type { Problem } from '../contract/index.ts';

/** Every way the gateway says no: the status and the sentence a person reads. Sentences never hold a value. */
export const PROBLEMS = {
  'token-missing': [401, 'Sign in to continue.'],
  'token-invalid': [401, 'Your sign-in is not valid here. Sign in again.'],
  'token-expired': [401, 'Your sign-in has run out. Sign in again.'],
  'session-revoked': [401, 'You were signed out. Sign in again.'],
  'session-expired': [401, 'You have been signed in for the longest time allowed. Sign in again.'],
  'no-role': [403, 'Your account has no role here. Ask the administrator.'],
  'role-not-allowed': [403, 'Your role does not include this.'],
  'purpose-not-allowed': [403, 'Your role does not include this purpose.'],
  'deidentified-viewing-required': [403, 'Your role may see de-identified images only.'],
  'patient-not-restricted': [403, 'This study is not restricted. Open it in the normal way.'],
  'emergency-read-only': [403, 'This patient is restricted: emergency access is for reading only.'],
  'identity-filter-not-allowed': [403, 'Your role cannot search by patient identity.'],
  'grant-missing': [403, 'Open the study first: its images are released only after the view was recorded.'],
  'grant-expired': [403, 'The time for this study has run out. Open it again.'],
  'emergency-ended': [403, 'Emergency access has ended.'],
  'grant-unknown': [404, 'This view is not open in your sign-in.'],
  'emergency-unknown': [404, 'This emergency access is not open in your sign-in.'],
  'handle-unknown': [404, 'This link does not belong to your sign-in. Search for the study again.'],
  'study-unknown': [404, 'The archive does not have this study.'],
  'export-unknown': [404, 'This export is not open in your sign-in.'],
  'export-release-unknown': [404, 'This release is not open.'],
  'export-not-enabled': [403, 'This site does not release de-identified images.'],
  'export-purpose-not-allowed': [403, 'The site does not export for this purpose.'],
  'export-recipient-not-allowed': [403, 'The site does not export to this recipient.'],
  'export-destination-not-allowed': [403, 'The site does not export in this way.'],
  'export-profile-not-allowed': [
    403,
    'The site does not allow this de-identification profile, or its text was changed.',
  ],
  'export-reference-not-allowed': [403, 'The site does not know this agreement or determination.'],
  'export-options-fixed': [403, 'The site has fixed one of these options otherwise.'],
  'export-model-not-allowed': [403, 'The site does not allow one of the models that looked at the images.'],
  'export-too-large': [403, 'The export has more images than the site allows at once.'],
  'export-empty': [403, 'There is nothing to release.'],
  'export-not-reviewed': [403, 'Something that must be looked at was not opened, or not decided.'],
  'export-sample-too-small': [403, 'Too few of the clean-looking images were opened.'],
  'export-same-reviewer': [403, 'The second review needs another person in another sign-in.'],
  'export-not-approved': [403, 'This export is not approved as it is now.'],
  'export-check-failed': [403, 'A check of the finished files failed. Nothing is released.'],
  'export-counts-wrong': [400, 'The numbers do not fit the batch.'],
  'export-not-prepared': [409, 'Nothing was prepared for this export yet.'],
  'export-batch-changed': [409, 'The batch was changed meanwhile. Look at what is new, then decide again.'],
  'export-manifest-differs': [409, 'What was written is not what was permitted. It is no export.'],
  'export-image-differs': [409, 'This image is not one of the release, or not the next one. It was not sent on.'],
  'export-archive-refused': [502, 'The research archive did not take an image.'],
  'export-archive-unavailable': [503, 'The research archive did not answer. Try again.'],
  'export-release-open': [409, 'A release is under way. Finish it or declare it void first.'],
  'export-already-released': [409, 'This export has been released. A release cannot be repeated.'],
  'export-tried-too-often': [409, 'This was tried too often. Open a new export.'],
  'export-ended': [409, 'This export has ended.'],
  'export-changed-meanwhile': [409, 'Somebody changed this export at the same moment. Try again.'],
  'model-unknown': [404, 'This site has no such model.'],
  'model-disabled': [409, 'The site has switched this model off. Its results cannot be taken over.'],
  'model-changed-meanwhile': [409, 'Somebody switched this model at the same moment. Look again.'],
  'ai-run-unknown': [404, 'This result is not known here.'],
  'ai-run-known': [409, 'Another result has this name.'],
  'ai-run-incomplete': [409, 'This run gave no result.'],
  'ai-not-revealed': [409, 'This result was not looked at.'],
  'ai-outdated': [409, 'This result is out of date and cannot be taken over.'],
  'ai-counts-wrong': [400, 'The numbers do not fit the result.'],
  'ai-changed-meanwhile': [409, 'Something was done to this result at the same moment. Try again.'],
  'not-found': [404, 'There is nothing here.'],
  'method-not-allowed': [405, 'This cannot be done here.'],
  'path-not-canonical': [400, 'The address is not written in its plain form.'],
  'uid-malformed': [400, 'The address holds something that is not a UID.'],
  'query-not-allowed': [400, 'This address takes no query.'],
  'query-key-not-allowed': [400, 'The search uses a key that is not allowed here.'],
  'field-not-allowed': [400, 'The search asks for a field that is not released.'],
  'search-by-post': [400, 'Searches by patient must not stand in an address. Use POST /api/search/studies.'],
  'accept-not-allowed': [400, 'This form of the images is not released.'],
  'route-not-allowed': [403, 'This is not released.'],
  'request-malformed': [400, 'The request does not have the expected form.'],
  'request-too-large': [413, 'The request is too large.'],
  'media-type-not-supported': [415, 'The request is not in a form that is taken here.'],
  'logout-token-invalid': [400, 'The sign-out notice is not valid.'],
  'pacs-unavailable': [503, 'The image archive did not answer. Try again.'],
  'pacs-failed': [502, 'The image archive gave an answer that could not be used.'],
  'identity-provider-unavailable': [503, 'The sign-in service did not answer. Try again.'],
  'audit-unavailable': [503, 'Not recorded, so not shown: the audit service did not answer. Try again.'],
  'internal-error': [500, 'Something went wrong here. Quote the number below to support.'],
} as const satisfies Record<string, readonly [status: number, message: string]>;

export type ProblemCode = keyof typeof PROBLEMS;

/** The request ends here, with this code. Thrown anywhere below a route; the gateway turns it into the answer. */
export class Refusal extends Error {
  readonly code: ProblemCode;

  constructor(code: ProblemCode, options?: ErrorOptions) {
    super(code, options);
    this.code = code;
  }

  get status(): number {
    return PROBLEMS[this.code][0];
  }
}

/** A denial that stands in the log already, with more than the route alone could say. */
export class RecordedRefusal extends Refusal {}

export function problemOf(code: ProblemCode, correlationId: string): Problem {
  return { code, message: PROBLEMS[code][1], correlationId };
}

export function problemResponse(code: ProblemCode, correlationId: string): Response {
  const status = PROBLEMS[code][0];
  const headers = new Headers({ 'cache-control': 'no-store', 'x-reason': code, 'x-content-type-options': 'nosniff' });
  // RFC 6750 section 3: a 401 names the scheme.
  if (status === 401)
    headers.set('www-authenticate', code === 'token-missing' ? 'Bearer' : 'Bearer error="invalid_token"');
  return Response.json(problemOf(code, correlationId), { status, headers });
}
