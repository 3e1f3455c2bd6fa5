import { auditEventSchema } from '../../core/audit/index.ts';
import type { ExportStory } from '../../contract/index.ts';
import { recordOf } from '../exports/change-export.ts';
import { ledgerOf } from '../exports/export-answer.ts';
import { Refusal } from '../problems.ts';
import { circumstancesOf, type GatewayApp } from '../request.ts';
import type { Services } from '../services.ts';
import type { LogRow } from '../store/index.ts';
import { auditor } from './audit.ts';

const LEDGER_ROWS = 100;
const PAGE = 1000;
/** Clocks of two copies of the gateway may differ by so much. */
const CLOCK_SLACK_MS = 5 * 60_000;

/** For auditors: who took out what, and the whole story of one export, from the log itself. Reading it is an event too. */
export function exportLedgerRoutes(app: GatewayApp, services: Services): void {
  app.get('/api/audit/exports', async (c) => {
    const person = await auditor(services, c);
    const before = c.req.query('before');
    const beforeMs = before === undefined ? Number.MAX_SAFE_INTEGER : Date.parse(before);
    if (!Number.isSafeInteger(beforeMs)) throw new Refusal('request-malformed');
    const found = await services.store.findExports({ sub: c.req.query('sub'), beforeMs }, LEDGER_ROWS);
    const read = { from: 0, count: found.length };
    await services.recorder.record(
      [{ action: 'audit-read', outcome: 'success', who: person, read }],
      circumstancesOf(c),
    );
    return c.json(ledgerOf(found.map(recordOf), services.config.exports, services.clock()));
  });

  app.get('/api/audit/exports/:exportId', async (c) => {
    const person = await auditor(services, c);
    const exportId = c.req.param('exportId');
    const found = await services.store.findExport(exportId);
    if (found === undefined) throw new Refusal('export-unknown');
    const from = await firstIndexSince(services, found.openedAtMs - CLOCK_SLACK_MS);
    const rows = await rowsAbout(services, exportId, from);
    const read = { from, count: rows.length };
    const draft = { action: 'audit-read', outcome: 'success', who: person, read, export: { exportId } } as const;
    await services.recorder.record([draft], circumstancesOf(c));
    const story: ExportStory = { rows: rows.map(({ index, leafHash, event }) => ({ index, leafHash, event })) };
    return c.json(story);
  });
}

/** The log is in order of time but for the slack: halved for, not read through. */
async function firstIndexSince({ store }: Services, sinceMs: number): Promise<number> {
  let before = -1;
  let after = (await store.logHead()).size;
  while (after - before > 1) {
    const middle = Math.floor((before + after) / 2);
    const [row] = await store.readLog(middle, 1);
    if (row !== undefined && Date.parse(eventOf(row).recordedAt) < sinceMs) before = middle;
    else after = middle;
  }
  return after;
}

async function rowsAbout({ store }: Services, exportId: string, from: number): Promise<LogRow[]> {
  const found: LogRow[] = [];
  for (let at = from; ;) {
    const rows = await store.readLog(at, PAGE);
    const last = rows.at(-1);
    if (last === undefined) return found;
    // Text first: most rows are about something else, and need no parsing.
    found.push(...rows.filter((row) => row.event.includes(exportId) && eventOf(row).export?.exportId === exportId));
    at = last.index + 1;
  }
}

function eventOf(row: LogRow) {
  return auditEventSchema.parse(JSON.parse(row.event));
}
