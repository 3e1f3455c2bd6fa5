import { describe, expect, it } from 'vitest';
import { needsJustificationSchema, needsStepUpSchema } from '../../contract/index.ts';
import { code, granted, JUSTIFICATION, open, read } from '../testing/asking.ts';
import {
  createTestStack,
  MFA,
  RESTRICTED_OTHER_PATIENT,
  RESTRICTED_STUDY,
  RESTRICTED_STUDY_SAME_PATIENT,
  type TestStack,
} from '../testing/stack.ts';

describe('break-glass', () => {
  const clinician = (stack: TestStack, more: object = {}): Promise<string> =>
    stack.token({ roles: ['clinician'], exp: stack.now() / 1000 + 7200, ...more });

  it('asks for a reason, then for a fresh second factor, then opens this patient read-only', async () => {
    const stack = await createTestStack();
    const plain = await clinician(stack);
    const first = await open(stack, plain, RESTRICTED_STUDY);
    expect(first.status).toBe(403);
    const asked = needsJustificationSchema.parse(await first.json());
    expect(asked).toMatchObject({ minimumTextLength: 10, maximumMinutes: 60 });
    const second = await open(stack, plain, RESTRICTED_STUDY, { purpose: 'BTG', justification: JUSTIFICATION });
    expect(second.status).toBe(401);
    expect(needsStepUpSchema.parse(await second.json()).acrValues).toBe(MFA);
    expect(second.headers.get('www-authenticate')).toContain('insufficient_user_authentication');
    expect(await read(stack, plain, RESTRICTED_STUDY)).toBe('403 grant-missing');

    const strong = await clinician(stack, { acr: MFA });
    const grant = await granted(
      await open(stack, strong, RESTRICTED_STUDY, { purpose: 'BTG', justification: JUSTIFICATION }),
    );
    expect(grant).toMatchObject({ purpose: 'BTG', readOnly: true });
    expect(Date.parse(grant.emergency?.endsAt ?? '') - stack.now()).toBe(60 * 60_000);
    expect(await read(stack, strong, RESTRICTED_STUDY)).toBe('released');

    const events = (await stack.events()).filter((event) => event.studyInstanceUID === RESTRICTED_STUDY);
    expect(events.map((event) => [event.action, event.outcome, event.reason])).toEqual([
      ['study-opened', 'denied', 'justification-required'],
      ['study-opened', 'denied', 'second-factor-required'],
      ['read-refused', 'denied', 'grant-missing'],
      ['emergency-started', 'success', undefined],
      ['study-opened', 'success', undefined],
    ]);
    expect(events[3]).toMatchObject({ purpose: 'BTG', justification: { reasonCode: 'life-threatening' } });
    expect(JSON.stringify(events)).not.toContain('Polytrauma');
    const session = await stack.send('/api/session', { token: strong });
    expect(await session.json()).toMatchObject({ emergency: [grant.emergency] });
  });

  it('opens other studies of this patient without asking again, and of nobody else', async () => {
    const stack = await createTestStack();
    const strong = await clinician(stack, { acr: MFA });
    const request = { purpose: 'BTG', justification: JUSTIFICATION };
    const first = await granted(await open(stack, strong, RESTRICTED_STUDY, request));
    const same = await granted(await open(stack, strong, RESTRICTED_STUDY_SAME_PATIENT));
    expect(same).toMatchObject({ purpose: 'BTG', emergency: first.emergency });
    expect((await open(stack, strong, RESTRICTED_OTHER_PATIENT)).status).toBe(403);
    // The second factor was spent on the first patient.
    expect((await open(stack, strong, RESTRICTED_OTHER_PATIENT, request)).status).toBe(401);
    expect(await read(stack, strong, RESTRICTED_OTHER_PATIENT)).toBe('403 grant-missing');
    stack.advance(20_000);
    const again = await clinician(stack, { acr: MFA });
    await granted(await open(stack, again, RESTRICTED_OTHER_PATIENT, request));
    // One patient at a time: the first one's emergency is over.
    expect(await read(stack, again, RESTRICTED_STUDY)).toBe('403 emergency-ended');
    expect((await stack.events()).find((event) => event.action === 'emergency-ended')?.reason).toBe('superseded');
  });

  it.each([
    [
      'a reason that is not in the list',
      { justification: { reasonCode: 'curiosity', text: 'I would like to know' } },
      { acr: MFA },
      403,
    ],
    ['no reason', {}, { acr: MFA }, 403],
    [
      'a reason that nobody can read',
      { justification: { reasonCode: 'other', text: '\u200B'.repeat(20) } },
      { acr: MFA },
      403,
    ],
    [
      'a second factor that is too old',
      { justification: JUSTIFICATION },
      { acr: MFA, auth_time: Date.UTC(2026, 0, 5, 8) / 1000 - 121 },
      401,
    ],
    ['a token that does not tell when', { justification: JUSTIFICATION }, { acr: MFA, auth_time: undefined }, 401],
    ['a password only', { justification: JUSTIFICATION }, { acr: 'pwd' }, 401],
    ['a token without acr', { justification: JUSTIFICATION }, { acr: undefined }, 401],
  ])('does not open with %s', async (_, request, claims, status) => {
    const stack = await createTestStack();
    const token = await clinician(stack, claims);
    expect((await open(stack, token, RESTRICTED_STUDY, { purpose: 'BTG', ...request })).status).toBe(status);
    expect(await read(stack, token, RESTRICTED_STUDY)).toBe('403 grant-missing');
    expect((await stack.events()).some((event) => event.action === 'emergency-started')).toBe(false);
  });

  it('keeps one patient open also when two are asked for at the same moment', async () => {
    const stack = await createTestStack();
    const strong = await clinician(stack, { acr: MFA });
    stack.advance(1000);
    // Somebody who proved twice who they are.
    const again = await clinician(stack, { acr: MFA });
    const request = { purpose: 'BTG', justification: JUSTIFICATION };
    const answers = await Promise.all([
      open(stack, strong, RESTRICTED_STUDY, request),
      open(stack, again, RESTRICTED_OTHER_PATIENT, request),
    ]);
    expect(answers.map(({ status }) => status)).toEqual([201, 201]);
    const released = [
      await read(stack, again, RESTRICTED_STUDY),
      await read(stack, again, RESTRICTED_OTHER_PATIENT),
    ].filter((answer) => answer === 'released');
    expect(released.length).toBeLessThanOrEqual(1);
  });

  it('cuts off at its end, heartbeat or not, and needs everything anew', async () => {
    const stack = await createTestStack({ config: { breakGlass: { maximumMinutes: 10 } } });
    const strong = await clinician(stack, { acr: MFA });
    const request = { purpose: 'BTG', justification: JUSTIFICATION };
    const grant = await granted(await open(stack, strong, RESTRICTED_STUDY, request));
    for (let minute = 0; minute < 9; minute += 1) {
      stack.advance(60_000);
      expect(
        (await stack.send(`/api/grants/${grant.grantId}/heartbeat`, { method: 'POST', token: strong })).status,
      ).toBe(200);
      expect(await read(stack, strong, RESTRICTED_STUDY)).toBe('released');
    }
    stack.advance(60_000);
    expect(await read(stack, strong, RESTRICTED_STUDY)).toBe('403 emergency-ended');
    const beat = await stack.send(`/api/grants/${grant.grantId}/heartbeat`, { method: 'POST', token: strong });
    expect(await code(beat)).toBe('403 emergency-ended');
    expect((await open(stack, strong, RESTRICTED_STUDY)).status).toBe(403);
    expect((await open(stack, strong, RESTRICTED_STUDY, request)).status).toBe(401);
  });

  it('ends by hand, with every grant under it', async () => {
    const stack = await createTestStack();
    const strong = await clinician(stack, { acr: MFA });
    const grant = await granted(
      await open(stack, strong, RESTRICTED_STUDY, { purpose: 'BTG', justification: JUSTIFICATION }),
    );
    const address = `/api/emergency/${grant.emergency?.emergencyId}`;
    const stranger = await clinician(stack, { sub: 'u2', sid: 's2' });
    expect((await stack.send(address, { method: 'DELETE', token: stranger })).status).toBe(404);
    expect((await stack.send(address, { method: 'DELETE', token: strong })).status).toBe(204);
    expect(await read(stack, strong, RESTRICTED_STUDY)).toBe('403 emergency-ended');
    expect((await stack.events()).at(-2)).toMatchObject({ action: 'emergency-ended', reason: 'ended-by-person' });
  });

  it('finds a department that stands on the series only', async () => {
    const stack = await createTestStack();
    stack.pacs.studies.push({
      StudyInstanceUID: '1.2.77',
      PatientID: 'P77',
      PatientName: 'X',
      seriesDepartment: 'PSYCHIATRY',
    });
    const response = await open(stack, await clinician(stack), '1.2.77');
    expect(await response.json()).toMatchObject({ kind: 'needsJustification' });
  });

  it('tells two patients without an ID apart', async () => {
    const stack = await createTestStack();
    for (const uid of ['1.2.81', '1.2.82']) {
      stack.pacs.studies.push({
        StudyInstanceUID: uid,
        PatientID: '',
        PatientName: 'UNKNOWN',
        ConfidentialityCode: 'V',
      });
    }
    const strong = await clinician(stack, { acr: MFA });
    await granted(await open(stack, strong, '1.2.81', { purpose: 'BTG', justification: JUSTIFICATION }));
    expect((await open(stack, strong, '1.2.82')).status).toBe(403);
  });
});
