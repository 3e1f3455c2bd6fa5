// A researcher chooses a cohort and a profile and lets it run: real clicks, the real engines in workers, the embedded archive.
// What the browser made is compared, byte for byte, with what the command line makes of the same originals.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { everythingShown, identifiersIn } from '../identifiers.ts';
import { chooseStudy, chooseTerms, openWorkbench, SECRET } from '../exporting.ts';
import { sharedStack } from '../person.ts';
import { axeFindings } from '../axe.ts';
import { demoStudies } from '../../src/devstack/studies/index.ts';
import { zipSync } from 'fflate';
import { expect, test } from '../test.ts';
import { sealedFiles, vaultKeyOf } from '../sealed-files.ts';

const stack = sharedStack();
const ROOT = join(import.meta.dirname, '../..');

async function filesLeft(page: Page): Promise<string[]> {
  return page.evaluate(async () => {
    const names: string[] = [];
    for await (const name of (await navigator.storage.getDirectory()).keys()) names.push(name);
    return names;
  });
}

test('makes of a cohort in workers what the command line makes of it, and shows nobody', async ({ page }) => {
  const seen: string[] = [];
  const note = async (): Promise<void> => void seen.push(await everythingShown(page));
  const key = vaultKeyOf(page);
  await openWorkbench(page, stack);
  await note();
  await chooseStudy(page, 'XA', 'Coronary angiography');
  await chooseStudy(page, 'DX', 'XR Thorax PA');
  await note();
  await chooseTerms(page, 'ZIP file');
  await note();
  await page.getByRole('button', { name: /^Open the export and de-identify 2 studies/ }).click();
  await expect(page.getByText(/^[1-9]\d* written$/)).toBeVisible({ timeout: 60_000 });
  await note();
  // Half-way the tab is closed; the same person comes back and goes on.
  await page.reload();
  await page.getByRole('button', { name: 'Go on with it' }).click();
  await expect(page.getByRole('heading', { name: 'De-identified', exact: true })).toBeVisible({ timeout: 60_000 });
  await note();

  const sealed = await sealedFiles(page, await key());
  const folder = mkdtempSync(join(tmpdir(), 'export-run-'));
  try {
    const input = join(folder, 'in');
    mkdirSync(input);
    const originals = sealed.filter(({ name }) => name.startsWith('o'));
    for (const { name, bytes } of originals) writeFileSync(join(input, name), bytes);
    writeFileSync(join(folder, 'key'), SECRET);
    const args = ['deid', input, '--out', join(folder, 'out'), '--profile', 'research', '--key', join(folder, 'key')];
    execFileSync(process.execPath, [join(ROOT, 'src/cli/main.ts'), ...args], { stdio: 'pipe' });
    const made = readdirSync(join(folder, 'out'), { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.dcm'))
      .map((name) =>
        createHash('sha256')
          .update(readFileSync(join(folder, 'out', name)))
          .digest('hex'),
      );
    const finished = sealed.filter(({ name }) => name.startsWith('f'));
    expect(finished.length).toBeGreaterThan(1);
    expect(finished.map(({ bytes }) => createHash('sha256').update(bytes).digest('hex')).sort()).toEqual(made.sort());

    const onDisk = sealed
      .map(({ raw }) => Buffer.from(raw).toString('latin1'))
      .join('\n')
      .toLowerCase();
    const identifiers = identifiersIn(originals.map(({ bytes }) => bytes));
    expect(identifiers.length).toBeGreaterThan(5);
    const shown = seen.join('\n').toLowerCase();
    expect(identifiers.filter((one) => shown.includes(one))).toEqual([]);
    expect(identifiers.filter((one) => onDisk.includes(one))).toEqual([]);

    await page.getByRole('button', { name: /researcher/ }).click();
    await page.getByRole('button', { name: 'Sign out' }).click();
    await expect(page.getByRole('button', { name: 'Sign in' })).toBeVisible();
    expect(await filesLeft(page)).toEqual([]);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

/** Looked at by people: `SHOTS=folder` keeps a picture of each step. */
async function shot(page: Page, name: string): Promise<void> {
  const folder = process.env['SHOTS'];
  if (folder !== undefined) await page.screenshot({ path: join(folder, `${name}.png`) });
}

test('takes files, archives and pasted numbers, lists what is refused, pauses and goes on, and has no axe finding', async ({
  page,
}) => {
  await openWorkbench(page, stack);
  await chooseStudy(page, 'XA', 'Coronary angiography');
  await shot(page, 'export-cohort');
  expect(await axeFindings(page), 'cohort, search').toEqual([]);

  await page.getByRole('button', { name: 'Paste numbers' }).click();
  await page
    .getByLabel('Accession numbers or Study Instance UIDs')
    .fill('NOT-THERE-1\nthis is no accession number at all');
  await page.getByRole('button', { name: 'Look the numbers up' }).click();
  await expect(page.getByText('1 numbers have no study that may leave. 1 lines are no numbers.')).toBeVisible();
  expect(await axeFindings(page), 'cohort, numbers').toEqual([]);

  await page.getByRole('button', { name: 'Files of this computer' }).click();
  const [film] = await demoRun();
  const buffer = Buffer.from(zipSync({ 'DOE JANE/film.dcm': film, 'DOE JANE/readme.txt': Buffer.from('no DICOM') }));
  await page.getByLabel('Files', { exact: true }).setInputFiles([
    { name: 'ROE^RICHARD.dcm', mimeType: 'application/dicom', buffer: Buffer.from('nothing of the kind') },
    { name: 'doe.zip', mimeType: 'application/zip', buffer },
  ]);
  await expect(page.getByText(/^3 files, /)).toBeVisible();
  await expect(page.getByText('Files that are no DICOM')).toBeVisible();
  await shot(page, 'export-cohort-files');
  expect(await axeFindings(page), 'cohort, files').toEqual([]);

  await chooseTerms(page, 'ZIP file');
  await shot(page, 'export-profile');
  expect(await axeFindings(page), 'profile').toEqual([]);
  // By key: the button is the last stop of the form.
  await page.getByRole('button', { name: 'Open the export and de-identify 4 inputs' }).focus();
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Pause' }).click();
  await expect(page.getByRole('heading', { name: 'Paused' })).toBeVisible();
  await shot(page, 'export-run-paused');
  expect(await axeFindings(page), 'run').toEqual([]);
  await page.getByRole('button', { name: 'Go on' }).click();
  await expect(page.getByRole('heading', { name: 'De-identified', exact: true })).toBeVisible({ timeout: 60_000 });
  await shot(page, 'export-run-done');
  expect(await axeFindings(page), 'run, done').toEqual([]);
  const refused = page.getByRole('table', { name: 'Refused inputs' });
  await expect(refused.getByRole('row')).toHaveCount(4);
  await expect(refused.getByText('instance-twice')).toBeVisible();
  expect(await everythingShown(page)).not.toMatch(/ROE|DOE|doe\.zip/);

  await page.getByRole('button', { name: 'Throw the results away' }).click();
  await expect(page.getByRole('form', { name: 'Profile' })).toBeVisible();
});

test('asks for the files again that a closed page has lost, and refuses only what was refused before', async ({
  page,
}) => {
  const [film] = await demoRun();
  const named = [
    { name: 'film.dcm', mimeType: 'application/dicom', buffer: Buffer.from(film) },
    { name: 'words.dcm', mimeType: 'application/dicom', buffer: Buffer.from('nothing of the kind') },
  ];
  await openWorkbench(page, stack);
  await page.getByRole('button', { name: 'Files of this computer' }).click();
  await page.getByLabel('Files', { exact: true }).setInputFiles(named);
  await expect(page.getByText(/^2 files, /)).toBeVisible();
  await chooseTerms(page, 'ZIP file');
  await page.getByRole('button', { name: /^Open the export and de-identify 2/ }).click();
  await page.getByRole('button', { name: 'Pause' }).click();
  await expect(page.getByRole('heading', { name: 'Paused' })).toBeVisible();
  await expect(page.getByText('0 written', { exact: true })).toBeVisible();

  await page.reload();
  await page.getByRole('button', { name: 'Go on with it' }).click();
  await expect(page.getByText('2 files have to be chosen again')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Go on without them' })).toBeVisible();
  expect(await axeFindings(page), 'files to choose again').toEqual([]);
  await shot(page, 'export-run-files-again');
  await page.getByLabel('Files', { exact: true }).setInputFiles(named.slice(0, 1));
  await expect(page.getByText('1 file has to be chosen again')).toBeVisible();
  await page.getByLabel('Files', { exact: true }).setInputFiles(named);
  await expect(page.getByRole('heading', { name: 'De-identified', exact: true })).toBeVisible({ timeout: 60_000 });
  await expect(page.getByText('1 written', { exact: true })).toBeVisible();
  const refused = page.getByRole('table', { name: 'Refused inputs' });
  await expect(refused.getByText('not-dicom')).toBeVisible();

  // Finished: nothing is needed of the files any more.
  await page.reload();
  await page.getByRole('button', { name: 'Go on with it' }).click();
  await expect(page.getByRole('heading', { name: 'De-identified', exact: true })).toBeVisible({ timeout: 60_000 });
  await expect(page.getByText('1 written', { exact: true })).toBeVisible();
  await expect(refused.getByText('not-dicom')).toBeVisible();
  await page.getByRole('button', { name: 'Throw the results away' }).click();
  await expect(page.getByRole('form', { name: 'Profile' })).toBeVisible();
});

/** A run of the demo once more, so that the archive and the files name the same instance. */
async function demoRun(): Promise<[Uint8Array]> {
  for await (const { bytes } of demoStudies({ only: ['coronary-xa'] })) return [bytes];
  throw new Error('the demo has no such study');
}
