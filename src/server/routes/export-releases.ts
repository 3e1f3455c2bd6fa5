import {
  exportCompletionSchema,
  exportReleaseSchema,
  exportVoidSchema,
  type ReleaseAnswer,
} from '../../contract/index.ts';
import { decide } from '../../core/access/index.ts';
import {
  isWhole,
  openRelease,
  releaseFault,
  withRelease,
  withReleaseState,
  type ExportRecord,
} from '../../core/export/record/index.ts';
import { assertVisible, changeExport, recordOf, refuseFault } from '../exports/change-export.ts';
import { approversOf, instant } from '../exports/export-answer.ts';
import { endOfReleaseFacts, releaseFacts } from '../exports/export-facts.ts';
import { endOfStoreDrafts } from '../exports/store-drafts.ts';
import { policyInForce, randomId } from '../exports/policy.ts';
import {
  assertOwner,
  assertRunning,
  bodyFor,
  draftOf,
  idIn,
  PURPOSE,
  stands,
  takeStep,
  told,
} from '../exports/take-step.ts';
import { Refusal } from '../problems.ts';
import { circumstancesOf, jsonBody, type GatewayApp } from '../request.ts';
import type { Services } from '../services.ts';
import type { Person } from '../session/index.ts';
import { hasFreshSecondFactor, isFirstUseOfSecondFactor, stepUpResponse } from '../session/second-factor.ts';

/** The last door: approved, checked, a fresh second factor, in the log; only then a permission, for these very bytes. */
export function exportReleaseRoutes(app: GatewayApp, services: Services): void {
  const inForce = policyInForce(services.config.exports);
  const { policy } = inForce;

  app.post('/api/exports/:exportId/releases', (c) =>
    told(services, c, async (person) => {
      const request = await jsonBody(c, exportReleaseSchema);
      const found = await services.store.findExport(idIn(c));
      const check = (record: ExportRecord, nowMs: number): void => {
        assertVisible(record, person);
        assertOwner(record, person);
        assertRunning(record, nowMs);
        refuseFault(releaseFault(record, request, policy));
      };
      const isFresh = hasFreshSecondFactor(services, person);
      const facts = { isRestricted: false, hasOpenEmergency: false, isJustified: false, hasFreshSecondFactor: isFresh };
      const question = { ...facts, roles: person.roles, activity: 'export-release', purpose: PURPOSE } as const;
      const verdict = decide(question);
      if (verdict.kind === 'deny') throw new Refusal(verdict.code);
      if (found === undefined) throw new Refusal('export-unknown');
      check(recordOf(found), services.clock());
      // Asked last: a second factor is not spent on what would be refused anyhow.
      if (verdict.kind !== 'allow' || !(await isFirstUseOfSecondFactor(services, person))) {
        const refused = { ...draftOf(person, 'export-refused', { exportId: idIn(c) }, 'second-factor-required') };
        await services.recorder.record([{ ...refused, outcome: 'denied' }], circumstancesOf(c));
        return stepUpResponse(services);
      }
      const releaseId = randomId();
      const { record, receipt } = await changeExport(services, idIn(c), circumstancesOf(c), (record) => {
        const nowMs = services.clock();
        check(record, nowMs);
        const endsAtMs = Math.min(nowMs + policy.releaseMinutes * 60_000, record.endsAtMs);
        const release = { releaseId, state: 'permitted', atMs: nowMs, endsAtMs, facts: request } as const;
        return {
          record: withRelease(record, release),
          drafts: [draftOf(person, 'export-released', releaseFacts(record, release, inForce))],
        };
      });
      const body: ReleaseAnswer = {
        kind: 'permitted',
        exportId: record.exportId,
        releaseId,
        manifestSha256: request.manifestSha256,
        approvals: approversOf(record, request.outcomeSha256),
        endsAt: instant(openRelease(record, releaseId)?.endsAtMs ?? record.endsAtMs),
        receipt,
      };
      return c.json(body, 201);
    }),
  );

  app.post('/api/exports/:exportId/releases/:releaseId/completion', async (c) => {
    const written = await bodyFor(services, c, exportCompletionSchema);
    const done = await takeStep(services, c, 'export', (record, person) => {
      const release = ownRelease(record, person, c.req.param('releaseId'));
      const { manifestSha256, counts } = release.facts;
      if (written.manifestSha256 !== manifestSha256 || written.files !== counts.files)
        throw new Refusal('export-manifest-differs');
      if (!isWhole(release, policy, record.terms)) throw new Refusal('export-manifest-differs');
      const facts = endOfReleaseFacts(record, release, written);
      const before = endOfStoreDrafts(record, release, person);
      return { record: withReleaseState(record, 'completed'), action: 'export-completed', facts, before };
    });
    return c.json(stands(services, done));
  });

  app.post('/api/exports/:exportId/releases/:releaseId/void', async (c) => {
    const { reasonCode, ...written } = await bodyFor(services, c, exportVoidSchema);
    const done = await takeStep(services, c, 'export', (record, person) => {
      const release = ownRelease(record, person, c.req.param('releaseId'));
      const facts = endOfReleaseFacts(record, release, written);
      const before = endOfStoreDrafts(record, release, person, reasonCode);
      return { record: withReleaseState(record, 'void'), action: 'export-voided', facts, reason: reasonCode, before };
    });
    return c.json(stands(services, done));
  });
}

function ownRelease(record: ExportRecord, person: Person, releaseId: string) {
  assertOwner(record, person);
  const release = openRelease(record, releaseId);
  if (release === undefined) throw new Refusal('export-release-unknown');
  return release;
}
