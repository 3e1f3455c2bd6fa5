import { authorize } from '../authorize.ts';
import type { GatewayApp } from '../request.ts';
import type { Services } from '../services.ts';

/** For nginx's `auth_request`: 204 lets the bytes pass. Only the front may reach this; it sets both headers itself. */
export function authRoute(app: GatewayApp, services: Services): void {
  app.get('/auth', async (c) => {
    const decision = await authorize(
      services,
      {
        method: c.req.header('x-original-method') ?? '',
        uri: c.req.header('x-original-uri') ?? '',
        authorization: c.req.header('authorization'),
        accept: c.req.header('accept'),
        remoteAddress: c.env.remoteAddress,
      },
      c.env.correlationId,
    );
    if (decision.kind === 'allow') return c.body(null, 204);
    const headers = { 'x-reason': decision.code, 'x-correlation-id': decision.correlationId };
    return c.body(null, decision.status, headers);
  });
}
