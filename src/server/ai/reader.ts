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
  const { purpose, patientKey, patientSealed, grantId } = grant;
  const patient = { key: patientKey, sealed: patientSealed };
  return { person, grant, about: { purpose, studyInstanceUID, patient, grantId } };
}

/** Who may read at all: for what was refused before a study had anything to do with it. */
export async function anyReader(services: Services, c: GatewayContext): Promise<Pick<Reader, 'person' | 'about'>> {
  const { person } = await signedIn(services, c);
  const verdict = decideByRole(person.roles, 'read', 'TREAT');
  if (verdict.kind === 'deny') throw new Refusal(verdict.code);
  return { person, about: {} };
}

/** Who made the run and has its study open. Somebody else's run does not exist for them. */
export async function ownerOf(services: Services, c: GatewayContext): Promise<Reader & { readonly record: RunRecord }> {
  const found = await services.store.findModelState('run', c.req.param('runUID') ?? '');
  if (found === undefined) throw new Refusal('ai-run-unknown');
  const record = runRecordSchema.parse(JSON.parse(found.record));
  const { person } = await signedIn(services, c);
  if (record.sub !== person.sub) throw new Refusal('ai-run-unknown');
  return { ...(await readerOf(services, c, record.run.studyInstanceUID)), record };
}

/** Installed, whole and not switched off. */
export async function assertOffered(services: Services, model: { name: string; version: string; sha256: string }) {
  const { models } = await services.models.look();
  const isKnown = models.some(({ manifest }) => manifest.name === model.name && manifest.version === model.version && manifest.model.sha256 === model.sha256); // prettier-ignore
  if (!isKnown) throw new Refusal('model-unknown');
  if (await isDisabled(services, model)) throw new Refusal('model-disabled');
}
