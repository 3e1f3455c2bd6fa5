// A mixed cohort of real files through the whole workbench, behind the real nginx, gateway, PostgreSQL, Orthanc and Keycloak: one
// box by hand, one study refused, a second reviewer in another sign-in who first sees it otherwise, out as a ZIP and into a
// research archive, and every released file judged by others.
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Download, Page } from '@playwright/test';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readDicom, text } from '../../src/core/dicom/index.ts';
import { acceptEverything, progress, shown } from '../exporting.ts';
import { NODE } from '../stacks/gateway.ts';
import { missingTools, mustHaveAll } from '../stacks/tools.ts';
import { DATA, filesIn, originals, store, type Kind, type Original } from './mixed/cohort.ts';
import { judgeImages, leftIn, manifestIn, sha256Of } from './mixed/judge.ts';
import { answerStepUp, expectOn, openBrowser, pageOf } from './mixed/people.ts';
import { startStackWithKeycloak, type KeycloakAccount } from './stacks/keycloak.ts';

const missing = [
  ...missingTools(['nginx', 'openssl', 'Orthanc', 'initdb', 'postgres', 'pg_isready', 'java', 'mvn', 'unzip']),
  ...(existsSync('/usr/bin/chromium') || existsSync('/usr/bin/chromium-browser') ? [] : ['chromium']),
  ...(existsSync(join(import.meta.dirname, '../../dist/web/index.html')) ? [] : ['the built app (dist/web)']),
];
const hasData = existsSync(join(DATA, 'index.json'));
const needed = [...missing, ...(hasData ? [] : ['the real files beside the checkout (../shared/data)'])];
// The files may be absent anywhere; tools may not where everything must run.
const isRun = hasData && (missing.length === 0 || mustHaveAll);

const EXPORTS = {
  isEnabled: true,
  purposes: [{ code: 'lung-screening', label: 'Lung screening study' }],
  recipients: [{ code: 'university', label: 'University' }],
  destinations: [
    { code: 'download', label: 'ZIP file', kind: 'zip' },
    { code: 'research-archive', label: 'Research archive', kind: 'stow' },
  ],
  profiles: [{ code: 'research' }],
  references: { openKinds: ['data-use-agreement'] },
  secondReviewer: true,
} as const;

const SECRET = Buffer.from('0123456789abcdef0123456789abcdef');
const PASSPHRASE = 'four words and a comma, at least';

describe.skipIf(!isRun)(
  needed.length === 0 ? 'a mixed cohort of real files' : `a mixed cohort of real files (needs ${needed.join(', ')})`,
  () => {
    let stack: Awaited<ReturnType<typeof startStackWithKeycloak>>;
    let browser: Browser;
    let folder: string;
    const files = isRun ? originals() : [];
    const people = {} as { owner: KeycloakAccount; second: KeycloakAccount };

    beforeAll(async () => {
      folder = mkdtempSync(join(tmpdir(), 'mixed-cohort-'));
      stack = await startStackWithKeycloak(EXPORTS);
      await store(stack.archive, files);
      browser = await openBrowser(stack.certificate);
      people.owner = stack.accountOf('researcher');
      people.second = stack.accountOf('radiologist');
    }, 400_000);
    afterAll(async () => {
      await browser?.close();
      await stack?.stop();
      rmSync(folder, { recursive: true, force: true });
    }, 60_000);

    it(
      'goes out as a ZIP after two people agreed, one box was drawn and one study refused',
      { timeout: 600_000 },
      async () => {
        const kinds = [
          'ct',
          'structures',
          'cine',
          'secondaryCapture',
          'film',
          'report',
          'segmentation',
          'letter',
        ] as const;
        const cohort = files.filter(({ kind }) => (kinds as readonly Kind[]).includes(kind));
        const owner = await pageOf(browser, stack.client.origin, people.owner);
        await runToReview(owner, cohort, { destination: 'ZIP file', linkage: true });
        await refuse(owner, 'CR');
        await drawBox(owner);
        await acceptEverything(owner);
        await owner.keyboard.press('p');
        const invited = await invite(owner, folder);
        await shot(owner, 'export-approvals');

        // Who reviews second keeps the film, which the owner refused: nothing leaves while they differ.
        const second = await pageOf(browser, stack.client.origin, people.second);
        await joinReview(second, invited);
        await acceptEverything(second);
        await second.keyboard.press('p');
        await expectOn(second.getByText('You and the other reviewer differ')).toBeVisible();
        const decision = await saved(second, () => second.getByRole('button', { name: /Save your decision/ }).click());
        await owner.getByRole('button', { name: 'Ask again where it stands' }).click();
        await expectOn(owner.getByText('The reviewers differ. Nothing is released.')).toBeVisible();
        await owner.getByLabel('Decision of the other reviewer').setInputFiles(decision);
        await expectOn(owner.getByRole('list', { name: 'Images about which they differ' })).toContainText('CR');
        await shot(owner, 'export-adjudication');

        // They talk, and the second sees it as the first does.
        await second.getByRole('button', { name: 'Look again' }).click();
        await refuse(second, 'CR');
        await acceptEverything(second);
        await second.keyboard.press('p');
        await expectOn(second.getByText('Your approval is recorded')).toBeVisible();

        await owner.getByRole('button', { name: 'Ask again where it stands' }).click();
        const archive = await released(owner, people.owner, /as a download/);
        const out = join(folder, 'zip');
        mkdirSync(out);
        execFileSync('python3', ['-m', 'zipfile', '-e', archive, out]);
        const listed = manifestIn(out);
        for (const { path, sha256 } of listed) expect(sha256Of(readFileSync(join(out, path)))).toBe(sha256);
        const images = listed.filter(({ path }) => path.endsWith('.dcm')).map(({ path }) => join(out, path));
        // All but the film, which was refused, and the letter, which the profile does not let out.
        expect(images).toHaveLength(cohort.length - 2);
        judgeImages(images, cohort);
        expect(
          leftIn(
            listed.map(({ path }) => readFileSync(join(out, path))),
            cohort,
          ),
        ).toEqual([]);
        const manifest = readFileSync(join(out, 'manifest.json'));
        expect(await owner.getByTestId('manifest-sha256').innerText()).toBe(sha256Of(manifest));

        await owner.getByLabel('Passphrase').fill(PASSPHRASE);
        const linkage = await saved(owner, () =>
          owner.getByRole('button', { name: 'Save the encrypted linkage file' }).click(),
        );
        const rows = JSON.parse(opened(linkage, PASSPHRASE).stdout) as { pseudonym: string; patientID: string }[];
        const pseudonyms = images.map((path) => text(readDicom(readFileSync(path)).dataset, 0x00100020));
        expect(pseudonyms.filter((name) => !rows.some(({ pseudonym }) => pseudonym === name))).toEqual([]);
        expect(opened(linkage, `${PASSPHRASE}.`)).toMatchObject({ status: 1, stdout: '' });
        expect(sha256Of(manifest)).toBe((await lastRelease(stack))['manifestSha256']);
        await owner.context().close();
        await second.context().close();
      },
    );

    it(
      'goes into a research archive with files of a computer among it, image by image as it was approved',
      { timeout: 400_000 },
      async () => {
        const cohort = files.filter(({ kind }) => ['ct', 'structures', 'report', 'segmentation'].includes(kind));
        const more = files.filter(({ kind }) => kind === 'film');
        const dropped = more.map(({ path }) => path);
        const owner = await pageOf(browser, stack.client.origin, people.owner);
        await runToReview(owner, cohort, { destination: 'Research archive', linkage: false, dropped });
        await acceptEverything(owner);
        await owner.keyboard.press('p');
        const invited = await invite(owner, folder);
        const second = await pageOf(browser, stack.client.origin, people.second);
        await joinReview(second, invited, dropped);
        await acceptEverything(second);
        await second.keyboard.press('p');
        await expectOn(second.getByText('Your approval is recorded')).toBeVisible();
        await owner.getByRole('button', { name: 'Ask again where it stands' }).click();
        const papers = await released(owner, people.owner, /to Research archive/);
        const out = join(folder, 'stow');
        mkdirSync(out);
        execFileSync('python3', ['-m', 'zipfile', '-e', papers, out]);
        const images = manifestIn(out).filter(({ path }) => path.endsWith('.dcm'));
        expect(images).toHaveLength(cohort.length + dropped.length);
        const studies = new Set(images.map(({ path }) => path.split('/')[1] ?? ''));
        const stored = (await Promise.all([...studies].map((uid) => filesIn(stack.archive, uid)))).flat();
        expect(stored.map(sha256Of).sort()).toEqual(images.map(({ sha256 }) => sha256).sort());
        expect(leftIn(stored, [...cohort, ...more])).toEqual([]);
        const paths = stored.map((bytes, at) => {
          const path = join(out, `${at}.dcm`);
          writeFileSync(path, bytes);
          return path;
        });
        judgeImages(paths, [...cohort, ...more]);
        const actions = await story(stack);
        for (const action of ['export-store-begun', 'export-store-ended', 'export-completed'])
          expect(actions).toContain(action);
        await owner.context().close();
        await second.context().close();
      },
    );
  },
);

/** Looked at by people: `SHOTS=folder` keeps a picture of each step. */
async function shot(page: Page, name: string): Promise<void> {
  const to = process.env['SHOTS'];
  if (to !== undefined) await page.screenshot({ path: join(to, `${name}.png`) });
}

async function saved(page: Page, act: () => Promise<void>): Promise<string> {
  const download = page.waitForEvent('download');
  await act();
  return pathOf(await download);
}

async function pathOf(download: Download): Promise<string> {
  const path = await download.path();
  if (path === null) throw new Error('the download did not arrive');
  return path;
}

async function runToReview(
  page: Page,
  cohort: readonly Original[],
  wish: { readonly destination: string; readonly linkage: boolean; readonly dropped?: readonly string[] },
): Promise<void> {
  await page.getByRole('button', { name: 'Export images' }).click();
  await page.getByRole('button', { name: 'Paste numbers' }).click();
  const uids = [...new Set(cohort.map(({ studyInstanceUID }) => studyInstanceUID))];
  await page.getByLabel('Accession numbers or Study Instance UIDs').fill(uids.join('\n'));
  await page.getByRole('button', { name: 'Look the numbers up' }).click();
  await expectOn(page.getByText(`${uids.length} studies are in the cohort now.`)).toBeVisible();
  await shot(page, 'export-cohort-numbers');
  if (wish.dropped !== undefined) {
    await page.getByRole('button', { name: 'Files of this computer' }).click();
    await page.getByLabel('Files', { exact: true }).setInputFiles(wish.dropped);
    await expectOn(page.getByText(`${wish.dropped.length} files, `)).toBeVisible();
  }
  await page.getByRole('button', { name: /^Choose the profile/ }).click();
  await page.getByRole('group', { name: 'Faces' }).getByLabel('Leave them').check();
  if (wish.linkage)
    await page
      .getByRole('group', { name: 'Linkage' })
      .getByLabel(/encrypted/i)
      .check();
  await page.getByLabel('Destination').selectOption({ label: wish.destination });
  await page.getByLabel('Number of the document').fill('DUA-2026-017');
  await page.getByLabel('Secret', { exact: true }).selectOption({ label: 'From a file of the project' });
  await page
    .getByLabel('File of the secret')
    .setInputFiles({ name: 'project.key', mimeType: 'application/octet-stream', buffer: SECRET });
  await page.getByRole('button', { name: /^Open the export and de-identify/ }).click();
  await expectOn(page.getByRole('heading', { name: 'De-identified', exact: true })).toBeVisible({ timeout: 240_000 });
  await shot(page, `export-run-mixed-${cohort.length}`);
  await page.getByRole('button', { name: /^Review \d/ }).click();
  await expectOn(progress(page)).toBeVisible();
  await shot(page, `export-review-mixed-${cohort.length}`);
}

/** Its header first: nobody refuses what they have not seen. */
async function refuse(page: Page, study: string): Promise<void> {
  const list = page.getByRole('navigation', { name: 'What to look at' });
  await list.getByRole('button', { name: new RegExp(`^P\\w+ ${study}`) }).click();
  await expectOn(page.getByRole('region', { name: 'Table of header differences' })).toBeVisible();
  await page.keyboard.press('Shift+R');
}

async function drawBox(page: Page): Promise<void> {
  const list = page.getByRole('navigation', { name: 'What to look at' });
  await list.getByRole('button', { name: /^OT/ }).first().click();
  await shown(page);
  await page.keyboard.press('b');
  const surface = await page.getByTestId('drawing-surface').boundingBox();
  if (surface === null) throw new Error('nothing to draw on');
  await page.mouse.move(surface.x + surface.width * 0.4, surface.y + surface.height * 0.4);
  await page.mouse.down();
  await page.mouse.move(surface.x + surface.width * 0.6, surface.y + surface.height * 0.5, { steps: 3 });
  await page.mouse.up();
  await page.keyboard.press('i');
  const boxes = page.getByRole('list', { name: 'Boxes' });
  await expectOn(boxes.getByText('drawn by a person')).toBeVisible();
}

async function invite(page: Page, folder: string): Promise<{ file: string; code: string }> {
  await expectOn(page.getByText('Not approved by enough people yet')).toBeVisible();
  const path = await saved(page, () => page.getByRole('button', { name: 'Invite a second reviewer' }).click());
  const file = join(folder, 'invitation.json');
  writeFileSync(file, readFileSync(path));
  return { file, code: await page.getByTestId('invitation-code').innerText() };
}

async function joinReview(
  page: Page,
  { file, code }: { file: string; code: string },
  dropped: readonly string[] = [],
): Promise<void> {
  await page.getByRole('button', { name: 'Review an export' }).click();
  await page.getByLabel('File of the invitation').setInputFiles(file);
  await page.getByLabel('Code').fill(code);
  await page.getByRole('button', { name: /^Join/ }).click();
  if (dropped.length > 0) {
    // Files of somebody's computer cannot be fetched: who reviews has them, too.
    await expectOn(page.getByRole('region', { name: 'Files of this export' })).toBeVisible();
    await page.getByLabel('Files', { exact: true }).setInputFiles(dropped);
    await expectOn(page.getByText(`${dropped.length} files, `)).toBeVisible();
    await page.getByRole('button', { name: /^Join/ }).click();
  }
  await expectOn(page.getByRole('heading', { name: 'De-identified', exact: true })).toBeVisible({ timeout: 240_000 });
  await page.getByRole('button', { name: /^Review \d/ }).click();
  await expectOn(progress(page)).toBeVisible();
}

async function released(page: Page, account: KeycloakAccount, button: RegExp): Promise<string> {
  const rare = page.getByRole('button', { name: /answer for/ });
  const go = page.getByRole('button', { name: button });
  await expectOn(rare.or(go)).toBeVisible({ timeout: 120_000 });
  if (await rare.isVisible()) await rare.click();
  const download = page.waitForEvent('download', { timeout: 180_000 });
  await go.click();
  await answerStepUp(page, account);
  const path = await pathOf(await download);
  await expectOn(page.getByText(/^Released: /)).toBeVisible();
  return path;
}

/** By the command line, as who holds file and passphrase opens it. */
function opened(file: string, passphrase: string): { status: number | null; stdout: string } {
  const main = join(import.meta.dirname, '../../src/cli/main.ts');
  const args = ['--disable-warning=ExperimentalWarning', main, 'linkage', file, '--json'];
  const env = { ...process.env, COLLIMATOR_LINKAGE_PASSPHRASE: passphrase };
  const { status, stdout } = spawnSync(NODE, args, { encoding: 'utf8', env });
  return { status, stdout };
}

type Stack = Awaited<ReturnType<typeof startStackWithKeycloak>>;
interface Row {
  readonly action: string;
  readonly export?: Readonly<Record<string, unknown>>;
}

/** As the privacy officer reads it, newest export first. */
async function rowsOfLast(stack: Stack): Promise<readonly Row[]> {
  const auditor = await stack.signIn('auditor');
  const headers = { authorization: auditor.authorization() };
  const ask = async (path: string): Promise<Record<string, unknown>> =>
    (await stack.client.send({ path, headers })).json();
  const ledger = (await ask('/api/audit/exports')) as { exports?: { exportId: string }[] };
  const id = ledger.exports?.[0]?.exportId;
  const { rows } = (await ask(`/api/audit/exports/${id}`)) as unknown as { rows: { event: string }[] };
  return rows.map(({ event }) => JSON.parse(event) as Row);
}

const story = async (stack: Stack): Promise<string[]> => (await rowsOfLast(stack)).map(({ action }) => action);

async function lastRelease(stack: Stack): Promise<Readonly<Record<string, unknown>>> {
  const row = (await rowsOfLast(stack)).find(({ action }) => action === 'export-released');
  return row?.export ?? {};
}
