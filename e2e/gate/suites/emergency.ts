import { describe, expect, it } from 'vitest';
import { askFrame, askGrant, get, JUSTIFICATION, post, verdictOf } from '../asking.ts';
import { instancePath, type GateStack } from '../stack.ts';
import { store } from '../storing.ts';

const BREAK_GLASS = { purpose: 'BTG', justification: JUSTIFICATION } as const;

export function emergencySuite(stack: () => GateStack): void {
  describe('a restricted patient', () => {
    it.each(['clinician', 'radiologist'] as const)('asks a %s for a reason and tells nothing', async (role) => {
      const { client, restricted, signIn } = stack();
      const login = await signIn(role);
      const answer = await askGrant(client, login, restricted.first);
      expect(verdictOf(answer)).toMatch(/^403 needsJustification$/);
      expect(answer.json()).toMatchObject({ minimumTextLength: 10, maximumMinutes: expect.any(Number) });
      for (const secret of [
        restricted.first.patientName,
        restricted.first.patientID,
        restricted.first.studyDescription,
      ])
        expect(answer.text()).not.toContain(secret);
      expect(verdictOf(await askFrame(client, login, restricted.first))).toBe('403 grant-missing');
    });

    it.each([
      ['no text', { reasonCode: 'life-threatening', text: '' }],
      ['a text of nine letters', { reasonCode: 'life-threatening', text: 'too short' }],
      ['a text of blanks', { reasonCode: 'life-threatening', text: '                ' }],
      ['a reason of their own', { reasonCode: 'because', text: 'I would like to see it' }],
    ])('stays closed to %s, even with a second factor', async (_, justification) => {
      const { client, restricted, signIn } = stack();
      const login = await signIn('clinician');
      await login.stepUp();
      const answer = await askGrant(client, login, restricted.first, { purpose: 'BTG', justification });
      expect([400, 403]).toContain(answer.status);
      expect(verdictOf(await askFrame(client, login, restricted.first))).toBe('403 grant-missing');
    });

    it('stays closed without a fresh second factor', async () => {
      const { client, restricted, signIn } = stack();
      const login = await signIn('clinician');
      const answer = await askGrant(client, login, restricted.first, BREAK_GLASS);
      expect(verdictOf(answer)).toBe('401 needsStepUp');
      expect(answer.headers['www-authenticate']).toMatch(/insufficient_user_authentication.*acr_values=.*max_age=/);
      expect(verdictOf(await askFrame(client, login, restricted.first))).toBe('403 grant-missing');
    });

    it('stays closed to a researcher, an auditor and an administrator, whatever they say', async () => {
      const { client, restricted, signIn } = stack();
      for (const role of ['researcher', 'auditor', 'administrator'] as const) {
        const login = await signIn(role);
        await login.stepUp();
        expect(verdictOf(await askGrant(client, login, restricted.first, BREAK_GLASS))).toMatch(/^403 /);
        expect(verdictOf(await askFrame(client, login, restricted.first))).toMatch(/^403 /);
      }
    });

    it('opens to a reason and a second factor: this patient, for reading, for at most an hour', async () => {
      const { client, restricted, open, signIn } = stack();
      const login = await signIn('clinician');
      await login.stepUp();
      const answer = await askGrant(client, login, restricted.first, BREAK_GLASS);
      expect(answer.status).toBe(201);
      expect(answer.json()).toMatchObject({ purpose: 'BTG', readOnly: true });
      const { endsAt } = answer.json()['emergency'] as { endsAt: string };
      expect(Date.parse(endsAt) - Date.now()).toBeLessThanOrEqual(60 * 60_000);
      expect((await askFrame(client, login, restricted.first)).status).toBe(200);
      expect((await get(client, login, `${instancePath(restricted.first)}/metadata`)).status).toBe(200);
      // The same patient's other study needs its own record, but no new reason.
      expect(verdictOf(await askFrame(client, login, restricted.sameOther))).toBe('403 grant-missing');
      expect((await askGrant(client, login, restricted.sameOther, { purpose: 'BTG' })).status).toBe(201);
      // Nobody else.
      expect(verdictOf(await askGrant(client, login, restricted.otherPatient, { purpose: 'BTG' }))).toBe(
        '403 needsJustification',
      );
      expect(verdictOf(await askFrame(client, login, restricted.otherPatient))).toBe('403 grant-missing');
      // One second factor opens one emergency.
      expect(verdictOf(await askGrant(client, login, restricted.otherPatient, BREAK_GLASS))).toBe('401 needsStepUp');
      expect(verdictOf(await askGrant(client, login, open.first, BREAK_GLASS))).toBe('403 patient-not-restricted');
      expect(verdictOf(await store(stack(), login, restricted.first))).toMatch(/^403 /);
    });

    it('closes when the person ends the emergency', async () => {
      const { client, restricted, signIn } = stack();
      const login = await signIn('radiologist');
      await login.stepUp();
      const grant = (await askGrant(client, login, restricted.first, BREAK_GLASS)).json();
      const { emergencyId } = grant['emergency'] as { emergencyId: string };
      const headers = { authorization: login.authorization() };
      expect((await client.send({ method: 'DELETE', path: `/api/emergency/${emergencyId}`, headers })).status).toBe(
        204,
      );
      expect(verdictOf(await askFrame(client, login, restricted.first))).toBe('403 emergency-ended');
      expect(verdictOf(await post(client, login, `/api/grants/${String(grant['grantId'])}/heartbeat`))).toBe(
        '403 emergency-ended',
      );
    });

    it('closes when the time is over, whatever is renewed', async () => {
      const { client, restricted, signIn, grantMs, emergencyMs } = stack().shortLived;
      const login = await signIn('clinician');
      await login.stepUp();
      const grant = await askGrant(client, login, restricted.otherPatient, BREAK_GLASS);
      expect(grant.status).toBe(201);
      expect((await askFrame(client, login, restricted.otherPatient)).status).toBe(200);
      const heartbeat = `/api/grants/${String(grant.json()['grantId'])}/heartbeat`;
      const end = Date.now() + emergencyMs + 300;
      while (Date.now() < end) {
        await new Promise((resolve) => setTimeout(resolve, grantMs / 3));
        await post(client, login, heartbeat);
      }
      expect(verdictOf(await askFrame(client, login, restricted.otherPatient))).toBe('403 emergency-ended');
      expect(verdictOf(await post(client, login, heartbeat))).toBe('403 emergency-ended');
      expect(verdictOf(await askGrant(client, login, restricted.otherPatient, { purpose: 'BTG' }))).toBe(
        '403 needsJustification',
      );
    });
  });
}
