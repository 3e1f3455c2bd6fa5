import {
  approvedExport,
  checkExport,
  permitRelease,
  planRelease,
  type PlannedRelease,
  type ReleasePermit,
  type ReleaseSource,
} from '../../../../core/export/index.ts';
import { RULE } from '../../../../core/export/testing/batches.ts';
import { answerFor, EXPORT_ID, PROFILE, TERMS } from './finished-run.ts';
import { reviewedRun } from './reviewed-run.ts';

export interface PermittedRelease {
  readonly permit: ReleasePermit;
  readonly planned: PlannedRelease;
  readonly source: ReleaseSource;
}

/** A permission for the run of `finishedRun`, reviewed, approved and checked by the real steps. */
export async function permittedRelease(): Promise<PermittedRelease> {
  const { run, reviewed } = reviewedRun();
  const { outcomeSha256, released, withheld } = reviewed;
  const approval = { name: 'Dr. First', at: '', outcomeSha256, released: released.length, withheld: withheld.length };
  const approved = approvedExport(reviewed, { ...answerFor(run.batch), state: 'approved', approvals: [approval] });
  const checked = checkExport(approved, await run.recheck(new Set()), false);
  if (checked.kind !== 'passed') throw new Error('the fixture does not pass');
  const planned = planRelease(checked.checks, { exportId: EXPORT_ID, terms: TERMS, sampling: RULE, profile: PROFILE });
  const receipt = { index: 1, leafHash: 'e'.repeat(64) };
  const releaseId = 'r'.repeat(32);
  const word = {
    kind: 'permitted',
    exportId: EXPORT_ID,
    releaseId,
    manifestSha256: planned.manifestSha256,
    receipt,
  } as const;
  const source = { read: ({ sopInstanceUID }: { sopInstanceUID: string }) => run.store.finished(sopInstanceUID) };
  return { permit: permitRelease(planned, word), planned, source };
}
