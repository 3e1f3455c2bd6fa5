import { createLocalJWKSet, exportJWK, generateKeyPair, SignJWT } from 'jose';
import type { RestrictionPolicy } from '../../core/access/index.ts';
import { canonicalJSON, type AuditEvent } from '../../core/audit/index.ts';
import {
  createGateway,
  createSecrets,
  openSqliteStore,
  parseSiteConfig,
  type Gateway,
  type GatewaySecrets,
  type SiteConfig,
  type Store,
} from '../index.ts';
import type { LogLine } from '../log.ts';
import { createFakePacs, type FakePacs, type FakeStudy } from './fake-pacs.ts';

export const ISSUER = 'https://idp.invalid/oidc';
export const AUDIENCE = 'https://viewer.invalid/api';
export const MFA = 'urn:collimator:mfa';

export const OPEN_STUDY = '1.2.826.0.1.1';
export const OTHER_STUDY = '1.2.826.0.1.2';
export const RESTRICTED_STUDY = '1.2.826.0.1.3';
export const RESTRICTED_STUDY_SAME_PATIENT = '1.2.826.0.1.4';
export const RESTRICTED_OTHER_PATIENT = '1.2.826.0.1.5';

const STUDIES: FakeStudy[] = [
  {
    StudyInstanceUID: OPEN_STUDY,
    PatientID: 'P1',
    PatientName: 'ROE^JANE',
    StudyDate: '20240102',
    ModalitiesInStudy: ['CT'],
    StudyDescription: 'Chest',
    AccessionNumber: 'A1',
  },
  {
    StudyInstanceUID: OTHER_STUDY,
    PatientID: 'P2',
    PatientName: 'MÜLLER^ÄNNE',
    StudyDate: '20240301',
    ModalitiesInStudy: ['CT', 'MR'],
    StudyDescription: 'Head',
    AccessionNumber: 'A2',
  },
  {
    StudyInstanceUID: RESTRICTED_STUDY,
    PatientID: 'VIP1',
    PatientName: 'STAR^FAMOUS',
    StudyDate: '20240201',
    ModalitiesInStudy: ['MR'],
    StudyDescription: 'Knee of the star',
    AccessionNumber: 'A3',
  },
  {
    StudyInstanceUID: RESTRICTED_STUDY_SAME_PATIENT,
    PatientID: 'VIP1',
    PatientName: 'STAR^FAMOUS',
    StudyDate: '20240202',
    ModalitiesInStudy: ['CT'],
  },
  {
    StudyInstanceUID: RESTRICTED_OTHER_PATIENT,
    PatientID: 'P9',
    PatientName: 'QUIET^MAX',
    ConfidentialityCode: 'V',
    StudyDate: '20240203',
    ModalitiesInStudy: ['CT'],
  },
];

export const POLICY: RestrictionPolicy = {
  patients: [{ patientID: 'VIP1' }],
  confidentialityCodes: ['V'],
  departments: ['Psychiatry'],
};

const key = await generateKeyPair('ES256');
const JWKS = { keys: [{ ...(await exportJWK(key.publicKey)), alg: 'ES256', use: 'sig', kid: 'k1' }] };

export interface TestStack {
  readonly gateway: Gateway;
  readonly store: Store;
  readonly pacs: FakePacs;
  readonly lines: LogLine[];
  /** Checkpoints that were handed out. */
  readonly kept: { note: string; size: number }[];
  readonly config: SiteConfig;
  /** Moves the gateway's clock; tokens are made at its time. */
  advance(ms: number): void;
  now(): number;
  token(claims: Record<string, unknown>, header?: { typ?: string; kid?: string }): Promise<string>;
  /** A request with the raw target as written, so that dots arrive as dots. */
  send(target: string, init?: RequestInit & { token?: string | undefined; json?: unknown }): Promise<Response>;
  events(): Promise<AuditEvent[]>;
}

export interface StackOptions {
  readonly store?: Store;
  readonly pacs?: FakePacs;
  readonly config?: Record<string, unknown>;
  readonly policy?: RestrictionPolicy | (() => RestrictionPolicy);
  readonly oidc?: Record<string, unknown>;
  /** The same in every copy of a gateway. */
  readonly secrets?: GatewaySecrets;
  readonly modelsFolder?: string;
  readonly researchArchives?: Readonly<Record<string, FakePacs>>;
}

/** A gateway with everything around it in memory: store, archive, identity provider's key, clock. */
export async function createTestStack(options: StackOptions = {}): Promise<TestStack> {
  // A whole second: `auth_time` has no finer grain.
  let now = Date.UTC(2026, 0, 5, 8, 0, 0);
  const store = options.store ?? openSqliteStore(':memory:');
  const pacs = options.pacs ?? createFakePacs([...STUDIES]);
  const lines: LogLine[] = [];
  const kept: { note: string; size: number }[] = [];
  const config = parseSiteConfig({
    siteName: 'Test',
    version: '0.0.0-test',
    publicOrigin: 'https://viewer.invalid',
    oidc: { issuer: ISSUER, clientId: 'viewer', audience: AUDIENCE, ...options.oidc },
    stepUp: { acrValues: MFA, acceptedAcr: [MFA] },
    ...options.config,
  });
  const gateway = await createGateway({
    config,
    store,
    pacs,
    policy: options.policy ?? POLICY,
    secrets: options.secrets ?? createSecrets(),
    identityProviderKeys: createLocalJWKSet(JWKS),
    ...(options.modelsFolder === undefined ? {} : { modelsFolder: options.modelsFolder }),
    ...(options.researchArchives === undefined ? {} : { researchArchives: options.researchArchives }),
    clock: () => now,
    log: (line) => lines.push(line),
    keepCheckpoint: async (note, size) => {
      kept.push({ note, size });
    },
  });
  return {
    gateway,
    store,
    pacs,
    lines,
    kept,
    config,
    advance(ms) {
      now += ms;
    },
    now: () => now,
    token: (claims, header) => signToken(now, claims, header),
    send(target, { token, json, ...init } = {}) {
      const headers = new Headers(init.headers);
      if (token !== undefined) headers.set('authorization', `Bearer ${token}`);
      if (json !== undefined) headers.set('content-type', 'application/json');
      const body = json === undefined ? init.body : JSON.stringify(json);
      const method = init.method ?? (json === undefined ? 'GET' : 'POST');
      const request = new Request(new URL(target, 'https://viewer.invalid'), {
        ...init,
        method,
        headers,
        ...(body == null ? {} : { body, duplex: 'half' }),
      });
      return gateway.fetch(request, { remoteAddress: '192.0.2.7', rawTarget: target });
    },
    async events() {
      const rows = await store.readLog(0, 10_000);
      return rows.map((row) => JSON.parse(row.event) as AuditEvent);
    },
  };
}

export async function signToken(
  nowMs: number,
  claims: Record<string, unknown>,
  header: { typ?: string; kid?: string } = {},
): Promise<string> {
  const seconds = Math.floor(nowMs / 1000);
  return new SignJWT({
    iss: ISSUER,
    aud: AUDIENCE,
    iat: seconds,
    exp: seconds + 300,
    auth_time: seconds,
    sub: 'u1',
    sid: 's1',
    name: 'Dr. Test',
    acr: 'pwd',
    ...claims,
  })
    .setProtectedHeader({ alg: 'ES256', typ: 'at+jwt', kid: 'k1', ...header })
    .sign(key.privateKey);
}

/** Canonical text of an event, for tests that compare bytes. */
export function canonical(event: AuditEvent): string {
  return canonicalJSON(event);
}
