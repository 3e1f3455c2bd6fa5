import { decide } from '../../core/access/index.ts';
import type { Draft } from '../audit/recorder.ts';
import { lookUpStudy, type StudyFacts } from '../pacs/index.ts';
import { Refusal } from '../problems.ts';
import { circumstancesOf, signedIn, type GatewayContext } from '../request.ts';
import type { Services } from '../services.ts';
import type { Person } from '../session/index.ts';
import { countStored } from './count-stored.ts';

/**
 * STOW-RS: an intent is recorded before the first byte goes on, an outcome after the last, whatever happened between.
 * The body streams through and is never held.
 */
export async function storeInstances(
  services: Services,
  c: GatewayContext,
  studyInstanceUID: string,
): Promise<Response> {
  const { person } = await signedIn(services, c);
  // Role first: who may not store learns nothing about the archive.
  assertMayStore(person, false);
  const contentType = c.req.header('content-type') ?? '';
  if (!/^multipart\/related\s*;/i.test(contentType) || !/;\s*type="?application\/dicom"?\s*(;|$)/i.test(contentType)) {
    throw new Refusal('media-type-not-supported');
  }
  if (c.req.raw.body === null) throw new Refusal('request-malformed');
  const study = await lookUpStudy(services.pacs, services.policy, studyInstanceUID);
  // A study the archive does not have yet is new, and new studies may come in.
  assertMayStore(person, study?.isRestricted === true);
  const about = aboutStore(services, person, studyInstanceUID, study);
  await services.recorder.record([{ ...about, action: 'store-begun', outcome: 'success' }], circumstancesOf(c));
  return passOn(services, c, { about, body: c.req.raw.body, contentType, studyInstanceUID });
}

function assertMayStore(person: Person, isRestricted: boolean): void {
  const facts = { hasOpenEmergency: false, isJustified: false, hasFreshSecondFactor: false };
  const verdict = decide({ ...facts, roles: person.roles, activity: 'store', purpose: 'TREAT', isRestricted });
  if (verdict.kind === 'deny') throw new Refusal(verdict.code);
}

type About = Pick<Draft, 'who' | 'purpose' | 'studyInstanceUID' | 'patient'>;

function aboutStore(
  services: Services,
  person: Person,
  studyInstanceUID: string,
  study: StudyFacts | undefined,
): About {
  const patient = study === undefined ? {} : { patient: services.patients.refOf(study, studyInstanceUID) };
  return { who: person, purpose: 'TREAT', studyInstanceUID, ...patient };
}

async function passOn(
  services: Services,
  c: GatewayContext,
  store: { about: About; body: ReadableStream<Uint8Array>; contentType: string; studyInstanceUID: string },
): Promise<Response> {
  const counted = countBytes(store.body);
  const finish = (
    outcome: 'success' | 'failure',
    reason?: string,
    counts = { instances: 0, refused: 0 },
  ): Promise<unknown> =>
    services.recorder.record(
      [
        {
          ...store.about,
          action: 'store-ended',
          outcome,
          ...(reason === undefined ? {} : { reason }),
          stored: { ...counts, byteLength: counted.byteLength() },
        },
      ],
      circumstancesOf(c),
    );
  let response: Response;
  let text: string;
  try {
    response = await services.pacs.fetch(`/studies/${store.studyInstanceUID}`, {
      method: 'POST',
      headers: { 'content-type': store.contentType, accept: 'application/dicom+json', ...forwarded(services) },
      body: counted.stream,
      duplex: 'half',
      signal: c.req.raw.signal,
    });
    text = await response.text();
  } catch (cause) {
    const isAbort = counted.isBroken() || c.req.raw.signal.aborted;
    await finish('failure', isAbort ? 'aborted' : 'pacs-unavailable');
    throw new Refusal(isAbort ? 'request-malformed' : 'pacs-unavailable', { cause });
  }
  const counts = countStored(text);
  const isDone = response.ok && counts.refused === 0;
  await finish(isDone ? 'success' : 'failure', isDone ? undefined : `pacs-status-${response.status}`, counts);
  return answerOf(response, text);
}

/** Orthanc writes the addresses of stored instances from `Forwarded` (RFC 7239) and from nothing else. */
function forwarded(services: Services): Record<string, string> {
  const { host, protocol } = new URL(services.config.publicOrigin);
  return { forwarded: `host=${host};proto=${protocol.replace(':', '')}` };
}

function answerOf(response: Response, text: string): Response {
  if (response.status >= 500) throw new Refusal(response.status === 503 ? 'pacs-unavailable' : 'pacs-failed');
  // PS3.18 table 10.5.3-1: 200, 202 and 409 come with what was stored and what was not.
  const contentType = response.headers.get('content-type') ?? '';
  const isReport = /^application\/(dicom\+)?json/i.test(contentType);
  return isReport
    ? new Response(text, { status: response.status, headers: { 'content-type': 'application/dicom+json' } })
    : new Response(null, { status: response.status });
}

interface CountedBody {
  readonly stream: ReadableStream<Uint8Array>;
  readonly byteLength: () => number;
  /** The sender broke off: not the archive's fault, and not a store that came to its end. */
  readonly isBroken: () => boolean;
}

/** The body as it comes, at the speed at which it is taken, with a count of what went by. */
function countBytes(body: ReadableStream<Uint8Array>): CountedBody {
  let length = 0;
  let isBroken = false;
  const reader = body.getReader();
  const stream = new ReadableStream<Uint8Array>({
    async pull(controller) {
      try {
        const { done, value } = await reader.read();
        if (done) return controller.close();
        length += value.length;
        controller.enqueue(value);
      } catch (cause) {
        isBroken = true;
        controller.error(cause);
      }
    },
    cancel: (reason) => reader.cancel(reason),
  });
  return { stream, byteLength: () => length, isBroken: () => isBroken };
}
