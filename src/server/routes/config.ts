import type { AppConfig } from '../../contract/index.ts';
import type { GatewayApp } from '../request.ts';
import type { Services } from '../services.ts';

export function configRoutes(app: GatewayApp, services: Services): void {
  const { config } = services;
  const appConfig: AppConfig = {
    siteName: config.siteName,
    version: config.version,
    oidc: {
      authority: config.oidc.authority ?? config.oidc.issuer,
      clientId: config.oidc.clientId,
      scope: config.oidc.scope,
      ...(config.oidc.resource === undefined ? {} : { resource: config.oidc.resource }),
    },
    stepUp: { acrValues: config.stepUp.acrValues, maxAgeSeconds: config.stepUp.maxAgeSeconds },
    idleLockMs: config.idleLockMs,
    emergencyIdleLockMs: config.emergencyIdleLockMs,
    sessionMaxMs: config.sessionMaxMs,
    breakGlass: {
      reasons: config.breakGlass.reasons,
      minimumTextLength: config.breakGlass.minimumTextLength,
      maximumMinutes: config.breakGlass.maximumMinutes,
    },
  };
  app.get('/api/config', (c) => c.json(appConfig));
  app.get('/api/health', async (c) => {
    // Public, so it must cost nothing: it reports what the last write said, and whether the store answers at all.
    const answers = await services.store.logHead().then(
      () => true,
      () => false,
    );
    const isHealthy = answers && services.recorder.isWritable;
    return c.json({ status: isHealthy ? 'ok' : 'audit-unavailable' }, isHealthy ? 200 : 503);
  });
}
