import { problemSchema, type Problem } from '../../../contract/index.ts';
import { AuditUnavailable, Denied, NotFound, ServerFailed, type AppError } from '../errors.ts';

/** Turns an answer that is not a success into the error the caller acts on. */
export async function failureOf(response: Response): Promise<AppError> {
  const problem = await problemOf(response);
  const code = problem?.code ?? `http-${response.status}`;
  const options = { correlationId: problem?.correlationId };
  const message = problem?.message ?? sentenceFor(response.status);
  if (response.status === 401 || response.status === 403) return new Denied(code, message, options);
  if (response.status === 404) return new NotFound(code, message, options);
  if (response.status === 503 && code.includes('audit')) return new AuditUnavailable(code, message, options);
  return new ServerFailed(code, message, options);
}

async function problemOf(response: Response): Promise<Problem | undefined> {
  if (response.headers.get('content-type')?.includes('json') !== true) return undefined;
  const body: unknown = await response
    .clone()
    .json()
    .catch(() => undefined);
  const parsed = problemSchema.safeParse(body);
  return parsed.success ? parsed.data : undefined;
}

/** For answers that do not come from the gateway itself but from something in front of it. */
function sentenceFor(status: number): string {
  if (status === 401) return 'The server did not accept the sign-in.';
  if (status === 403) return 'The server refused this.';
  if (status === 404) return 'The server does not know this.';
  if (status === 429) return 'Too many requests at once. Wait a moment and try again.';
  if (status === 503) return 'The server cannot answer just now. Try again.';
  return 'The server failed. Try again.';
}
