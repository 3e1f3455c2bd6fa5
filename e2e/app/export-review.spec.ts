// What was de-identified is looked at, corrected, partly refused, approved and released: into a ZIP that others read and into a
// research archive, with the log telling each step. By keyboard but for the one box that is drawn by hand.
import { createHash } from 'node:crypto';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { identifiersOf } from '../archive.ts';
import { auditVerify, eventsSince, logSize } from '../audit.ts';
import { axeFindings } from '../axe.ts';
import { acceptEverything, progress, release, runToReview, shown } from '../exporting.ts';
import { errorsIn, letPydicomRead } from '../judged.ts';
import { startOwnStack } from '../own-stack.ts';
import { expectShown, newWatchedPage, sharedStack, signIn } from '../person.ts';
import { expect, test } from '../test.ts';

const stack = sharedStack();
const log = join(stack.dataFolder, 'audit.sqlite');

/** The export of the log's last rows: which steps, in order. */
async function story(from: number, file = log): Promise<string[]> {
  return (await eventsSince(file, from)).map(({ action }) => action).filter((action) => action.startsWith('export-'));
}

test('by keyboard and one box: reviewed, one study refused, approved, released as a ZIP that others read', async ({
  page,
}) => {
  test.setTimeout(180_000);
  const from = await logSize(log);
  const studies = [
    ['DX', 'XR Thorax PA'],
    ['CR', 'XR Hand left PA'],
    ['XA', 'Coronary angiography'],
  ] as const;
  await runToReview(page, stack, { studies, destination: 'ZIP file' });
  expect(await axeFindings(page), 'header table').toEqual([]);

  // The hand: its header was seen, and the whole study stays here.
  const list = page.getByRole('navigation', { name: 'What to look at' });
  await list.getByRole('button', { name: /CR.*header/ }).click();
  await expect(list.getByRole('button', { name: /^P\w+ CR/ })).toContainText('done');
  await page.keyboard.press('Shift+R');
  await expect(list.getByRole('button', { name: /CR series/ })).toContainText('done');

  // The thorax: a box more, over what a person thinks is text.
  await list.getByRole('button', { name: /DX series/ }).click();
  await shown(page);
  await expect(page.getByTestId('standing')).toHaveText('opened');
  expect(await axeFindings(page), 'image').toEqual([]);
  // The viewer itself, over what would leave: nothing is asked of the archive, and nobody is named.
  const asked: string[] = [];
  page.on('request', (request) => void asked.push(new URL(request.url()).pathname));
  await page.keyboard.press('v');
  await expectShown(page);
  const secretsOfThorax = identifiersOf(stack, ['XR Thorax PA']);
  const words = (await page.locator('body').innerText()).toLowerCase();
  expect(secretsOfThorax.filter((secret) => words.includes(secret.toLowerCase()))).toEqual([]);
  expect(asked.filter((path) => path.startsWith('/dicom-web/'))).toEqual([]);
  await page.keyboard.press('Shift+Escape');
  await shown(page);
  await page.keyboard.press('b');
  const surface = await page.getByTestId('drawing-surface').boundingBox();
  if (surface === null) throw new Error('nothing to draw on');
  const at = (x: number, y: number) => [surface.x + surface.width * x, surface.y + surface.height * y] as const;
  await page.mouse.move(...at(0.45, 0.3));
  await page.mouse.down();
  await page.mouse.move(...at(0.5, 0.35));
  await page.mouse.move(...at(0.55, 0.4));
  await page.mouse.up();
  const boxes = page.getByRole('list', { name: 'Boxes' }).getByRole('listitem');
  const before = await boxes.count();
  await page.keyboard.press('i');
  await expect(boxes).toHaveCount(before + 1, { timeout: 30_000 });
  await expect(boxes.last()).toContainText('drawn by a person');
  // Another image now: it was opened again, and not accepted by that.
  await shown(page);
  await expect(page.getByTestId('standing')).toHaveText('opened');
  await expect(page.getByRole('button', { name: /left before approval/ })).toBeDisabled();

  await acceptEverything(page);
  // A slip of the finger is taken back.
  await page.keyboard.press('u');
  await expect(page.getByRole('button', { name: /left before approval/ })).toBeDisabled();
  await acceptEverything(page);
  expect(await progress(page).innerText()).toMatch(/^(\d+) of \1 frames decided, 3 of 3 headers seen$/);
  await page.keyboard.press('p');
  await expect(page.getByRole('heading', { name: 'What will leave' })).toBeVisible();
  await expect(page.getByRole('row', { name: /^Withheld/ })).toContainText('1');

  const download = await release(page, stack, /reviewed images as a download/);
  const folder = mkdtempSync(join(tmpdir(), 'export-review-'));
  try {
    const archive = join(folder, download.suggestedFilename());
    expect(download.suggestedFilename()).toMatch(/^export-[0-9a-f]{12}\.zip$/);
    await download.saveAs(archive);
    await expect(page.getByText(/^Released: 2 images in 6 files/)).toBeVisible();
    const manifestSha256 = await page.getByTestId('manifest-sha256').innerText();
    expect(await axeFindings(page), 'released').toEqual([]);
    execFileSync('python3', ['-m', 'zipfile', '-e', archive, folder]);

    const manifest = readFileSync(join(folder, 'manifest.json'));
    expect(createHash('sha256').update(manifest).digest('hex')).toBe(manifestSha256);
    const { files } = JSON.parse(manifest.toString()) as { files: { path: string; sha256: string }[] };
    const images = files.filter(({ path }) => path.endsWith('.dcm'));
    expect(images).toHaveLength(2);
    const secrets = identifiersOf(
      stack,
      studies.map(([, description]) => description),
    );
    expect(secrets.length).toBeGreaterThan(8);
    for (const { path, sha256 } of files) {
      const bytes = readFileSync(join(folder, path));
      expect(createHash('sha256').update(bytes).digest('hex')).toBe(sha256);
      const words = `${path} ${bytes.toString('latin1').toLowerCase()}`;
      expect(secrets.filter((secret) => words.includes(secret.toLowerCase()))).toEqual([]);
    }
    expect(errorsIn(join(folder, images[0]?.path ?? ''))).toEqual([]);
    letPydicomRead(images.map(({ path }) => join(folder, path)));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  const steps = await story(from);
  for (const step of [
    'export-opened',
    'export-prepared',
    'export-reviewed',
    'export-approved',
    'export-released',
    'export-completed',
  ])
    expect(steps).toContain(step);
  expect(steps.filter((step) => step === 'export-prepared')).toHaveLength(2);
  expect(steps.indexOf('export-released')).toBeLessThan(steps.indexOf('export-completed'));
  expect(auditVerify(log).code).toBe(0);
});

/** A site that wants two people to agree. */
const TWO_PEOPLE = {
  exports: {
    isEnabled: true,
    purposes: [{ code: 'research', label: 'Research project' }],
    recipients: [{ code: 'own-institution', label: 'Own institution' }],
    destinations: [{ code: 'research-archive', label: 'Research archive', kind: 'stow' }],
    profiles: [{ code: 'research' }],
    references: { openKinds: ['expert-determination'] },
    secondReviewer: true,
  },
};

test('two people in two sign-ins: both look, both approve, and it goes to a research archive', async ({
  page,
  browser,
}) => {
  test.setTimeout(180_000);
  const folder = mkdtempSync(join(tmpdir(), 'export-second-'));
  const site = await startOwnStack(TWO_PEOPLE);
  const other = await newWatchedPage(browser);
  try {
    await runToReview(page, site, { studies: [['CR', 'XR Hand left PA']], destination: 'Research archive' });
    await acceptEverything(page);
    await page.keyboard.press('p');
    await expect(page.getByText('Not approved by enough people yet')).toBeVisible();
    const invitation = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Invite a second reviewer' }).click();
    const file = join(folder, 'invitation.json');
    await (await invitation).saveAs(file);
    const code = await page.getByTestId('invitation-code').innerText();
    const written = readFileSync(file, 'utf8').toLowerCase();
    const secrets = identifiersOf(stack, ['XR Hand left PA']);
    expect(secrets.length).toBeGreaterThan(3);
    expect(secrets.filter((secret) => written.includes(secret))).toEqual([]);

    const second = other.page;
    await signIn(second, site, 'radiologist');
    await second.getByRole('button', { name: 'Review an export' }).click();
    await second.getByLabel('File of the invitation').setInputFiles(file);
    await second.getByLabel('Code').fill('another code');
    await second.getByRole('button', { name: /^Join/ }).click();
    await expect(second.getByText('cannot be opened with this code')).toBeVisible();
    await second.getByLabel('Code').fill(code);
    await second.getByRole('button', { name: /^Join/ }).click();
    await expect(second.getByRole('heading', { name: 'De-identified', exact: true })).toBeVisible({ timeout: 60_000 });
    await second.getByRole('button', { name: /^Review \d/ }).click();
    await expect(progress(second)).toBeVisible();
    // Who may see identity sees the original beside it; only the owner makes another batch.
    await expect(second.getByRole('region', { name: 'Header differences' }).getByRole('row').nth(1)).toBeVisible();
    await second.keyboard.press('j');
    await shown(second);
    await expect(second.getByText('Before, with everything in it')).toBeVisible();
    await expect(second.getByRole('button', { name: /^Add box/ })).toBeDisabled();
    await acceptEverything(second);
    await second.keyboard.press('p');
    await expect(second.getByText('Your approval is recorded')).toBeVisible();

    await page.getByRole('button', { name: 'Ask again where it stands' }).click();
    const papers = await release(page, site, /reviewed image to Research archive/);
    expect(papers.suggestedFilename()).toMatch(/^export-[0-9a-f]{12}-documents\.zip$/);
    await expect(page.getByText(/^Released: 1 image in 5 files/)).toBeVisible();
    expect(readdirSync(join(site.dataFolder, 'research-archive/instances'))).toHaveLength(1);
    const steps = await story(0, join(site.dataFolder, 'audit.sqlite'));
    expect(steps.filter((step) => step === 'export-approved')).toHaveLength(2);
    expect(steps).toContain('export-reviewer-joined');
    expect(steps.slice(steps.indexOf('export-released'))).toEqual([
      'export-released',
      'export-store-begun',
      'export-store-ended',
      'export-completed',
    ]);
    expect(other.complaints).toEqual({ violations: [], errors: [] });
  } finally {
    await other.context.close();
    await site.stop();
    rmSync(folder, { recursive: true, force: true });
  }
});
