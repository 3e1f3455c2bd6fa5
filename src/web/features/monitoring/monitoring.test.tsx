// @vitest-environment jsdom
import { act } from 'react';
import { createRoot } from 'react-dom/client';
import { expect, it } from 'vitest';
import accepted from '../../../contract/fixtures/modelMonitoring.accepted.json';
import lists from '../../../contract/fixtures/modelList.accepted.json';
import { modelListSchema, modelMonitoringSchema } from '../../../contract/index.ts';
import type { ModelAdminApi } from '../../services/models/index.ts';
import { ServerFailed } from '../../services/index.ts';
import { Monitoring } from './index.tsx';

(globalThis as { IS_REACT_ACT_ENVIRONMENT?: boolean }).IS_REACT_ACT_ENVIRONMENT = true;

const list = modelListSchema.parse(lists[0]);
const monitoring = modelMonitoringSchema.parse(accepted[0]);

async function shown(api: Partial<ModelAdminApi>): Promise<HTMLElement> {
  const container = document.createElement('div');
  const whole: ModelAdminApi = { list: async () => list, monitoring: async () => monitoring, switchModel: async () => list, ...api }; // prettier-ignore
  await act(async () => createRoot(container).render(<Monitoring api={whole} />));
  return container;
}

it('says what drifts, against what limit, and every day of the period', async () => {
  const page = await shown({});
  expect(page.querySelector('[data-testid="drift"]')?.textContent).toContain('scores of findings: stability index 0.40, limit 0.25'); // prettier-ignore
  expect(page.textContent).toContain('60 runs of the last seven days against 200 before them');
  expect(page.textContent).toContain('5 (63 %)');
  expect(page.textContent).toContain('ai-artifact 2');
  const [perDay] = page.querySelectorAll('svg');
  expect(perDay?.querySelectorAll('rect')).toHaveLength(32);
  expect(perDay?.getAttribute('aria-label')).toBe('Runs per day. 2026-11-22: 10');
  expect(page.textContent).toContain('Not offered, because they are not what they claim to be: tampered (model-hash)');
});

it('tells a model that is switched off from one that is in use, and asks to switch it on', async () => {
  const switched: string[] = [];
  const page = await shown({ switchModel: async ({ name }, to) => (switched.push(`${name} ${to.state}`), list) });
  const rows = [...page.querySelectorAll('tbody tr')].map((row) => row.textContent);
  expect(rows[0]).toContain('In use');
  expect(rows[1]).toMatch(/Switched off .*Drift/);
  const on = [...page.querySelectorAll('button')].find(({ textContent }) => textContent?.startsWith('Switch on'));
  await act(async () => on?.click());
  expect(switched).toEqual(['ct-lung-density enabled']);
});

it('says when the numbers did not come, with a code to quote', async () => {
  const page = await shown({ monitoring: () => Promise.reject(new ServerFailed('pacs-failed', 'no')) });
  expect(page.querySelector('[role="alert"]')?.textContent).toContain('pacs-failed');
});
