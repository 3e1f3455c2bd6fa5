import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { encryptLinkage } from '../../core/deid/index.ts';
import { UsageError } from '../command.ts';
import { linkageShow } from './show.ts';

const PASSPHRASE = 'four words and a comma, at least';
const ROW = { pseudonym: 'P1', patientID: 'HRH-1\u001b[2J', issuer: 'ADT', dateShiftDays: -12 };

let folder: string;
let file: string;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'linkage-'));
  file = join(folder, 'linkage.json');
  const secret = { kind: 'passphrase', passphrase: PASSPHRASE } as const;
  writeFileSync(file, await encryptLinkage([ROW], secret, (length) => new Uint8Array(randomBytes(length))));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function run(args: readonly string[], passphrase?: string) {
  const [out, err]: [string[], string[]] = [[], []];
  const env = passphrase === undefined ? {} : { COLLIMATOR_LINKAGE_PASSPHRASE: passphrase };
  const code = await linkageShow.run(args, { out: (text) => out.push(text), err: (text) => err.push(text), env });
  return { code, out: out.join(''), err: err.join('') };
}

describe('linkage', () => {
  it('opens for who holds the passphrase, as JSON and as lines', async () => {
    expect(JSON.parse((await run([file, '--json'], PASSPHRASE)).out)).toEqual([ROW]);
    expect(await run([file], PASSPHRASE)).toEqual({ code: 0, out: 'P1\tHRH-1\\u001b[2J\tADT\t-12\n', err: '' });
  });

  it('says nothing of it to anybody else', async () => {
    expect(await run([file], `${PASSPHRASE}.`)).toEqual({
      code: 1,
      out: '',
      err: `refused ${file}: linkage-unreadable\n`,
    });
    expect((await run([join(folder, 'none.json')], PASSPHRASE)).err).toContain('unreadable');
    await expect(run([file])).rejects.toThrow(UsageError);
    await expect(run([], PASSPHRASE)).rejects.toThrow(UsageError);
  });
});
