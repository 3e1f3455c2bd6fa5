import { describe, expect, it } from 'vitest';
import type { AiSignature } from '../../../../contract/index.ts';
import { concept, type ProposedFinding, startReview } from '../../../../core/findings/index.ts';
import { createAiResults, type AiRun } from '../../../services/ai-results/index.ts';
import { DicomwebError } from '../../../services/dicomweb/index.ts';
import { Denied, type Grant } from '../../../services/index.ts';
import type { ReadingView } from '../../../viewport/index.ts';
import { DocumentFailed, type WriteRequest, type WrittenDocument } from '../parts.ts';
import { createReviewUi } from '../review-store.ts';
import { createSigning, type SigningParts } from './signing.ts';

const AT = '2026-01-02T03:04:05Z';
const me = { name: 'Reader^Ruth', login: 'ruth', organisation: 'Hospital' };
const algorithm = { name: 'tester', version: '1.0.0' };

function finding(trackingUID: string, radius: number): ProposedFinding {
  return {
    trackingUID,
    trackingIdentifier: trackingUID,
    type: concept('27925004', 'SCT', 'Nodule'),
    sites: [],
    regions: [{ space: 'image', image: { sopClassUID: '1', sopInstanceUID: 'i1' }, shape: { kind: 'circle', centre: [10, 10], edge: [10 + radius, 10] } }],
    score: { concept: concept('122157', 'DCM', 'Probability'), value: 0.9 },
    measurements: [],
    evaluations: [],
    algorithm,
  }; // prettier-ignore
}

const plane = { positionMm: [0, 0, 0], rowDirection: [1, 0, 0], columnDirection: [0, 1, 0], spacingMm: [0.5, 0.5] };

function setUp() {
  const results = createAiResults();
  const ui = createReviewUi();
  const findings = ['a', 'b', 'c'].map((name) => finding(name, 4));
  const resultSet = { runUID: 'r1', label: 'tester', studyInstanceUID: '1.3', appliesTo: { kind: 'images', sopInstanceUIDs: ['i1'] }, at: AT, source: { kind: 'model', algorithm, modelSha256: 'a'.repeat(64), threshold: 0.5, backend: 'wasm' }, findings } as const; // prettier-ignore
  const run = {
    runUID: 'r1',
    seriesInstanceUID: 's1',
    sopInstanceUIDs: ['i1'],
    device: { uid: '1', name: 'tester' },
    result: {
      resultSet,
      algorithm,
      labelMap: undefined,
      heatMaps: [],
      notices: [],
      slices: [{ image: { sopInstanceUID: 'i1', sopClassUID: '1' }, frame: 0, plane }],
    },
  } as unknown as AiRun; // what signing looks at
  results.getState().add(run, startReview(resultSet, 'concurrent', AT));
  for (const { trackingUID } of findings) results.getState().act('r1', { kind: 'locate', trackingUID });
  const done: string[] = [];
  const signatures: AiSignature[] = [];
  const requests: WriteRequest[] = [];
  const failures: (Error | undefined)[] = [];
  const answers: unknown[] = [];
  const document: WrittenDocument = {
    sopInstanceUID: '2.25.1',
    seriesInstanceUID: '2.25.2',
    file: new Uint8Array([1]),
  };
  let uid = 0;
  const parts: SigningParts = {
    results,
    ui,
    me,
    grant: { studyInstanceUID: '1.3', readOnly: false } as Grant,
    view: {
      series: () => [{ seriesNumber: 9500, seriesInstanceUID: 's0', sets: [] }],
      reload: (series: string) => done.push(`reload ${series}`),
    } as unknown as ReadingView, // what signing looks at
    api: {
      async sign(_, signature) {
        done.push('sign');
        signatures.push(signature);
        const answer = answers.shift();
        if (answer instanceof Error) throw answer;
        return (answer ?? { signedAt: AT, authenticatedAt: AT, maxAgeSeconds: 60, receipt: { index: 1, leafHash: 'a'.repeat(64), recordedAt: AT } }) as Awaited<ReturnType<SigningParts['api']['sign']>>; // prettier-ignore
      },
      recordRunEvent: async (_, { kind }) => void done.push(kind),
    },
    dicomweb: {
      instanceMetadata: async () => ({}),
      instanceFile: async () => new Uint8Array(),
      store: async (_, { sopInstanceUID }) => {
        done.push(`store ${sopInstanceUID}`);
        const failure = failures.shift();
        if (failure !== undefined) throw failure;
      },
    },
    documents: {
      async write(request) {
        done.push('write');
        requests.push(request);
        const failure = failures[0] instanceof DocumentFailed ? failures.shift() : undefined;
        if (failure !== undefined) throw failure;
        return [document];
      },
      read: async () => undefined,
      withdraw: async () => document,
      stop: () => undefined,
    },
    openDrafts: undefined,
    askForStepUp: async () => {
      done.push('ask');
      return answers.shift() === 'confirmed';
    },
    softwareVersions: '1',
    newUID: () => `2.25.9${uid++}`,
    now: () => AT,
    keep: async () => void done.push('keep'),
    forgetKept: async () => void done.push('forget'),
  };
  const act = results.getState().act;
  const decideAll = () => {
    act('r1', { kind: 'accept', trackingUID: 'a', by: me, at: AT });
    act('r1', { kind: 'reject', trackingUID: 'b', by: me, at: AT, reason: concept('AI-ARTIFACT', '99COLLIMATOR', 'Artifact') }); // prettier-ignore
    act('r1', { kind: 'edit', trackingUID: 'c', finding: finding('c', 10), by: me, at: AT });
  };
  const review = () => results.getState().runs[0]?.review;
  const sending = () => ui.getState().sending['r1'];
  return { signing: createSigning(parts), results, decideAll, done, signatures, requests, failures, answers, review, sending }; // prettier-ignore
}

const STEP_UP = { kind: 'needsStepUp', acrValues: 'mfa', maxAgeSeconds: 60 };

describe('signing', () => {
  it('records, writes, keeps and sends in this order, and forgets what was kept once the archive has it', async () => {
    const { signing, decideAll, done, signatures, requests, review, sending } = setUp();
    decideAll();
    await signing.sign('r1');
    expect(done).toEqual(['sign', 'write', 'keep', 'store 2.25.1', 'forget', 'reload 2.25.2', 'stored']);
    expect(signatures).toEqual([
      { decisions: { accepted: 1, edited: 1, rejected: 1, drawn: 0 }, rejections: { 'ai-artifact': 1 }, meanEditMm: 3, documents: ['2.25.90'] },
    ]); // prettier-ignore
    expect(requests[0]).toMatchObject({ reportUID: '2.25.90', at: AT, by: me, readingThreshold: undefined, seriesNumbers: { report: 9501, segmentation: 9502 } }); // prettier-ignore
    expect([review()?.isSigned, sending()?.stage]).toEqual([true, 'stored']);
  });

  it('does nothing while something is undecided or out of date', async () => {
    const { signing, decideAll, done, results } = setUp();
    await signing.sign('r1');
    decideAll();
    results.getState().act('r1', { kind: 'outdate', reason: 'new-images' });
    await signing.sign('r1');
    expect(done).toEqual([]);
  });

  it('sends the very same instance again after a failure, and signs once', async () => {
    const { signing, decideAll, done, failures, review, sending } = setUp();
    decideAll();
    failures.push(new DicomwebError('unreachable'));
    await signing.sign('r1');
    expect([review()?.isSigned, sending()?.stage, sending()?.trouble?.code]).toEqual([true, 'failed', 'unreachable']);
    await signing.sign('r1');
    await signing.send('r1');
    expect(done.filter((step) => /sign|write|store 2/.test(step))).toEqual(['sign', 'write', 'store 2.25.1', 'store 2.25.1']); // prettier-ignore
    expect(sending()?.stage).toBe('stored');
  });

  it('asks for the second factor where the gateway wants one, and leaves everything as it was without', async () => {
    const { signing, decideAll, done, answers, review, sending } = setUp();
    decideAll();
    answers.push(STEP_UP, 'no');
    await signing.sign('r1');
    expect([done, review()?.isSigned, sending()?.trouble?.code]).toEqual([['sign', 'ask'], false, 'not-confirmed']);
    answers.push(STEP_UP, 'confirmed', undefined);
    await signing.sign('r1');
    expect(done.slice(2, 5)).toEqual(['sign', 'ask', 'sign']);
    expect(sending()?.stage).toBe('stored');
  });

  it('says why it was refused, and nothing leaves', async () => {
    const { signing, decideAll, done, answers, review, sending } = setUp();
    decideAll();
    answers.push(new Denied('model-disabled', 'no'));
    await signing.sign('r1');
    expect([done, review()?.isSigned, sending()?.trouble?.code]).toEqual([['sign'], false, 'model-disabled']);
  });

  it('sends nothing that was not written, nor what was decided anew meanwhile', async () => {
    const { signing, decideAll, done, failures, review, sending } = setUp();
    decideAll();
    failures.push(new DocumentFailed('bad-geometry'));
    await signing.sign('r1');
    expect([done, review()?.isSigned, sending()?.trouble?.code]).toEqual([['sign', 'write'], false, 'bad-geometry']);
    const other = setUp();
    other.decideAll();
    const signed = other.signing.sign('r1');
    other.results.getState().act('r1', { kind: 'undo' });
    await signed;
    expect([other.done, other.sending()?.trouble?.code]).toEqual([['sign', 'write'], 'undecided']);
  });
});
