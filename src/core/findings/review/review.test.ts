import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { concept } from '../concept/coded-concept.ts';
import { FindingError } from '../errors.ts';
import type { ProposedFinding } from '../finding.ts';
import type { PersonObserver } from '../observer.ts';
import { aboveThreshold, type ModelResultSet } from './result-set.ts';
import {
  type ReadingMode,
  review,
  type ReviewEvent,
  type ReviewRefusal,
  type ReviewState,
  startReview,
} from './review.ts';
import { attestationOf, sign } from './signing.ts';

const AT = '2026-11-22T14:00:00Z';
const by: PersonObserver = { name: 'Reader^Ruth', login: 'ruth', organisation: 'Hospital' };
const algorithm = { name: 'model', version: '1.0.0' };
const made = (trackingUID: string, score = 0.9): ProposedFinding => ({
  trackingUID,
  trackingIdentifier: trackingUID,
  type: concept('27925004', 'SCT', 'Nodule'),
  sites: [],
  regions: [
    { space: 'image', image: { sopClassUID: '1', sopInstanceUID: '2' }, shape: { kind: 'point', point: [0, 0] } },
  ],
  score: { concept: concept('122157', 'DCM', 'Probability'), value: score },
  measurements: [],
  evaluations: [],
  algorithm,
});
const resultSet = (...findings: ProposedFinding[]): ModelResultSet => ({
  runUID: '2.25.1',
  label: 'model 1.0.0',
  studyInstanceUID: '2.25.2',
  appliesTo: { kind: 'series', seriesInstanceUIDs: ['2.25.3'] },
  at: AT,
  source: { kind: 'model', algorithm, modelSha256: 'ab', threshold: 0.5, backend: 'wasm' },
  findings,
});

type Step = ReviewEvent | [ReviewEvent, ReviewRefusal];
/** Runs events; each is expected to succeed, or to be refused for the given reason. */
function after(mode: ReadingMode, steps: readonly Step[]): ReviewState {
  let state = startReview(resultSet(made('a'), made('b')), mode, AT);
  for (const step of steps) {
    const [event, refusal] = Array.isArray(step) ? step : [step, undefined];
    const outcome = review(state, event);
    expect(outcome).toMatchObject(refusal === undefined ? { kind: 'changed' } : { kind: 'refused', reason: refusal });
    if (outcome.kind === 'changed') state = outcome.state;
  }
  return state;
}
const locate = (trackingUID: string): ReviewEvent => ({ kind: 'locate', trackingUID });
const accept = (trackingUID: string): ReviewEvent => ({ kind: 'accept', trackingUID, by, at: AT });
const reject = (trackingUID: string): ReviewEvent => ({ kind: 'reject', trackingUID, by, at: AT });
const edit = (trackingUID: string, finding = { ...made(trackingUID), trackingIdentifier: 'moved' }): ReviewEvent => ({ kind: 'edit', trackingUID, finding, by, at: AT }); // prettier-ignore
const draw = (trackingUID: string): ReviewEvent => ({ kind: 'draw', finding: made(trackingUID), by, at: AT });
const firstRead: ReviewEvent = { kind: 'first-read-done', at: AT };
const kinds = (state: ReviewState): string[] => state.findings.map(({ decision }) => decision.kind);

describe('a review', () => {
  it('hides results from a second reader until the first read is done', () => {
    const state = after('second-reader', [
      [{ kind: 'reveal', at: AT }, 'first-read-not-done'],
      [locate('a'), 'not-revealed'],
      [accept('a'), 'not-revealed'],
      firstRead,
      locate('a'),
      accept('a'),
    ]);
    expect(state.revealedAt).toBe(AT);
    expect(kinds(state)).toEqual(['accepted', 'undecided']);
    expect(after('concurrent', []).revealedAt).toBe(AT);
  });

  it('decides nothing whose place was not on the screen', () => {
    after('concurrent', [[accept('a'), 'not-located'], [reject('a'), 'not-located'], [edit('a'), 'not-located'], locate('a'), accept('a'), [accept('b'), 'not-located']]); // prettier-ignore
  });

  it('keeps what the model said when a finding is edited, and its tracking UID', () => {
    const state = after('triage', [locate('a'), [edit('a', made('b')), 'tracking-uid-changed'], edit('a')]);
    expect(state.findings[0]).toMatchObject({
      finding: { trackingUID: 'a', trackingIdentifier: 'moved' },
      decision: { kind: 'edited' },
      proposed: { trackingIdentifier: 'a' },
    });
    // Accepting it afterwards does not make the change undone.
    const again = review(state, accept('a'));
    expect(again.kind === 'changed' && again.state.findings[0]?.decision.kind).toBe('edited');
    // Rejecting it rejects what the model said.
    const rejected = review(state, reject('a'));
    expect(rejected.kind === 'changed' && rejected.state.findings[0]).toMatchObject({ finding: { trackingIdentifier: 'a' }, decision: { kind: 'rejected' } }); // prettier-ignore
  });

  it('undoes one decision after the other until it is signed', () => {
    const state = after('concurrent', [locate('a'), accept('a'), reject('a'), draw('c'), { kind: 'undo' }, { kind: 'undo' }]); // prettier-ignore
    expect(kinds(state)).toEqual(['accepted', 'undecided']);
    after('concurrent', [[{ kind: 'undo' }, 'nothing-to-undo']]);
  });

  it('lets a person draw, change and remove what is theirs', () => {
    expect(kinds(after('second-reader', [draw('c')]))).toEqual(['undecided', 'undecided', 'drawn']);
    expect(after('concurrent', [draw('c'), edit('c')]).findings[2]).toMatchObject({ finding: { trackingIdentifier: 'moved' }, decision: { kind: 'drawn' } }); // prettier-ignore
    expect(kinds(after('concurrent', [draw('c'), reject('c')]))).toEqual(['undecided', 'undecided']);
    expect(() => after('concurrent', [draw('a')])).toThrow(FindingError);
  });

  it('takes nothing over from a result that is out of date, but lets it be thrown away', () => {
    after('concurrent', [locate('a'), { kind: 'outdate', reason: 'new-images' }, [accept('a'), 'stale'], [edit('a'), 'stale'], reject('a'), [{ kind: 'sign' }, 'stale']]); // prettier-ignore
  });

  it('is not signed while a finding is undecided, and is over once it is signed', () => {
    after('concurrent', [[{ kind: 'sign' }, 'undecided'], locate('a'), accept('a'), [{ kind: 'sign' }, 'undecided'], locate('b'), reject('b'), { kind: 'sign' }, [accept('a'), 'signed'], [{ kind: 'undo' }, 'signed']]); // prettier-ignore
  });

  it('asks for decisions about what is at the threshold or above, and keeps those that were made below it', () => {
    const start = startReview(resultSet(made('a', 0.9), made('b', 0.2), made('c', 0.3)), 'concurrent', AT);
    let state = start;
    for (const event of [locate('a'), accept('a'), locate('c'), reject('c')]) {
      const outcome = review(state, event);
      if (outcome.kind === 'changed') state = outcome.state;
    }
    const ready = attestationOf(state);
    expect(ready.kind === 'ready' && ready.attestation.findings.map(({ finding }) => finding.trackingUID)).toEqual([
      'a',
      'c',
    ]);
    expect(review(state, { kind: 'sign' }).kind).toBe('changed');
    // Lower the threshold, and what comes into question blocks signing.
    const lowered = review(state, { kind: 'set-threshold', threshold: 0.1 });
    if (lowered.kind !== 'changed') expect.unreachable();
    expect(attestationOf(lowered.state)).toEqual({ kind: 'undecided', trackingUIDs: ['b'] });
    expect(review(lowered.state, { kind: 'sign' })).toEqual({ kind: 'refused', reason: 'undecided' });
  });

  it('never decides two findings by one event, whatever happens', () => {
    const event = fc.constantFrom<ReviewEvent>(locate('a'), locate('b'), accept('a'), accept('b'), reject('a'), edit('b'), draw('c'), firstRead, { kind: 'undo' }, { kind: 'set-threshold', threshold: 0 }, { kind: 'reveal', at: AT }); // prettier-ignore
    fc.assert(
      fc.property(fc.array(event, { maxLength: 30 }), (events) => {
        let state = startReview(resultSet(made('a'), made('b')), 'second-reader', AT);
        for (const next of events) {
          if (next.kind === 'draw' && state.findings.length > 2) continue;
          const outcome = review(state, next);
          if (outcome.kind === 'refused') continue;
          const before = new Map(state.findings.map((found) => [found.finding.trackingUID, found.decision]));
          const changed = outcome.state.findings.filter(({ finding, decision }) => before.get(finding.trackingUID) !== decision); // prettier-ignore
          expect(changed.length).toBeLessThanOrEqual(1);
          if (!['accept', 'reject', 'edit', 'draw', 'undo'].includes(next.kind)) expect(changed).toEqual([]);
          state = outcome.state;
        }
      }),
      { numRuns: 300 },
    );
  });
});

describe('signing', () => {
  it('lists every decision before, and is blocked by what is undecided or out of date', () => {
    const open = after('concurrent', [locate('a'), accept('a')]);
    expect(attestationOf(open)).toEqual({ kind: 'undecided', trackingUIDs: ['b'] });
    const done = after('concurrent', [locate('a'), edit('a'), locate('b'), reject('b'), draw('c')]);
    expect(attestationOf(done)).toMatchObject({ kind: 'ready', attestation: { accepted: 0, edited: 1, rejected: 1, drawn: 1 } }); // prettier-ignore
    expect(attestationOf({ ...done, stale: 'model-changed' })).toEqual({ kind: 'stale' });
  });

  it.each([
    ['now', AT, true],
    ['as long ago as the site allows', '2026-11-22T13:55:00Z', true],
    ['longer ago', '2026-11-22T13:54:59Z', false],
    ['in the future', '2026-11-22T14:00:01Z', false],
    ['at no time at all', '', false],
  ])('needs the person to have proved who they are: %s', (_, authenticatedAt, isEnough) => {
    const outcome = attestationOf(after('concurrent', [locate('a'), accept('a'), locate('b'), accept('b')]));
    if (outcome.kind !== 'ready') expect.unreachable();
    const signed = sign(outcome.attestation, by, AT, { authenticatedAt, maxAgeSeconds: 300 });
    expect(signed !== undefined).toBe(isEnough);
  });
});

describe('a result set', () => {
  it('has every tracking UID once', () => {
    expect(() => startReview(resultSet(made('a'), made('a')), 'concurrent', AT)).toThrow(FindingError);
  });

  it('shows what is at the threshold or above', () => {
    const findings = [made('a', 0.49), made('b', 0.5), { ...made('c'), score: undefined as never }];
    expect(aboveThreshold(findings, 0.5).map(({ trackingUID }) => trackingUID)).toEqual(['b', 'c']);
    expect(aboveThreshold(findings, undefined)).toHaveLength(3);
  });
});
