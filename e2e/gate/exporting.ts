// One export over HTTP, as a page takes it: numbers and hashes only.
import type { Answer, Client } from '../stacks/http.ts';
import { verdictOf } from './asking.ts';
import type { Login } from './stack.ts';
import { OPTIONS } from '../../src/core/export/testing/options.ts';

export const hash = (letter: string): string => letter.repeat(64);

/** The destination that every stack sends to an archive of its own. */
export const ARCHIVE = 'research-archive';

/** What the site of every stack has decided. */
export const SITE_EXPORTS = {
  isEnabled: true,
  purposes: [{ code: 'gate-study', label: 'Study of the gate' }],
  recipients: [{ code: 'university', label: 'University' }],
  destinations: [
    { code: 'download', label: 'ZIP file', kind: 'zip' },
    { code: ARCHIVE, label: 'Research archive', kind: 'stow' },
  ],
  profiles: [{ code: 'research', sha256: hash('a') }],
  references: { listed: [{ kind: 'data-use-agreement', number: 'DUA-2026-017' }] },
  sampling: { minimumRate: 0.1 },
  secondReviewer: true,
} as const;

export const TERMS = {
  purposeCode: 'gate-study',
  recipientCode: 'university',
  destinationCode: 'download',
  profile: { code: 'research', sha256: hash('a') },
  reference: { kind: 'data-use-agreement', number: 'DUA-2026-017' },
  options: OPTIONS,
} as const;

const COUNTS = { studies: 2, instances: 30, mustSee: 10, looksClean: 20, refused: 1, byteLength: 1_000_000 };
export const BATCH = { batchSha256: hash('b'), modelSha256: [hash('c')], counts: COUNTS };
export const REVIEW = {
  batchSha256: hash('b'),
  opened: { studies: 2, mustSee: 10, sampled: 2 },
  decided: { accepted: 11, refused: 1, edited: 0 },
  withheldUnseen: { mustSee: 0, looksClean: 0 },
  sampleFailures: 0,
};
export const APPROVAL = { batchSha256: hash('b'), outcomeSha256: hash('d'), released: 29, withheld: 1 };
export const RELEASE = {
  batchSha256: hash('b'),
  outcomeSha256: hash('d'),
  manifestSha256: hash('e'),
  counts: { files: 33, instances: 29, byteLength: 1_000_000 },
  checks: { residual: 0, brokenReferences: 0, damaged: 0, rareCombinations: 0, k: 5 },
  acknowledgesRare: false,
};

export interface Asker {
  /** `200`, or `403 export-not-approved`. */
  ask(method: string, path: string, json?: unknown): Promise<string>;
  readonly last: () => Answer;
}

export function askerOf(client: Client, login: Login): Asker {
  let last: Answer | undefined;
  return {
    async ask(method, path, json) {
      const headers = { authorization: login.authorization() };
      last = await client.send({
        method,
        path: `/api/exports${path}`,
        headers,
        ...(json === undefined ? {} : { json }),
      });
      return verdictOf(last);
    },
    last() {
      if (last === undefined) throw new Error('nothing was asked yet');
      return last;
    },
  };
}

/** Opened, prepared, reviewed and approved by its owner; not by anybody else. */
export async function halfApproved(owner: Asker, destinationCode: string = TERMS.destinationCode): Promise<string> {
  if ((await owner.ask('POST', '', { ...TERMS, destinationCode })) !== '201')
    throw new Error(`not opened: ${verdictOf(owner.last())}`);
  const id = String(owner.last().json()['exportId']);
  for (const [path, json] of [
    ['batch', BATCH],
    ['review', REVIEW],
    ['approval', APPROVAL],
  ] as const) {
    const verdict = await owner.ask('PUT', `/${id}/${path}`, json);
    if (verdict !== '200') throw new Error(`${path}: ${verdict}`);
  }
  return id;
}

export async function invite(owner: Asker, id: string): Promise<{ code: string }> {
  const verdict = await owner.ask('POST', `/${id}/invitations`);
  if (verdict !== '201') throw new Error(`no invitation: ${verdict}`);
  return { code: String(owner.last().json()['code']) };
}

export async function approvedBySecond(owner: Asker, second: Asker, id: string): Promise<void> {
  await second.ask('POST', `/${id}/reviewers`, await invite(owner, id));
  await second.ask('PUT', `/${id}/review`, REVIEW);
  const verdict = await second.ask('PUT', `/${id}/approval`, APPROVAL);
  if (verdict !== '200') throw new Error(`not approved: ${verdict}`);
}
