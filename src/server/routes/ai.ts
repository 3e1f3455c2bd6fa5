import { randomUUID } from 'node:crypto';
import {
  aiRefusalSchema,
  aiRunEventSchema,
  aiRunSchema,
  aiSignatureSchema,
  type AiRunEvent,
  type AiSignature,
  type AiSignatureAnswer,
} from '../../contract/index.ts';
import { decideByRole } from '../../core/access/index.ts';
import { changeRun } from '../ai/change-run.ts';
import { refusalFacts, runFacts, signatureFacts } from '../ai/ai-facts.ts';
import { anyReader, assertOffered, leaverOf, ownerOf, readerOf } from '../ai/reader.ts';
import type { RunRecord } from '../ai/run-record.ts';
import type { Draft } from '../audit/recorder.ts';
import { Refusal } from '../problems.ts';
import { circumstancesOf, jsonBody, signedIn, type GatewayApp } from '../request.ts';
import type { Services } from '../services.ts';
import { hasFreshSecondFactor, stepUpResponse } from '../session/second-factor.ts';

/**
 * What models did and people decided, recorded before it is shown, signed or stored. Every step needs the study to be open in
 * this sign-in. Findings themselves never come here: they stand in the documents of the archive.
 */
export function aiRoutes(app: GatewayApp, services: Services): void {
  app.get('/api/ai/draft-key', async (c) => {
    const { person } = await signedIn(services, c);
    const verdict = decideByRole(person.roles, 'store', 'TREAT');
    if (verdict.kind === 'deny') throw new Refusal(verdict.code);
    return c.json({ key: services.draftKeys.keyOf(person.sub) });
  });

  app.post('/api/ai/refusals', async (c) => {
    await signedIn(services, c);
    const refusal = await jsonBody(c, aiRefusalSchema);
    const { studyInstanceUID, ...kept } = refusal;
    const { person, about } = studyInstanceUID === undefined ? await anyReader(services, c) : await readerOf(services, c, studyInstanceUID); // prettier-ignore
    const draft: Draft = { ...about, action: 'ai-refused', outcome: 'denied', reason: refusal.code, who: person, ai: refusalFacts(refusal) }; // prettier-ignore
    const state = { kind: 'refusal', key: randomUUID(), version: 1, atMs: services.clock(), record: JSON.stringify(kept) } as const; // prettier-ignore
    const receipts = await services.recorder.recordChange([draft], circumstancesOf(c), (events) =>
      services.store.changeModelState(state, events),
    );
    return c.json(receipts?.[0] ?? fail(), 201);
  });

  app.post('/api/ai/runs', async (c) => {
    await signedIn(services, c);
    const run = await jsonBody(c, aiRunSchema);
    const { person, about } = await readerOf(services, c, run.studyInstanceUID);
    await assertOffered(services, run.model);
    const record: RunRecord = { sub: person.sub, run, signatures: [] };
    const isDone = run.outcome === 'completed';
    const draft: Draft = {
      ...about,
      action: 'ai-run',
      outcome: isDone ? 'success' : 'failure',
      ...(isDone ? {} : { reason: run.reasons[0] ?? run.outcome }),
      who: person,
      ai: runFacts(run),
    };
    const state = { kind: 'run', key: run.runUID, version: 1, atMs: services.clock(), record: JSON.stringify(record) } as const; // prettier-ignore
    const receipts = await services.recorder.recordChange([draft], circumstancesOf(c), (events) =>
      services.store.changeModelState(state, events),
    );
    if (receipts === undefined) throw new Refusal('ai-run-known');
    return c.json(receipts[0] ?? fail(), 201);
  });

  app.post('/api/ai/runs/:runUID/events', async (c) => {
    await signedIn(services, c);
    const event = await jsonBody(c, aiRunEventSchema);
    const isOnTheWayOut = event.kind === 'left' || event.kind === 'stored';
    const { person, about } = isOnTheWayOut ? await leaverOf(services, c) : await ownerOf(services, c);
    const receipt = await changeRun(services, c.req.param('runUID'), circumstancesOf(c), (record) => ({
      record: afterEvent(record, event, services.clock()),
      drafts: [{ ...about, ...eventDraft(record, event), who: person }],
    }));
    return c.json(receipt, 201);
  });

  app.post('/api/ai/runs/:runUID/signatures', async (c) => {
    await signedIn(services, c);
    const signature = await jsonBody(c, aiSignatureSchema);
    const { person, about, record, grant } = await ownerOf(services, c);
    const verdict = decideByRole(person.roles, 'store', 'TREAT');
    if (verdict.kind === 'deny') throw new Refusal(verdict.code);
    if (grant.readOnly) throw new Refusal('emergency-read-only');
    assertSignable(record, signature);
    await assertOffered(services, record.run.model);
    const site = signingSite(services);
    if (site.needsSecondFactor && !hasFreshSecondFactor({ ...services, config: site.config }, person)) {
      const ai = { model: record.run.model, runUID: record.run.runUID };
      const draft: Draft = { ...about, action: 'ai-signed', outcome: 'denied', reason: 'second-factor-required', who: person, ai }; // prettier-ignore
      await services.recorder.record([draft], circumstancesOf(c));
      return stepUpResponse({ config: site.config });
    }
    const nowMs = services.clock();
    const receipt = await changeRun(services, record.run.runUID, circumstancesOf(c), (before) => {
      assertSignable(before, signature);
      return {
        record: { ...before, signatures: [...before.signatures, { ...signature, atMs: nowMs }] },
        drafts: [{ ...about, action: 'ai-signed', outcome: 'success', who: person, ai: signatureFacts(before.run, signature) }], // prettier-ignore
      };
    });
    const answer: AiSignatureAnswer = {
      signedAt: new Date(nowMs).toISOString(),
      // Clocks may differ by seconds: a proof is never later than what it proves.
      authenticatedAt: new Date(Math.min(nowMs, person.authenticatedAtMs ?? person.issuedAtMs)).toISOString(),
      maxAgeSeconds: site.maxAgeSeconds,
      receipt,
    };
    return c.json(answer, 201);
  });
}

function afterEvent(record: RunRecord, event: AiRunEvent, nowMs: number): RunRecord {
  if (record.run.outcome !== 'completed') throw new Refusal('ai-run-incomplete');
  switch (event.kind) {
    case 'revealed':
      return { ...record, mode: event.mode, revealedAtMs: record.revealedAtMs ?? nowMs };
    case 'outdated':
      return { ...record, outdated: event.reason };
    case 'stored':
      return { ...record, storedAtMs: nowMs };
    case 'threshold-changed':
    case 'left':
      return record;
  }
}

const ACTION = {
  revealed: 'ai-revealed',
  'threshold-changed': 'ai-threshold-changed',
  outdated: 'ai-outdated',
  left: 'ai-left',
  stored: 'ai-stored',
} as const;

/** One change of the log without who and where. */
function eventDraft(before: RunRecord, event: AiRunEvent): Omit<Draft, 'who'> {
  const { model, runUID } = before.run;
  const about = { model, runUID };
  const action = ACTION[event.kind];
  switch (event.kind) {
    case 'revealed':
      return { action, outcome: 'success', ai: { ...about, mode: event.mode } };
    case 'threshold-changed': {
      const { from, to } = event;
      return { action, outcome: 'success', ai: { ...about, threshold: { ...(from === undefined ? {} : { from }), to } } }; // prettier-ignore
    }
    case 'outdated':
      return { action, outcome: 'success', reason: event.reason, ai: about };
    case 'left':
      return { action, outcome: 'success', ai: { ...about, counts: { undecided: event.undecided, unsigned: event.unsigned } } }; // prettier-ignore
    case 'stored':
      return { action, outcome: 'success', ai: { ...about, documents: event.documents } }; // prettier-ignore
  }
}

function assertSignable({ run, revealedAtMs, outdated }: RunRecord, { decisions, rejections }: AiSignature): void {
  if (run.outcome !== 'completed') throw new Refusal('ai-run-incomplete');
  if (revealedAtMs === undefined) throw new Refusal('ai-not-revealed');
  if (outdated !== undefined) throw new Refusal('ai-outdated');
  const { accepted, edited, rejected } = decisions;
  const reasons = Object.values(rejections).reduce((sum, each) => sum + each, 0);
  if (accepted + edited + rejected > run.findings.total || reasons !== rejected) throw new Refusal('ai-counts-wrong');
}

function signingSite({ config }: Services) {
  const maxAge = config.ai.signing.secondFactorMaxAgeSeconds;
  return {
    needsSecondFactor: maxAge !== undefined,
    maxAgeSeconds: maxAge ?? Math.ceil(config.sessionMaxMs / 1000),
    config: maxAge === undefined ? config : { ...config, stepUp: { ...config.stepUp, maxAgeSeconds: maxAge } },
  };
}

function fail(): never {
  throw new Refusal('audit-unavailable');
}
