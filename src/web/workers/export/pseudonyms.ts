import { canonicalPatientId, type Keyed } from '../../../core/deid/index.ts';

/** The site's crosswalk does not have this patient: a made-up pseudonym would be mistaken for one of the register's. */
export class NotInCrosswalk extends Error {
  readonly code = 'not-in-crosswalk';
}

/** The number in a patient key of core/deid; undefined where the patient is known by name or study only. */
const NUMBER = /^id (.*)\n/;

/** The same keyed values with pseudonyms as the project wants them. UIDs and date shifts stay the key's. */
export function withPseudonyms(
  keyed: Keyed,
  { pseudonymPrefix, crosswalk }: { pseudonymPrefix: string; crosswalk: ReadonlyMap<string, string> | undefined },
): Keyed {
  if (crosswalk === undefined && pseudonymPrefix === '') return keyed;
  return {
    ...keyed,
    pseudonym(patient) {
      if (crosswalk === undefined) return `${pseudonymPrefix}${keyed.pseudonym(patient)}`;
      const number = NUMBER.exec(patient)?.[1];
      const pseudonym = number === undefined ? undefined : crosswalk.get(canonicalPatientId(number));
      if (pseudonym === undefined) throw new NotInCrosswalk('this patient is not in the crosswalk');
      return pseudonym;
    },
  };
}
