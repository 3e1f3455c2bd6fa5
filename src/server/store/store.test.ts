import { createHash } from 'node:crypto';
import { expect, it } from 'vitest';
import { canonicalJSON } from '../../core/audit/index.ts';
import { describeStores, event } from '../testing/stores.ts';
import { EventConflict, StoreUnavailable } from './index.ts';

describeStores((subject) => {
  it('gives indexes without gaps and chains each row to the one before', async () => {
    const { first } = await subject.open();
    const events = [event(), event({ action: 'locked' }), event({ action: 'unlocked' })];
    const receipts = [...(await first.append(events.slice(0, 2))), ...(await first.append(events.slice(2)))];
    expect(receipts.map((receipt) => receipt.index)).toEqual([0, 1, 2]);
    const rows = await first.readLog(0, 10);
    let previous = Buffer.alloc(32);
    rows.forEach((row, at) => {
      expect(row.event).toBe(canonicalJSON(events[at]));
      const leaf = createHash('sha256')
        .update(Buffer.from([0]))
        .update(row.event)
        .digest();
      expect(row.leafHash).toBe(leaf.toString('hex'));
      expect(row.leafHash).toBe(receipts[at]?.leafHash);
      previous = createHash('sha256').update(previous).update(leaf).digest();
      expect(row.chainHash).toBe(previous.toString('hex'));
    });
    expect(await first.logHead()).toEqual({ size: 3, chainHash: rows[2]?.chainHash });
    expect(await first.readLeafHashes(1, 1)).toEqual([rows[1]?.leafHash]);
  });

  it('orders many writers in two copies without a gap or a double', async () => {
    const { first, second } = await subject.open();
    const stores = [first, second];
    const receipts = await Promise.all(
      Array.from({ length: 300 }, (_, at) => stores[at % 2]?.append([event(), event()]) ?? Promise.reject(new Error())),
    );
    const indexes = receipts.flat().map((receipt) => receipt.index);
    expect(indexes.toSorted((a, b) => a - b)).toEqual(Array.from({ length: 600 }, (_, at) => at));
    // The two events of one call stand together.
    expect(receipts.every(([a, b]) => a !== undefined && b?.index === a.index + 1)).toBe(true);
    const rows = await second.readLog(0, 1000);
    expect(new Set(rows.map((row) => row.chainHash)).size).toBe(600);
  });

  it('answers a repeated event with its first receipt, and refuses another one under its id', async () => {
    const { first, second } = await subject.open();
    const one = event();
    const [receipt] = await first.append([one]);
    await first.append([event()]);
    expect(await second.append([one])).toEqual([receipt]);
    await expect(second.append([{ ...one, outcome: 'denied' }])).rejects.toBeInstanceOf(EventConflict);
    expect((await first.logHead()).size).toBe(2);
    // Neighbours of a refused one in the same flush are not harmed.
    const settled = await Promise.allSettled([
      first.append([event()]),
      first.append([{ ...one, outcome: 'failure' }]),
      first.append([event()]),
    ]);
    expect(settled.map((result) => result.status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    expect((await first.logHead()).size).toBe(4);
  });

  it.each([
    "UPDATE events SET event = '{}' WHERE log_index = 0",
    'DELETE FROM events',
    'UPDATE log_head SET size = 0',
    'DELETE FROM log_head',
    "UPDATE checkpoints SET note = ''",
    'DELETE FROM checkpoints',
  ])('refuses to rewrite history: %s', async (sql) => {
    const { first, raw } = await subject.open();
    await first.append([event()]);
    await first.putCheckpoint({ size: 1, note: 'note', frontier: ['00'], createdAtMs: 1 });
    await expect(raw(sql)).rejects.toThrow(/append only/);
    expect(await first.readLog(0, 10)).toHaveLength(1);
  });

  it('keeps one checkpoint for each size and finds the latest', async () => {
    const { first, second } = await subject.open();
    const checkpoint = { size: 5, note: 'five', frontier: ['aa', 'bb'], createdAtMs: 7 };
    expect(await first.latestCheckpoint()).toBeUndefined();
    expect(await first.putCheckpoint(checkpoint)).toBe(true);
    expect(await second.putCheckpoint({ ...checkpoint, note: 'other' })).toBe(false);
    await second.putCheckpoint({ ...checkpoint, size: 9 });
    expect(await first.latestCheckpoint()).toEqual({ ...checkpoint, size: 9 });
    expect((await first.readCheckpoints(0, 10)).map((one) => one.size)).toEqual([5, 9]);
    await first.putVerifierKey('a+00000000+x');
    await second.putVerifierKey('a+00000000+x');
    expect(await second.readVerifierKeys()).toEqual(['a+00000000+x']);
  });

  it('remembers what may be used once', async () => {
    const { first, second } = await subject.open();
    expect(await first.rememberOnce('jti', 'x', 100)).toBe(true);
    expect(await second.rememberOnce('jti', 'x', 100)).toBe(false);
    expect(await second.rememberOnce('other', 'x', 100)).toBe(true);
    await first.purge(101);
    expect(await second.rememberOnce('jti', 'x', 300)).toBe(true);
  });

  it('says that it is unavailable once closed', async () => {
    const { first } = await subject.open();
    await first.close();
    await first.close();
    await expect(first.append([event()])).rejects.toBeInstanceOf(StoreUnavailable);
    await expect(first.logHead()).rejects.toBeInstanceOf(StoreUnavailable);
  });
});
