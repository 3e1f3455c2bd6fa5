// A radiologist runs models over the chest, decides about each finding, signs, and finds all of it again: on the screen, in the
// archive, in the worklist and in the log. In between the browser crashes.
import { join } from 'node:path';
import { type Page } from '@playwright/test';
import { archivedNames, newFiles } from '../archive.ts';
import { eventsSince, logSize } from '../audit.ts';
import { complaintsAbout, errorsIn, said } from '../judged.ts';
import { ownStack } from '../own-stack.ts';
import { expectShown, openStudy, openWorklist, studyRow } from '../person.ts';
import { decide, difference, findingsOf, overlay, rows, runModel, sign, widen } from '../reviewing.ts';
import { expect, test } from '../test.ts';

const stack = ownStack();
const CHEST = /CT Thorax with contrast/;
const LUNGS = 'ct-lung-density';
const CANDIDATES = 'ct-nodule-candidates';
const log = () => join(stack().dataFolder, 'audit.sqlite');

/** Every row that is kept for later, as text: what somebody finds who takes the disk. */
function drafts(page: Page): Promise<string[]> {
  return page.evaluate(
    () =>
      new Promise<string[]>((resolve) => {
        const open = indexedDB.open('collimator-drafts');
        open.onsuccess = () => {
          const all = open.result.transaction('drafts').objectStore('drafts').getAll();
          all.onsuccess = () => {
            open.result.close();
            const rows = all.result as { id: string; study: string; box: ArrayBuffer }[];
            resolve(rows.map(({ id, study, box }) => `${id} ${study} ${new TextDecoder('latin1').decode(box)}`));
          };
        };
      }),
  );
}

test('findings are decided one by one, outlive a crash, are signed, stored, and come back as they were', async ({
  page,
}, info) => {
  test.setTimeout(600_000);
  const from = await logSize(log());
  const there = archivedNames(stack());
  await openWorklist(page, stack());
  await openStudy(page, CHEST);
  await expectShown(page);
  await page.keyboard.press('Shift+A');

  await test.step('results stay hidden until the first read is done', async () => {
    await runModel(page, LUNGS);
    await runModel(page, CANDIDATES);
    await expect(page.getByTestId('ai-review')).toHaveCount(0);
    for (const name of [LUNGS, CANDIDATES])
      await page.getByRole('button', { name: `First read done: show ${name}` }).click();
    await expect(rows(page, LUNGS)).toHaveCount(2);
    await expect(page.getByTestId(`ai-open-${LUNGS}`)).toContainText('2 findings are not decided');
    await expect(page.getByRole('button', { name: `Sign ${LUNGS}` })).toBeDisabled();
  });
  await expect(rows(page, CANDIDATES).nth(2)).toBeVisible();
  const count = await rows(page, CANDIDATES).count();
  expect(count).toBeGreaterThanOrEqual(3);

  await test.step('accept and reject are one key each; a reason may be given, and all of it undone', async () => {
    await decide(page, CANDIDATES, 0, 'r');
    await rows(page, CANDIDATES).nth(0).getByLabel('Why rejected (optional)').selectOption({ label: 'Normal anatomy' });
    await decide(page, CANDIDATES, 1, 'r');
    await page.keyboard.press('Shift+Z');
    await expect(rows(page, CANDIDATES).nth(1)).toContainText('not decided');
    await decide(page, CANDIDATES, 1, 'r');
  });

  await test.step('an outline is changed by hand, and its diameter measured again', async () => {
    await widen(page, CANDIDATES, 2, 'Nodule of the right lung');
    await page.screenshot({ path: info.outputPath('edit.png') });
  });
  for (let at = 3; at < count; at++) await decide(page, CANDIDATES, at, 'y');
  for (const at of [0, 1]) await decide(page, LUNGS, at, 'y');

  await test.step('what was decided outlives a crash', async () => {
    const decided = await rows(page, CANDIDATES).allTextContents();
    await expect.poll(() => page.evaluate(async () => (await indexedDB.databases()).map(({ name }) => name))).toContain('collimator-drafts'); // prettier-ignore
    // The last decision is written at once; a page that dies cannot finish anything.
    await page.waitForTimeout(500);
    const written = await drafts(page);
    expect(written.length).toBeGreaterThanOrEqual(4);
    for (const row of written) expect(row).not.toMatch(/Brandvik|HRH-104423|Nodule|2\.25\.|Varga/);
    page.on('dialog', (dialog) => void dialog.accept());
    await page.reload();
    await expectShown(page);
    await expect(rows(page, CANDIDATES)).toHaveCount(count, { timeout: 60_000 });
    await expect(rows(page, LUNGS)).toContainText(['accepted', 'accepted']);
    const states = (texts: readonly string[]) => texts.map((text) => /rejected|accepted with changes|accepted|not decided/.exec(text)?.[0]); // prettier-ignore
    expect(states(await rows(page, CANDIDATES).allTextContents())).toEqual(states(decided));
  });

  await sign(page, LUNGS);
  await sign(page, CANDIDATES);
  const signed = await test.step('what is on the screen is what was signed', async () => {
    await rows(page, CANDIDATES).nth(2).getByRole('button').first().click();
    await page.waitForTimeout(300);
    await page.screenshot({ path: info.outputPath('signed.png') });
    return { marks: await overlay(page), texts: await rows(page, CANDIDATES).allTextContents() };
  });

  await test.step('the archive has the documents, and others read them without complaint', async () => {
    const files = newFiles(stack(), there);
    expect(files).toHaveLength(3);
    for (const [at, sopClass] of [
      'SegmentationStorage',
      'Comprehensive3DSRStorage',
      'Comprehensive3DSRStorage',
    ].entries()) {
      const path = files[at] ?? '';
      const dump = said('dcmdump', ['+P', '0008,0016', path]);
      if (dump !== undefined) expect(dump.out).toMatch(new RegExp(`=${sopClass}\\b`));
      expect(errorsIn(path)).toEqual([]);
      if (sopClass.includes('SR')) expect(complaintsAbout(path)).toEqual([]);
    }
  });

  await test.step('nothing unsent is left on this machine', async () => {
    await expect.poll(async () => (await drafts(page)).length).toBe(0);
  });

  await test.step('opened again it is as it was signed', async () => {
    await page.keyboard.press('Shift+Escape');
    await expect(studyRow(page, CHEST)).toContainText('SR');
    await openStudy(page, CHEST);
    await expectShown(page);
    await page.keyboard.press('Shift+A');
    for (const name of [LUNGS, CANDIDATES])
      await expect(page.getByTestId(`ai-result-${name}`)).toContainText('From a report in the archive', { timeout: 60_000 }); // prettier-ignore
    expect(await rows(page, CANDIDATES).allTextContents()).toEqual(signed.texts);
    await rows(page, CANDIDATES).nth(2).getByRole('button').first().click();
    await expect.poll(async () => difference(await overlay(page), signed.marks)).toBeLessThan(0.5);
    await page.screenshot({ path: info.outputPath('again.png') });
  });

  await test.step('a wrong one is withdrawn by a note, and drawn no more', async () => {
    await findingsOf(page, CANDIDATES).getByRole('button', { name: 'Withdraw this stored result' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Why').selectOption({ label: 'Software failure' });
    await dialog.getByRole('button', { name: 'Withdraw as rejected for quality' }).click();
    await expect(page.getByTestId(`ai-result-${CANDIDATES}`)).toHaveCount(0, { timeout: 60_000 });
    await expect(page.getByTestId(`ai-result-${LUNGS}`)).toBeVisible();
    const note = newFiles(stack(), there).at(-1) ?? '';
    const dump = said('dcmdump', ['+P', '0008,0016', '+P', '0008,0104', note]);
    if (dump !== undefined) expect(dump.out).toContain('Rejected for Quality Reasons');
    expect(errorsIn(note)).toEqual([]);
    expect(complaintsAbout(note)).toEqual([]);
  });

  await test.step('the log tells the whole story', async () => {
    const told = (await eventsSince(log(), from)).map(({ action, outcome }) => `${action} ${outcome}`);
    const story = ['study-opened', 'ai-run', 'ai-run', 'ai-revealed', 'ai-revealed', 'ai-signed', 'store-begun', 'store-ended', 'ai-stored']; // prettier-ignore
    const ours = told.filter((line) => story.includes(line.split(' ')[0] ?? ''));
    expect(ours.slice(0, 5)).toEqual(['study-opened success', 'ai-run success', 'ai-run success', 'ai-revealed success', 'ai-revealed success']); // prettier-ignore
    expect(ours.filter((line) => /signed|store/.test(line))).toEqual([
      'ai-signed success', 'store-begun success', 'store-ended success', 'store-begun success', 'store-ended success', 'ai-stored success',
      'ai-signed success', 'store-begun success', 'store-ended success', 'ai-stored success',
      'store-begun success', 'store-ended success',
    ]); // prettier-ignore
  });
});
