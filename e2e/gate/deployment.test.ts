// The files that a site installs, read without starting anything.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { parseSiteConfig, securityHeaders, STRICT_TRANSPORT_SECURITY } from '../../src/server/index.ts';
import { GATE_PROBLEMS } from './gate-problems.ts';
import { KEYCLOAK_VERSION } from '../stacks/keycloak.ts';
import { renderTemplate } from '../stacks/nginx.ts';
import { interpolate, siteFromCompose } from './stacks/site.ts';

const NGINX = join(import.meta.dirname, '../../nginx');
const read = (...path: string[]): string => readFileSync(join(NGINX, ...path), 'utf8');

interface Service {
  readonly image?: string;
  readonly build?: { readonly target: string };
  readonly environment?: Readonly<Record<string, string>>;
  readonly ports?: readonly string[];
  readonly networks: readonly string[];
  readonly secrets?: readonly string[];
  readonly cap_drop: readonly string[];
  readonly security_opt: readonly string[];
}
interface Compose {
  readonly services: Readonly<Record<string, Service>>;
  readonly networks: Readonly<Record<string, { readonly internal?: boolean }>>;
  readonly secrets: Readonly<Record<string, { readonly file: string }>>;
}

const compose = parse(read('compose.yaml'), { merge: true }) as Compose;
const service = (name: string): Service => compose.services[name] ?? expect.unreachable();

/** `add_header` lines of a snippet and of what it includes. */
function headersIn(snippet: string): Record<string, string> {
  const text = read('snippets', snippet);
  const included = [...text.matchAll(/^include snippets\/(\S+);$/gm)].map(([, name = '']) => headersIn(name));
  const own = [...text.matchAll(/^add_header (\S+) "([^"]*)" always;$/gm)].map(([, name = '', value = '']) => [
    name,
    value,
  ]);
  return Object.assign({}, ...included, Object.fromEntries(own)) as Record<string, string>;
}

describe('nginx', () => {
  it('sends the headers of the one table', () => {
    const strict = STRICT_TRANSPORT_SECURITY;
    expect(headersIn('app-headers.conf')).toEqual({ ...securityHeaders('app'), ...strict });
    expect(headersIn('data-headers.conf')).toEqual({
      ...securityHeaders('data'),
      ...strict,
      'Cache-Control': 'no-store',
    });
    const { 'Content-Security-Policy': _, ...withoutPolicy } = securityHeaders('sign-in');
    expect(headersIn('sign-in-headers.conf')).toEqual({ ...withoutPolicy, ...strict });
  });

  it('knows every sentence that the gate can say', () => {
    const text = read('snippets/gate-reasons.conf');
    for (const { code, message } of GATE_PROBLEMS) {
      expect(text).toContain(`    ${code} ${code};`);
      expect(text).toContain(`    ${code} "${message}";`);
    }
  });

  it('has in every location that answers a set of headers, since one of its own drops what it would inherit', () => {
    const text = read('templates/collimator.conf.template');
    const locations = [...text.matchAll(/^ {4}location [^{]+\{\n([\s\S]*?)\n {4}\}/gm)].map(([, body = '']) => body);
    expect(locations.length).toBeGreaterThan(8);
    const bare = locations.filter(
      (body) => !/-headers\.conf|dicomweb-by-gateway\.conf|internal;|^\s*return 404;$/.test(body),
    );
    expect(bare).toEqual([]);
  });

  it('logs neither addresses nor queries nor referrers', () => {
    const text = read('templates/collimator.conf.template').replace(/^\s*#.*$/gm, '');
    const format = /log_format collimator[\s\S]*?;\n/.exec(text)?.[0] ?? expect.unreachable();
    expect(format).not.toMatch(/\$(request|request_uri|uri|args|query_string|http_\w+|document_uri|host)\b/);
    const logs = [...text.matchAll(/access_log (.*);/g)].map(([, value]) => value);
    expect(new Set(logs)).toEqual(new Set(['${COLLIMATOR_ACCESS_LOG} collimator']));
    // Every server block says so itself; a missing line would fall back to the combined format.
    expect(logs).toHaveLength([...text.matchAll(/^server \{/gm)].length);
    expect(read('nginx.conf')).toMatch(/^ {4}error_log stderr emerg;$/m);
  });
});

describe('compose', () => {
  it('gives the front every name that its templates ask for', () => {
    const environment = { ...service('front').environment, COLLIMATOR_PACS_AUTHORIZATION: 'from the entrypoint' };
    for (const name of readdirSync(join(NGINX, 'templates')))
      expect(() => renderTemplate(read('templates', name), environment)).not.toThrow();
  });

  it('writes settings that the gateway accepts, for Keycloak behind the same front', () => {
    const site = siteFromCompose({ COLLIMATOR_SERVER_NAME: 'viewer.example' });
    const config = parseSiteConfig(site);
    expect(config.oidc).toMatchObject({
      issuer: 'https://viewer.example/oidc/realms/collimator',
      audience: 'https://viewer.example/api',
      algorithms: ['ES256'],
      tokenTypes: ['at+jwt'],
    });
    const idp = service('idp').environment ?? {};
    const value = (name: string) => interpolate(idp[name] ?? '', { COLLIMATOR_SERVER_NAME: 'viewer.example' });
    expect(value('COLLIMATOR_AUDIENCE')).toBe(config.oidc.audience);
    expect(config.oidc.issuer).toBe(`${value('KC_HOSTNAME')}/realms/collimator`);
  });

  it('gives the gateway settings under the names that it reads, and every one that it needs', () => {
    const source = readFileSync(join(NGINX, '../src/server/environment.ts'), 'utf8');
    const read = [...source.matchAll(/^ {2}(COLLIMATOR_\w+): ([^\n]*)$/gm)].map(([, name = '', rule = '']) => ({
      name,
      rule,
    }));
    expect(read.length).toBeGreaterThan(8);
    const given = Object.keys(service('gateway').environment ?? {});
    for (const name of given) expect(read.map((each) => each.name)).toContain(name);
    const needed = read.filter(({ rule }) => !/optional|default/.test(rule)).map(({ name }) => name);
    for (const name of needed) expect(given).toContain(name);
  });

  it('holds no password and refuses to start without one', () => {
    for (const [name, { file }] of Object.entries(compose.secrets)) {
      expect(name).toBeTruthy();
      expect(() => interpolate(file, {})).toThrow('COLLIMATOR_SECRETS');
    }
    for (const { environment = {} } of Object.values(compose.services))
      for (const [name, value] of Object.entries(environment))
        if (/PASSWORD|SECRET|KEY|TOKEN/.test(name)) expect(value).toMatch(/^\/run\/secrets\/|^$/);
    const dev = parse(read('compose.dev.yaml')) as Compose;
    for (const value of Object.values(dev.services['idp']?.environment ?? {}))
      expect(() => interpolate(value, {})).toThrow();
  });

  it('publishes nothing but the front, and lets nobody talk to whom they need not', () => {
    const published = Object.entries(compose.services).filter(([, { ports }]) => ports !== undefined);
    expect(published.map(([name]) => name)).toEqual(['front']);
    const open = Object.entries(compose.networks).filter(([, network]) => network.internal !== true);
    expect(open.map(([name]) => name)).toEqual(['outside']);
    const meets = (a: string, b: string) =>
      service(a).networks.some((network) => service(b).networks.includes(network));
    expect(meets('front', 'database')).toBe(false);
    expect(meets('pacs', 'database')).toBe(false);
    expect(meets('pacs', 'idp')).toBe(false);
    expect(meets('gateway', 'pacs')).toBe(true);
  });

  it('names a version of every image and takes rights away from every service', () => {
    for (const each of Object.values(compose.services)) {
      if (each.build === undefined) expect(each.image).toMatch(/:\d/);
      expect(each.cap_drop).toEqual(['ALL']);
      expect(each.security_opt).toEqual(['no-new-privileges:true']);
    }
    expect(service('idp').image).toBe(`quay.io/keycloak/keycloak:${KEYCLOAK_VERSION}`);
  });
});

describe('the realm', () => {
  interface Realm {
    readonly users?: unknown;
    readonly accessTokenLifespan: number;
    readonly revokeRefreshToken: boolean;
    readonly refreshTokenMaxReuse: number;
    readonly registrationAllowed: boolean;
    readonly bruteForceProtected: boolean;
    readonly browserFlow: string;
    readonly roles: { readonly realm: readonly { readonly name: string }[] };
    readonly clients: readonly (Readonly<Record<string, unknown>> & {
      readonly attributes: Readonly<Record<string, string>>;
    })[];
  }
  const realm = JSON.parse(read('keycloak/realm-collimator.json')) as Realm;

  it('has one public client: code with PKCE and nothing else', () => {
    expect(realm.clients).toHaveLength(1);
    expect(realm.clients[0]).toMatchObject({
      publicClient: true,
      standardFlowEnabled: true,
      implicitFlowEnabled: false,
      directAccessGrantsEnabled: false,
      serviceAccountsEnabled: false,
      fullScopeAllowed: false,
    });
    expect(realm.clients[0]?.attributes).toMatchObject({
      'pkce.code.challenge.method': 'S256',
      'backchannel.logout.session.required': 'true',
      'acr.loa.map': '{"pwd":1,"mfa":2}',
    });
  });

  it('has short tokens, refresh tokens for one use, and no people', () => {
    expect(realm).toMatchObject({
      accessTokenLifespan: 300,
      revokeRefreshToken: true,
      refreshTokenMaxReuse: 0,
      registrationAllowed: false,
      bruteForceProtected: true,
      browserFlow: 'browser with step-up',
    });
    expect(realm.users).toBeUndefined();
    const roles = realm.roles.realm.map(({ name }) => name).filter((name) => !name.startsWith('default-'));
    expect(roles.sort()).toEqual(['administrator', 'auditor', 'clinician', 'radiologist', 'researcher']);
  });

  it('brings people to try it with only in the overlay, and those without a password of their own', () => {
    const { users } = JSON.parse(read('keycloak/collimator-users-dev.json')) as {
      users: { credentials: { value?: string; secretData?: string }[] }[];
    };
    for (const { credentials } of users)
      for (const { value, secretData } of credentials) expect(value ?? secretData).toMatch(/\$\{COLLIMATOR_DEV_\w+\}/);
  });
});

describe('the archive', () => {
  it('loads the DICOMweb plugin and no other, asks for a password, and offers no second way in', () => {
    const text = renderTemplate(read('orthanc/orthanc.json.template'), {
      ORTHANC_STORAGE: '/x',
      ORTHANC_HTTP_PORT: '8042',
      ORTHANC_REMOTE_ACCESS: 'false',
      ORTHANC_PASSWORD: 'x',
      ORTHANC_DICOMWEB_PLUGIN: '/x/libOrthancDicomWeb.so',
    });
    expect(JSON.parse(text)).toMatchObject({
      Plugins: ['/x/libOrthancDicomWeb.so'],
      AuthenticationEnabled: true,
      RemoteAccessAllowed: false,
      DicomServerEnabled: false,
      OrthancExplorerEnabled: false,
      ExecuteLuaEnabled: false,
      DicomWeb: { EnableWado: false },
    });
  });
});
