import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { NODE } from '../../stacks/gateway.ts';
import { askFrame, askGrant, get, JUSTIFICATION, post } from '../asking.ts';
import type { GateStack, Login } from '../stack.ts';
import { identifiersOf } from '../studies.ts';

const CLI = join(import.meta.dirname, '../../../src/cli/main.ts');

interface Event {
  readonly action: string;
  readonly outcome: string;
  readonly who: { readonly sid: string; readonly name: string; readonly roles: readonly string[] } | null;
  readonly studyInstanceUID?: string;
  readonly purpose?: string;
  readonly patient?: { readonly key: string };
  readonly justification?: { readonly reasonCode: string; readonly sealedText: string };
}

/** What was left behind: everything in the log of accesses, nothing anywhere else. */
export function traceSuite(stack: () => GateStack): void {
  describe('the trace', () => {
    async function readBundle(): Promise<string> {
      const { client, signIn } = stack();
      const answer = await get(client, await signIn('auditor'), '/api/audit/bundle');
      expect(answer.status).toBe(200);
      return answer.text();
    }

    function eventsIn(bundle: string): Event[] {
      const lines = bundle.split('\n').filter((line) => line !== '');
      const rows = lines.map((line) => JSON.parse(line) as { kind: string; event?: string });
      return rows.flatMap(({ kind, event }) =>
        kind === 'row' && event !== undefined ? [JSON.parse(event) as Event] : [],
      );
    }

    const sidOf = (login: Login): string => {
      const payload = login.authorization().split('.')[1] ?? '';
      return (JSON.parse(Buffer.from(payload, 'base64url').toString()) as { sid: string }).sid;
    };

    it('holds exactly the views that were made, one per study and not one per frame', async () => {
      const { client, open, restricted, signIn } = stack();
      const [reader, emergency] = [await signIn('radiologist'), await signIn('clinician')];
      const first = (await askGrant(client, reader, open.first)).json();
      for (const number of [1, 2, 3, 1, 2, 3])
        expect((await askFrame(client, reader, open.first, number)).status).toBe(200);
      await askGrant(client, reader, open.other);
      await post(client, reader, `/api/grants/${String(first['grantId'])}/heartbeat`);
      await post(client, reader, '/api/session/end');
      await emergency.stepUp();
      await askGrant(client, emergency, restricted.first, { purpose: 'BTG', justification: JUSTIFICATION });
      const events = eventsIn(await readBundle());
      const did = (login: Login) =>
        events
          .filter((event) => event.who?.sid === sidOf(login) && event.action !== 'signed-in')
          .map(({ action, outcome, studyInstanceUID }) => [action, outcome, studyInstanceUID]);
      const readerDid = did(reader);
      expect(readerDid.slice(0, 3)).toEqual([
        ['study-opened', 'success', open.first.studyInstanceUID],
        ['study-opened', 'success', open.other.studyInstanceUID],
        ['view-renewed', 'success', open.first.studyInstanceUID],
      ]);
      expect(readerDid.filter(([action]) => action === 'study-opened')).toHaveLength(2);
      expect(readerDid.map(([action]) => action)).toContain('signed-out');
      expect(did(emergency)).toEqual([
        ['emergency-started', 'success', restricted.first.studyInstanceUID],
        ['study-opened', 'success', restricted.first.studyInstanceUID],
      ]);
      const opened = events.find((event) => event.who?.sid === sidOf(reader) && event.action === 'study-opened');
      expect(opened?.who).toMatchObject({ roles: ['radiologist'], name: expect.stringMatching(/\S/) });
      expect(opened?.purpose).toBe('TREAT');
      expect(opened?.patient?.key).toMatch(/^[0-9a-f]{64}$/);
    });

    it('holds no name, no patient ID and no reason in clear', async () => {
      const bundle = await readBundle();
      for (const study of [...Object.values(stack().open), ...Object.values(stack().restricted)])
        for (const secret of [study.patientName, study.patientID, study.accessionNumber])
          expect(bundle).not.toContain(secret);
      expect(bundle).not.toContain(JUSTIFICATION.text);
    });

    it('holds every refusal of a read', async () => {
      const events = eventsIn(await readBundle());
      const refusals = events.filter(({ action, outcome }) => action === 'read-refused' && outcome === 'denied');
      expect(refusals.length).toBeGreaterThan(0);
      expect(refusals.every(({ who }) => who !== null)).toBe(true);
    });

    it('is proved whole by the command line, and a changed copy is not', async () => {
      const folder = mkdtempSync(join(tmpdir(), 'collimator-bundle-'));
      try {
        const bundle = await readBundle();
        const [whole, changed] = [join(folder, 'whole.jsonl'), join(folder, 'changed.jsonl')];
        writeFileSync(whole, bundle);
        expect(await verify(whole)).toMatchObject({ exitCode: 0 });
        const lines = bundle.split('\n');
        const at = lines.findIndex((line) => line.includes('emergency-started'));
        expect(at).toBeGreaterThan(0);
        lines[at] = lines[at]?.replace('emergency-started', 'study-opened') ?? '';
        writeFileSync(changed, lines.join('\n'));
        const verdict = await verify(changed);
        expect(verdict.exitCode).toBe(1);
        const { index } = JSON.parse(bundle.split('\n')[at] ?? '') as { index: number };
        expect(verdict.output).toMatch(new RegExp(`\\b${index}\\b`));
      } finally {
        rmSync(folder, { recursive: true });
      }
    });

    it('leaves no patient, no UID and no token in any log of any process', () => {
      const logs = stack().logs();
      expect(Object.values(logs).join('').length).toBeGreaterThan(0);
      const secrets = [...identifiersOf(stack()), JUSTIFICATION.text, '2.25.', 'SECRET^NAME', 'Gatetest', 'Bearer ey'];
      const found = Object.entries(logs).flatMap(([name, text]) =>
        secrets.filter((secret) => text.includes(secret)).map((secret) => `${name}: ${secret}`),
      );
      expect(found).toEqual([]);
      // Orthanc writes UIDs that it does not have into its log; names never.
      const people = identifiersOf(stack()).filter((secret) => !secret.startsWith('2.25.'));
      for (const secret of [...people, 'Bearer ey']) expect(stack().archiveLog()).not.toContain(secret);
    });
  });
}

function verify(bundle: string): Promise<{ exitCode: number; output: string }> {
  const args = ['--disable-warning=ExperimentalWarning', CLI, 'audit', 'verify', '--bundle', bundle];
  return new Promise((resolve) => {
    execFile(NODE, args, (error, stdout, stderr) => {
      resolve({ exitCode: typeof error?.code === 'number' ? error.code : 0, output: stdout + stderr });
    });
  });
}
