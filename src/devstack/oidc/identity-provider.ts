// Everything under `/oidc`: the sign-in page, its style sheet, and the protocol itself.
import { readFileSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { join } from 'node:path';
import type { JSONWebKeySet } from 'jose';
import { securityHeaders } from '../../server/index.ts';
import type { DemoAccount } from '../accounts.ts';
import { interact } from './interaction.ts';
import { loadOrCreateKeys } from './keys.ts';
import { createProvider } from './provider.ts';
import { createThrottle } from './throttle.ts';

export interface IdentityProvider {
  /** Answers a request whose path starts with `/oidc/`. */
  handle(request: IncomingMessage, response: ServerResponse): Promise<void>;
  /** For whoever verifies tokens in this process. */
  publicKeys: JSONWebKeySet;
}

export interface IdentityProviderOptions {
  origin: string;
  dataFolder: string;
  accounts: readonly DemoAccount[];
}

const PREFIX = '/oidc';
const INTERACTION = /^\/oidc\/interaction\/([A-Za-z0-9_-]{10,64})$/;

export function createIdentityProvider({ origin, dataFolder, accounts }: IdentityProviderOptions): IdentityProvider {
  const keys = loadOrCreateKeys(dataFolder);
  const provider = createProvider({ origin, accounts, keys });
  const protocol = provider.callback();
  const stylesheet = readFileSync(join(import.meta.dirname, 'sign-in.css'));
  const throttle = createThrottle(Date.now);

  return {
    publicKeys: { keys: keys.jwks.keys.map(({ d: _private, ...key }) => key) },
    async handle(request, response) {
      const path = (request.url ?? '').split('?')[0] ?? '';
      response.setHeaders(new Map(Object.entries(securityHeaders('sign-in'))));
      response.setHeader('Cache-Control', 'no-store');
      if (path === `${PREFIX}/sign-in.css`) {
        response.writeHead(200, { 'Content-Type': 'text/css; charset=utf-8', 'Cache-Control': 'no-cache' });
        response.end(stylesheet);
        return;
      }
      if (INTERACTION.test(path)) {
        await interact({ provider, accounts, throttle, origin }, request, response);
        return;
      }
      // The provider builds its addresses from what it was mounted under.
      (request as IncomingMessage & { originalUrl?: string }).originalUrl = request.url ?? '';
      request.url = (request.url ?? '').slice(PREFIX.length);
      await protocol(request, response);
    },
  };
}
