import { randomBytes } from 'node:crypto';
import {
  exportApprovalSchema,
  exportBatchSchema,
  exportJoinSchema,
  exportLookupSchema,
  exportRequestSchema,
  exportReviewSchema,
  exportStudiesSchema,
} from '../../contract/index.ts';
import {
  approvalFault,
  batchFault,
  reviewFault,
  termsFault,
  withApproval,
  withBatch,
  withReview,
  type ExportRecord,
  type ExportTerms,
} from '../../core/export/record/index.ts';
import { assertVisible, changeExport, putNewExport, recordOf, refuseFault } from '../exports/change-export.ts';
import { withStudies } from '../exports/cohort.ts';
import { answerOf, ledgerOf } from '../exports/export-answer.ts';
import { ended } from '../exports/export-clock.ts';
import { approvalFacts, batchFacts, openedFacts, reviewFacts } from '../exports/export-facts.ts';
import { joined } from '../exports/join-export.ts';
import { lookUp } from '../exports/look-up.ts';
import { policyInForce, randomId, sha256Of } from '../exports/policy.ts';
import {
  assertOwner,
  assertRole,
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

const LEDGER_ROWS = 100;

/**
 * The record of exports. No identifier and no pixel comes here: browsers de-identify, people look, and this says whether
 * what they did is enough. A release is permitted only after the log has it.
 */
export function exportRoutes(app: GatewayApp, services: Services): void {
  const inForce = policyInForce(services.config.exports);
  const { policy } = inForce;

  app.get('/api/exports/policy', (c) =>
    told(services, c, async (person) => {
      assertRole(person, 'export-review');
      return c.json({ policy, policySha256: inForce.sha256 });
    }),
  );

  app.post('/api/exports', (c) =>
    told(services, c, async (person) => {
      assertRole(person, 'export');
      const terms = await jsonBody(c, exportRequestSchema);
      refuseFault(termsFault(policy, terms));
      const record = newExport(services, person, terms);
      const draft = draftOf(person, 'export-opened', openedFacts(record, inForce));
      const put = await putNewExport(services, record, [draft], circumstancesOf(c));
      return c.json(stands(services, { ...put, person }), 201);
    }),
  );

  app.get('/api/exports', (c) =>
    told(services, c, async (person) => {
      assertRole(person, 'export');
      const found = await services.store.findExports(person, LEDGER_ROWS);
      return c.json(ledgerOf(found.map(recordOf), policy, services.clock()));
    }),
  );

  app.post('/api/exports/lookup', (c) =>
    told(services, c, async (person) => {
      assertRole(person, 'export');
      const asked = await jsonBody(c, exportLookupSchema);
      const found = await lookUp(services, person, asked);
      const keys = Object.entries(asked).flatMap(([name, numbers]) => (numbers.length > 0 ? [name] : []));
      const search = { level: 'study', keys: keys.sort(), offset: 0, count: found.rows.length } as const;
      // As every list of studies: recorded first.
      const [receipt] = await services.recorder.record(
        [{ action: 'search', outcome: 'success', who: person, purpose: PURPOSE, search }],
        circumstancesOf(c),
      );
      if (receipt === undefined) throw new Refusal('audit-unavailable');
      return c.json({ ...found, receipt });
    }),
  );

  app.get('/api/exports/vault', (c) =>
    told(services, c, async (person) => {
      assertRole(person, 'export-review');
      return c.json({ key: services.vaultKeys.keyOf(person) });
    }),
  );

  app.get('/api/exports/:exportId', (c) =>
    told(services, c, async (person) => {
      assertRole(person, 'export-review');
      const found = await services.store.findExport(idIn(c));
      if (found === undefined) throw new Refusal('export-unknown');
      const record = recordOf(found);
      assertVisible(record, person);
      return c.json(answerOf(record, person, policy, services.clock(), null));
    }),
  );

  app.post('/api/exports/:exportId/studies', async (c) => {
    const { studies } = await bodyFor(services, c, exportStudiesSchema);
    const done = await takeStep(services, c, 'export', (record, person) => {
      assertOwner(record, person);
      refuseFault(termsFault(policy, record.terms));
      const next = withStudies(
        record,
        studies.map((handle) => studyBehind(services, person, handle)),
      );
      const counts = { studies: next.cohort?.length ?? 0 };
      return { record: next, action: 'export-cohort-named', facts: { exportId: record.exportId, counts } };
    });
    return c.json(stands(services, done));
  });

  app.put('/api/exports/:exportId/batch', async (c) => {
    const batch = await bodyFor(services, c, exportBatchSchema);
    const seed = randomBytes(32).toString('hex');
    const done = await takeStep(services, c, 'export', (record, person) => {
      assertOwner(record, person);
      refuseFault(termsFault(policy, record.terms) ?? batchFault(record, batch, policy));
      const next = withBatch(record, batch, seed);
      return { record: next, action: 'export-prepared', facts: batchFacts(next, inForce) };
    });
    return c.json(stands(services, done));
  });

  app.put('/api/exports/:exportId/review', async (c) => {
    const facts = await bodyFor(services, c, exportReviewSchema);
    const done = await takeStep(services, c, 'export-review', (record, { sub }) => {
      refuseFault(reviewFault(record, facts));
      const next = withReview(record, sub, facts);
      return { record: next, action: 'export-reviewed', facts: reviewFacts(next, sub, inForce) };
    });
    return c.json(stands(services, done));
  });

  app.put('/api/exports/:exportId/approval', async (c) => {
    const facts = await bodyFor(services, c, exportApprovalSchema);
    const done = await takeStep(services, c, 'export-review', (record, person, nowMs) => {
      refuseFault(termsFault(policy, record.terms) ?? approvalFault(record, person, facts, policy));
      const next = withApproval(record, person, facts, nowMs);
      return { record: next, action: 'export-approved', facts: approvalFacts(next, person.sub, inForce) };
    });
    return c.json(stands(services, done));
  });

  app.post('/api/exports/:exportId/invitations', async (c) => {
    const code = randomId();
    const { record } = await takeStep(services, c, 'export', (record, person) => {
      assertOwner(record, person);
      const next = { ...record, invitation: sha256Of(code) };
      return { record: next, action: 'export-reviewer-invited', facts: { exportId: record.exportId } };
    });
    return c.json({ exportId: record.exportId, code }, 201);
  });

  app.post('/api/exports/:exportId/reviewers', (c) =>
    told(services, c, async (person) => {
      assertRole(person, 'export-review');
      const { code } = await jsonBody(c, exportJoinSchema);
      const changed = await changeExport(services, idIn(c), circumstancesOf(c), (record) => {
        const { record: next, action, facts } = joined(record, person, code, services.clock());
        return { record: next, drafts: [draftOf(person, action, facts)] };
      });
      return c.json(stands(services, { ...changed, person }), 201);
    }),
  );

  app.delete('/api/exports/:exportId', (c) =>
    told(services, c, async (person) => {
      assertRole(person, 'export');
      await changeExport(services, idIn(c), circumstancesOf(c), (record) => {
        assertVisible(record, person);
        assertOwner(record, person);
        if (record.endedAtMs !== undefined) throw new Refusal('export-ended');
        return ended(record, { who: person, reason: 'ended-by-person', nowMs: services.clock() });
      });
      return c.body(null, 204);
    }),
  );
}

function studyBehind(services: Services, person: Person, handle: string): string {
  const studyInstanceUID = services.handles.studyOf(person.sid, handle);
  if (studyInstanceUID === undefined) throw new Refusal('handle-unknown');
  return studyInstanceUID;
}

function newExport(services: Services, person: Person, terms: ExportTerms): ExportRecord {
  const { sub, sid, name } = person;
  const nowMs = services.clock();
  const signedInAtMs = person.authenticatedAtMs ?? person.issuedAtMs;
  const endsAtMs = Math.min(
    nowMs + services.config.exports.maximumHours * 60 * 60_000,
    signedInAtMs + services.config.sessionMaxMs,
  );
  const empty = { reviewers: [], reviews: [], approvals: [], disagreed: [], releases: [] };
  return { exportId: randomId(), owner: { sub, sid, name }, openedAtMs: nowMs, endsAtMs, terms, ...empty };
}
