import { expect, it } from 'vitest';
import { concept, type ProposedFinding, startReview } from '../../../../core/findings/index.ts';
import { createAiResults, type AiRun } from '../../../services/ai-results/index.ts';
import type { Drafts } from '../../../services/drafts/index.ts';
import type { Grant } from '../../../services/index.ts';
import type { ReviewParts } from '../parts.ts';
import { createReviewUi } from '../review-store.ts';
import { createKeptWork } from './kept-work.ts';

const AT = '2026-01-02T03:04:05Z';
const by = { name: 'Reader^Ruth', login: 'ruth', organisation: 'Hospital' };
const algorithm = { name: 'tester', version: '1.0.0' };
const finding: ProposedFinding = {
  trackingUID: 'a',
  trackingIdentifier: 'a',
  type: concept('27925004', 'SCT', 'Nodule'),
  sites: [],
  regions: [{ space: 'image', image: { sopClassUID: '1', sopInstanceUID: 'i1' }, shape: { kind: 'point', point: [1, 1] } }],
  measurements: [],
  evaluations: [],
  algorithm,
}; // prettier-ignore
const resultSet = { runUID: 'r1', label: 'tester', studyInstanceUID: '1.3', appliesTo: { kind: 'images', sopInstanceUIDs: ['i1'] }, at: AT, source: { kind: 'model', algorithm, modelSha256: 'a', threshold: undefined, backend: 'wasm' }, findings: [finding] } as const; // prettier-ignore
const run = { runUID: 'r1', result: { resultSet } } as unknown as AiRun; // what keeping looks at

/** The disk of one person: copies, as a disk makes them. */
function fakeDisk() {
  const rows = new Map<string, unknown>();
  const disk = { isFull: false };
  const drafts: Drafts = {
    async save(_, name, value) {
      if (disk.isFull) throw new DOMException('full', 'QuotaExceededError');
      rows.set(name, structuredClone(value));
    },
    load: async () => structuredClone(rows),
    remove: async (_, names) => names.forEach((name) => rows.delete(name)),
    close: () => undefined,
  };
  return { rows, disk, drafts };
}

function opened(drafts: Drafts, openDrafts: ReviewParts['openDrafts'] = async () => drafts) {
  const results = createAiResults();
  const ui = createReviewUi();
  const grant = { studyInstanceUID: '1.3' } as Grant;
  const kept = createKeptWork({ results, grant, openDrafts } as ReviewParts, ui);
  const act = (kind: 'accept' | 'reject' | 'undo') =>
    results.getState().act('r1', kind === 'undo' ? { kind } : { kind, trackingUID: 'a', by, at: AT });
  return { results, ui, kept, act };
}

function begun(drafts: Drafts, openDrafts?: ReviewParts['openDrafts']) {
  const page = opened(drafts, openDrafts ?? (async () => drafts));
  page.results.getState().add(run, startReview(resultSet, 'concurrent', AT));
  page.results.getState().act('r1', { kind: 'locate', trackingUID: 'a' });
  return page;
}

const settled = () => new Promise((resolve) => setTimeout(resolve, 5));

it('writes nothing before the first decision, then each, and brings back what came out of them', async () => {
  const { rows, drafts } = fakeDisk();
  const page = begun(drafts);
  await settled();
  expect([...rows.keys()]).toEqual([]);
  page.act('accept');
  page.act('reject');
  page.act('undo');
  await settled();
  expect([...rows.keys()]).toEqual(['run r1', 'review r1']);
  expect(page.ui.getState().keeping).toBe('on');
  const again = opened(drafts);
  expect(await again.kept.restore()).toBe(1);
  expect(again.results.getState().runs[0]?.review).toMatchObject({ findings: [{ decision: { kind: 'accepted' } }], located: new Set(['a']), isSigned: false, past: [] }); // prettier-ignore
  expect(await again.kept.restore()).toBe(0);
});

it('brings back what was signed and not sent, ready to be sent, and forgets it once it was', async () => {
  const { rows, drafts } = fakeDisk();
  const page = begun(drafts);
  page.act('accept');
  const document = { sopInstanceUID: '2.25.1', seriesInstanceUID: '2.25.2', file: new Uint8Array([1, 2]) };
  await page.kept.keepDocuments('r1', [document]);
  const again = opened(drafts);
  await again.kept.restore();
  expect(again.results.getState().runs[0]?.review.isSigned).toBe(true);
  expect(again.ui.getState().sending['r1']).toMatchObject({ stage: 'failed', documents: [document], trouble: { code: 'not-sent' } }); // prettier-ignore
  await again.kept.forget('r1');
  expect(rows.size).toBe(0);
});

it('says when it cannot keep anything, and tries again with the next decision', async () => {
  const { disk, drafts } = fakeDisk();
  const page = begun(drafts);
  disk.isFull = true;
  page.act('accept');
  await settled();
  expect(page.ui.getState().keeping).toBe('failed');
  disk.isFull = false;
  page.act('reject');
  await settled();
  expect(page.ui.getState().keeping).toBe('on');
  const again = opened(drafts);
  expect(await again.kept.restore()).toBe(1);
});

it('keeps nothing for who may not store, nor after the study was closed', async () => {
  const { rows, drafts } = fakeDisk();
  const results = createAiResults();
  const reader = createKeptWork({ results, grant: { studyInstanceUID: '1.3' } as Grant, openDrafts: undefined } as ReviewParts, createReviewUi()); // prettier-ignore
  expect(await reader.restore()).toBe(0);
  const page = begun(drafts);
  page.kept.close();
  page.act('accept');
  await settled();
  expect(rows.size).toBe(0);
});
