// The log as the privacy officer has it: verified and read by the command line, never by the server's own word.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

const ROOT = join(import.meta.dirname, '..');

export interface Verdict {
  code: number | null;
  stdout: string;
  stderr: string;
}

export function auditVerify(database: string, ...more: string[]): Verdict {
  const args = [
    '--disable-warning=ExperimentalWarning',
    join(ROOT, 'src/cli/main.ts'),
    'audit',
    'verify',
    '--db',
    database,
    ...more,
  ];
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8' });
  return { code: status, stdout, stderr };
}

export interface LoggedEvent {
  index: number;
  action: string;
  outcome: string;
  purpose?: string;
  reason?: string;
  studyInstanceUID?: string;
  who: { sub: string; roles: string[] } | null;
}

/** The events after `from`, straight from the file, as any other program could read them. */
export async function eventsSince(database: string, from: number): Promise<LoggedEvent[]> {
  const { DatabaseSync } = await import('node:sqlite');
  const file = new DatabaseSync(database, { readOnly: true });
  try {
    const rows = file.prepare('SELECT log_index, event FROM events WHERE log_index >= ? ORDER BY log_index').all(from);
    return rows.map((row) => ({
      ...(JSON.parse(String(row['event'])) as LoggedEvent),
      index: Number(row['log_index']),
    }));
  } finally {
    file.close();
  }
}

export async function logSize(database: string): Promise<number> {
  const last = (await eventsSince(database, 0)).at(-1);
  return last === undefined ? 0 : last.index + 1;
}
