// How the worklist opens and answers with 10,000 studies, against the same page with a hundredth of them.
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, chromium, type Page } from '@playwright/test';
import { manyStudies } from '../../src/devstack/studies/index.ts';
import { type EmbeddedStack, startEmbeddedStack } from '../embedded-stack.ts';
import { openWorklist } from '../person.ts';

const MANY = 10_000;
const FEW = 100;

const ACTS = ['open', 'filter', 'sort', 'next page'] as const;
type Act = (typeof ACTS)[number];
type Times = Record<Act, number>;

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[values.length >> 1] ?? Number.NaN;
}

async function stackWith(studies: number, folder: string): Promise<EmbeddedStack> {
  const files = join(folder, `${studies}`);
  await mkdir(files);
  let k = 0;
  for (const { bytes } of manyStudies(studies)) await writeFile(join(files, `${(k += 1)}.dcm`), bytes);
  return startEmbeddedStack(join(folder, `data-${studies}`), ['--import', files]);
}

/** From the act to the moment the answer's rows are in the page. */
async function timed(page: Page, act: () => Promise<unknown>, path = '/api/search/studies'): Promise<number> {
  const answered = page.waitForResponse((response) => response.url().includes(path) && response.ok());
  const startedAt = performance.now();
  await act();
  await answered;
  await page.locator('table[aria-busy=false]').waitFor();
  await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve))));
  return performance.now() - startedAt;
}

async function visit(browser: Browser, stack: EmbeddedStack): Promise<Times> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, serviceWorkers: 'block' });
  const page = await context.newPage();
  await openWorklist(page, stack);
  // The page anew: the identity provider still knows the person, so what is left is the app and its first list.
  const open = await timed(page, () => page.reload());
  const filter = await timed(page, async () => {
    await page.getByLabel('Patient', { exact: true }).fill('BR');
    await page.keyboard.press('Enter');
  });
  // What was listed a moment ago is remembered: no new answer comes.
  await page.getByRole('button', { name: 'Clear', exact: true }).click();
  const sort = await timed(page, () => page.getByRole('columnheader', { name: 'Patient' }).getByRole('button').click());
  const next = await timed(page, () => page.getByRole('button', { name: /Next/ }).click());
  await context.close();
  return { open, filter, sort, 'next page': next };
}

export async function run(args: readonly string[]): Promise<void> {
  const rounds = Number(args[0] ?? 5) || 5;
  const folder = mkdtempSync(join(tmpdir(), 'collimator-bench-'));
  const executablePath = ['/usr/bin/chromium', '/usr/bin/chromium-browser'].find((path) => existsSync(path));
  const stacks: EmbeddedStack[] = [];
  let browser: Browser | undefined;
  try {
    stacks.push(await stackWith(MANY, folder), await stackWith(FEW, folder));
    browser = await chromium.launch({
      ...(executablePath === undefined ? {} : { executablePath }),
      args: ['--no-sandbox'],
    });
    const times: Times[][] = [[], []];
    for (let round = 0; round < rounds; round += 1)
      for (const [at, stack] of stacks.entries()) times[at]?.push(await visit(browser, stack));
    for (const act of ACTS) {
      const [many = Number.NaN, few = Number.NaN] = times.map((visits) => median(visits.map((each) => each[act])));
      console.log(
        `${act}: ${many.toFixed(0)} ms with ${MANY} studies, ${few.toFixed(0)} ms with ${FEW}, ratio ${(many / few).toFixed(2)}`,
      );
    }
  } finally {
    await browser?.close();
    for (const stack of stacks) await stack.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}
