import { join } from 'node:path';
import { archivedStudies } from '../archive.ts';
import { eventsSince, logSize } from '../audit.ts';
import { everythingShown, keepAllShown } from '../identifiers.ts';
import {
  accountOf,
  confirmEmergency,
  expectShown,
  hasPicture,
  newWatchedPage,
  openWorklist,
  sharedStack,
  signIn,
  studyRow,
} from '../person.ts';
import { expect, test } from '../test.ts';

const stack = sharedStack();
const log = join(stack.dataFolder, 'audit.sqlite');

test('a clinician opens a restricted patient with a reason and a second factor, under a red banner, and ends it', async ({
  page,
}) => {
  const before = await logSize(log);
  await openWorklist(page, stack, 'clinician');
  const row = studyRow(page, 'Restricted');
  await expect(row).not.toContainText(/HRH/);
  await row.click();
  await page.keyboard.press('Enter');

  const dialog = page.getByRole('dialog', { name: 'This study is restricted' });
  await expect(dialog).toBeVisible();
  // Without a reason, and with too little text: nothing opens, and the dialog says what is missing.
  await dialog.getByRole('button', { name: 'Open under emergency access' }).click();
  await expect(dialog.getByRole('alert').first()).toContainText('Choose a reason');
  await dialog.getByRole('radio').first().check();
  await dialog.getByLabel('Why now').fill('too few');
  await dialog.getByRole('button', { name: 'Open under emergency access' }).click();
  await expect(dialog).toContainText('at least 10 characters');
  await expect(page.getByTestId('viewport-1')).toHaveCount(0);

  await dialog.getByLabel('Why now').fill('Unconscious after a fall, on anticoagulants.');
  await confirmEmergency(page, accountOf(stack, 'clinician'));

  const banner = page.getByRole('region', { name: 'Emergency access' });
  await expect(banner).toBeVisible();
  await expect(banner).toContainText(/\d+ min|\d+:\d\d/);
  await expectShown(page);
  await expect.poll(() => hasPicture(page)).toBe(true);

  await banner.getByRole('button', { name: /End now/ }).click();
  await expect(banner).toHaveCount(0);
  await expect(page.getByTestId('viewport-1').locator('canvas')).toHaveCount(0);

  // The screen goes first, the network after it.
  await expect
    .poll(async () => (await eventsSince(log, before)).map((event) => event.action))
    .toContain('emergency-ended');
  const events = await eventsSince(log, before);
  const actions = events.map((event) => event.action);
  expect(actions).toContain('emergency-started');
  expect(events.filter((event) => event.action === 'study-opened').at(-1)).toMatchObject({
    purpose: 'BTG',
    outcome: 'success',
  });
  expect(actions.indexOf('emergency-started')).toBeLessThan(actions.lastIndexOf('emergency-ended'));
});

test('a researcher sees no identity in the worklist', async ({ page }) => {
  await openWorklist(page, stack, 'researcher');
  await expect(page.getByRole('table')).not.toContainText(/brandvik|HRH-/i);
});

test('auditor and administrator are told what their role does here, and see no study and no patient', async ({
  browser,
}) => {
  const studies = archivedStudies(stack).filter(({ patientID }) => patientID.startsWith('hrh-'));
  const secrets = studies.flatMap(({ identifiers, description }) => [...identifiers, description]);
  expect(studies.length).toBeGreaterThan(8);
  for (const role of ['auditor', 'administrator'] as const) {
    const { page, context, complaints } = await newWatchedPage(browser);
    const allShown = await keepAllShown(page);
    const asked: string[] = [];
    page.on('request', (request) => asked.push(new URL(request.url()).pathname));
    await signIn(page, stack, role);
    await expect(page.getByText(new RegExp(role, 'i')).first()).toBeVisible();
    if (role === 'administrator') {
      // Of models, each on a row of its own, and of nothing else.
      const table = page.getByRole('region', { name: 'Table of installed models' }).getByRole('table');
      await expect(page.getByRole('heading', { name: 'Models of this site' })).toBeVisible();
      await expect(table).toBeVisible();
      const [, ...rows] = await table.getByRole('row').allTextContents();
      expect(rows.length).toBeGreaterThan(0);
      expect(rows.filter((row) => !/Switch (on|off) [a-z-]+$/.test(row))).toEqual([]);
    }
    await page.waitForLoadState('networkidle');
    await expect(page.getByRole('table')).toHaveCount(role === 'administrator' ? 1 : 0);
    const shown = `${await allShown()}\n${await everythingShown(page)}`.toLowerCase();
    expect(secrets.filter((secret) => shown.includes(secret))).toEqual([]);
    expect(asked.filter((path) => /^\/(dicom-web|api\/(search|studies|grants))/.test(path))).toEqual([]);
    expect(complaints).toEqual({ violations: [], errors: [] });
    await context.close();
  }
});
