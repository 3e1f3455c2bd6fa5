import { afterEach, expect, it, vi } from 'vitest';
import { createTestStack, MFA, RESTRICTED_STUDY } from '../testing/stack.ts';

afterEach(() => vi.useRealTimers());

it('writes down once that an emergency access ran out', async () => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
  const stack = await createTestStack({ config: { breakGlass: { maximumMinutes: 1 } } });
  const token = await stack.token({ roles: ['clinician'], acr: MFA });
  const justification = { reasonCode: 'other', text: 'Covering the night shift' };
  const json = { study: { studyInstanceUID: RESTRICTED_STUDY }, purpose: 'BTG', justification };
  const response = await stack.send('/api/grants', { token, json });
  const { emergency } = (await response.json()) as { emergency: { emergencyId: string } };
  const ended = async () => (await stack.events()).filter((event) => event.action === 'emergency-ended');
  await vi.advanceTimersByTimeAsync(5000);
  expect(await ended()).toEqual([]);
  stack.advance(60_000);
  await vi.advanceTimersByTimeAsync(5000);
  await vi.waitFor(async () => expect(await ended()).toHaveLength(1));
  await vi.advanceTimersByTimeAsync(20_000);
  expect(await ended()).toMatchObject([{ emergencyId: emergency.emergencyId, reason: 'time-ran-out', purpose: 'BTG' }]);
});
