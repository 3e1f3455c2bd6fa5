import { describe, expect, it } from 'vitest';
import { askFrame, askGrant, get, post, readAWhile, verdictOf } from '../asking.ts';
import type { GateStack } from '../stack.ts';

/** Not recorded, so not shown. */
export function outageSuite(stack: () => GateStack): void {
  describe('when the audit store cannot be written', () => {
    it('releases no pixel, not even of a study that is open, and recovers by itself', { timeout: 60_000 }, async () => {
      const { client, open, signIn, breakAuditStore } = stack();
      const login = await signIn('radiologist');
      await askGrant(client, login, open.first);
      await readAWhile(client, login, open.first);
      const repair = await breakAuditStore();
      try {
        const grant = await askGrant(client, login, open.other);
        expect(verdictOf(grant)).toBe('503 audit-unavailable');
        expect(grant.json()['message']).toMatch(/not recorded, so not shown/i);
        for (const study of [open.first, open.other]) {
          const answer = await askFrame(client, login, study);
          expect(verdictOf(answer)).toBe('503 audit-unavailable');
          expect(answer.body.includes(study.instance(1).pixels.subarray(0, 64))).toBe(false);
        }
        const search = { filters: {}, sort: { key: 'studyDate', direction: 'descending' }, offset: 0, limit: 10 };
        expect(verdictOf(await post(client, login, '/api/search/studies', search))).toBe('503 audit-unavailable');
        expect((await get(client, undefined, '/api/health')).status).toBe(503);
      } finally {
        await repair();
      }
      await expect
        .poll(async () => (await askGrant(client, login, open.other)).status, { timeout: 20_000, interval: 500 })
        .toBe(201);
      expect((await askFrame(client, login, open.other)).status).toBe(200);
      expect((await get(client, undefined, '/api/health')).status).toBe(200);
    });
  });
}
