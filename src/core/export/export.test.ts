import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, expectTypeOf, it } from 'vitest';
import {
  advanceReview,
  approvalFactsOf,
  approvedExport,
  archiveName,
  BatchIncomplete,
  batchCountsSchema,
  BytesChanged,
  checkExport,
  defineCohort,
  deidentifiedBatch,
  differencesOf,
  factsOf,
  finishReview,
  framesToSee,
  NotApproved,
  NotGenuine,
  NotOpened,
  NotPermitted,
  NotTheseBytes,
  openedInstance,
  openedStudy,
  OutcomeForged,
  outcomeOf,
  permitRelease,
  planRelease,
  ProfileDiffers,
  releaseArchive,
  releaseFactsSchema,
  releaseFiles,
  reviewFactsOf,
  reviewFactsSchema,
  standingOf,
  startReview,
  studiesOf,
  subjectsOf,
  type ApprovedExport,
  type DeidentifiedBatch,
  type FinalChecks,
  type FinishedInstance,
  type PassedChecks,
  type PlannedRelease,
  type ReleasePermit,
  type ReleaseSource,
  type ReleaseWord,
  type ReviewedBatch,
  type ReviewState,
  type Verdict,
} from './index.ts';
import { bytesOf, CONTEXT, FIRST, instance, PROFILE, RULE, SEED, twelveInputs } from './testing/batches.ts';

const SECOND = { sub: 'u2', sid: 's2', name: 'Dr. Second' };
const folder = mkdtempSync(join(tmpdir(), 'collimator-export-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const started = (batch = twelveInputs(), reviewer = FIRST): ReviewState =>
  startReview(batch, reviewer, { seed: SEED, rule: RULE });

function look(state: ReviewState, one: FinishedInstance, frames = framesToSee(one)): ReviewState {
  const shown = { sopInstanceUID: one.sopInstanceUID, sha256: one.sha256, frames };
  return advanceReview(state, { kind: 'instance-opened', view: openedInstance(state.batch, state.reviewer, shown) });
}

function decide(state: ReviewState, one: FinishedInstance, verdict: Verdict): ReviewState {
  return advanceReview(state, { kind: 'decided', sopInstanceUID: one.sopInstanceUID, frames: 'all', verdict });
}

function openStudies(state: ReviewState): ReviewState {
  return [...studiesOf(state.batch)].reduce(
    (next, uid) => advanceReview(next, { kind: 'study-opened', view: openedStudy(state.batch, state.reviewer, uid) }),
    state,
  );
}

/** Opens and accepts everything that must be, but for what `other` says. */
function all(state: ReviewState, other: (one: FinishedInstance) => Verdict = () => 'accept'): ReviewState {
  let next = openStudies(state);
  for (;;) {
    const { mustSee, sample } = subjectsOf(next);
    const open = [...mustSee, ...sample].filter((one) => ['unopened', 'undecided'].includes(standingOf(next, one)));
    if (open.length === 0) return next;
    for (const one of open) next = decide(look(next, one), one, other(one));
  }
}

function reviewedBy(state: ReviewState): ReviewedBatch {
  const finished = finishReview(state);
  if (finished.kind === 'unfinished') throw new Error(JSON.stringify(finished.missing));
  return finished.reviewed;
}

const wordFor = (reviewed: ReviewedBatch, state = 'approved') => ({
  state,
  approvalsNeeded: 2,
  approvals: [FIRST, SECOND].map(({ name }) => ({ name, outcomeSha256: reviewed.outcomeSha256 })),
});

const approvedOf = (state = all(started())): ApprovedExport => {
  const reviewed = reviewedBy(state);
  return approvedExport(reviewed, wordFor(reviewed));
};

function found(approved: ApprovedExport, change: Partial<FinalChecks> = {}): FinalChecks {
  const checked = new Map(approved.reviewed.released.map((one) => [one.sopInstanceUID, one.sha256]));
  const closure = { resolvedBefore: 0, resolvedAfter: 0, broken: [] };
  return { checked, residual: [], damaged: [], closure, k: 5, rare: [], ...change };
}

function passedOf(approved = approvedOf()): PassedChecks {
  const checked = checkExport(approved, found(approved), false);
  if (checked.kind !== 'passed') throw new Error(checked.kind);
  return checked.checks;
}

const plannedOf = (): PlannedRelease => planRelease(passedOf(), CONTEXT);

function wordOf(planned: PlannedRelease, change: Partial<ReleaseWord> = {}): ReleaseWord {
  const { manifestSha256 } = planned;
  const receipt = { index: 7, leafHash: '0'.repeat(64) };
  return {
    kind: 'permitted',
    exportId: CONTEXT.exportId,
    releaseId: 'r'.repeat(32),
    manifestSha256,
    receipt,
    ...change,
  };
}

const source: ReleaseSource = { read: async (one) => bytesOf(`${one.input}`) };

async function filesOf(permit: ReleasePermit, from = source): Promise<Map<string, Uint8Array>> {
  const files = new Map<string, Uint8Array>();
  for await (const { path, bytes } of releaseFiles(permit, from)) files.set(path, bytes);
  return files;
}

describe('a batch', () => {
  it('says what the server may know, in the form the server takes', () => {
    const facts = factsOf(twelveInputs());
    expect(facts.counts).toMatchObject({ studies: 2, instances: 10, mustSee: 2, looksClean: 8, refused: 2 });
    expect(batchCountsSchema.parse(facts.counts)).toEqual(facts.counts);
  });

  it('has one hash whatever the order of its parts, and another when a byte, a reason or a refusal changes', () => {
    const same = twelveInputs((instances) => instances.toReversed());
    expect(same.sha256).toBe(twelveInputs().sha256);
    const others = [
      twelveInputs((list) => list.map((one, at) => (at === 3 ? { ...one, sha256: 'd'.repeat(64) } : one))),
      twelveInputs((list) => list.map((one, at) => (at === 0 ? { ...one, mustSee: [] } : one))),
      twelveInputs((list) => list.map((one, at) => (at === 4 ? { ...one, frames: 2 } : one))),
    ];
    expect(new Set([same, ...others].map(({ sha256 }) => sha256)).size).toBe(4);
  });

  it.each([
    ['input-missing', (list: FinishedInstance[]) => list.slice(1)],
    ['input-unknown', (list: FinishedInstance[]) => [...list, instance(12)]],
    ['uid-twice', (list: FinishedInstance[]) => [...list, { ...instance(2), input: 3 }]],
    ['malformed', (list: FinishedInstance[]) => list.map((one) => ({ ...one, sha256: 'x' }))],
    ['malformed', (list: FinishedInstance[]) => list.map((one) => ({ ...one, byteLength: 0 }))],
    ['malformed', (list: FinishedInstance[]) => [...list.slice(1), instance(0, { see: [2] })]],
  ])('is refused: %s', (code, change) => {
    expect(() => twelveInputs(change)).toThrow(BatchIncomplete);
    expect(() => twelveInputs(change)).toThrow(expect.objectContaining({ code }));
  });

  it('cannot be changed afterwards, nor by who still holds its parts', () => {
    const parts = [instance(0, { see: [1] })];
    const batch = deidentifiedBatch(defineCohort(1), {
      profile: CONTEXT.terms.profile,
      modelSha256: [],
      instances: parts,
      refused: [],
    });
    parts[0] = instance(5);
    expect(batch.instances[0]?.input).toBe(0);
    // What the types forbid, and who goes around them finds closed.
    const open = batch as unknown as { instances: FinishedInstance[]; sha256: string };
    expect(() => open.instances.pop()).toThrow(TypeError);
    expect(() => (open.sha256 = 'x')).toThrow(TypeError);
    expect(() => Object.assign(open.instances[0] ?? {}, { sha256: 'x' })).toThrow(TypeError);
  });
});

describe('a review', () => {
  it('is not finished before every study, every marked frame and the sample were opened and decided', () => {
    const state = started();
    const { mustSee, sample } = subjectsOf(state);
    expect([mustSee.length, sample.length]).toEqual([2, 2]);
    const finished = finishReview(state);
    expect(finished).toMatchObject({ kind: 'unfinished' });
    expect(finished.kind === 'unfinished' ? finished.missing.length : 0).toBe(6);
    expect(finishReview(all(state)).kind).toBe('reviewed');
  });

  it('takes no decision about what was not opened', () => {
    const state = started();
    const [, cine] = twelveInputs().instances;
    if (cine === undefined) throw new Error('no cine');
    expect(() => decide(state, cine, 'accept')).toThrow(NotOpened);
    // One of its two marked frames is not enough.
    expect(() => decide(look(state, cine, [1]), cine, 'accept')).toThrow(NotOpened);
    expect(() => decide(look(state, cine, [2]), cine, 'accept')).toThrow(NotOpened);
    expect(standingOf(decide(look(look(state, cine, [3]), cine, [1]), cine, 'accept'), cine)).toBe('accepted');
    expect(() => advanceReview(state, { kind: 'study-refused', studyInstanceUID: '2.25.10' })).toThrow(NotOpened);
  });

  it('counts only what was drawn from the very bytes, frames that exist, and the eyes of this person', () => {
    const { batch } = started();
    const [one] = batch.instances;
    if (one === undefined) throw new Error('empty');
    const shown = { sopInstanceUID: one.sopInstanceUID, sha256: one.sha256, frames: [1] };
    for (const wrong of [
      { sha256: 'd'.repeat(64) },
      { frames: [] },
      { frames: [2] },
      { frames: [0] },
      { sopInstanceUID: '2.25.9' },
    ])
      expect(() => openedInstance(batch, FIRST, { ...shown, ...wrong })).toThrow(NotTheseBytes);
    expect(() => openedStudy(batch, FIRST, '2.25.404')).toThrow(NotTheseBytes);
    const mine = openedInstance(batch, FIRST, shown);
    const theirs = startReview(batch, SECOND, { seed: SEED, rule: RULE });
    expect(() => advanceReview(theirs, { kind: 'instance-opened', view: mine })).toThrow(NotGenuine);
    expect(() =>
      advanceReview(started(), { kind: 'instance-opened', view: Object.assign({}, mine) as typeof mine }),
    ).toThrow(NotGenuine);
  });

  it('keeps what has the same bytes when a box was drawn, and wants the rest looked at again', () => {
    const before = all(started(), (one) => (one.input === 0 ? 'edit' : 'accept'));
    expect(finishReview(before)).toMatchObject({ missing: [{ sopInstanceUID: '2.25.30', standing: 'edited' }] });
    expect(reviewFactsOf(before).decided).toEqual({ accepted: 3, refused: 0, edited: 1 });
    const corrected = twelveInputs((list) =>
      list.map((one) => (one.input === 0 ? { ...one, sha256: 'd'.repeat(64) } : one)),
    );
    const after = advanceReview(before, { kind: 'corrected', batch: corrected });
    // Its study's table is another now, too.
    expect(finishReview(after)).toMatchObject({
      missing: [
        { kind: 'study', studyInstanceUID: '2.25.10' },
        { sopInstanceUID: '2.25.30', standing: 'unopened' },
      ],
    });
    expect(finishReview(all(after)).kind).toBe('reviewed');
  });

  it('asks for more when something was missed in the sample, and correcting it does not take that back', () => {
    const rule = { ...RULE, maximumResidualRate: 0.4 };
    const state = startReview(twelveInputs(), FIRST, { seed: SEED, rule });
    const { sample } = subjectsOf(state);
    const [missed] = sample;
    if (missed === undefined) throw new Error('no sample');
    const edited = decide(look(state, missed), missed, 'edit');
    expect(subjectsOf(edited).sample.length).toBeGreaterThan(sample.length);
    const corrected = twelveInputs((list) =>
      list.map((one) => (one.sopInstanceUID === missed.sopInstanceUID ? { ...one, sha256: 'd'.repeat(64) } : one)),
    );
    const done = all(advanceReview(edited, { kind: 'corrected', batch: corrected }));
    expect(finishReview(done).kind).toBe('reviewed');
    expect(reviewFactsOf(done).sampleFailures).toBe(1);
    expect(subjectsOf(done).sample).toContainEqual({ ...missed, sha256: 'd'.repeat(64) });
  });

  it('withholds a study without a look at its images, and lets them prove nothing', () => {
    const opened = openStudies(started());
    const state = all(advanceReview(opened, { kind: 'study-refused', studyInstanceUID: '2.25.11' }));
    const facts = reviewFactsSchema.parse(reviewFactsOf(state));
    expect(facts).toMatchObject({
      withheldUnseen: { mustSee: 1, looksClean: 4 },
      opened: { studies: 2, mustSee: 1, sampled: 1 },
    });
    const reviewed = reviewedBy(state);
    expect(approvalFactsOf(reviewed)).toMatchObject({ released: 5, withheld: 5 });
    expect(reviewed.released.every((one) => one.studyInstanceUID === '2.25.10')).toBe(true);
  });

  it('is the same for two people who decide the same, and tells where they differ', () => {
    const mine = reviewedBy(all(started()));
    const same = reviewedBy(all(started(twelveInputs(), SECOND)));
    const other = reviewedBy(all(started(twelveInputs(), SECOND), (one) => (one.input === 1 ? 'refuse' : 'accept')));
    expect(same.outcomeSha256).toBe(mine.outcomeSha256);
    expect(other.outcomeSha256).not.toBe(mine.outcomeSha256);
    expect(differencesOf(mine, outcomeOf(other), other.outcomeSha256).map(({ input }) => input)).toEqual([1]);
    expect(() => differencesOf(mine, outcomeOf(mine), other.outcomeSha256)).toThrow(OutcomeForged);
  });

  it('finishes never before each of its subjects has evidence and a verdict, whatever is clicked', () => {
    const click = fc.record({ at: fc.nat(9), what: fc.constantFrom('look', 'accept', 'refuse', 'edit', 'study') });
    const property = fc.property(fc.array(click, { maxLength: 40 }), (clicks) => {
      let state = started();
      const seen = new Set<number>();
      for (const { at, what } of clicks) {
        const one = state.batch.instances[at];
        if (one === undefined) continue;
        if (what === 'look') {
          state = look(state, one);
          seen.add(at);
        } else if (what === 'study') state = openStudies(state);
        else if (seen.has(at)) state = decide(state, one, what as Verdict);
        else expect(() => decide(state, one, what as Verdict)).toThrow(NotOpened);
      }
      const { mustSee, sample } = subjectsOf(state);
      const isDone = [...mustSee, ...sample].every((one) => ['accepted', 'refused'].includes(standingOf(state, one)));
      if (finishReview(state).kind === 'reviewed') expect(isDone).toBe(true);
      expect(reviewFactsSchema.safeParse(reviewFactsOf(state)).success).toBe(true);
    });
    fc.assert(property, { numRuns: 300 });
  });
});

describe('an approval', () => {
  it('is the word of the server about just this outcome, by as many as the site asks for', () => {
    const reviewed = reviewedBy(all(started()));
    const word = wordFor(reviewed);
    expect(approvedExport(reviewed, word).approvers).toEqual(['Dr. First', 'Dr. Second']);
    for (const wrong of [
      wordFor(reviewed, 'half-approved'),
      wordFor(reviewed, 'disagreed'),
      { ...word, approvals: word.approvals.slice(1) },
      { ...word, approvals: word.approvals.map((one) => ({ ...one, outcomeSha256: 'd'.repeat(64) })) },
      { ...word, approvals: [], approvalsNeeded: 0 },
    ])
      expect(() => approvedExport(reviewed, wrong)).toThrow(NotApproved);
  });

  it('of nothing is none', () => {
    const reviewed = reviewedBy(
      ['2.25.10', '2.25.11'].reduce(
        (state, studyInstanceUID) => advanceReview(state, { kind: 'study-refused', studyInstanceUID }),
        openStudies(started()),
      ),
    );
    expect(() => approvedExport(reviewed, wordFor(reviewed))).toThrow(NotApproved);
  });
});

describe('the last checks', () => {
  it('fail by what they find, and by any file they did not see as it is', () => {
    const approved = approvedOf();
    const [one] = approved.reviewed.released;
    if (one === undefined) throw new Error('empty');
    const uid = one.sopInstanceUID;
    const other = new Map(found(approved).checked).set(uid, 'd'.repeat(64));
    expect(checkExport(approved, found(approved, { checked: other }), true)).toMatchObject({
      kind: 'failed',
      unchecked: [uid],
    });
    expect(checkExport(approved, found(approved, { checked: new Map() }), true)).toMatchObject({ kind: 'failed' });
    for (const change of [
      { residual: [uid] },
      { damaged: [uid] },
      { closure: { resolvedBefore: 1, resolvedAfter: 0, broken: [uid] } },
    ])
      expect(checkExport(approved, found(approved, change), true).kind).toBe('failed');
    const rare = [
      { attributes: { sex: 'F', ageBand: '90+', modality: 'PT', bodyPart: '', site: '', device: '<X>' }, patients: 1 },
    ];
    expect(checkExport(approved, found(approved, { rare }), false)).toEqual({ kind: 'rare', combinations: rare });
    expect(checkExport(approved, found(approved, { rare }), true)).toMatchObject({
      kind: 'passed',
      checks: { acknowledgesRare: true, facts: { rareCombinations: 1 } },
    });
  });
});

describe('a release', () => {
  it('plans a manifest of all files, in the form the server takes, without a time or a name of the source', () => {
    const planned = plannedOf();
    expect(releaseFactsSchema.parse(planned.facts)).toEqual(planned.facts);
    expect(planned.facts.counts).toMatchObject({ instances: 10, files: 14 });
    expect(planned.manifest.files.map(({ path }) => path)).toContain('images/2.25.10/2.25.20/2.25.30.dcm');
    expect(planned.manifest.files.slice(-3).map(({ path }) => path)).toEqual([
      'profile.json',
      'report.html',
      'report.json',
    ]);
    expect(JSON.stringify(planned.manifest)).not.toMatch(/\d{2}:\d{2}|"date|T\d\dZ/);
    expect(archiveName(planned)).toMatch(/^export-[0-9a-f]{12}\.zip$/);
    expect(plannedOf().manifestSha256).toBe(planned.manifestSha256);
  });

  it('is not planned with another profile than it was opened with', () => {
    expect(() => planRelease(passedOf(), { ...CONTEXT, profile: { ...PROFILE, options: [] } })).toThrow(ProfileDiffers);
    const terms = { ...CONTEXT.terms, profile: { code: 'research', sha256: 'd'.repeat(64) } };
    expect(() => planRelease(passedOf(), { ...CONTEXT, terms })).toThrow(ProfileDiffers);
  });

  it('gives out nothing without permission for this very manifest, in the log', () => {
    const planned = plannedOf();
    for (const wrong of [
      { manifestSha256: 'd'.repeat(64) },
      { exportId: 'x'.repeat(24) },
      { kind: 'needsStepUp' as 'permitted' },
      { receipt: { index: -0.5, leafHash: '0'.repeat(64) } },
      { receipt: { index: 1, leafHash: '' } },
    ])
      expect(() => permitRelease(planned, wordOf(planned, wrong))).toThrow(NotPermitted);
  });

  it('gives the files once, the manifest last, each as the manifest says', async () => {
    const planned = plannedOf();
    const permit = permitRelease(planned, wordOf(planned));
    const files = await filesOf(permit);
    expect([...files.keys()].at(-1)).toBe('manifest.json');
    const manifest = files.get('manifest.json') ?? new Uint8Array();
    expect(createHash('sha256').update(manifest).digest('hex')).toBe(planned.manifestSha256);
    for (const { path, sha256, byteLength } of planned.manifest.files) {
      const bytes = files.get(path) ?? new Uint8Array();
      expect([path, createHash('sha256').update(bytes).digest('hex'), bytes.length]).toEqual([
        path,
        sha256,
        byteLength,
      ]);
    }
    expect(files.size).toBe(planned.facts.counts.files);
    // Replayed.
    await expect(filesOf(permit)).rejects.toBeInstanceOf(NotPermitted);
  });

  it('stops at a byte that was changed in memory after the approval, with no directory and no manifest', async () => {
    const planned = plannedOf();
    const tampered: ReleaseSource = {
      read: async (one) => (one.input === 7 ? bytesOf('ROE^JANE') : bytesOf(`${one.input}`)),
    };
    const parts: Uint8Array[] = [];
    const run = async (): Promise<void> => {
      for await (const part of releaseArchive(permitRelease(planned, wordOf(planned)), tampered)) parts.push(part);
    };
    await expect(run()).rejects.toBeInstanceOf(BytesChanged);
    const file = join(folder, 'void.zip');
    writeFileSync(file, Buffer.concat(parts));
    expect(readFileSync(file).includes('ROE^JANE')).toBe(false);
    expect(() => execFileSync('unzip', ['-t', file], { stdio: 'pipe' })).toThrow();
    // A permit that failed is used up: the server must be asked again.
    const permit = permitRelease(planned, wordOf(planned));
    await expect(filesOf(permit, tampered)).rejects.toBeInstanceOf(BytesChanged);
    await expect(filesOf(permit)).rejects.toBeInstanceOf(NotPermitted);
  });

  it('is a ZIP that others read, whose manifest others check, and the same bytes when it is made again', async () => {
    const archive = async (): Promise<Buffer> => {
      const planned = plannedOf();
      const parts: Uint8Array[] = [];
      for await (const part of releaseArchive(permitRelease(planned, wordOf(planned)), source)) parts.push(part);
      return Buffer.concat(parts);
    };
    const bytes = await archive();
    expect((await archive()).equals(bytes)).toBe(true);
    const file = join(folder, 'release.zip');
    writeFileSync(file, bytes);
    const check = `
import hashlib, json, sys, zipfile
z = zipfile.ZipFile(sys.argv[1])
m = json.loads(z.read('manifest.json'))
assert z.testzip() is None
assert z.namelist()[-1] == 'manifest.json'
assert sorted(z.namelist()) == sorted([f['path'] for f in m['files']] + ['manifest.json'])
for f in m['files']:
    b = z.read(f['path'])
    assert hashlib.sha256(b).hexdigest() == f['sha256'] and len(b) == f['byteLength'], f['path']
print(len(m['files']))`;
    expect(execFileSync('python3', ['-c', check, file], { encoding: 'utf8' }).trim()).toBe('13');
    execFileSync('unzip', ['-q', file, '-d', join(folder, 'release')]);
    expect(readdirSync(join(folder, 'release')).sort()).toEqual([
      'images',
      'manifest.json',
      'profile.json',
      'report.html',
      'report.json',
    ]);
  });
});

describe('what does not compile, and does not run either', () => {
  it('a step without the one before it', () => {
    const batch = twelveInputs();
    // @ts-expect-error a batch is not reviewed
    expect(() => approvalFactsOf(batch)).toThrow(NotGenuine);
    // @ts-expect-error a review that is not finished is not reviewed
    expect(() => approvedExport(started(), wordFor(reviewedBy(all(started()))))).toThrow(NotGenuine);
    const reviewed = reviewedBy(all(started()));
    // @ts-expect-error reviewed is not approved
    expect(() => checkExport(reviewed, found(approvedOf()), false)).toThrow(NotGenuine);
    const approved = approvedOf();
    // @ts-expect-error approved is not checked
    expect(() => planRelease(approved, CONTEXT)).toThrow(NotGenuine);
    const passed = passedOf();
    // @ts-expect-error checked is not planned
    expect(() => permitRelease(passed, wordOf(plannedOf()))).toThrow(NotGenuine);
    expect(() =>
      // @ts-expect-error a cohort is a thing, not a number
      deidentifiedBatch(12, { profile: CONTEXT.terms.profile, modelSha256: [], instances: [], refused: [] }),
    ).toThrow(NotGenuine);
  });

  it('a planned release that nobody permitted', async () => {
    const planned = plannedOf();
    // @ts-expect-error planned is not permitted
    await expect(filesOf(planned)).rejects.toBeInstanceOf(NotPermitted);
    // @ts-expect-error a look-alike has the shape and not the origin
    await expect(filesOf({ planned, releaseId: 'r'.repeat(32) })).rejects.toBeInstanceOf(NotPermitted);
  });

  it('copies, spreads and casts of the real thing', () => {
    const [batch, reviewed, approved, passed] = [twelveInputs(), reviewedBy(all(started())), approvedOf(), passedOf()];
    const copy = <T extends object>(value: T): T => Object.assign({}, value);
    expect(() => startReview(copy(batch), FIRST, { seed: SEED, rule: RULE })).toThrow(NotGenuine);
    expect(() =>
      approvedExport(Object.assign({}, reviewed, { withheld: [] }) as ReviewedBatch, wordFor(reviewed)),
    ).toThrow(NotGenuine);
    expect(() => checkExport(copy(approved), found(approved), false)).toThrow(NotGenuine);
    expect(() => planRelease(Object.create(passed) as PassedChecks, CONTEXT)).toThrow(NotGenuine);
    expectTypeOf<DeidentifiedBatch>().not.toEqualTypeOf<ReviewedBatch>();
  });
});
