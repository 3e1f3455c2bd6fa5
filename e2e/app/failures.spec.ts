// What peers pass over in silence: each injected fault must be named in words, with a code, in the viewport it concerns.
import { expectShown, openStudy, openWorklist, sharedStack } from '../person.ts';
import { expect, test } from '../test.ts';

const stack = sharedStack();
const refusal = (status: number, code: string) => ({
  status,
  contentType: 'application/json',
  body: JSON.stringify({ code, message: 'Injected by the test.', correlationId: '00000000-test' }),
});

test('frames that answer 401 after the third, with no way to renew: sign in again, and what was read stays', async ({
  page,
}) => {
  await openWorklist(page, stack);
  let frames = 0;
  await page.route('**/frames/**', (route) =>
    (frames += 1) > 3 ? route.fulfill(refusal(401, 'token-expired')) : route.continue(),
  );
  await page.route('**/oidc/token', (route) =>
    route.fulfill({ status: 400, contentType: 'application/json', body: '{"error":"invalid_grant"}' }),
  );
  await openStudy(page, /CT Thorax with contrast/);
  await expect(page.getByText(/sign in again/i).first()).toBeVisible();
});

test('frames that all answer 404: the viewport says so and offers to try again', async ({ page }) => {
  await openWorklist(page, stack);
  await page.route('**/frames/**', (route) => route.fulfill(refusal(404, 'frame-unknown')));
  await openStudy(page, /CT Thorax with contrast/);
  const viewport = page.getByTestId('viewport-1');
  await expect(viewport).toHaveAttribute('data-state', 'failed');
  await expect(viewport.getByTestId('viewport-state')).toContainText(/404|not found|does not have/i);
  await page.unroute('**/frames/**');
  await viewport.getByRole('button', { name: /again|retry/i }).click();
  await expectShown(page);
});

test('series metadata that answers 500: named, with a way on', async ({ page }) => {
  await openWorklist(page, stack);
  await page.route('**/metadata', (route) => route.fulfill(refusal(500, 'pacs-failed')));
  await openStudy(page, /CT Thorax with contrast/);
  await expect(page.getByText(/could not|failed/i).first()).toBeVisible();
  await expect(page.getByRole('button', { name: /again|retry/i }).first()).toBeVisible();
});

test('a search that answers 401 without a way to renew is an ended sign-in, never an empty list', async ({ page }) => {
  await openWorklist(page, stack);
  await page.route('**/api/search/studies', (route) => route.fulfill(refusal(401, 'token-expired')));
  await page.route('**/oidc/token', (route) =>
    route.fulfill({ status: 400, contentType: 'application/json', body: '{"error":"invalid_grant"}' }),
  );
  await page.getByLabel('Description').fill('CT');
  await page.getByLabel('Description').press('Enter');
  await expect(page.getByText(/sign in again/i).first()).toBeVisible();
  await expect(page.getByText(/no studies/i)).toHaveCount(0);
});

test('an audit store that does not answer: nothing is shown, and the sentence says why', async ({ page }) => {
  await openWorklist(page, stack);
  await page.route('**/api/grants', (route) => route.fulfill(refusal(503, 'audit-unavailable')));
  await openStudy(page, /CT Thorax with contrast/);
  await expect(page.getByText(/not recorded, so not shown/i).first()).toBeVisible();
  await expect(page.getByText('audit-unavailable').first()).toBeVisible();
  await expect(page.locator('canvas')).toHaveCount(0);
});

test('a study that nobody knows: the page says so', async ({ page }) => {
  await openWorklist(page, stack);
  await page.goto(new URL(`/study/${'A'.repeat(64)}`, stack.url).href);
  await expect(page.getByText(/not known|unknown|no longer|not be opened/i).first()).toBeVisible();
});
