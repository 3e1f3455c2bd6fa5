// Time that runs out: an emergency access ends by itself, on the screen and at the server.
import { join } from 'node:path';
import { eventsSince } from '../audit.ts';
import { ownStack } from '../own-stack.ts';
import { accountOf, confirmEmergency, expectShown, hasPicture, openWorklist, studyRow } from '../person.ts';
import { expect, test } from '../test.ts';

const SECONDS = 25;
const stack = ownStack({ breakGlass: { maximumSeconds: SECONDS } });

test('emergency access is cut off at its end: the screen goes blank, and the same token gets nothing more', async ({
  page,
  context,
}) => {
  test.setTimeout(180_000);
  let authorization = '';
  let frame = '';
  page.on('request', (request) => {
    authorization = request.headers()['authorization'] ?? authorization;
    if (request.url().includes('/frames/')) frame = request.url();
  });
  await openWorklist(page, stack(), 'clinician');
  await studyRow(page, 'Restricted').click();
  const dialog = page.getByRole('dialog', { name: 'This study is restricted' });
  await dialog.getByRole('radio').first().check();
  await dialog.getByLabel('Why now').fill('Unconscious after a fall, on anticoagulants.');
  await confirmEmergency(page, accountOf(stack(), 'clinician'));
  await expectShown(page);
  await expect.poll(() => hasPicture(page)).toBe(true);
  const ask = async () =>
    (
      await context.request.get(frame, {
        headers: { authorization, accept: 'multipart/related; type="application/octet-stream"; transfer-syntax=*' },
      })
    ).status();
  expect(await ask()).toBe(200);

  await expect(page.getByRole('region', { name: 'Emergency access' })).toHaveCount(0, {
    timeout: (SECONDS + 20) * 1000,
  });
  await expect(page.getByTestId('viewport-1').locator('canvas')).toHaveCount(0);
  expect([401, 403]).toContain(await ask());
  const log = join(stack().dataFolder, 'audit.sqlite');
  await expect.poll(async () => (await eventsSince(log, 0)).map((event) => event.action)).toContain('emergency-ended');
});
