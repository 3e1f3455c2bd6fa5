import { createServer, type IncomingMessage, type RequestListener, type Server, type ServerResponse } from 'node:http';
import { getRequestListener, type Http2Bindings, type HttpBindings } from '@hono/node-server';
import type { Gateway } from './gateway.ts';
import { gateQuestion, isGateQuestion } from './routes/auth.ts';

export interface Listening {
  readonly port: number;
  close(): Promise<void>;
}

const SERVER_OPTIONS = {
  // A store of many gigabytes takes as long as it takes; the front cuts slow clients off.
  requestTimeout: 0,
  headersTimeout: 20_000,
  // Longer than the front keeps idle connections: it must be the one to close, or a request meets a closed door.
  keepAliveTimeout: 75_000,
  // A header that comes twice is seen twice, and so refused, instead of one of the two being believed.
  joinDuplicateHeaders: true,
};

/**
 * Puts a gateway on a TCP port. `forwardedForTrusted` only where every request comes through a front that sets
 * `X-Forwarded-For` itself; otherwise anybody could write any address into the log.
 */
export function listen(
  gateway: Gateway,
  options: { host: string; port: number; forwardedForTrusted: boolean },
): Promise<Listening> {
  const server = createServer(SERVER_OPTIONS, listenerOf(gateway, options.forwardedForTrusted));
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port, options.host, () => {
      const address = server.address();
      const port = typeof address === 'object' && address !== null ? address.port : options.port;
      resolve({ port, close: () => close(server) });
    });
  });
}

function listenerOf(gateway: Gateway, forwardedForTrusted: boolean): RequestListener {
  const addressOf = ({ headers, socket }: IncomingMessage): string | null => {
    const own = socket.remoteAddress ?? null;
    if (!forwardedForTrusted) return own;
    // The last entry is the one that our own front added.
    return headers['x-forwarded-for']?.toString().split(',').at(-1)?.trim() ?? own;
  };
  const viaRoutes = getRequestListener(
    (request: Request, bindings: HttpBindings | Http2Bindings) => {
      // This server speaks HTTP/1.1 alone.
      const incoming = bindings.incoming as IncomingMessage;
      return gateway.fetch(request, { remoteAddress: addressOf(incoming), rawTarget: incoming.url ?? '' });
    },
    // Node's own Request and Response stay as they are for everybody else in the process.
    { overrideGlobalObjects: false },
  );
  return (incoming, outgoing) => {
    if (!isGateQuestion(incoming.method, incoming.url)) return void viaRoutes(incoming, outgoing);
    // Detached: every failure of the gate is an answer, and what fails beyond that closes the connection.
    answerGate(gateway, incoming, outgoing, addressOf(incoming)).catch(() => outgoing.destroy());
  };
}

async function answerGate(
  gateway: Gateway,
  incoming: IncomingMessage,
  outgoing: ServerResponse,
  remoteAddress: string | null,
): Promise<void> {
  const { headers } = incoming;
  const answer = await gateway.answerGate(gateQuestion((name) => headers[name]?.toString(), remoteAddress));
  outgoing.writeHead(
    answer.status,
    answer.status === 204 ? answer.headers : { ...answer.headers, 'content-length': 0 },
  );
  outgoing.end();
}

function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeIdleConnections();
  });
}
