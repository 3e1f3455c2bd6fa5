// The embedded archive as it lies on the disk: what a spec stored, or what must not be seen, is looked up there and not through
// the page that is tried.
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { SharedStack } from './person.ts';

const instancesOf = ({ dataFolder }: SharedStack): string => join(dataFolder, 'pacs/instances');

export function archivedNames(stack: SharedStack): ReadonlySet<string> {
  return new Set(readdirSync(instancesOf(stack)));
}

/** The files that were not there before, in the order in which they came. */
export function newFiles(stack: SharedStack, before: ReadonlySet<string>): string[] {
  return [...archivedNames(stack)]
    .filter((name) => !before.has(name))
    .map((name) => join(instancesOf(stack), name))
    .sort((a, b) => statSync(a).mtimeMs - statSync(b).mtimeMs);
}

/** All in lower case, as the index keeps them for searching. */
export interface ArchivedStudy {
  readonly description: string;
  readonly patientID: string;
  /** Whatever says whose study it is, in the parts in which a page would show it; nothing shorter than four letters. */
  readonly identifiers: readonly string[];
}

export function archivedStudies({ dataFolder }: SharedStack): ArchivedStudy[] {
  const index = new DatabaseSync(join(dataFolder, 'pacs/index.sqlite'), { readOnly: true });
  try {
    return index
      .prepare('SELECT description, patient_name, patient_id, accession, study_uid FROM studies')
      .all()
      .map(({ description, ...columns }) => ({
        description: String(description),
        patientID: String(columns['patient_id']),
        identifiers: Object.values(columns)
          .flatMap((value) => String(value).split(/[\^= ]/))
          .filter((part) => part.length > 3),
      }));
  } finally {
    index.close();
  }
}

/** Of the studies with these descriptions, each once. */
export function identifiersOf(stack: SharedStack, descriptions: readonly string[]): string[] {
  const wanted = new Set(descriptions.map((description) => description.toLowerCase()));
  const studies = archivedStudies(stack).filter(({ description }) => wanted.has(description));
  return [...new Set(studies.flatMap(({ identifiers }) => identifiers))];
}
