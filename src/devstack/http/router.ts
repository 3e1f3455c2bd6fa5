// Who answers what on the one port: identity provider, gateway, archive behind the gateway's decision, or the app.
import { randomUUID } from 'node:crypto';
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { getRequestListener } from '@hono/node-server';
import { isSearch, parseDicomweb, parseTarget } from '../../core/access/index.ts';
import {
  refusalResponse,
  securityHeaders,
  type AnswerKind,
  type Gateway,
  type LogLine,
  type ProblemCode,
} from '../../server/index.ts';
import type { IdentityProvider } from '../oidc/index.ts';
import type { PacsOrigin } from '../pacs/index.ts';
import type { StaticFiles } from '../static/static-files.ts';
import { send, sendJson } from './send.ts';

export interface RouterParts {
  /** Scheme, host and port that the stack is reached by. */
  origin: string;
  gateway: Gateway;
  pacs: PacsOrigin;
  identityProvider: IdentityProvider;
  app: StaticFiles;
  log: (line: LogLine) => void;
}

/** Paths that belong to a server: a wrong one must say so, and never come back as the app's page. */
const FOR_SERVERS = /^\/(api|auth|dicom-web|dicomweb|fhir|metrics|oidc|pacs|wado|wado-rs|wado-uri|qido|stow)(\/|$)/i;
const ROOT = '/dicom-web';

export function createRouter(parts: RouterParts): RequestListener {
  const { gateway, identityProvider } = parts;
  const viaGateway = getRequestListener(
    (request, { incoming }) =>
      gateway.fetch(request, {
        rawTarget: (incoming as IncomingMessage).url ?? '',
        remoteAddress: (incoming as IncomingMessage).socket.remoteAddress ?? null,
      }),
    { overrideGlobalObjects: false },
  );

  async function route(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const rawTarget = request.url ?? '';
    setSecurityHeaders(response, 'data');
    if (!isOurHost(parts.origin, request, response)) return;
    const path = rawTarget.split('?')[0] ?? '';
    if (path.startsWith('/oidc/')) return identityProvider.handle(request, response);
    // Whoever it is meant for. Here and not in the gateway: some of these cannot be made into the `Request` it takes.
    const fault = parseTarget(rawTarget);
    if (typeof fault === 'string') return refuse(parts, fault, request, response);
    if (path.startsWith('/api/')) return viaGateway(request, response);
    if (path === ROOT || path.startsWith(`${ROOT}/`)) {
      if (isForGateway(request.method ?? '', rawTarget)) return viaGateway(request, response);
      return retrieve(parts, request, response);
    }
    return serveApp(parts.app, path, request, response);
  }

  return (request, response) => {
    route(request, response).catch((error: unknown) => {
      parts.log({ level: 'error', event: 'request-failed', errorName: (error as Error).constructor.name });
      if (response.headersSent) response.destroy();
      else void fail(request, response, 500, 'internal-error', 'The server failed. Try again.');
    });
  };
}

function setSecurityHeaders(response: ServerResponse, kind: AnswerKind): void {
  for (const [name, value] of Object.entries(securityHeaders(kind))) response.setHeader(name, value);
}

function fail(request: IncomingMessage, response: ServerResponse, status: number, code: string, message: string) {
  return sendJson(request, response, status, { code, message, correlationId: randomUUID() });
}

/** As the gateway refuses: the same body, the same header, the same line of log. */
async function refuse(
  { log }: RouterParts,
  code: ProblemCode,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const correlationId = randomUUID();
  const { status, headers, body } = refusalResponse(code, correlationId);
  log({ level: 'warning', event: 'request', correlationId, status, code });
  return send(request, response, { status, headers: Object.fromEntries(headers), body: body ?? undefined });
}

/** A page of another name that resolves to loopback must not reach the stack (DNS rebinding). */
function isOurHost(origin: string, request: IncomingMessage, response: ServerResponse): boolean {
  const { host, hostname, port } = new URL(origin);
  if (request.headers.host === host) return true;
  const isLocalhost = hostname === '127.0.0.1' && request.headers.host === `localhost:${port}`;
  if (isLocalhost && request.headers['sec-fetch-mode'] === 'navigate') {
    // Sign-in is bound to one origin; take the person there.
    response.writeHead(308, { Location: `${origin}${request.url ?? '/'}`, 'Cache-Control': 'no-store' }).end();
    return false;
  }
  if (isLocalhost && request.method === 'GET') return true;
  void fail(request, response, 421, 'wrong-host', `This server is reached as ${host}.`);
  return false;
}

/** Searches and stores; also wrong methods, which the gateway knows how to refuse. */
function isForGateway(method: string, rawTarget: string): boolean {
  const route = parseDicomweb(method, rawTarget);
  if (typeof route === 'string') return method !== 'GET';
  return isSearch(route) || route.name === 'store';
}

/** WADO-RS: the gateway decides, the archive moves the bytes. */
async function retrieve(
  { gateway, pacs }: RouterParts,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const decision = await gateway.authorize({
    method: request.method ?? '',
    uri: request.url ?? '',
    authorization: request.headers.authorization,
    accept: request.headers.accept,
    remoteAddress: request.socket.remoteAddress ?? null,
  });
  response.setHeader('Cache-Control', 'no-store');
  if (decision.kind === 'deny') {
    const { status, code, message, correlationId } = decision;
    if (status === 401) response.setHeader('WWW-Authenticate', 'Bearer');
    response.setHeader('X-Reason', code);
    return sendJson(request, response, status, { code, message, correlationId });
  }
  const answer = await pacs.handle({
    method: request.method ?? '',
    target: (request.url ?? '').slice(ROOT.length),
    accept: request.headers.accept ?? null,
    acceptEncoding: request.headers['accept-encoding']?.toString() ?? null,
    contentType: null,
    body: null,
  });
  return send(request, response, answer);
}

const isNavigation = (request: IncomingMessage) =>
  (request.headers['sec-fetch-mode'] ?? 'navigate') === 'navigate' &&
  (request.headers.accept ?? '').includes('text/html');

async function serveApp(
  app: StaticFiles,
  path: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  if (request.method !== 'GET' && request.method !== 'HEAD')
    return fail(request, response, 405, 'method-not-allowed', 'This cannot be done here.');
  const isAppRoute = !FOR_SERVERS.test(path) && !/\.[^/]*$/.test(path) && isNavigation(request);
  const file = path === '/' || (isAppRoute && !app.has(path)) ? '/index.html' : path;
  if (file === '/index.html' && !app.has(file))
    return fail(request, response, 503, 'app-not-built', 'The web app is not built. Start with npm start.');
  if (!app.has(file)) return fail(request, response, 404, 'not-found', 'There is nothing here.');
  setSecurityHeaders(response, 'app');
  const answer = await app.answer({
    path: file,
    acceptEncoding: request.headers['accept-encoding']?.toString(),
    ifNoneMatch: request.headers['if-none-match'],
  });
  return send(request, response, answer);
}
