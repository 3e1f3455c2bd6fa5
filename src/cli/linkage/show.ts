// Opens a linkage file for whoever holds its secret. Who is who is what was asked for, so it goes to stdout; stderr has codes only.
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { decryptLinkage, LinkageUnreadable, type LinkageRow } from '../../core/deid/index.ts';
import { type Command, type ExitCode, type Terminal, UsageError } from '../command.ts';
import { linkageSecret } from '../deid/settings.ts';
import { printable } from '../printable.ts';

const USAGE =
  'linkage FILE [--linkage-key FILE] [--json]\n' +
  '  FILE           an encrypted linkage file, of an export or of deid --linkage\n' +
  '  --linkage-key  the key file it was made with; otherwise the passphrase in COLLIMATOR_LINKAGE_PASSPHRASE\n' +
  '  --json         [{ pseudonym, patientID, issuer, dateShiftDays }]; otherwise a line each, with tabs\n' +
  '  exit code      0 opened, 1 another secret or a changed file, 2 wrong usage';

export const linkageShow: Command = {
  words: ['linkage'],
  usage: USAGE,
  summary: 'opens an encrypted linkage file: which pseudonym stands for whom',
  async run(args, terminal) {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { 'linkage-key': { type: 'string' }, json: { type: 'boolean', default: false } },
    });
    const [file, ...more] = positionals;
    if (file === undefined || more.length > 0) throw new UsageError('name one file');
    const secret = linkageSecret(values['linkage-key'], terminal.env);
    return show(file, (text) => decryptLinkage(text, secret), values.json, terminal);
  },
};

async function show(
  file: string,
  open: (text: string) => Promise<LinkageRow[]>,
  asJson: boolean,
  terminal: Terminal,
): Promise<ExitCode> {
  try {
    const rows = await open(readFileSync(file, 'utf8'));
    if (asJson) terminal.out(`${JSON.stringify(rows, undefined, 1)}\n`);
    else
      for (const { pseudonym, patientID, issuer, dateShiftDays } of rows)
        terminal.out(`${[pseudonym, patientID, issuer, String(dateShiftDays)].map(printable).join('\t')}\n`);
    return 0;
  } catch (error) {
    const code = codeOf(error);
    if (code === undefined) throw error;
    terminal.err(`refused ${file}: ${code}\n`);
    return 1;
  }
}

function codeOf(error: unknown): string | undefined {
  if (error instanceof LinkageUnreadable) return error.code;
  return error instanceof Error && 'syscall' in error && 'code' in error ? 'unreadable' : undefined;
}
