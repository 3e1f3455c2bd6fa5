import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { SessionOver, Unreachable } from '../errors.ts';
import { createSession, type EndOfPage, type SessionParts } from './create-session.ts';
import type { Oidc, Tokens } from './oidc.ts';

const ANSWER = { name: 'Dr Test', roles: ['radiologist'], masked: false, emergency: [] };

function tokens(accessToken: string, subject = 'p1'): Tokens {
  return {
    accessToken,
    refreshToken: 'r',
    idToken: 'i',
    subject,
    expiresAt: Date.now() + 300_000,
    lifetimeMs: 300_000,
  };
}

interface Called {
  readonly path: string;
  readonly token: string | null;
  readonly body: unknown;
}

function setUp(options: { ended?: 'locked' | 'signed-out'; url?: string } = {}) {
  const calls: Called[] = [];
  const ends: EndOfPage[] = [];
  const accepted = new Set(['t1']);
  const covered = vi.fn();
  const problem = (status: number, code: string) =>
    Response.json({ code, message: 'no', correlationId: 'abcdefgh' }, { status });
  let refusal = () => problem(401, 'token-expired');
  const send = vi.fn(async (path: RequestInfo | URL, init?: RequestInit) => {
    const token = new Headers(init?.headers).get('authorization')?.replace('Bearer ', '') ?? null;
    calls.push({ path: typeof path === 'string' ? path : 'not a path', token, body: init?.body });
    if (token === null || !accepted.has(token)) return refusal();
    return path === '/api/session' ? Response.json(ANSWER) : Response.json({ ok: true });
  });
  const oidc = {
    silently: vi.fn<Oidc['silently']>(async () => tokens('t1')),
    inPopup: vi.fn<Oidc['inPopup']>(),
    leavePage: vi.fn<Oidc['leavePage']>(async () => {}),
    cameBack: vi.fn<Oidc['cameBack']>(async () => ({ tokens: tokens('t1'), returnTo: '/study/abc' })),
    refresh: vi.fn<Oidc['refresh']>(async () => undefined),
    signOutUrl: vi.fn<Oidc['signOutUrl']>(async () => 'https://idp.example/out'),
  };
  const parts: SessionParts = {
    oidc,
    fetch: send,
    page: { url: () => options.url ?? 'https://app.example/', returnedTo: vi.fn() },
    endedBefore: () => options.ended,
    signedInFresh: vi.fn(),
    cover: covered,
    endPage: (end) => ends.push(end),
    now: () => Date.now(),
  };
  const session = createSession(parts);
  return {
    session,
    oidc,
    parts,
    calls,
    ends,
    covered,
    accept: (token: string) => accepted.add(token),
    refuse: (token: string, make?: () => Response) => {
      accepted.delete(token);
      if (make !== undefined) refusal = make;
    },
    problem,
  };
}

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

describe('starting', () => {
  it('takes up a session silently and records that somebody signed in', async () => {
    const { session, calls } = setUp();
    await session.start();
    expect(session.state()).toMatchObject({ kind: 'signedIn', person: { subject: 'p1', name: 'Dr Test' } });
    await vi.waitFor(() => expect(calls.map((call) => call.path)).toContain('/api/session/events'));
  });

  it.each(['locked', 'signed-out'] as const)('takes up nothing silently after %s', async (ended) => {
    const { session, oidc } = setUp({ ended });
    await session.start();
    expect(oidc.silently).not.toHaveBeenCalled();
    expect(session.state()).toEqual({ kind: 'signedOut', reason: ended });
    await session.signIn({ returnTo: '/' });
    expect(oidc.leavePage).toHaveBeenCalledWith('/', { prompt: 'login' });
  });

  it('goes on where the page was left, and says when that did not work', async () => {
    const { session, parts, oidc } = setUp({ url: 'https://app.example/callback?code=c&state=s' });
    await session.start();
    expect(parts.page.returnedTo).toHaveBeenCalledWith('/study/abc');
    expect(parts.signedInFresh).toHaveBeenCalled();
    expect(session.state().kind).toBe('signedIn');

    const second = setUp({ url: 'https://app.example/callback?code=c&state=s' });
    second.oidc.cameBack.mockRejectedValue(Object.assign(new Error('refused'), { error: 'access_denied' }));
    await second.session.start();
    expect(second.parts.page.returnedTo).toHaveBeenCalledWith('/');
    expect(second.session.state()).toEqual({ kind: 'signedOut', reason: 'sign-in-failed', code: 'access-denied' });
    expect(oidc.silently).not.toHaveBeenCalled();
  });

  it('says so when the identity provider cannot be reached, and can be asked again', async () => {
    const { session, oidc } = setUp();
    oidc.silently.mockRejectedValue(new TypeError('network'));
    await session.start();
    expect(session.state()).toEqual({ kind: 'signedOut', reason: 'sign-in-failed', code: 'unreachable' });
    oidc.leavePage.mockRejectedValueOnce(new TypeError('network'));
    await session.signIn({ returnTo: '/' });
    expect(session.state()).toEqual({ kind: 'signedOut', reason: 'sign-in-failed', code: 'unreachable' });
    expect(oidc.leavePage).toHaveBeenCalledWith('/', {});
  });

  it('lets somebody else sign in after the gateway turned an account away', async () => {
    const { session, oidc, refuse, problem } = setUp();
    refuse('t1', () => problem(403, 'no-role'));
    await session.start();
    expect(session.state()).toEqual({ kind: 'signedOut', reason: 'sign-in-failed', code: 'no-role' });
    await session.signIn({ returnTo: '/' });
    expect(oidc.leavePage).toHaveBeenCalledWith('/', { prompt: 'login' });
  });

  it('refuses requests when nobody signed in', async () => {
    const { session, oidc } = setUp();
    oidc.silently.mockResolvedValue(undefined);
    const early = session.fetch('/api/search/studies');
    early.catch(() => {});
    await session.start();
    await expect(early).rejects.toBeInstanceOf(SessionOver);
  });
});

describe('a 401 in mid-read', () => {
  it('renews once for many requests and replays each', async () => {
    const { session, oidc, calls, accept, refuse } = setUp();
    await session.start();
    refuse('t1');
    accept('t2');
    oidc.refresh.mockResolvedValue(tokens('t2'));
    const answers = await Promise.all(Array.from({ length: 300 }, (_, frame) => session.fetch(`/frames/${frame}`)));
    expect(answers.every((answer) => answer.ok)).toBe(true);
    expect(oidc.refresh).toHaveBeenCalledTimes(1);
    expect(calls.filter((call) => call.path === '/frames/0').map((call) => call.token)).toEqual(['t1', 't2']);
  });

  it('waits while the person signs in again, reopens what was open first, then goes on', async () => {
    const { session, oidc, accept, refuse, calls } = setUp();
    await session.start();
    refuse('t1');
    oidc.silently.mockResolvedValue(undefined);
    const frame = session.fetch('/frames/1');
    await vi.waitFor(() => expect(session.state().kind).toBe('interrupted'));

    accept('t3');
    oidc.inPopup.mockResolvedValue(tokens('t3'));
    session.onResume(async () => {
      await session.fetch('/api/grants', { method: 'POST', whileResuming: true });
    });
    await session.signInAgain({} as Window);
    expect((await frame).ok).toBe(true);
    expect(session.state().kind).toBe('signedIn');
    const paths = calls.filter((call) => call.token === 't3').map((call) => call.path);
    expect(paths.indexOf('/api/grants')).toBeLessThan(paths.indexOf('/frames/1'));
  });

  it('lets every request go on, those too whose 401 came after the question was asked', async () => {
    const { session, oidc, accept, refuse, problem } = setUp();
    await session.start();
    const late = Promise.withResolvers<void>();
    let calls = 0;
    refuse('t1', () => problem(401, 'token-expired'));
    oidc.silently.mockResolvedValue(undefined);
    const slow = late.promise.then(() => session.fetch('/frames/slow'));
    const frames = Promise.all([1, 2, 3].map((frame) => session.fetch(`/frames/${frame}`)));
    await vi.waitFor(() => expect(session.state().kind).toBe('interrupted'));
    calls = oidc.silently.mock.calls.length;
    late.resolve();
    await vi.advanceTimersByTimeAsync(100);
    expect(oidc.silently.mock.calls.length).toBe(calls);
    accept('t3');
    oidc.inPopup.mockResolvedValue(tokens('t3'));
    await session.signInAgain({} as Window);
    expect((await frames).every((answer) => answer.ok)).toBe(true);
    expect((await slow).ok).toBe(true);
  });

  it('ends the page when somebody else signs in', async () => {
    const { session, oidc, refuse, ends, covered } = setUp();
    await session.start();
    refuse('t1');
    oidc.silently.mockResolvedValue(undefined);
    const frame = session.fetch('/frames/1');
    frame.catch(() => {});
    await vi.waitFor(() => expect(session.state().kind).toBe('interrupted'));
    oidc.inPopup.mockResolvedValue(tokens('t3', 'p2'));
    await expect(session.signInAgain({} as Window)).rejects.toBeInstanceOf(SessionOver);
    await expect(frame).rejects.toBeInstanceOf(SessionOver);
    expect(covered).toHaveBeenCalled();
    expect(ends).toMatchObject([{ reason: 'another-person' }]);
  });

  it('gives the answer back when even a new sign-in is refused, instead of asking for ever', async () => {
    const { session, oidc, refuse } = setUp();
    await session.start();
    refuse('t1');
    oidc.refresh.mockResolvedValue(tokens('t2'));
    const frame = session.fetch('/frames/1');
    await vi.waitFor(() => expect(session.state().kind).toBe('interrupted'));
    oidc.inPopup.mockResolvedValue(tokens('t4'));
    await session.signInAgain({} as Window);
    expect((await frame).status).toBe(401);
  });

  it('tells that nobody answered when the identity provider is down, and does not interrupt', async () => {
    const { session, oidc, refuse } = setUp();
    await session.start();
    refuse('t1');
    oidc.refresh.mockRejectedValue(new TypeError('network'));
    await expect(session.fetch('/frames/1')).rejects.toBeInstanceOf(Unreachable);
    expect(session.state().kind).toBe('signedIn');
  });

  it('hands a demand for a second factor back instead of renewing', async () => {
    const { session, oidc, refuse } = setUp();
    await session.start();
    refuse('t1', () => Response.json({ kind: 'needsStepUp', acrValues: 'mfa', maxAgeSeconds: 120 }, { status: 401 }));
    expect((await session.fetch('/api/grants', { method: 'POST' })).status).toBe(401);
    expect(oidc.refresh).not.toHaveBeenCalled();
  });

  it('stops waiting when the request is given up', async () => {
    const { session, oidc, refuse } = setUp();
    await session.start();
    refuse('t1');
    oidc.silently.mockResolvedValue(undefined);
    const gone = new AbortController();
    const frame = session.fetch('/frames/1', { signal: gone.signal });
    frame.catch(() => {});
    await vi.waitFor(() => expect(session.state().kind).toBe('interrupted'));
    gone.abort();
    await expect(frame).rejects.toMatchObject({ name: 'AbortError' });
  });
});

describe('the end', () => {
  it('covers the screen before anything else, in the same turn', async () => {
    const { session, covered, ends } = setUp();
    await session.start();
    session.lock();
    expect(covered).toHaveBeenCalledTimes(1);
    expect(session.state().kind).toBe('ended');
    expect(ends).toMatchObject([{ reason: 'locked', tellOthers: true }]);
    await expect(session.fetch('/frames/1')).rejects.toBeInstanceOf(SessionOver);
  });

  it('signs out at the identity provider too', async () => {
    const { session, ends, calls } = setUp();
    await session.start();
    session.signOut();
    expect(await ends[0]?.signOutUrl).toBe('https://idp.example/out');
    await ends[0]?.lastWord('/api/session/end');
    expect(calls.at(-1)).toMatchObject({ path: '/api/session/end', token: 't1' });
  });

  it('follows another tab without telling anybody', async () => {
    const { session, ends } = setUp();
    await session.start();
    session.follow('signed-out');
    session.follow('locked');
    expect(ends).toMatchObject([{ reason: 'signed-out-elsewhere', tellOthers: false }]);
  });

  it('notices a sign-out elsewhere within seconds, without anything being asked for', async () => {
    const { session, refuse, ends, problem } = setUp();
    await session.start();
    refuse('t1', () => problem(401, 'session-revoked'));
    await vi.advanceTimersByTimeAsync(16_000);
    expect(ends).toMatchObject([{ reason: 'signed-out-elsewhere' }]);
  });
});

describe('the token', () => {
  it('is renewed before it is used when its end is near, but kept when that fails', async () => {
    const { session, oidc, accept, calls } = setUp();
    await session.start();
    await vi.advanceTimersByTimeAsync(245_000);
    oidc.refresh.mockRejectedValue(new TypeError('network'));
    expect((await session.fetch('/frames/1')).ok).toBe(true);
    accept('t2');
    oidc.refresh.mockResolvedValue(tokens('t2'));
    await session.fetch('/frames/2');
    expect(calls.at(-1)).toMatchObject({ path: '/frames/2', token: 't2' });
  });

  it('of a step-up replaces the old one, unless it is somebody else’s', async () => {
    const { session, oidc, accept, calls, ends } = setUp();
    await session.start();
    accept('t5');
    oidc.inPopup.mockResolvedValue(tokens('t5'));
    await session.stepUp({} as Window, { acrValues: 'mfa', maxAgeSeconds: 60 });
    expect(oidc.inPopup).toHaveBeenCalledWith(expect.anything(), { acr_values: 'mfa', max_age: 60 });
    await session.fetch('/frames/1');
    expect(calls.at(-1)?.token).toBe('t5');
    oidc.inPopup.mockResolvedValue(tokens('t6', 'p2'));
    await expect(session.stepUp({} as Window, { acrValues: 'mfa', maxAgeSeconds: 60 })).rejects.toThrow();
    expect(ends).toHaveLength(1);
  });
});
