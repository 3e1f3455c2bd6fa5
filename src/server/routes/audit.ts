import { decideByRole } from '../../core/access/index.ts';
import { Refusal } from '../problems.ts';
import { circumstancesOf, signedIn, type GatewayApp, type GatewayContext } from '../request.ts';
import type { Services } from '../services.ts';
import type { Person } from '../session/index.ts';
import { writeBundle } from '../audit/bundle.ts';

const MOST_ROWS = 1000;

/** For auditors. Reading the log is itself an event (PS3.15 A.5.3.2, Audit Log Used). */
export function auditRoutes(app: GatewayApp, services: Services): void {
  app.get('/api/audit/events', async (c) => {
    const person = await auditor(services, c);
    const from = wholeNumber(c.req.query('from') ?? '0');
    const limit = Math.min(MOST_ROWS, wholeNumber(c.req.query('limit') ?? '100'));
    const rows = await services.store.readLog(from, limit);
    await recordReading(services, c, person, { from, count: rows.length });
    return c.json({ rows });
  });

  app.get('/api/audit/checkpoint', async (c) => {
    await auditor(services, c);
    const checkpoint = await services.store.latestCheckpoint();
    if (checkpoint === undefined) throw new Refusal('not-found');
    return c.text(checkpoint.note);
  });

  app.get('/api/audit/bundle', async (c) => {
    const person = await auditor(services, c);
    const { size } = await services.store.logHead();
    await recordReading(services, c, person, { from: 0, count: size });
    return new Response(writeBundle(services.store), { headers: { 'content-type': 'application/x-ndjson' } });
  });
}

async function auditor(services: Services, c: GatewayContext): Promise<Person> {
  const { person } = await signedIn(services, c);
  const verdict = decideByRole(person.roles, 'audit-read', 'TREAT');
  if (verdict.kind === 'deny') throw new Refusal(verdict.code);
  return person;
}

function recordReading(
  services: Services,
  c: GatewayContext,
  person: Person,
  read: { from: number; count: number },
): Promise<unknown> {
  const draft = { action: 'audit-read', outcome: 'success', who: person, read } as const;
  return services.recorder.record([draft], circumstancesOf(c));
}

function wholeNumber(text: string): number {
  if (!/^\d{1,12}$/.test(text)) throw new Refusal('request-malformed');
  return Number(text);
}
