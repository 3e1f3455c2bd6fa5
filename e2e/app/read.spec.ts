import { copyFileSync, existsSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { join } from 'node:path';
import { auditVerify, eventsSince, logSize } from '../audit.ts';
import { expectShown, hasPicture, openStudy, openWorklist, sharedStack } from '../person.ts';
import { expect, test } from '../test.ts';

const stack = sharedStack();
const log = join(stack.dataFolder, 'audit.sqlite');

test('a radiologist signs in, opens the chest CT and scrolls it, and the log holds exactly that view', async ({
  page,
}) => {
  const before = await logSize(log);
  await openWorklist(page, stack);
  await openStudy(page, /CT Thorax with contrast/);
  await expectShown(page);
  await expect.poll(() => hasPicture(page)).toBe(true);
  const slice = page.getByTestId('viewport-1').getByTestId('slice');
  const first = await slice.innerText();
  await page.getByTestId('viewport-1').hover();
  for (let k = 0; k < 5; k += 1) await page.mouse.wheel(0, 120);
  await expect(slice).not.toHaveText(first);
  await expect(page.getByTestId('recorded')).toContainText('recorded');

  const events = await eventsSince(log, before);
  const opened = events.filter((event) => event.action === 'study-opened');
  expect(opened).toHaveLength(1);
  expect(opened[0]).toMatchObject({ outcome: 'success', purpose: 'TREAT', who: { roles: ['radiologist'] } });
  expect(events.map((event) => event.action).filter((action) => action.includes('refused'))).toEqual([]);
});

test('nothing of a patient stands in the address or the title of the page', async ({ page }) => {
  await openWorklist(page, stack);
  await openStudy(page, /CT Thorax with contrast/);
  await expectShown(page);
  expect(new URL(page.url()).pathname).toMatch(/^\/study\/[A-Za-z0-9_-]{16,200}$/);
  expect(page.url()).not.toMatch(/\d+\.\d+\.\d+\.\d+\.\d+/);
  expect(await page.title()).not.toMatch(/brandvik|hrh/i);
});

test('the command line proves the log, and names the first bad row of a tampered copy', async ({ page }, info) => {
  await openWorklist(page, stack);
  const proven = auditVerify(log);
  expect(proven.stderr + proven.stdout, 'audit verify').toBeTruthy();
  expect(proven.code).toBe(0);

  const copy = info.outputPath('tampered.sqlite');
  copyFileSync(log, copy);
  if (existsSync(`${log}-wal`)) copyFileSync(`${log}-wal`, `${copy}-wal`);
  const file = new DatabaseSync(copy);
  file.exec('DROP TRIGGER events_no_update');
  const target = Number(
    file.prepare("SELECT min(log_index) AS row FROM events WHERE event LIKE '%search%'").get()?.['row'],
  );
  file.prepare('UPDATE events SET event = replace(event, \'"count":\', \'"count":1\') WHERE log_index = ?').run(target);
  file.close();
  const refused = auditVerify(copy);
  expect(refused.code).toBe(1);
  expect(refused.stdout + refused.stderr).toContain(String(target));
});
