import { randomUUID } from 'node:crypto';
import { expect, it } from 'vitest';
import { describeStores, event } from '../testing/stores.ts';
import {
  EventConflict,
  StoreUnavailable,
  type EmergencyRecord,
  type GrantRecord,
  type NewGrant,
  type Store,
  type StoredExport,
  type StoredModelState,
} from './index.ts';

function grant(change: Partial<NewGrant['grant']> = {}): NewGrant['grant'] {
  return {
    grantId: randomUUID(),
    sub: 'u1',
    sid: 's1',
    studyInstanceUID: '1.2.3',
    purpose: 'TREAT',
    readOnly: false,
    patientKey: 'a'.repeat(64),
    patientSealed: 'sealed',
    emergencyId: undefined,
    createdAtMs: 1000,
    expiresAtMs: 2000,
    endedAtMs: undefined,
    ...change,
  };
}

/** Opened as a person opens it, with an event of its own. */
async function opens(
  store: Store,
  change: Partial<NewGrant['grant']> = {},
  emergency?: EmergencyRecord,
): Promise<GrantRecord> {
  const made = grant(change);
  const [receipt] = await store.openGrant({ grant: made, emergency }, [event({ action: 'study-opened' })]);
  if (receipt === undefined) throw new Error('no receipt');
  return { ...made, receipt };
}

function anExport(change: Partial<StoredExport> = {}): StoredExport {
  return {
    exportId: randomUUID(),
    sub: 'u1',
    sid: 's1',
    version: 1,
    openedAtMs: 1000,
    endsAtMs: 5000,
    isOpen: true,
    record: '{"a":1}',
    ...change,
  };
}

describeStores((subject) => {
  it('tells another copy at once what a login may see, and what it may not any more', async () => {
    const { first, second } = await subject.open();
    const who = { sub: 'u1', sid: 's1', studyInstanceUID: '1.2.3' };
    expect(await second.standing(who)).toEqual({ isSidRevoked: false, subRevokedAtMs: undefined, grants: [] });
    const one = await opens(first);
    const later = await opens(first, { createdAtMs: 1001, purpose: 'BTG', readOnly: true, emergencyId: 'e1' });
    await opens(first, { sid: 's2' });
    await opens(first, { studyInstanceUID: '1.2.4' });
    expect((await second.standing(who)).grants).toEqual([later, one]);
    expect(await second.findGrant(one.grantId)).toEqual(one);
    expect(await second.findGrant('none')).toBeUndefined();
    expect((await second.standing({ ...who, studyInstanceUID: undefined })).grants).toEqual([]);
    await first.revoke({ kind: 'sid', key: 's1', atMs: 5, untilMs: 10_000 });
    await first.revoke({ kind: 'sub', key: 'u1', atMs: 6, untilMs: 10_000 });
    expect(await second.standing(who)).toMatchObject({ isSidRevoked: true, subRevokedAtMs: 6 });
    expect(await second.standing({ ...who, sid: 's9', sub: 'u9' })).toMatchObject({
      isSidRevoked: false,
      subRevokedAtMs: undefined,
    });
  });

  it('opens a grant with its emergency and its events, or nothing of all that', async () => {
    const { first, second } = await subject.open();
    const emergency = { emergencyId: 'e1', sub: 'u1', sid: 's1', patientKey: 'p', startedAtMs: 1, endsAtMs: 100, endedAtMs: undefined }; // prettier-ignore
    const made = grant({ emergencyId: 'e1' });
    const events = [event({ action: 'emergency-started' }), event({ action: 'study-opened' })];
    const receipts = await first.openGrant({ grant: made, emergency }, events);
    expect(receipts.map(({ index }) => index)).toEqual([0, 1]);
    expect(await second.findGrant(made.grantId)).toEqual({ ...made, receipt: receipts[1] });
    expect(await second.findOpenEmergencies(made, 50)).toEqual([emergency]);
    // A forged event, a grant that stands already, an emergency that does: the log and everything else stay as they were.
    const other = grant({ emergencyId: 'e2' });
    const fresh = { ...emergency, emergencyId: 'e2' };
    const forged = { ...events[0]!, outcome: 'denied' as const };
    await expect(second.openGrant({ grant: other, emergency: fresh }, [forged])).rejects.toBeInstanceOf(EventConflict);
    await expect(second.openGrant({ grant: made, emergency: fresh }, [event()])).rejects.toBeInstanceOf(StoreUnavailable); // prettier-ignore
    await expect(second.openGrant({ grant: other, emergency }, [event()])).rejects.toBeInstanceOf(StoreUnavailable);
    expect(await first.findGrant(other.grantId)).toBeUndefined();
    expect(await first.findOpenEmergencies(made, 50)).toEqual([emergency]);
    expect((await first.logHead()).size).toBe(2);
  });

  it('renews a living grant and never shortens it; an ended one stays ended', async () => {
    const { first, second } = await subject.open();
    const one = await opens(first);
    expect(await second.renewGrant(one.grantId, 5000)).toBe(true);
    expect(await second.renewGrant(one.grantId, 3000)).toBe(true);
    expect((await first.findGrant(one.grantId))?.expiresAtMs).toBe(5000);
    expect(await first.endGrants({ grantId: one.grantId }, 77)).toMatchObject([
      { grantId: one.grantId, endedAtMs: 77 },
    ]);
    expect(await second.endGrants({ sid: 's1' }, 78)).toEqual([]);
    expect(await second.renewGrant(one.grantId, 9000)).toBe(false);
  });

  it.each([{ sid: 's1' }, { sub: 'u1' }, { emergencyId: 'e1' }])('ends every grant of %o', async (which) => {
    const { first, second } = await subject.open();
    await opens(first, { emergencyId: 'e1' });
    await opens(first, { emergencyId: 'e1' });
    const other = await opens(first, { sid: 's2', sub: 'u2', emergencyId: 'e2' });
    expect(await second.endGrants(which, 5)).toHaveLength(2);
    expect((await second.findGrant(other.grantId))?.endedAtMs).toBeUndefined();
  });

  it('keeps emergencies until they end, by time, by hand or with the login', async () => {
    const { first, second } = await subject.open();
    const base = { sub: 'u1', sid: 's1', patientKey: 'p', startedAtMs: 1, endsAtMs: 100, endedAtMs: undefined };
    await opens(first, {}, { ...base, emergencyId: 'e1' });
    await opens(first, {}, { ...base, emergencyId: 'e2', startedAtMs: 2, endsAtMs: 200 });
    await opens(first, {}, { ...base, emergencyId: 'e3', sid: 's3' });
    const open = async (now: number) => (await second.findOpenEmergencies(base, now)).map((one) => one.emergencyId);
    expect(await open(50)).toEqual(['e1', 'e2']);
    expect(await open(100)).toEqual(['e2']);
    expect((await second.endEmergencies({ dueAtMs: 150 }, 150)).map((one) => one.emergencyId).sort()).toEqual([
      'e1',
      'e3',
    ]);
    expect(await second.endEmergencies({ dueAtMs: 150 }, 150)).toEqual([]);
    expect(await second.endEmergencies({ sid: 's1' }, 160)).toMatchObject([{ emergencyId: 'e2', endedAtMs: 160 }]);
    expect(await open(50)).toEqual([]);
  });

  it('changes an export together with its record, or neither', async () => {
    const { first, second } = await subject.open();
    const one = anExport();
    const opened = event({ action: 'export-opened', export: { exportId: one.exportId } });
    expect(await first.changeExport(one, [opened])).toMatchObject([{ index: 0 }]);
    expect(await second.findExport(one.exportId)).toEqual(one);
    expect(await second.findExport('none')).toBeUndefined();
    const next = { ...one, version: 2, record: '{"a":2}', endsAtMs: 6000, isOpen: false };
    expect(await second.changeExport(next, [event()])).toMatchObject([{ index: 1 }]);
    // Somebody who did not see that change, and somebody who opens it once more: nothing is written, nothing is told.
    expect(await first.changeExport({ ...next, record: '{"a":3}' }, [event()])).toBeUndefined();
    expect(await first.changeExport(one, [event()])).toBeUndefined();
    expect(await first.changeExport({ ...next, version: 9 }, [event()])).toBeUndefined();
    await expect(
      first.changeExport({ ...next, version: 3 }, [{ ...opened, outcome: 'denied' }]),
    ).rejects.toBeInstanceOf(EventConflict);
    expect(await first.findExport(one.exportId)).toEqual(next);
    expect((await first.logHead()).size).toBe(2);
  });

  it('lets one of many that change the same export at once win, and records just that one', async () => {
    const { first, second } = await subject.open();
    const one = anExport();
    await first.changeExport(one, [event()]);
    const tries = Array.from({ length: 12 }, (_, at) =>
      (at % 2 === 0 ? first : second).changeExport({ ...one, version: 2, record: `{"a":${at}}` }, [event()]),
    );
    const won = (await Promise.all(tries)).flatMap((receipts, at) => (receipts === undefined ? [] : [at]));
    expect(won).toHaveLength(1);
    expect((await second.findExport(one.exportId))?.record).toBe(`{"a":${won[0]}}`);
    expect((await first.logHead()).size).toBe(2);
  });

  it('finds exports by login, by person and time, and those whose time is over', async () => {
    const { first, second } = await subject.open();
    const list = [
      anExport({ openedAtMs: 10, endsAtMs: 100 }),
      anExport({ openedAtMs: 20, endsAtMs: 200, isOpen: false }),
      anExport({ openedAtMs: 30, endsAtMs: 300, sid: 's2' }),
      anExport({ openedAtMs: 40, endsAtMs: 400, sub: 'u2', sid: 's1' }),
    ];
    for (const one of list) await first.changeExport(one, [event()]);
    const found = async (which: Parameters<Store['findExports']>[0], limit = 10) =>
      (await second.findExports(which, limit)).map(({ exportId }) =>
        list.findIndex((one) => one.exportId === exportId),
      );
    expect(await found({ sub: 'u1', sid: 's1' })).toEqual([1, 0]);
    expect(await found({ beforeMs: 40 })).toEqual([2, 1, 0]);
    expect(await found({ beforeMs: 1000, sub: 'u2' })).toEqual([3]);
    expect(await found({ beforeMs: 1000 }, 2)).toEqual([3, 2]);
    expect(await found({ dueAtMs: 300 })).toEqual([2, 0]);
    // Exports are the ledger of a person: what is short-lived is forgotten, they are not.
    await first.purge(10 ** 13);
    expect(await found({ beforeMs: 1000 })).toHaveLength(4);
  });

  it('changes what is known about models together with its record, or neither, and finds it by kind and time', async () => {
    const { first, second } = await subject.open();
    const run: StoredModelState = { kind: 'run', key: '2.25.1', version: 1, atMs: 100, record: '{"a":1}' };
    const signed = event({ action: 'ai-run', ai: { model: { name: 'lungs' }, runUID: run.key } });
    expect(await first.changeModelState(run, [signed])).toMatchObject([{ index: 0 }]);
    expect(await second.findModelState('run', run.key)).toEqual(run);
    expect(await second.findModelState('switch', run.key)).toBeUndefined();
    const next = { ...run, version: 2, record: '{"a":2}' };
    const tries = Array.from({ length: 8 }, (_, at) => (at % 2 === 0 ? first : second).changeModelState(next, [event()])); // prettier-ignore
    expect((await Promise.all(tries)).filter((receipts) => receipts !== undefined)).toHaveLength(1);
    await expect(first.changeModelState({ ...next, version: 3 }, [{ ...signed, outcome: 'denied' }])).rejects.toBeInstanceOf(EventConflict); // prettier-ignore
    expect(await first.findModelState('run', run.key)).toEqual(next);
    await first.changeModelState({ ...run, key: '2.25.2', atMs: 300 }, [event()]);
    await first.changeModelState({ ...run, key: 'lungs@1.0.0', kind: 'switch', atMs: 300 }, [event()]);
    const found = async (sinceMs: number, limit = 10) => (await second.findModelStates('run', sinceMs, limit)).map(({ key }) => key); // prettier-ignore
    expect(await found(0)).toEqual(['2.25.2', '2.25.1']);
    expect([await found(101), await found(0, 1), await found(301)]).toEqual([['2.25.2'], ['2.25.2'], []]);
    await first.purge(10 ** 13);
    expect(await found(0)).toHaveLength(2);
    expect((await first.logHead()).size).toBe(4);
  });

  it('forgets old grants but never an event', async () => {
    const { first } = await subject.open();
    const old = await opens(first, { expiresAtMs: 1 });
    const young = await opens(first, { expiresAtMs: 48 * 60 * 60 * 1000 });
    await first.append([event()]);
    await first.purge(25 * 60 * 60 * 1000);
    expect(await first.findGrant(old.grantId)).toBeUndefined();
    expect(await first.findGrant(young.grantId)).toEqual(young);
    expect((await first.logHead()).size).toBe(3);
  });
});
