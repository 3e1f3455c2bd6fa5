import { describe, expect, it } from 'vitest';
import { AuditUnavailable, ContractBroken, Denied, NotFound, ServerFailed } from '../errors.ts';
import { createApi } from './create-api.ts';

const SEARCH = { filters: {}, sort: { key: 'studyDate', direction: 'descending' }, offset: 0, limit: 50 } as const;

function answering(body: unknown, status = 200, contentType = 'application/json') {
  const requests: [string, RequestInit | undefined][] = [];
  const api = createApi(async (path, init) => {
    requests.push([path, init]);
    const text = typeof body === 'string' ? body : JSON.stringify(body);
    return new Response(status === 204 ? null : text, { status, headers: { 'content-type': contentType } });
  });
  return { api, requests };
}

const problem = (code: string) => ({ code, message: 'A sentence.', correlationId: 'c0ffee-12345' });

describe('failures', () => {
  it.each([
    [403, 'role-not-allowed', Denied],
    [404, 'grant-unknown', NotFound],
    [503, 'audit-unavailable', AuditUnavailable],
    [503, 'pacs-unavailable', ServerFailed],
    [500, 'internal-error', ServerFailed],
  ])('%d %s is told as what the caller can act on', async (status, code, Kind) => {
    const { api } = answering(problem(code), status);
    const failure = await api.searchStudies(SEARCH).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(Kind);
    expect(failure).toMatchObject({ code, message: 'A sentence.', correlationId: 'c0ffee-12345' });
  });

  it('keeps a proxy’s page out of the message', async () => {
    const { api } = answering('<html>Patient Doe not found</html>', 502, 'text/html');
    await expect(api.searchStudies(SEARCH)).rejects.toMatchObject({ code: 'http-502' });
    await expect(api.searchStudies(SEARCH)).rejects.not.toThrow('Doe');
  });

  it('uses nothing of an answer that breaks the contract, and quotes nothing of it', async () => {
    const { api } = answering({ rows: [{ patientName: 'Doe^Jane' }], total: 1 });
    const failure = await api.searchStudies(SEARCH).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(ContractBroken);
    expect(JSON.stringify([String(failure), (failure as Error).cause])).not.toContain('Doe');
  });
});

describe('grants', () => {
  const request = { study: { handle: 'handle-0123456789' }, purpose: 'TREAT' } as const;

  it('takes a demand for a reason or a second factor as an answer', async () => {
    const reasons = { kind: 'needsJustification', reasons: [], minimumTextLength: 10, maximumMinutes: 60 };
    expect(await answering(reasons, 403).api.requestGrant(request)).toEqual(reasons);
    const stepUp = { kind: 'needsStepUp', acrValues: 'mfa', maxAgeSeconds: 120 };
    expect(await answering(stepUp, 401).api.requestGrant(request)).toEqual(stepUp);
  });

  it('takes any other 403 as a refusal', async () => {
    const { api } = answering(problem('role-not-allowed'), 403);
    await expect(api.requestGrant(request)).rejects.toBeInstanceOf(Denied);
  });

  it('sends what is searched in the body, never in the address', async () => {
    const { api, requests } = answering(problem('x'), 500);
    await api.searchStudies({ ...SEARCH, filters: { patientName: 'Doe' } }).catch(() => {});
    expect(requests[0]?.[0]).toBe('/api/search/studies');
    expect(requests[0]?.[1]).toMatchObject({ method: 'POST' });
  });
});
