import { mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, expect, it, vi } from 'vitest';
import { ConfigInvalid } from './config.ts';
import type { LogLine } from './log.ts';
import { followPolicy, readPolicy } from './policy-file.ts';
import { createTestStack, OPEN_STUDY } from './testing/stack.ts';

const folder = mkdtempSync(join(tmpdir(), 'collimator-policy-'));
const file = join(folder, 'restrictions.json');
let version = 0;
afterAll(() => rmSync(folder, { recursive: true, force: true }));
afterEach(() => vi.useRealTimers());

function write(text: string): void {
  writeFileSync(file, text);
  // Some file systems keep whole seconds only.
  version += 1;
  utimesSync(file, 1_700_000_000 + version, 1_700_000_000 + version);
}

const policy = (patientID: string): string =>
  JSON.stringify({ patients: [{ patientID }], confidentialityCodes: [], departments: [] });

it('follows the file, and keeps the last good policy when the file is spoiled', () => {
  vi.useFakeTimers();
  write(policy('A'));
  const lines: LogLine[] = [];
  const followed = followPolicy(file, (line) => lines.push(line));
  write(policy('B'));
  expect(followed.current().patients).toEqual([{ patientID: 'A' }]);
  vi.advanceTimersByTime(2000);
  expect(followed.current().patients).toEqual([{ patientID: 'B' }]);
  write('{"patients": [');
  vi.advanceTimersByTime(2000);
  rmSync(file);
  vi.advanceTimersByTime(2000);
  expect(followed.current().patients).toEqual([{ patientID: 'B' }]);
  followed.stop();
  expect(lines.map((line) => line.event)).toEqual([
    'restrictions-changed',
    'restrictions-not-read',
    'restrictions-not-read',
  ]);
});

it('counts from the next request on', async () => {
  let patients: { patientID: string }[] = [];
  const stack = await createTestStack({ policy: () => ({ patients, confidentialityCodes: [], departments: [] }) });
  const token = await stack.token({ roles: ['radiologist'] });
  const open = (): Promise<Response> =>
    stack.send('/api/grants', { token, json: { study: { studyInstanceUID: OPEN_STUDY }, purpose: 'TREAT' } });
  expect((await open()).status).toBe(201);
  patients = [{ patientID: 'P1' }];
  expect((await open()).status).toBe(403);
});

it('names the place of a mistake and no patient', () => {
  write('{"patients":["SECRET-77"],"confidentialityCodes":[],"departments":[]}');
  const attempt = (): unknown => readPolicy(file);
  expect(attempt).toThrow(ConfigInvalid);
  expect(attempt).toThrow('patients.0');
  expect(attempt).not.toThrow(/SECRET-77/);
});
