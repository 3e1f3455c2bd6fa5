import { expectShown, hasPicture, openStudy, openWorklist, sharedStack } from '../person.ts';
import { expect, test } from '../test.ts';

const stack = sharedStack();

test('a stack is read axial, coronal and sagittal, one place is pointed at in all, and everything comes back', async ({
  page,
}) => {
  await openWorklist(page, stack);
  await openStudy(page, /CT Thorax with contrast/);
  await expectShown(page);
  await expect.poll(() => hasPicture(page)).toBe(true);
  await page.keyboard.press('Shift+m');
  for (const viewport of [1, 2, 3]) {
    await expect(page.getByTestId(`viewport-${viewport}`)).toHaveAttribute('data-state', 'shown', { timeout: 60_000 });
    await expect.poll(() => hasPicture(page, viewport)).toBe(true);
  }
  const axial = page.getByTestId('viewport-1');
  const coronal = page.getByTestId('viewport-2');
  const sagittal = page.getByTestId('viewport-3');
  await expect(coronal).toContainText('coronal');
  await expect(coronal).toContainText('MPR, not stored');
  await expect(sagittal).toContainText('sagittal');
  await expect(page.getByTestId('lines-1').locator('line')).toHaveCount(2);

  // Where the hand points with Shift is where the others go.
  const slice = (of: typeof axial) => of.getByTestId('slice').innerText();
  const before = [await slice(axial), await slice(coronal), await slice(sagittal)];
  const box = (await axial.boundingBox())!;
  await page.keyboard.down('Shift');
  await page.mouse.move(box.x + box.width * 0.3, box.y + box.height * 0.45);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width * 0.32, box.y + box.height * 0.46);
  await page.mouse.up();
  await page.keyboard.up('Shift');
  await expect.poll(() => slice(coronal)).not.toBe(before[1]);
  await expect.poll(() => slice(sagittal)).not.toBe(before[2]);
  expect(await slice(axial)).toBe(before[0]);

  // One window for the three.
  const window = (of: typeof axial) => of.getByTestId('window').innerText();
  const wide = await window(coronal);
  await coronal.focus();
  await page.keyboard.press('5');
  await expect.poll(() => window(coronal)).not.toBe(wide);
  expect([await window(axial), await window(sagittal)]).toEqual([await window(coronal), await window(coronal)]);

  // What is measured on an image that no archive holds says that it will not be kept.
  await page.keyboard.press('l');
  const place = (await coronal.boundingBox())!;
  await page.mouse.move(place.x + place.width * 0.3, place.y + place.height * 0.5);
  await page.mouse.down();
  await page.mouse.move(place.x + place.width * 0.6, place.y + place.height * 0.5, { steps: 4 });
  await page.mouse.up();
  await expect(page.getByTestId('measurements-state')).toContainText('1 measurement on cut images: not saved');
  await expect(page.getByTestId('save-measurements')).toHaveAttribute('aria-disabled', 'true');

  await page.keyboard.press('Shift+m');
  await expect(coronal).toHaveCount(0);
  await expect(axial).not.toContainText('coronal');
  await expect(page.getByTestId('lines-1')).toHaveCount(0);
});
