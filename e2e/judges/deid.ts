// `node e2e/judges/deid.ts`: what programs that nobody here wrote say of the de-identified test data. Every file goes
// through the command as a user calls it, then
//   dciodvfy   finds no error in an output that its input did not have,
//   dcentvfy   finds no patient, study or series less consistent than before,
//   dcmdump    reads every output,
//   pydicom    reads every output, and every element that the report does not name is equal to the input's.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { deid } from '../../src/cli/deid/command.ts';
import { filesBelow, linkSample, writeDemoStudies } from './files.ts';
import { brokenEntities, inflated, newErrors, type Outcome, unreadable } from './validators.ts';
import { hasPydicom, pydicomFaults } from './pydicom.ts';
import { findTool, mustHaveAll } from '../stacks/tools.ts';

const USAGE = `node e2e/judges/deid.ts [--data DIR] [--profile NAME]... [--every NUMBER] [--keep DIR]
  --data    the files to be judged; those of the demo are judged as well
  --every   of the files of a long series only every so many-th is judged (1: all)
  --keep    leaves inputs, outputs, maps and reports in this folder`;
const PROFILES = ['research', 'safe-harbor', 'basic'];

const { values } = parseArgs({
  options: {
    data: { type: 'string', default: resolve(import.meta.dirname, '../../../shared/data') },
    profile: { type: 'string', multiple: true, default: PROFILES },
    every: { type: 'string', default: '1' },
    keep: { type: 'string' },
    help: { type: 'boolean', default: false },
  },
});
if (values.help) {
  console.log(USAGE);
  process.exit(0);
}

const missing = ['dciodvfy', 'dcentvfy', 'dcmdump'].filter((tool) => findTool(tool) === undefined);
if (!hasPydicom()) missing.push('pydicom');
if (missing.length > 0) console.log(`not on this machine, and so not asked: ${missing.join(', ')}`);
const files = filesBelow(values.data);
if (files.length === 0) console.log(`there are no files at ${values.data}: only those of the demo are judged`);
let faults = mustHaveAll && missing.length > 0 ? missing.length : 0;

const root = values.keep ?? mkdtempSync(join(tmpdir(), 'deid-judges-'));
try {
  const input = join(root, 'in');
  linkSample(files, values.data, input, Number(values.every));
  await writeDemoStudies(input);
  const key = join(root, 'key');
  writeFileSync(key, Buffer.alloc(32, 'judges'));
  for (const profile of values.profile) await judge(profile, input, key);
} finally {
  if (values.keep === undefined) rmSync(root, { recursive: true, force: true });
}
process.exitCode = faults > 0 ? 1 : 0;

async function judge(profile: string, input: string, key: string): Promise<void> {
  const out = join(root, profile);
  const [map, report] = [`${out}.map.csv`, `${out}.report.json`];
  const args = [
    input,
    '--out',
    out,
    '--profile',
    profile,
    '--key',
    key,
    '--map',
    map,
    '--report',
    report,
    '--pixels',
    'off',
  ];
  await deid.run(args, { out: () => undefined, err: () => undefined, env: {} });
  const { outcomes, refused } = outcomesIn(readFileSync(map, 'utf8'), out);
  const pairs = await inflated(outcomes);
  console.log(`${profile}: ${pairs.length} files written, ${refused} refused`);
  const has = (tool: string): boolean => !missing.includes(tool);
  if (has('dciodvfy')) tell('dciodvfy', 'new errors', await newErrors(pairs));
  if (has('dcentvfy')) tell('dcentvfy', 'new errors', await brokenEntities(pairs));
  if (has('dcmdump')) tell('dcmdump', 'unreadable outputs', await unreadable(pairs));
  if (!has('pydicom')) return;
  const { compared, found } = pydicomFaults(map, out, report);
  tell('pydicom', `unreadable outputs or changed elements, of ${compared} compared`, found);
}

function tell(judge: string, what: string, found: readonly string[]): void {
  console.log(`  ${judge.padEnd(9)} ${found.length} ${what}`);
  for (const line of found.slice(0, 30)) console.log(`            ${line}`);
  faults += found.length;
}

/** Names in the sample hold no comma and no quote: the rows of the map can be cut at their commas. */
function outcomesIn(map: string, out: string): { outcomes: Outcome[]; refused: number } {
  const rows = map
    .trim()
    .split('\n')
    .slice(1)
    .map((line) => line.split(','));
  const outcomes = rows
    .filter(([, , status]) => status === 'written')
    .map(([, source = '', , , output = '']) => ({ source, output: join(out, output) }));
  return { outcomes, refused: rows.length - outcomes.length };
}
