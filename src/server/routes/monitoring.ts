import { decideByRole } from '../../core/access/index.ts';
import { monitorModels } from '../monitoring/monitor-models.ts';
import { Refusal } from '../problems.ts';
import { signedIn, type GatewayApp } from '../request.ts';
import type { Services } from '../services.ts';

const MOST_DAYS = 366;

/** What models do at this site, in numbers: for administrators, who see no patient, and nothing of one is here. */
export function monitoringRoutes(app: GatewayApp, services: Services): void {
  app.get('/api/monitoring/models', async (c) => {
    const { person } = await signedIn(services, c);
    const verdict = decideByRole(person.roles, 'configure', 'TREAT');
    if (verdict.kind === 'deny') throw new Refusal(verdict.code);
    const days = c.req.query('days') ?? '30';
    if (!/^\d{1,3}$/.test(days) || Number(days) < 1 || Number(days) > MOST_DAYS) throw new Refusal('request-malformed');
    return c.json(await monitorModels(services, Number(days)));
  });
}
