import { describe, expect, it } from 'vitest';
import { askFrame, askGrant, get, post, readAWhile, verdictOf } from '../asking.ts';
import type { Study } from '../dicom-file.ts';
import { ANY_SYNTAX, framePath, seriesPath, type GateStack, type Login } from '../stack.ts';

/** Correlation ids of the gate's answers that stand beside the last frames in the front's log, oldest first. */
function answersBehindFrames(stack: GateStack): string[] {
  const log = Object.entries(stack.logs()).find(([name]) => /^main .*access\.log$/.test(name))?.[1] ?? '';
  return log
    .split('\n')
    .filter((line) => line.includes('"route":"wado-frames"') && line.includes('"status":200'))
    .map((line) => String((JSON.parse(line) as { correlationId: string }).correlationId));
}

/** Reads on until the front answers several frames in a row by itself. Whatever ended shortly before makes it ask for three seconds. */
async function untilItRelies(stack: GateStack, login: Login, study: Study): Promise<void> {
  const relies = async (): Promise<boolean> => {
    await readAWhile(stack.client, login, study);
    const last = answersBehindFrames(stack).slice(-3);
    return last.length === 3 && new Set(last).size === 1;
  };
  await expect.poll(relies, { timeout: 15_000, interval: 200 }).toBe(true);
}

type Ending = (login: Login, grantId: string) => Promise<unknown>;

/** Of a front that shares a folder of marks with its gateway. */
export function relyingSuite(stack: () => GateStack): void {
  const reading = async (): Promise<{ login: Login; grantId: string }> => {
    const { client, open, signIn } = stack();
    const login = await signIn('radiologist');
    const grantId = String((await askGrant(client, login, open.first)).json()['grantId']);
    await untilItRelies(stack(), login, open.first);
    return { login, grantId };
  };

  describe('a front that relies on what it was just told', { timeout: 30_000 }, () => {
    it('does so for frames of that study, and for nothing else', async () => {
      const { client, open } = stack();
      const { login } = await reading();
      expect(verdictOf(await get(client, login, framePath(open.other), ANY_SYNTAX))).toBe('403 grant-missing');
      expect(verdictOf(await get(client, login, `${seriesPath(open.other)}/metadata`))).toBe('403 grant-missing');
      expect(verdictOf(await get(client, undefined, framePath(open.first), ANY_SYNTAX))).toBe('401 token-missing');
      const transcode = 'multipart/related; type="image/jp2"; transfer-syntax=1.2.840.10008.1.2.4.90';
      const both = `${ANY_SYNTAX}, ${transcode}`;
      expect(verdictOf(await get(client, login, framePath(open.first), both))).toBe('400 accept-not-allowed');
      expect(verdictOf(await get(client, login, `${framePath(open.first)}?accept=image/jpeg`, ANY_SYNTAX))).toBe(
        '400 query-not-allowed',
      );
    });

    it('asks for a signature that differs in one character', async () => {
      const { client, open } = stack();
      const { login } = await reading();
      const changed = login
        .authorization()
        .replace(/(.)(.{8})$/, (_, one: string, rest: string) => `${one === 'A' ? 'B' : 'A'}${rest}`);
      const headers = { authorization: changed, accept: ANY_SYNTAX };
      expect(verdictOf(await client.send({ path: framePath(open.first), headers }))).toBe('401 token-invalid');
    });

    it.each<[string, Ending, string]>([
      [
        'the view is closed',
        (login, grantId) =>
          stack().client.send({
            method: 'DELETE',
            path: `/api/grants/${grantId}`,
            headers: { authorization: login.authorization() },
          }),
        '403 grant-expired',
      ],
      ['somebody signs out', (login) => post(stack().client, login, '/api/session/end'), '401 session-revoked'],
      ['the login ends at the identity provider', (login) => login.endAtProvider(), '401 session-revoked'],
    ])('knows at once that %s', async (_, end, verdict) => {
      const { client, open } = stack();
      const { login, grantId } = await reading();
      await end(login, grantId);
      expect(verdictOf(await askFrame(client, login, open.first))).toBe(verdict);
    });

    it('does not come back to a study that was closed by reading another one in the same login', async () => {
      const { client, open } = stack();
      const { login, grantId } = await reading();
      await askGrant(client, login, open.other);
      await untilItRelies(stack(), login, open.first);
      const path = `/api/grants/${grantId}`;
      await client.send({ method: 'DELETE', path, headers: { authorization: login.authorization() } });
      for (let round = 0; round < 3; round += 1) {
        await readAWhile(client, login, open.other);
        expect(verdictOf(await askFrame(client, login, open.first))).toBe('403 grant-expired');
      }
    });

    it('knows within a moment that the login ended at another copy of the gateway', async () => {
      const { client, shortLived, open } = stack();
      const { login } = await reading();
      await post(shortLived.client, login, '/api/session/end');
      await expect
        .poll(async () => verdictOf(await askFrame(client, login, open.first)), { timeout: 500, interval: 10 })
        .toBe('401 session-revoked');
    });
  });
}
