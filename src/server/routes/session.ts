import { isMasked } from '../../core/access/index.ts';
import { sessionEventSchema, type SessionAnswer } from '../../contract/index.ts';
import { endSession } from '../session/end-session.ts';
import { circumstancesOf, jsonBody, signedIn, type GatewayApp, type GatewayContext } from '../request.ts';
import { Refusal } from '../problems.ts';
import type { Services } from '../services.ts';
import type { Person } from '../session/index.ts';

export function sessionRoutes(app: GatewayApp, services: Services): void {
  app.get('/api/session', async (c) => {
    const { person } = await signedIn(services, c);
    const open = await services.store.findOpenEmergencies(person, services.clock());
    const answer: SessionAnswer = {
      name: person.name,
      roles: [...person.roles],
      masked: isMasked(person.roles),
      emergency: open.map(({ emergencyId, endsAtMs }) => ({ emergencyId, endsAt: new Date(endsAtMs).toISOString() })),
    };
    return c.json(answer);
  });

  app.post('/api/session/events', async (c) => {
    const { person } = await signedIn(services, c);
    const { kind } = await jsonBody(c, sessionEventSchema);
    const draft = { action: kind, outcome: 'success', who: person } as const;
    const [receipt] = await services.recorder.record([draft], circumstancesOf(c));
    if (receipt === undefined) throw new Refusal('audit-unavailable');
    return c.json(receipt, 201);
  });

  app.post('/api/session/end', async (c) => {
    const person = await whoSignsOut(services, c);
    await endSession(services, { kind: 'sid', key: person.sid, who: person, action: 'signed-out' }, circumstancesOf(c));
    return c.body(null, 204, { 'clear-site-data': '"cache", "storage"' });
  });
}

/** While the store is away the token alone says who it is: whoever holds it may end it. */
async function whoSignsOut(services: Services, c: GatewayContext): Promise<Person> {
  try {
    return (await signedIn(services, c)).person;
  } catch (error) {
    if (!(error instanceof Refusal && error.code === 'audit-unavailable')) throw error;
    return services.verifyToken(c.req.header('authorization'));
  }
}
