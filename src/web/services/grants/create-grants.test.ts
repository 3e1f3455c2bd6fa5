import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { GrantAnswer } from '../../../contract/index.ts';
import { AuditUnavailable, Denied, NotFound, Unreachable } from '../errors.ts';
import { createGrants, type GrantsParts } from './create-grants.ts';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HANDLE = 'handle-of-this-login';

const instant = (fromNowMs: number) => new Date(Date.now() + fromNowMs).toISOString();
const receipt = () => ({ index: 7, leafHash: 'ab'.repeat(32), recordedAt: instant(0) });

function answer(change: Partial<GrantAnswer> = {}): GrantAnswer {
  return {
    kind: 'granted',
    grantId: 'grant-0123456789abcdef',
    studyInstanceUID: '1.2.3',
    handle: HANDLE,
    purpose: 'TREAT',
    expiresAt: instant(300 * SECOND),
    renewAfterMs: 180 * SECOND,
    readOnly: false,
    receipt: receipt(),
    ...change,
  };
}

const emergency = (ms: number) => ({ purpose: 'BTG' as const, emergency: { emergencyId: 'e1', endsAt: instant(ms) } });
const renewal = () => ({ expiresAt: instant(300 * SECOND), renewAfterMs: 180 * SECOND, receipt: receipt() });
const JUSTIFICATION = { reasonCode: 'life', text: 'cannot wait for consent' };
const NEEDS_JUSTIFICATION = {
  kind: 'needsJustification' as const,
  reasons: [{ code: 'life', label: 'Life-threatening' }],
  minimumTextLength: 10,
  maximumMinutes: 60,
};
const NEEDS_STEP_UP = { kind: 'needsStepUp' as const, acrValues: 'mfa', maxAgeSeconds: 120 };

function setUp() {
  const resumes: (() => Promise<void>)[] = [];
  const api = {
    requestGrant: vi.fn<GrantsParts['api']['requestGrant']>(async () => answer()),
    heartbeat: vi.fn<GrantsParts['api']['heartbeat']>(async () => renewal()),
    releaseGrant: vi.fn<GrantsParts['api']['releaseGrant']>(async () => {}),
    endEmergency: vi.fn<GrantsParts['api']['endEmergency']>(async () => {}),
  };
  const askForJustification = vi.fn<GrantsParts['askForJustification']>(async () => JUSTIFICATION);
  const askForStepUp = vi.fn<GrantsParts['askForStepUp']>(async () => true);
  const others: ((id: string) => void)[] = [];
  const tellReleased = vi.fn<GrantsParts['tabs']['tellReleased']>();
  const grants = createGrants({
    api,
    tabs: { tellReleased, onReleased: (listener) => void others.push(listener) },
    session: { onResume: (task) => (resumes.push(task), () => {}) },
    askForJustification,
    askForStepUp,
    now: () => Date.now(),
  });
  const open = async () => {
    const outcome = await grants.request({ study: { handle: HANDLE }, purpose: 'TREAT' });
    if (outcome.kind !== 'granted') throw new Error('was not granted');
    return outcome.grant;
  };
  return {
    grants,
    api,
    askForJustification,
    askForStepUp,
    open,
    resumes,
    tellReleased,
    hear: (id: string) => others.forEach((listener) => listener(id)),
  };
}

beforeEach(() => vi.useFakeTimers({ now: new Date('2026-03-14T10:00:00Z') }));
afterEach(() => vi.useRealTimers());

describe('opening', () => {
  it('hands out a grant only for what the gateway granted', async () => {
    const { grants, open } = setUp();
    expect(grants.status(await open())).toMatchObject({ kind: 'open', receipt: { index: 7 } });
  });

  it('asks for a reason, then for the second factor, then opens under emergency', async () => {
    const { grants, api, askForJustification, askForStepUp } = setUp();
    api.requestGrant
      .mockResolvedValueOnce(NEEDS_JUSTIFICATION)
      .mockResolvedValueOnce(NEEDS_STEP_UP)
      .mockResolvedValueOnce(answer(emergency(60 * MINUTE)));
    const outcome = await grants.request({ study: { handle: HANDLE }, purpose: 'TREAT' });
    expect(outcome.kind).toBe('granted');
    expect(askForJustification).toHaveBeenCalledWith(NEEDS_JUSTIFICATION);
    expect(askForStepUp).toHaveBeenCalledWith(NEEDS_STEP_UP);
    expect(api.requestGrant.mock.calls.map(([request]) => [request.purpose, request.justification])).toEqual([
      ['TREAT', undefined],
      ['BTG', JUSTIFICATION],
      ['BTG', JUSTIFICATION],
    ]);
  });

  it('opens nothing when the person says no', async () => {
    const { grants, api, askForJustification, askForStepUp } = setUp();
    api.requestGrant.mockResolvedValue(NEEDS_JUSTIFICATION);
    askForJustification.mockResolvedValue(undefined);
    expect(await grants.request({ study: { handle: HANDLE }, purpose: 'TREAT' })).toEqual({ kind: 'declined' });
    api.requestGrant.mockResolvedValue(NEEDS_STEP_UP);
    askForStepUp.mockResolvedValue(false);
    expect(await grants.request({ study: { handle: HANDLE }, purpose: 'TREAT' })).toEqual({ kind: 'declined' });
  });

  it('stops when the gateway goes on asking', async () => {
    const { grants, api } = setUp();
    api.requestGrant.mockResolvedValue(NEEDS_STEP_UP);
    const outcome = await grants.request({ study: { handle: HANDLE }, purpose: 'TREAT' });
    expect(outcome).toMatchObject({ kind: 'refused', error: { code: 'step-up-refused' } });
    api.requestGrant.mockResolvedValue(NEEDS_JUSTIFICATION);
    const again = await grants.request({ study: { handle: HANDLE }, purpose: 'TREAT' });
    expect(again).toMatchObject({ kind: 'refused', error: { code: 'justification-refused' } });
  });

  it('tells why it was refused', async () => {
    const { grants, api } = setUp();
    api.requestGrant.mockRejectedValue(new AuditUnavailable('audit-unavailable', 'Not recorded, so not shown.'));
    const outcome = await grants.request({ study: { handle: HANDLE }, purpose: 'TREAT' });
    expect(outcome).toMatchObject({ kind: 'refused', error: { code: 'audit-unavailable' } });
  });
});

describe('keeping it open', () => {
  it('renews at the heartbeat and moves the expiry', async () => {
    const { grants, api, open } = setUp();
    const grant = await open();
    await vi.advanceTimersByTimeAsync(181 * SECOND);
    expect(api.heartbeat).toHaveBeenCalledTimes(1);
    expect(grants.status(grant)).toMatchObject({ kind: 'open', expiresAt: Date.now() - SECOND + 300 * SECOND });
  });

  it('hides the pixels at the moment of expiry when nobody answers, and shows them when somebody does', async () => {
    const { grants, api, open } = setUp();
    const grant = await open();
    const seen: string[] = [];
    grants.subscribe(grant, () => seen.push(grants.status(grant).kind));
    api.heartbeat.mockRejectedValue(new Unreachable());
    await vi.advanceTimersByTimeAsync(299 * SECOND);
    expect(grants.status(grant).kind).toBe('open');
    await vi.advanceTimersByTimeAsync(2 * SECOND);
    expect(grants.status(grant).kind).toBe('paused');
    api.heartbeat.mockResolvedValue(renewal());
    await vi.advanceTimersByTimeAsync(6 * SECOND);
    expect(grants.status(grant).kind).toBe('open');
    expect(seen).toContain('paused');
  });

  it('opens anew, as a new record, when the gateway no longer knows the grant', async () => {
    const { grants, api, open } = setUp();
    const grant = await open();
    api.heartbeat.mockRejectedValueOnce(new NotFound('grant-unknown', 'gone'));
    api.requestGrant.mockResolvedValueOnce(answer({ grantId: 'another-grant-0123456789' }));
    await vi.advanceTimersByTimeAsync(181 * SECOND);
    expect(grants.status(grant).kind).toBe('open');
    expect(api.requestGrant).toHaveBeenLastCalledWith(
      { study: { studyInstanceUID: '1.2.3' }, purpose: 'TREAT' },
      { whileResuming: false },
    );
    await grants.release(grant);
    expect(api.releaseGrant).toHaveBeenCalledWith('another-grant-0123456789');
  });

  it('asks anew in time where it is for research, and sends no heartbeat that would be refused', async () => {
    const { grants, api } = setUp();
    const wanted = { study: { handle: HANDLE }, purpose: 'HRESCH', exportId: 'e'.repeat(24) } as const;
    api.requestGrant.mockImplementation(async () => answer({ purpose: 'HRESCH' }));
    const outcome = await grants.request(wanted);
    if (outcome.kind !== 'granted') throw new Error('was not granted');
    api.requestGrant.mockImplementation(async () => answer({ purpose: 'HRESCH', grantId: 'grant-of-the-second-time' }));
    await vi.advanceTimersByTimeAsync(181 * SECOND);
    expect(api.heartbeat).not.toHaveBeenCalled();
    expect(api.requestGrant.mock.calls.at(-1)?.[0]).toEqual({ ...wanted, study: { studyInstanceUID: '1.2.3' } });
    await grants.release(outcome.grant);
    expect(api.releaseGrant).toHaveBeenCalledWith('grant-of-the-second-time');
  });

  it('ends when the gateway refuses', async () => {
    const { grants, api, open } = setUp();
    const grant = await open();
    api.heartbeat.mockRejectedValue(new Denied('role-not-allowed', 'no'));
    await grants.renew(grant);
    expect(grants.status(grant)).toMatchObject({
      kind: 'ended',
      reason: 'refused',
      error: { code: 'role-not-allowed' },
    });
    await vi.advanceTimersByTimeAsync(10 * MINUTE);
    expect(api.heartbeat).toHaveBeenCalledTimes(1);
  });

  it('counts the time from the server’s receipt when the two clocks differ', async () => {
    const { grants, api, open } = setUp();
    const serverAhead = (ms: number) => new Date(Date.now() + 3 * 60 * MINUTE + ms).toISOString();
    api.requestGrant.mockResolvedValue(
      answer({ expiresAt: serverAhead(300 * SECOND), receipt: { ...receipt(), recordedAt: serverAhead(0) } }),
    );
    expect(grants.status(await open())).toMatchObject({ expiresAt: Date.now() + 300 * SECOND });
  });

  it('reopens after signing in again, before anything else is asked for', async () => {
    const { grants, api, open, resumes } = setUp();
    const grant = await open();
    await Promise.all(resumes.map((resume) => resume()));
    expect(api.requestGrant).toHaveBeenLastCalledWith(expect.anything(), { whileResuming: true });
    expect(grants.status(grant).kind).toBe('open');
  });
});

describe('ending', () => {
  it('tells the gateway when the study is closed, and asks nothing more', async () => {
    const { grants, api, open } = setUp();
    const grant = await open();
    await grants.release(grant);
    expect(api.releaseGrant).toHaveBeenCalledTimes(1);
    expect(grants.status(grant)).toEqual({ kind: 'ended', reason: 'closed' });
    await vi.advanceTimersByTimeAsync(10 * MINUTE);
    expect(api.heartbeat).not.toHaveBeenCalled();
  });

  it('cuts emergency access off at its end, whatever the heartbeats say', async () => {
    const { grants, api, open } = setUp();
    api.requestGrant.mockResolvedValue(answer(emergency(4 * MINUTE)));
    const grant = await open();
    await vi.advanceTimersByTimeAsync(4 * MINUTE - SECOND);
    expect(grants.status(grant).kind).toBe('open');
    await vi.advanceTimersByTimeAsync(2 * SECOND);
    expect(grants.status(grant)).toMatchObject({ kind: 'ended', reason: 'emergency-over' });
  });

  it('ends emergency access when the person says so, even if the gateway does not answer', async () => {
    const { grants, api, open } = setUp();
    api.requestGrant.mockResolvedValue(answer(emergency(60 * MINUTE)));
    api.endEmergency.mockRejectedValue(new Unreachable());
    const grant = await open();
    await grants.endEmergency(grant);
    expect(api.endEmergency).toHaveBeenCalledWith('e1');
    expect(grants.status(grant)).toMatchObject({ kind: 'ended', reason: 'emergency-over' });
  });

  it('tells the other tabs what it ended, once the gateway has', async () => {
    const { grants, api, open, tellReleased } = setUp();
    api.requestGrant.mockResolvedValueOnce(answer()).mockResolvedValueOnce(answer(emergency(60 * MINUTE)));
    const [closed, urgent] = [await open(), await open()];
    await grants.release(closed);
    await grants.endEmergency(urgent);
    expect(tellReleased.mock.calls).toEqual([['grant-0123456789abcdef'], ['e1']]);
    expect(api.releaseGrant.mock.invocationCallOrder[0]).toBeLessThan(tellReleased.mock.invocationCallOrder[0] ?? 0);
  });

  it('asks at once when another tab ended what is shared: opened anew with a record, or gone from the screen', async () => {
    const { grants, api, open, hear } = setUp();
    const grant = await open();
    hear('grant-of-another-study');
    await vi.advanceTimersByTimeAsync(SECOND);
    expect(api.heartbeat).not.toHaveBeenCalled();
    api.heartbeat.mockRejectedValue(new Denied('grant-expired', 'over'));
    api.requestGrant.mockResolvedValue(answer({ grantId: 'grant-opened-anew' }));
    hear('grant-0123456789abcdef');
    await vi.advanceTimersByTimeAsync(SECOND);
    expect(api.requestGrant).toHaveBeenCalledTimes(2);
    expect(grants.status(grant).kind).toBe('open');

    api.requestGrant.mockResolvedValue(answer(emergency(60 * MINUTE)));
    const urgent = await open();
    api.heartbeat.mockRejectedValue(new Denied('emergency-ended', 'over'));
    api.requestGrant.mockResolvedValue(NEEDS_JUSTIFICATION);
    hear('e1');
    await vi.advanceTimersByTimeAsync(SECOND);
    expect(grants.status(urgent)).toMatchObject({ kind: 'ended', reason: 'emergency-over' });
  });

  it('forgets everything in a wipe without asking anybody', async () => {
    const { grants, api, open } = setUp();
    const grant = await open();
    grants.wipe();
    expect(grants.status(grant).kind).toBe('ended');
    await vi.advanceTimersByTimeAsync(10 * MINUTE);
    expect(api.heartbeat).not.toHaveBeenCalled();
    expect(api.releaseGrant).not.toHaveBeenCalled();
  });
});
