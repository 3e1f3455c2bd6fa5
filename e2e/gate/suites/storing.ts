import { describe, expect, it } from 'vitest';
import { askFrame, askGrant, verdictOf } from '../asking.ts';
import { planStudy, STOW_TYPE, stowBody } from '../dicom-file.ts';
import { store } from '../storing.ts';
import type { GateStack } from '../stack.ts';

/** 300 slices of 512 x 512: a chest CT, 158 MB. */
const LARGE = { instances: 300, rows: 512, columns: 512 };
/** Buffers on their way and what the garbage collector has not yet taken back: less than the study. */
const MOST_GROWTH = 100 * 1024 * 1024;

const codeOf = (error: unknown): unknown => (error instanceof Error && 'code' in error ? error.code : error);

export function storingSuite(stack: () => GateStack): void {
  describe('storing', () => {
    const plan = (instances: number, more = {}) =>
      planStudy({
        patientID: 'GATE-STORE',
        patientName: 'Gatetest^Store',
        studyDescription: 'Stored',
        instances,
        ...more,
      });

    it.each(['researcher', 'auditor', 'administrator', 'clinician'] as const)(
      'does not let a %s store',
      async (role) => {
        const login = await stack().signIn(role);
        expect(verdictOf(await store(stack(), login, plan(1)))).toBe('403 role-not-allowed');
      },
    );

    it('lets a radiologist store a study, which then opens like any other', async () => {
      const login = await stack().signIn('radiologist');
      const study = plan(2);
      const answer = await store(stack(), login, study);
      expect(answer.status).toBe(200);
      expect((JSON.parse(answer.text()) as Record<string, { Value: unknown[] }>)['00081199']?.Value).toHaveLength(2);
      expect(verdictOf(await askFrame(stack().client, login, study))).toBe('403 grant-missing');
      await askGrant(stack().client, login, study);
      expect((await askFrame(stack().client, login, study, 2)).status).toBe(200);
    });

    it('passes a large study on without holding it', { timeout: 120_000 }, async () => {
      const login = await stack().signIn('radiologist');
      const study = plan(LARGE.instances, LARGE);
      const before = stack().peakMemory();
      const answer = await store(stack(), login, study);
      expect(answer.status).toBe(200);
      expect((JSON.parse(answer.text()) as Record<string, { Value: unknown[] }>)['00081199']?.Value).toHaveLength(300);
      expect(stack().peakMemory() - before).toBeLessThan(MOST_GROWTH);
    });

    it('takes no upload from somebody who did not sign in', async () => {
      const { client } = stack();
      const study = plan(200, { rows: 512, columns: 512 });
      let sent = 0;
      async function* counted(): AsyncGenerator<Buffer> {
        for await (const piece of stowBody(study)) {
          sent += piece.length;
          yield piece;
        }
      }
      const path = `/dicom-web/studies/${study.studyInstanceUID}`;
      const headers = { 'content-type': STOW_TYPE };
      const verdict = await client.send({ method: 'POST', path, headers, body: counted() }).then(verdictOf, codeOf);
      // A server that hangs up on the upload may take its answer with it.
      expect(['401 token-missing', 'EPIPE', 'ECONNRESET']).toContain(verdict);
      expect(sent).toBeLessThan(16 * 1024 * 1024);
    });

    it('does not store without naming the study, in another form, or with a query', async () => {
      const { client, signIn } = stack();
      const login = await signIn('radiologist');
      const study = plan(1);
      const path = `/dicom-web/studies/${study.studyInstanceUID}`;
      const headers = { authorization: login.authorization(), 'content-type': STOW_TYPE };
      const send = (ask: { path: string; headers: Record<string, string> }) =>
        client.send({ method: 'POST', body: stowBody(study), ...ask });
      expect(verdictOf(await send({ path: '/dicom-web/studies', headers }))).toMatch(/^403 /);
      expect(verdictOf(await send({ path: `${path}?a=b`, headers }))).toBe('400 query-not-allowed');
      const plain = { ...headers, 'content-type': 'application/dicom' };
      expect(verdictOf(await send({ path, headers: plain }))).toBe('415 media-type-not-supported');
    });

    it('does not write into a restricted record', async () => {
      const { restricted, signIn } = stack();
      const login = await signIn('radiologist');
      const again = { ...restricted.first, instances: 1 };
      expect(verdictOf(await store(stack(), login, again))).toBe('403 emergency-read-only');
    });
  });
}
