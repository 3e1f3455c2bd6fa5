import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createEndings, type Endings } from './endings.ts';
import type { FrameMarks } from './frame-marks.ts';

function marked(store: Partial<Endings>): { endings: Endings; told: unknown[] } {
  const told: unknown[] = [];
  const marks: FrameMarks = {
    secondsFor: () => 0,
    forget: (who) => told.push(who),
    forgetAll: () => told.push('all'),
  };
  const none = async (): Promise<never[]> => [];
  return {
    endings: createEndings({ revoke: async () => {}, endGrants: none, endEmergencies: none, ...store }, marks),
    told,
  };
}

describe('endings', () => {
  it('take away the marks of the login or the person that was revoked', async () => {
    const { endings, told } = marked({});
    await endings.revoke({ kind: 'sid', key: 's', atMs: 0, untilMs: 1 });
    await endings.revoke({ kind: 'sub', key: 'u', atMs: 0, untilMs: 1 });
    expect(told).toEqual([{ sid: 's' }, { sub: 'u' }]);
  });

  it('take away the marks of every login whose grant or emergency ended', async () => {
    const ended = [{ sid: 'one' }, { sid: 'two' }] as never[];
    const { endings, told } = marked({ endGrants: async () => ended, endEmergencies: async () => ended });
    await endings.endGrants({ grantId: 'g' }, 0);
    await endings.endEmergencies({ dueAtMs: 0 }, 0);
    expect(told).toEqual([{ sid: 'one' }, { sid: 'two' }, { sid: 'one' }, { sid: 'two' }]);
  });

  it('take away all marks when the store did not say what it did', async () => {
    const failing = async (): Promise<never> => Promise.reject(new Error('gone'));
    const { endings, told } = marked({ revoke: failing, endGrants: failing, endEmergencies: failing });
    await expect(endings.revoke({ kind: 'sid', key: 's', atMs: 0, untilMs: 1 })).rejects.toThrow('gone');
    await expect(endings.endGrants({ sid: 's' }, 0)).rejects.toThrow('gone');
    await expect(endings.endEmergencies({ sid: 's' }, 0)).rejects.toThrow('gone');
    expect(told).toEqual(['all', 'all', 'all']);
  });

  it('are the only way to the endings of the store', () => {
    const files = readdirSync(import.meta.dirname, { recursive: true, encoding: 'utf8' }).filter(
      (file) => file.endsWith('.ts') && !/\.test\.ts$|testing/.test(file),
    );
    const around = files.filter((file) =>
      /\bstore\s*\.(revoke|endGrants|endEmergencies)\(/.test(readFileSync(join(import.meta.dirname, file), 'utf8')),
    );
    expect(around).toEqual(['endings.ts']);
  });
});
