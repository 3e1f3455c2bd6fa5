import { randomBytes } from 'node:crypto';
import { planStudy } from './dicom-file.ts';
import type { StoredStudies } from './stack.ts';

export interface PlannedStudies extends StoredStudies {
  /** As src/core/access/restriction.ts reads it. */
  readonly restrictions: Readonly<Record<string, unknown>>;
}

/** Names that occur nowhere else, so that a search of logs finds them if they are there. */
export function planStudies(): PlannedStudies {
  const tag = randomBytes(3).toString('hex').toUpperCase();
  const person = (number: number) => ({
    patientID: `GATE-${tag}-${number}`,
    patientName: `Gatetest${tag}^Person${number}`,
    instances: 3,
  });
  const plan = (number: number, description: string) =>
    planStudy({ ...person(number), studyDescription: `${description} ${tag}` });
  return {
    open: { first: plan(1, 'Thorax'), other: plan(2, 'Skull') },
    restricted: { first: plan(3, 'Restricted'), sameOther: plan(3, 'Follow-up'), otherPatient: plan(4, 'Restricted') },
    restrictions: {
      patients: [{ patientID: person(3).patientID }, { patientID: person(4).patientID }],
      confidentialityCodes: ['R', 'V'],
      departments: [],
    },
  };
}

export function allOf({ open, restricted }: StoredStudies) {
  return [...Object.values(open), ...Object.values(restricted)];
}

/** Every value of these studies that may stand in no log. */
export function identifiersOf(studies: StoredStudies): string[] {
  return allOf(studies).flatMap((study) => [
    study.patientID,
    study.patientName,
    study.accessionNumber,
    study.studyDescription,
    study.studyInstanceUID,
    study.seriesInstanceUID,
    study.instance(1).sopInstanceUID,
  ]);
}
