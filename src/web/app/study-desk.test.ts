import { describe, expect, it, vi } from 'vitest';
import { Denied, type Grant, type GrantOutcome, type Grants, type GrantStatus } from '../services/index.ts';
import { createStudyDesk } from './study-desk.ts';

const grant = { grantId: 'g1' } as Grant;
const OPEN: GrantStatus = {
  kind: 'open',
  expiresAt: 1,
  receipt: { index: 1, leafHash: '', recordedAt: '' },
  emergencyEndsAt: undefined,
};

function setUp(isMasked: () => boolean | Promise<boolean> = () => false) {
  let status: GrantStatus = OPEN;
  const listeners = new Set<() => void>();
  const answers: ((outcome: GrantOutcome) => void)[] = [];
  const grants = {
    request: vi.fn(() => new Promise<GrantOutcome>((resolve) => answers.push(resolve))),
    status: () => status,
    subscribe: (_grant: Grant, listener: () => void) => (listeners.add(listener), () => listeners.delete(listener)),
    release: vi.fn(async () => {}),
  };
  const desk = createStudyDesk(grants as unknown as Grants, isMasked);
  return {
    desk,
    grants,
    listeners,
    answer: async (outcome: GrantOutcome) => {
      answers.shift()?.(outcome);
      await Promise.resolve();
      await Promise.resolve();
    },
    change: (next: GrantStatus) => {
      status = next;
      for (const listener of listeners) listener();
    },
  };
}

describe('the study desk', () => {
  it('asks once per act of opening, and closes what was open before', async () => {
    const { desk, grants, answer } = setUp();
    desk.open('one', null);
    await answer({ kind: 'granted', grant });
    expect(desk.current()).toMatchObject({ kind: 'open', handle: 'one' });
    desk.open('two', null);
    expect(grants.release).toHaveBeenCalledWith(grant);
    expect(grants.request).toHaveBeenCalledTimes(2);
  });

  it('asks for nothing itself where the person may not see whose study it is, known at once or with the sign-in', async () => {
    for (const isMasked of [() => true, async () => true]) {
      const { desk, grants } = setUp(isMasked);
      desk.open('one', null);
      await Promise.resolve();
      await Promise.resolve();
      expect(desk.current()).toEqual({ kind: 'deidentified', handle: 'one', row: null });
      expect(grants.request).not.toHaveBeenCalled();
    }
    const { desk, grants } = setUp(async () => false);
    desk.open('one', null);
    await Promise.resolve();
    await Promise.resolve();
    expect(grants.request).toHaveBeenCalledTimes(1);
  });

  it('gives back a grant that comes after the person moved on', async () => {
    const { desk, grants, answer } = setUp();
    desk.open('one', null);
    desk.close();
    await answer({ kind: 'granted', grant });
    expect(desk.current()).toEqual({ kind: 'empty' });
    expect(grants.release).toHaveBeenCalledWith(grant);
  });

  it('follows the grant to its end, and lets go of it', async () => {
    const { desk, answer, change, listeners } = setUp();
    desk.open('one', null);
    await answer({ kind: 'granted', grant });
    change({ kind: 'paused', error: undefined });
    expect(desk.current()).toMatchObject({ kind: 'open', status: { kind: 'paused' } });
    change({ kind: 'ended', reason: 'emergency-over' });
    expect(desk.current()).toMatchObject({ kind: 'ended', reason: 'emergency-over', handle: 'one' });
    expect(listeners.size).toBe(0);
  });

  it('tells refusals and a person’s no, and asks again for the same study', async () => {
    const { desk, grants, answer } = setUp();
    desk.open('one', null);
    await answer({ kind: 'refused', error: new Denied('role-not-allowed', 'no') });
    expect(desk.current()).toMatchObject({ kind: 'refused', error: { code: 'role-not-allowed' } });
    desk.retry();
    await answer({ kind: 'declined' });
    expect(desk.current()).toMatchObject({ kind: 'declined', handle: 'one' });
    expect(grants.request).toHaveBeenCalledTimes(2);
  });
});
