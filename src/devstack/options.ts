// The command line of `npm start`.
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { StartRefused } from './refusal.ts';

/** 8000 and DICOM's well-known port, 104. */
export const DEFAULT_PORT = 8104;

export interface Options {
  port: number;
  dataFolder: string;
  importFolder: string | undefined;
  isJson: boolean;
}

export const HELP = `Starts Collimator on this machine: viewer, gateway, DICOMweb archive and identity provider, for trying it out.

  npm start                       start, with synthetic demo studies
  npm start -- --import DIR       load a folder of DICOM files first
  npm start -- --port N           another port than ${DEFAULT_PORT}; 0 takes any that is free
  npm start -- --data DIR         keep data elsewhere than in .data
  npm start -- --json             when ready, one line of JSON on stdout; everything else on stderr
  npm start -- --help             this text

In the data folder: audit.sqlite (the audit log; prove it whole with
  npm run -s cli -- audit verify --db .data/audit.sqlite), pacs/ (the studies), restrictions.json (which patients are
restricted), site.json (optional: settings of the gateway that shall differ, e.g. {"idleLockMs": 600000}).
Delete the folder to begin anew. Stop with Ctrl-C.
`;

function wrongUsage(message: string): StartRefused {
  return new StartRefused('wrong-usage', `${message} See npm start -- --help.`, 2);
}

function portFrom(text: string): number {
  const port = Number(text);
  if (!/^\d{1,5}$/.test(text) || port > 65_535) throw wrongUsage('--port needs a number from 0 to 65535.');
  return port;
}

/** 'help' when that is all that was asked for. Folders are relative to where the command was typed. */
export function parseOptions(argv: readonly string[], cwd: string): Options | 'help' {
  let values;
  try {
    ({ values } = parseArgs({
      args: [...argv],
      options: {
        port: { type: 'string' },
        data: { type: 'string' },
        import: { type: 'string' },
        json: { type: 'boolean' },
        help: { type: 'boolean', short: 'h' },
      },
    }));
  } catch (error) {
    // parseArgs explains at length; its first sentence says what is wrong.
    const [first = ''] = (error as Error).message.split(/\.\s/);
    throw wrongUsage(`${first}.`);
  }
  if (values.help === true) return 'help';
  if (values.data === '' || values.import === '') throw wrongUsage('--data and --import need the name of a folder.');
  return {
    port: portFrom(values.port ?? String(DEFAULT_PORT)),
    dataFolder: resolve(cwd, values.data ?? '.data'),
    importFolder: values.import === undefined ? undefined : resolve(cwd, values.import),
    isJson: values.json === true,
  };
}
