import { decideByRole } from '../../core/access/index.ts';
import type { Draft } from '../audit/recorder.ts';
import { assertGrant } from '../authorize.ts';
import { isDisabled } from '../models/switches.ts';
import { Refusal } from '../problems.ts';
import { circumstancesOf, signedIn, type GatewayContext } from '../request.ts';
import type { Services } from '../services.ts';
import type { Person } from '../session/index.ts';
import type { GrantRecord } from '../store/index.ts';
import { runRecordSchema, type RunRecord } from './run-record.ts';

type About = Pick<Draft, 'purpose' | 'studyInstanceUID' | 'patient' | 'grantId'>;

interface Reader {
  readonly person: Person;
  readonly grant: GrantRecord;
  readonly about: About;
}

/** Who has the study open in this sign-in. */
export async function readerOf(services: Services, c: GatewayContext, studyInstanceUID: string): Promise<Reader> {
  const { person, standing } = await signedIn(services, c, studyInstanceUID);
  const grant = await assertGrant({ services, person, standing, studyInstanceUID, circumstances: circumstancesOf(c) });
  return { person, grant, about: aboutOf(grant) };
}

/** Who may read at all: for what was refused before a study had anything to do with it. */
export async function anyReader(services: Services, c: GatewayContext): Promise<Pick<Reader, 'person' | 'about'>> {
  const { person } = await signedIn(services, c);
  const verdict = decideByRole(person.roles, 'read', 'TREAT');
  if (verdict.kind === 'deny') throw new Refusal(verdict.code);
  return { person, about: {} };
}

/**
 * Who made the run, whether its study is still open or not: for what is told on the way out, when the grant is being given back.
 * It says what was left, and shows nothing.
 */
export async function leaverOf(services: Services, c: GatewayContext): Promise<Pick<Reader, 'person' | 'about'>> {
  const { person, record } = await recordOf(services, c);
  const { studyInstanceUID } = record.run;
  const { standing } = await signedIn(services, c, studyInstanceUID);
  const [grant] = standing.grants;
  if (grant === undefined) throw new Refusal('grant-missing');
  return { person, about: aboutOf(grant) };
}

/** Who made the run and has its study open. Somebody else's run does not exist for them. */
export async function ownerOf(services: Services, c: GatewayContext): Promise<Reader & { readonly record: RunRecord }> {
  const { record } = await recordOf(services, c);
  return { ...(await readerOf(services, c, record.run.studyInstanceUID)), record };
}

async function recordOf(
  services: Services,
  c: GatewayContext,
): Promise<{ readonly person: Person; readonly record: RunRecord }> {
  const { person } = await signedIn(services, c);
  const found = await services.store.findModelState('run', c.req.param('runUID') ?? '');
  const record = found === undefined ? undefined : runRecordSchema.parse(JSON.parse(found.record));
  if (record?.sub !== person.sub) throw new Refusal('ai-run-unknown');
  return { person, record };
}

function aboutOf({ purpose, studyInstanceUID, patientKey, patientSealed, grantId }: GrantRecord): About {
  return { purpose, studyInstanceUID, patient: { key: patientKey, sealed: patientSealed }, grantId };
}

/** Installed, whole and not switched off. */
export async function assertOffered(services: Services, model: { name: string; version: string; sha256: string }) {
  const { models } = await services.models.look();
  const isKnown = models.some(({ manifest }) => manifest.name === model.name && manifest.version === model.version && manifest.model.sha256 === model.sha256); // prettier-ignore
  if (!isKnown) throw new Refusal('model-unknown');
  if (await isDisabled(services, model)) throw new Refusal('model-disabled');
}
