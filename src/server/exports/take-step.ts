import type { ExportAnswer } from '../../contract/index.ts';
import { decideByRole, type Activity, type Purpose } from '../../core/access/index.ts';
import type { AuditAction, ExportFacts } from '../../core/audit/index.ts';
import type { ExportRecord } from '../../core/export/record/index.ts';
import type { Draft } from '../audit/recorder.ts';
import { Refusal } from '../problems.ts';
import { circumstancesOf, jsonBody, signedIn, type GatewayContext } from '../request.ts';
import type { Services } from '../services.ts';
import type { Person } from '../session/index.ts';
import { assertVisible, changeExport, type Changed } from './change-export.ts';
import { answerOf, isOwner } from './export-answer.ts';

/** Exports are research, whatever else the person may do here. */
export const PURPOSE: Purpose = 'HRESCH';

export interface Taken {
  readonly record: ExportRecord;
  readonly action: AuditAction;
  readonly facts: ExportFacts;
  readonly reason?: string;
  /** What the log tells first: written with it, or not at all. */
  readonly before?: readonly Draft[];
}

/** One step of one export by one person: role, visibility, rule, log, answer; a refusal is written down too. */
export async function takeStep(
  services: Services,
  c: GatewayContext,
  activity: Exclude<Activity, 'open' | 'export-release'>,
  take: (record: ExportRecord, person: Person, nowMs: number) => Taken,
): Promise<Changed & { person: Person }> {
  return told(services, c, async (person) => {
    assertRole(person, activity);
    const nowMs = services.clock();
    const changed = await changeExport(services, idIn(c), circumstancesOf(c), (record) => {
      assertVisible(record, person);
      assertRunning(record, nowMs);
      const { record: next, action, facts, reason, before = [] } = take(record, person, nowMs);
      return { record: next, drafts: [...before, draftOf(person, action, facts, reason)] };
    });
    return { ...changed, person };
  });
}

export function stands(services: Services, { record, receipt, person }: Changed & { person: Person }): ExportAnswer {
  return answerOf(record, person, services.config.exports, services.clock(), receipt);
}

export function draftOf(person: Person, action: AuditAction, facts: ExportFacts, reason?: string): Draft {
  const why = reason === undefined ? {} : { reason };
  return { action, outcome: 'success', who: person, purpose: PURPOSE, export: facts, ...why };
}

/** Runs it for the person behind the request; a refusal of theirs becomes a row that names the export. */
export async function told<T>(services: Services, c: GatewayContext, run: (person: Person) => Promise<T>): Promise<T> {
  const { person } = await signedIn(services, c);
  try {
    return await run(person);
  } catch (error) {
    if (!(error instanceof Refusal) || (error.status !== 403 && error.status !== 409 && error.status !== 404))
      throw error;
    const exportId = c.req.param('exportId');
    // Whatever stood in the address, only what could be one of our names goes into the log.
    const about = exportId !== undefined && /^[A-Za-z0-9_-]{24,64}$/.test(exportId) ? { export: { exportId } } : {};
    const draft = { action: 'export-refused', outcome: 'denied', reason: error.code, who: person, ...about } as const;
    await services.recorder.recordRefusal({ ...draft, purpose: PURPOSE }, circumstancesOf(c));
    throw error;
  }
}

/** The body is read before the step, which may be tried more than once; a stranger's is not read at all. */
export async function bodyFor<S extends Parameters<typeof jsonBody>[1]>(
  services: Services,
  c: GatewayContext,
  schema: S,
) {
  await signedIn(services, c);
  return jsonBody(c, schema);
}

export function assertRole(person: Person, activity: Exclude<Activity, 'open' | 'export-release'>): void {
  const verdict = decideByRole(person.roles, activity, PURPOSE);
  if (verdict.kind === 'deny') throw new Refusal(verdict.code);
}

/** A reviewer sees the export and may judge it; what leaves, and when, is its owner's doing. */
export function assertOwner(record: ExportRecord, person: Person): void {
  if (!isOwner(record, person)) throw new Refusal('role-not-allowed');
}

export function assertRunning(record: ExportRecord, nowMs: number): void {
  if (record.endedAtMs !== undefined || record.endsAtMs <= nowMs) throw new Refusal('export-ended');
}

export function idIn(c: GatewayContext): string {
  return c.req.param('exportId') ?? '';
}
