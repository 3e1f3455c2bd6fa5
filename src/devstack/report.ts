// What `npm start` tells the person.
import type { DemoAccount } from './accounts.ts';
import type { DataFolder } from './data-folder.ts';

export function say(line: string): void {
  process.stderr.write(`${line}\n`);
}

export interface Ready {
  url: string;
  accounts: readonly DemoAccount[];
}

export function readyLine({ url, accounts }: Ready): string {
  const told = accounts.map(({ username, password, otp, roles }) => ({ username, password, otp, roles }));
  return `${JSON.stringify({ url, accounts: told })}\n`;
}

export function readyText({ url, accounts }: Ready, data: DataFolder): string {
  const rows = accounts.map(({ username, password, otp, name }) => [username, password, otp, name]);
  const table = [['User name', 'Password', 'One-time code', 'Who'], ...rows];
  const widths = [0, 1, 2, 3].map((column) => Math.max(...table.map((row) => row[column]?.length ?? 0)));
  const lines = table.map(
    (row) =>
      `  ${row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd()}`,
  );
  return `
Collimator is ready: ${url}

${lines.join('\n')}

  Audit log            ${data.auditFile}
  Restricted patients  ${data.restrictionsFile}
  Stop with Ctrl-C.
`;
}

/** A file may be called anything: a line break in its name must not begin a line of ours, nor an escape reach the terminal. */
export function onOneLine(name: string): string {
  return name.replace(/[\p{C}\u2028\u2029]/gu, (character) => `\\u{${character.codePointAt(0)?.toString(16)}}`);
}

export interface Progress {
  update(progress: { files: number; bytes?: number }): void;
  line(text: string): void;
  end(): void;
}

/** Often enough to see that it moves, seldom enough for a log. */
const INTERVAL_MS = 1000;

export function startProgress(what: string): Progress {
  const started = Date.now();
  let told = started;
  let latest: { files: number; bytes?: number } | undefined;
  const describe = ({ files, bytes }: { files: number; bytes?: number }) => {
    const seconds = Math.max(0.001, (Date.now() - started) / 1000);
    const megabytes = (bytes ?? 0) / 1e6;
    return bytes === undefined
      ? `${what}: ${files} files`
      : `${what}: ${files} files, ${megabytes.toFixed(1)} MB, ${(megabytes / seconds).toFixed(1)} MB/s`;
  };
  return {
    update(progress) {
      latest = { ...progress };
      if (Date.now() - told < INTERVAL_MS) return;
      told = Date.now();
      say(describe(latest));
    },
    line: say,
    end() {
      if (latest !== undefined) say(describe(latest));
    },
  };
}
