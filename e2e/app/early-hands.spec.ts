// What the hand does on the first image, before the drawing tools are there, is done once they are.
import { hasPicture, openStudy, openWorklist, sharedStack } from '../person.ts';
import { expect, test } from '../test.ts';

const stack = sharedStack();

test('a drag and a zoom on the first image are not lost while the tools are still on their way', async ({ page }) => {
  let letToolsCome: () => void = () => undefined;
  const toolsMayCome = new Promise<void>((resolve) => (letToolsCome = resolve));
  await page.route(/\/stage-[^/]*\.js/, async (route) => {
    await toolsMayCome;
    await route.continue();
  });
  await openWorklist(page, stack);
  await openStudy(page, /CT Thorax with contrast/);
  await expect.poll(() => hasPicture(page)).toBe(true);
  const viewport = page.getByTestId('viewport-1');
  const windowWords = viewport.getByTestId('window');
  const zoomWords = viewport.getByTestId('zoom');
  const [windowBefore, zoomBefore] = [await windowWords.innerText(), await zoomWords.innerText()];

  const box = await viewport.boundingBox();
  if (box === null) throw new Error('the viewport has no place on the screen');
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
  await page.mouse.move(x, y);
  await page.mouse.down();
  await page.mouse.move(x + 60, y + 40, { steps: 4 });
  await page.mouse.up();
  await page.keyboard.press('+');
  await expect(windowWords, 'nothing can act on the drag yet').toHaveText(windowBefore);

  letToolsCome();
  await expect(windowWords).not.toHaveText(windowBefore);
  await expect(zoomWords).not.toHaveText(zoomBefore);
});
