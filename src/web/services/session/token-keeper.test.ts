import { describe, expect, it, vi } from 'vitest';
import type { Oidc, Tokens } from './oidc.ts';
import { createTokenKeeper } from './token-keeper.ts';

const tokens = (accessToken: string): Tokens => ({
  accessToken,
  refreshToken: 'r',
  idToken: 'i',
  subject: 'p1',
  expiresAt: 300_000,
  lifetimeMs: 300_000,
});

describe('waiting for the person', () => {
  it('asks once, however late the refusals come, and lets all go on', async () => {
    const silently = vi.fn<Oidc['silently']>(async () => undefined);
    const onInterrupted = vi.fn(() => true);
    const keeper = createTokenKeeper({
      oidc: { refresh: async () => undefined, silently },
      now: () => 0,
      onInterrupted,
      onAnotherPerson: () => {},
    });
    keeper.begin(tokens('t1'));
    await keeper.renew('t1', true);
    const early = keeper.token(false);
    // A frame that was on its way when the question was asked.
    await keeper.renew('t1', true);
    expect(silently).toHaveBeenCalledTimes(1);
    expect(onInterrupted).toHaveBeenCalledTimes(1);

    const order: string[] = [];
    void early.then(() => order.push('waiting request'));
    await keeper.resume(tokens('t2'), async () => {
      order.push(`reopened with ${await keeper.token(true)}`);
    });
    expect(await early).toBe('t2');
    expect(order).toEqual(['reopened with t2', 'waiting request']);
  });
});
