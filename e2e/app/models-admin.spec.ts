// The administrator's page: numbers without patients, and the switch that reaches every browser within a minute.
import { axeFindings } from '../axe.ts';
import { ownStack } from '../own-stack.ts';
import { expectShown, newWatchedPage, openStudy, openWorklist, signIn } from '../person.ts';
import { expect, test } from '../test.ts';

const stack = ownStack();
const LUNGS = 'ct-lung-density';

test('a model that is switched off is gone from an open browser within a minute, and comes back', async ({
  page,
  browser,
}, info) => {
  test.setTimeout(240_000);
  await openWorklist(page, stack());
  await openStudy(page, /CT Thorax with contrast/);
  await expectShown(page);
  await page.keyboard.press('Shift+A');
  const run = page.getByRole('button', { name: `Run ${LUNGS}` });
  await expect(run).toBeVisible({ timeout: 60_000 });

  const { page: admin, context, complaints } = await newWatchedPage(browser);
  await signIn(admin, stack(), 'administrator');
  await expect(admin.getByRole('heading', { name: 'Models of this site' })).toBeVisible();
  const row = admin.getByRole('row').filter({ hasText: LUNGS });
  await expect(row).toContainText('In use');
  expect(await axeFindings(admin)).toEqual([]);
  await admin.screenshot({ path: info.outputPath('models.png'), fullPage: true });

  await row.getByRole('button', { name: `Switch off ${LUNGS}` }).click();
  const dialog = admin.getByRole('dialog');
  // Nothing is chosen beforehand.
  await expect(dialog.getByRole('button', { name: 'Switch off everywhere' })).toBeDisabled();
  await dialog.getByLabel('Why').selectOption({ label: 'Maintenance' });
  expect(await axeFindings(admin)).toEqual([]);
  await dialog.getByRole('button', { name: 'Switch off everywhere' }).click();
  await expect(row).toContainText('Switched off');
  try {
    await expect(run).toHaveCount(0, { timeout: 60_000 });
  } finally {
    await row.getByRole('button', { name: `Switch on ${LUNGS}` }).click();
    await expect(row).toContainText('In use');
  }
  await expect(run).toBeVisible({ timeout: 60_000 });
  expect(complaints).toEqual({ violations: [], errors: [] });
  await context.close();
});
