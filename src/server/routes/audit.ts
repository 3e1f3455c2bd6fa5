import { decideByRole } from '../../core/access/index.ts';
import { auditEventSchema, consistencyProof, inclusionProof, toHex } from '../../core/audit/index.ts';
import { Refusal } from '../problems.ts';
import { circumstancesOf, signedIn, type GatewayApp, type GatewayContext } from '../request.ts';
import type { Services } from '../services.ts';
import type { Person } from '../session/index.ts';
import type { LogRow } from '../store/index.ts';
import { sha256 } from '../store/log-entry.ts';
import { writeBundle } from '../audit/bundle.ts';

const MOST_ROWS = 1000;
const PAGE = 5000;

/** For auditors. Reading the log is itself an event (PS3.15 A.5.3.2, Audit Log Used). */
export function auditRoutes(app: GatewayApp, services: Services): void {
  app.get('/api/audit/events', async (c) => {
    const person = await auditor(services, c);
    const from = wholeNumber(c.req.query('from') ?? '0');
    const limit = Math.min(MOST_ROWS, wholeNumber(c.req.query('limit') ?? '100'));
    const rows = await services.store.readLog(from, limit);
    await recordReading(services, c, person, { from, count: rows.length });
    return c.json({ rows: rows.map((row) => ({ ...row, opened: openedParts(services, row) })) });
  });

  app.get('/api/audit/checkpoint', async (c) => {
    await auditor(services, c);
    const checkpoint = await services.store.latestCheckpoint();
    if (checkpoint === undefined) throw new Refusal('not-found');
    return c.text(checkpoint.note);
  });

  app.get('/api/audit/proof/inclusion', async (c) => {
    await auditor(services, c);
    const index = wholeNumber(c.req.query('index') ?? '');
    const size = wholeNumber(c.req.query('size') ?? '');
    if (index >= size) throw new Refusal('request-malformed');
    const hashes = inclusionProof(await leavesOf(services, size), index, sha256).map(toHex);
    return c.json({ index, size, hashes });
  });

  app.get('/api/audit/proof/consistency', async (c) => {
    await auditor(services, c);
    const first = wholeNumber(c.req.query('first') ?? '');
    const second = wholeNumber(c.req.query('second') ?? '');
    if (first > second) throw new Refusal('request-malformed');
    const hashes = consistencyProof(await leavesOf(services, second), first, sha256).map(toHex);
    return c.json({ first, second, hashes });
  });

  app.get('/api/audit/bundle', async (c) => {
    const person = await auditor(services, c);
    const { size } = await services.store.logHead();
    await recordReading(services, c, person, { from: 0, count: size });
    return new Response(writeBundle(services.store), { headers: { 'content-type': 'application/x-ndjson' } });
  });
}

/** What only the gateway can open, beside the row as it was signed. */
function openedParts(
  services: Services,
  row: LogRow,
): { patientID?: string; issuerOfPatientID?: string; text?: string } {
  const { patient, justification } = auditEventSchema.parse(JSON.parse(row.event));
  const text = justification === undefined ? undefined : services.patients.openText(justification.sealedText);
  return {
    ...(patient === undefined ? {} : services.patients.open(patient)),
    ...(text === undefined ? {} : { text }),
  };
}

async function leavesOf(services: Services, size: number): Promise<Uint8Array[]> {
  if (size > (await services.store.logHead()).size) throw new Refusal('request-malformed');
  const leaves: Uint8Array[] = [];
  while (leaves.length < size) {
    const hashes = await services.store.readLeafHashes(leaves.length, Math.min(PAGE, size - leaves.length));
    if (hashes.length === 0) throw new Refusal('audit-unavailable');
    leaves.push(...hashes.map((hash) => Buffer.from(hash, 'hex')));
  }
  return leaves;
}

export async function auditor(services: Services, c: GatewayContext): Promise<Person> {
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
