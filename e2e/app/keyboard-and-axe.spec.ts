import { axeFindings } from '../axe.ts';
import { accountOf, expectShown, openStudy, openWorklist, sharedStack } from '../person.ts';
import { expect, test } from '../test.ts';

const stack = sharedStack();

test('axe-core finds nothing on the sign-in pages, the worklist and the reading screen', async ({ page }) => {
  await page.goto(stack.url);
  await page.getByRole('button', { name: 'Sign in' }).waitFor();
  expect(await axeFindings(page), 'app, before sign-in').toEqual([]);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByLabel('User name').waitFor();
  expect(await axeFindings(page), 'identity provider').toEqual([]);
  const account = accountOf(stack, 'radiologist');
  await page.getByLabel('User name').fill(account.username);
  await page.getByLabel('Password').fill(account.password);
  await page.keyboard.press('Enter');
  await page.getByRole('table').waitFor();
  expect(await axeFindings(page), 'worklist').toEqual([]);
  await openStudy(page, /CT Thorax with contrast/);
  await expectShown(page);
  expect(await axeFindings(page), 'reading').toEqual([]);
  await page.keyboard.press('?');
  await page.getByRole('dialog').waitFor();
  expect(await axeFindings(page), 'key sheet').toEqual([]);
});

test('by keyboard alone: sign in, find, open, scroll, close', async ({ page }) => {
  await page.goto(stack.url);
  await expect(page.getByRole('button', { name: 'Sign in' })).toBeFocused();
  await page.keyboard.press('Enter');
  const account = accountOf(stack, 'radiologist');
  await page.getByLabel('User name').waitFor();
  await expect(page.getByLabel('User name')).toBeFocused();
  await page.keyboard.type(account.username);
  await page.keyboard.press('Tab');
  await page.keyboard.type(account.password);
  await page.keyboard.press('Enter');
  await page.getByRole('table').waitFor();
  await page.keyboard.press('/');
  await page.keyboard.type('BRANDVIK');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('row')).toHaveCount(3);
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expectShown(page);
  const slice = page.getByTestId('viewport-1').getByTestId('slice');
  const first = await slice.innerText();
  await page.keyboard.press('ArrowDown');
  await expect(slice).not.toHaveText(first);
  await page.keyboard.press('Shift+Escape');
  await expect(page.getByRole('table')).toBeVisible();
});

test('long names, other scripts and a narrow window keep the worklist in one piece', async ({ page }) => {
  await openWorklist(page, stack);
  await page.setViewportSize({ width: 900, height: 600 });
  const overflow = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  expect(overflow).toBeLessThanOrEqual(0);
});
