import { serve, type Http2Bindings, type HttpBindings, type ServerType } from '@hono/node-server';
import type { AddressInfo } from 'node:net';
import type { Gateway } from './gateway.ts';

export interface Listening {
  readonly port: number;
  close(): Promise<void>;
}

/**
 * Puts a gateway on a TCP port. `forwardedForTrusted` only where every request comes through a front that sets
 * `X-Forwarded-For` itself; otherwise anybody could write any address into the log.
 */
export function listen(
  gateway: Gateway,
  options: { host: string; port: number; forwardedForTrusted: boolean },
): Promise<Listening> {
  const addressOf = (request: Request, bindings: HttpBindings | Http2Bindings): string | null => {
    const own = bindings.incoming.socket.remoteAddress ?? null;
    if (!options.forwardedForTrusted) return own;
    // The last entry is the one that our own front added.
    return request.headers.get('x-forwarded-for')?.split(',').at(-1)?.trim() ?? own;
  };
  return new Promise((resolve, reject) => {
    const server: ServerType = serve(
      {
        fetch: (request: Request, bindings: HttpBindings | Http2Bindings) =>
          gateway.fetch(request, {
            remoteAddress: addressOf(request, bindings),
            rawTarget: bindings.incoming.url ?? '',
          }),
        hostname: options.host,
        port: options.port,
        serverOptions: {
          // A store of many gigabytes takes as long as it takes; the front cuts slow clients off.
          requestTimeout: 0,
          headersTimeout: 20_000,
          // Longer than the front keeps idle connections: it must be the one to close, or a request meets a closed door.
          keepAliveTimeout: 75_000,
        },
        // Node's own Request and Response stay as they are for everybody else in the process.
        overrideGlobalObjects: false,
      },
      (address: AddressInfo) => resolve({ port: address.port, close: () => close(server) }),
    );
    server.once('error', reject);
  });
}

function close(server: ServerType): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    if ('closeIdleConnections' in server) server.closeIdleConnections();
  });
}
