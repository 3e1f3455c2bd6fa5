import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { ConfigInvalid } from './config.ts';
import { readEnvironment } from './environment.ts';
import { createSecrets } from './secrets.ts';

const folder = mkdtempSync(join(tmpdir(), 'collimator-environment-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function file(name: string, content: string): string {
  writeFileSync(join(folder, name), content);
  return join(folder, name);
}

const secrets = createSecrets();
const site = {
  siteName: 'General Hospital',
  version: '1',
  publicOrigin: 'https://viewer.invalid',
  oidc: { issuer: 'https://idp.invalid', clientId: 'viewer', audience: 'api' },
  stepUp: { acrValues: 'mfa', acceptedAcr: ['mfa'] },
};
const good = {
  COLLIMATOR_CONFIG: file('site.json', JSON.stringify(site)),
  COLLIMATOR_RESTRICTIONS: join(folder, 'restrictions.json'),
  COLLIMATOR_MASTER_KEY_FILE: file('master', `${Buffer.from(secrets.masterKey).toString('base64')}\n`),
  COLLIMATOR_CHECKPOINT_KEY_FILE: file('key.pem', secrets.checkpointKey),
  COLLIMATOR_DATABASE: 'postgres://collimator@db:5432/collimator',
  COLLIMATOR_DATABASE_PASSWORD_FILE: file('password', 'p@ss/word\n'),
  COLLIMATOR_PACS: 'http://pacs:8042/dicom-web',
};

const destinations = [{ code: 'archive', label: 'Archive', kind: 'stow' }];

describe('the environment of the gateway', () => {
  it('knows each research archive that a destination names, with its password from a file', () => {
    const archive = {
      url: 'https://research.invalid/dicom-web',
      user: 'collimator',
      passwordFile: file('pacs', 's3cret\n'),
    };
    const named = { ...site, exports: { destinations }, researchArchives: { archive } };
    const read = readEnvironment({ ...good, COLLIMATOR_CONFIG: file('archive.json', JSON.stringify(named)) });
    expect(read.researchArchives).toEqual({ archive: { url: archive.url, user: 'collimator', password: 's3cret' } });
  });

  it('is read with secrets from files, and binds loopback unless told otherwise', () => {
    const read = readEnvironment(good);
    expect(read).toMatchObject({
      database: { password: 'p@ss/word' },
      listen: { host: '127.0.0.1', port: 8080, forwardedForTrusted: false },
      pacs: { user: undefined },
      config: { idleLockMs: 900_000, grants: { lifetimeSeconds: 300 }, breakGlass: { maximumMinutes: 60 } },
    });
    expect(Buffer.from(read.secrets.masterKey)).toEqual(Buffer.from(secrets.masterKey));
    expect(readEnvironment({ ...good, COLLIMATOR_LISTEN: '[::1]:9' }).listen).toMatchObject({ host: '::1', port: 9 });
    const hex = file('hex', Buffer.from(secrets.masterKey).toString('hex'));
    expect(Buffer.from(readEnvironment({ ...good, COLLIMATOR_MASTER_KEY_FILE: hex }).secrets.masterKey)).toEqual(
      Buffer.from(secrets.masterKey),
    );
  });

  it.each<[string, Record<string, string | undefined>]>([
    [
      'researchArchives: nothing is said about archive',
      { COLLIMATOR_CONFIG: file('no-archive.json', JSON.stringify({ ...site, exports: { destinations } })) },
    ],
    ['COLLIMATOR_CONFIG', { COLLIMATOR_CONFIG: undefined }],
    ['COLLIMATOR_CONFIG', { COLLIMATOR_CONFIG: join(folder, 'none') }],
    ['COLLIMATOR_CONFIG', { COLLIMATOR_CONFIG: file('broken.json', '{') }],
    ['idleLock', { COLLIMATOR_CONFIG: file('typo.json', JSON.stringify({ ...site, idleLock: 1 })) }],
    [
      'grants.lifetimeSeconds',
      { COLLIMATOR_CONFIG: file('long.json', JSON.stringify({ ...site, grants: { lifetimeSeconds: 301 } })) },
    ],
    [
      'breakGlass.maximumMinutes',
      { COLLIMATOR_CONFIG: file('hours.json', JSON.stringify({ ...site, breakGlass: { maximumMinutes: 61 } })) },
    ],
    ['COLLIMATOR_RESTRICTIONS', { COLLIMATOR_RESTRICTIONS: undefined }],
    ['COLLIMATOR_MASTER_KEY_FILE', { COLLIMATOR_MASTER_KEY_FILE: file('short', 'c2hvcnQ=') }],
    ['COLLIMATOR_DATABASE', { COLLIMATOR_DATABASE: 'mysql://x' }],
    ['COLLIMATOR_LISTEN', { COLLIMATOR_LISTEN: 'everywhere:80' }],
    ['COLLIMATOR_PACS', { COLLIMATOR_PACS: 'ftp://pacs' }],
  ])('names %s when it is wrong, and no value', (name, change) => {
    const attempt = (): unknown => readEnvironment({ ...good, ...change });
    expect(attempt).toThrow(ConfigInvalid);
    expect(attempt).toThrow(name);
    expect(attempt).not.toThrow(/c2hvcnQ/);
  });
});
