import { modelSwitchSchema } from '../../contract/index.ts';
import { decideByRole } from '../../core/access/index.ts';
import { modelList } from '../models/model-list.ts';
import { fileOf, type Shelf, type ShelvedModel } from '../models/shelf.ts';
import { isDisabled, switchModel } from '../models/switches.ts';
import { Refusal } from '../problems.ts';
import { circumstancesOf, jsonBody, signedIn, type GatewayApp, type GatewayContext } from '../request.ts';
import type { Services } from '../services.ts';
import type { Person } from '../session/index.ts';

/** The site's models: which there are, their files for those who may look at images, and the switch. */
export function modelRoutes(app: GatewayApp, services: Services): void {
  const recorded = new Set<string>();

  /** A package that is not what it claims to be is an event, once for each state of its files. */
  const look = async (c: GatewayContext): Promise<Shelf> => {
    const shelf = await services.models.look();
    for (const { folder, code, fingerprint } of shelf.refused) {
      const key = `${folder} ${fingerprint}`;
      if (recorded.has(key)) continue;
      recorded.add(key);
      const name = /^[a-z][a-z0-9-]{0,63}$/.test(folder) ? folder : 'unnamed';
      const ai = { model: { name }, reasons: [code] };
      try {
        await services.recorder.record([{ action: 'ai-refused', outcome: 'denied', reason: code, who: null, ai }], circumstancesOf(c)); // prettier-ignore
      } catch (error) {
        recorded.delete(key);
        throw error;
      }
    }
    return shelf;
  };

  app.get('/api/models', async (c) => {
    const { person } = await signedIn(services, c);
    assertMaySeeList(person);
    return c.json(await modelList(services, await look(c)));
  });

  app.get('/api/models/:name/:version/:file', async (c) => {
    const { person } = await signedIn(services, c);
    assertMaySeeList(person);
    const model = named(await services.models.look(), c);
    // What is switched off does not leave here either, whatever an old page still believes.
    if (await isDisabled(services, model.manifest)) throw new Refusal('model-disabled');
    const file = fileOf(model, c.req.param('file'));
    if (file === undefined) throw new Refusal('model-unknown');
    return new Response(file.stream(), {
      headers: { 'content-type': file.type, 'content-length': String(file.byteLength) },
    });
  });

  app.put('/api/models/:name/:version/switch', async (c) => {
    const { person } = await signedIn(services, c);
    const verdict = decideByRole(person.roles, 'configure', 'TREAT');
    if (verdict.kind === 'deny') throw new Refusal(verdict.code);
    const change = await jsonBody(c, modelSwitchSchema);
    const shelf = await services.models.look();
    await switchModel(services, named(shelf, c), change, { person, circumstances: circumstancesOf(c) });
    return c.json(await modelList(services, shelf));
  });
}

/** For whom models are of any use: who reads, who exports, who configures. */
function assertMaySeeList({ roles }: Person): void {
  const asked = [
    ['read', 'TREAT'],
    ['export', 'HRESCH'],
    ['configure', 'TREAT'],
  ] as const;
  const verdicts = asked.map(([activity, purpose]) => decideByRole(roles, activity, purpose));
  if (verdicts.some(({ kind }) => kind === 'allow')) return;
  const [first] = verdicts;
  throw new Refusal(first?.kind === 'deny' && first.code === 'no-role' ? 'no-role' : 'role-not-allowed');
}

function named({ models }: Shelf, c: GatewayContext): ShelvedModel {
  const { name, version } = c.req.param();
  const found = models.find(({ manifest }) => manifest.name === name && manifest.version === version);
  if (found === undefined) throw new Refusal('model-unknown');
  return found;
}
