import { expectShown, openStudy, openWorklist, sharedStack } from '../person.ts';
import { expect, test } from '../test.ts';

const stack = sharedStack();

test('PET and CT scroll together until the link is undone, and a wider series list is there after a reload', async ({
  page,
}) => {
  await openWorklist(page, stack);
  await openStudy(page, /PET\/CT FDG thorax/);
  await expectShown(page);
  await page.keyboard.press('g');
  await expectShown(page, 2);
  const [ct, pet] = [page.getByTestId('viewport-1'), page.getByTestId('viewport-2')];
  await page.keyboard.press('Home');
  await expect(ct).toHaveAttribute('data-index', '0');
  await expect(pet).toHaveAttribute('data-index', '0');
  await pet.hover();
  await page.mouse.wheel(0, 300);
  await expect(pet).toHaveAttribute('data-index', '3');
  await expect(ct).toHaveAttribute('data-index', '3');
  await page.getByRole('button', { name: 'Link scroll' }).click();
  await pet.hover();
  await page.mouse.wheel(0, 100);
  await expect(pet).toHaveAttribute('data-index', '4');
  await expect(ct).toHaveAttribute('data-index', '3');

  const line = page.getByRole('separator', { name: 'Width of the series list' });
  const before = Number(await line.getAttribute('aria-valuenow'));
  await line.press('ArrowRight');
  await line.press('ArrowRight');
  await expect(line).toHaveAttribute('aria-valuenow', String(before + 32));
  // Arrows on the line move the line, not the series.
  await expect(ct).toHaveAttribute('data-index', '3');
  await page.reload();
  await expect(line).toHaveAttribute('aria-valuenow', String(before + 32));
  await expect(page.getByRole('navigation', { name: 'Series' })).toHaveCSS('width', `${before + 32}px`);
});
