// The peers and how they are called. Whoever is not installed is left out, and the table says so.
import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import cliProcess from '../../src/devstack/bootstrap/cli-process.json' with { type: 'json' };
import { parseConfidentialityRows } from './deid-table.ts';

export type Peer = {
  readonly name: string;
  /** What it does to a file, so that nobody compares a copy with a profile. */
  readonly does: string;
  /** Gets a tenth of the files, or the benchmark would wait for nobody else. */
  readonly isSlow?: boolean;
  command(input: string, output: string): readonly string[];
};

export const OURS = 'collimator research';
/** As `npm run cli` starts it. */
const MAIN = join(import.meta.dirname, '../../src/cli/main.mjs');

const found = (program: string, ...args: string[]): boolean =>
  spawnSync(program, args, { stdio: 'ignore' }).error === undefined;

/** Reads, applies Table E.1-1 at every depth, writes: what a careful script does. */
const PYDICOM = `
import sys, os, json, hashlib, pydicom
table = json.load(open(sys.argv[3]))
def uid(u): return '2.25.' + str(int.from_bytes(hashlib.sha256(u.encode()).digest()[:16], 'big'))
def clean(ds):
    for e in list(ds):
        a = 'X' if e.tag.is_private else table.get('%08x' % e.tag)
        if a is None:
            if e.VR == 'SQ': [clean(i) for i in e.value]
        elif a[0] == 'X': del ds[e.tag]
        elif a[0] == 'U' and e.VR == 'UI': e.value = uid(str(e.value))
        elif a[0] in 'ZD': e.value = [] if e.VR == 'SQ' else ('' if e.VR != 'UI' else uid(str(e.value)))
os.makedirs(sys.argv[2], exist_ok=True)
for n in os.listdir(sys.argv[1]):
    ds = pydicom.dcmread(os.path.join(sys.argv[1], n)); clean(ds)
    ds.file_meta.MediaStorageSOPInstanceUID = ds.SOPInstanceUID
    ds.save_as(os.path.join(sys.argv[2], n))
`;

const DCMJS = `
import dcmjs from 'dcmjs';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
const [, , input, output] = process.argv;
dcmjs.log?.setLevel?.('silent');
mkdirSync(output, { recursive: true });
for (const name of readdirSync(input)) {
  const file = readFileSync(input + '/' + name);
  const dicom = dcmjs.data.DicomMessage.readFile(file.buffer.slice(file.byteOffset, file.byteOffset + file.length));
  dcmjs.anonymizer.cleanTags(dicom.dict);
  writeFileSync(output + '/' + name, Buffer.from(dicom.write()));
}
`;

const MODIFIED = ['PatientName', 'PatientID', 'PatientBirthDate', 'AccessionNumber', 'StudyDate', 'SeriesDate', 'InstitutionName', 'StationName', 'ReferringPhysicianName', 'StudyID']; // prettier-ignore

export function peersIn(scratch: string, keyFile: string): { peers: Peer[]; absent: string[] } {
  const absent: string[] = [];
  const peers: Peer[] = [
    { name: 'cp -r', does: 'copies', command: (input, output) => ['cp', '-r', input, output] },
    {
      name: OURS,
      does: 'whole profile, text, residual scan',
      command: (input, output) => ours('research', input, output, keyFile),
    },
    {
      name: 'collimator basic',
      does: 'whole profile, residual scan',
      command: (input, output) => ours('basic', input, output, keyFile),
    },
  ];
  const add = (isThere: boolean, peer: Peer): void => void (isThere ? peers.push(peer) : absent.push(peer.name));
  const certificate = join(scratch, 'certificate.pem');
  const madeKey =
    found('openssl', 'version') &&
    spawnSync(
      'openssl',
      [
        'req',
        '-x509',
        '-newkey',
        'rsa:2048',
        '-nodes',
        '-days',
        '2',
        '-subj',
        '/CN=bench',
        '-keyout',
        join(scratch, 'key.pem'),
        '-out',
        certificate,
      ],
      { stdio: 'ignore' },
    ).status === 0;
  add(madeKey && found('gdcmanon', '--version'), {
    name: 'gdcmanon -e',
    does: 'profile of 2008, top level',
    command: (input, output) => ['gdcmanon', '-e', '-c', certificate, '-r', '--continue', '-i', input, '-o', output],
  });
  add(found('dcmodify', '--version'), {
    name: 'dcmodify',
    isSlow: true,
    does: 'copy, then ten attributes emptied and three UIDs made anew',
    command: (input, output) => [
      'sh',
      '-c',
      `cp -r ${input} ${output} && cd ${output} && ls | xargs dcmodify -nb -gst -gse -gin ${MODIFIED.map((name) => `-m ${name}=`).join(' ')}`,
    ],
  });
  const python = process.env['PYTHON'] ?? 'python3';
  const script = join(scratch, 'pydicom_table.py');
  writeFileSync(script, PYDICOM);
  writeFileSync(join(scratch, 'table.json'), JSON.stringify(parseConfidentialityRows()));
  add(spawnSync(python, ['-c', 'import pydicom'], { stdio: 'ignore' }).status === 0, {
    name: 'pydicom + table',
    isSlow: true,
    does: 'Table E.1-1 at every depth, no text',
    command: (input, output) => [python, script, input, output, join(scratch, 'table.json')],
  });
  const dcmjsDir = join(import.meta.dirname, '../../node_modules/.cache/deid-bench');
  mkdirSync(dcmjsDir, { recursive: true });
  writeFileSync(join(dcmjsDir, 'dcmjs.mjs'), DCMJS);
  peers.push({
    name: 'dcmjs cleanTags',
    isSlow: true,
    does: 'listed attributes, top level',
    command: (input, output) => [process.execPath, join(dcmjsDir, 'dcmjs.mjs'), input, output],
  });
  return { peers, absent };
}

function ours(profile: string, input: string, output: string, keyFile: string): string[] {
  return [
    'env',
    ...Object.entries(cliProcess.environment).map(([name, value]) => `${name}=${value}`),
    process.execPath,
    ...cliProcess.flags,
    MAIN,
    'deid',
    input,
    '--out',
    output,
    '--profile',
    profile,
    '--key',
    keyFile,
    '--jobs',
    '1',
    '--pixels',
    'off',
  ];
}
