import type { StudyRow } from '../../../../contract/index.ts';
import type { ArchiveStudy, LocalFile } from '../cohort/chosen-cohort.ts';
import type { ExportServices } from '../export-services.ts';
import type { FinishedRun } from '../hand-over.ts';
import { withDecisions } from '../run/drawn-boxes.ts';
import type { ReviewRecipe } from '../run/recipe.ts';
import { startRun, type RunHandle } from '../run/run-export.ts';
import { NO_JOURNAL, type RunKeeper } from '../run/run-record.ts';

/** What this sign-in made is not what is to be approved: another program, another model, or originals that changed. */
export class NotTheSameBatch extends Error {
  readonly code = 'batch-differs';
  constructor() {
    super('what was made here is not what is to be approved');
  }
}

export interface SecondRequest {
  readonly exportId: string;
  readonly recipe: ReviewRecipe;
  /** Those of the first person's computer, from this one's: whether they are the same the hash of the batch tells. */
  readonly files: readonly LocalFile[];
}

/** The same run once more, in another person's sign-in: the same originals, the same secret, so the same bytes. */
export function startSecondRun(services: ExportServices, { exportId, recipe, files }: SecondRequest): RunHandle {
  const studies = recipe.studies.map(archiveStudyOf);
  const record = {
    runId: crypto.randomUUID(),
    exportId,
    startedAtMs: Date.now(),
    studies: studies.map(({ row }) => row),
    files: files.length,
    plan: recipe.plan,
  };
  // Nothing to go on with: a closed tab starts the second review again.
  const kept: RunKeeper = {
    record,
    journal: NO_JOURNAL,
    keepListing: async () => undefined,
    listing: async () => undefined,
    keepKnown: async () => undefined,
    known: async () => undefined,
  };
  const run = startRun({ services: asReviewer(services), cohort: { studies, files }, plan: recipe.plan, kept });
  return { ...run, finished: run.finished.then((first) => withDrawn(first, recipe)) };
}

/** Naming the batch is its owner's; who reviews is told what the gateway knows of it. */
function asReviewer(services: ExportServices): ExportServices {
  const { exports } = services;
  return {
    ...services,
    exports: { ...exports, nameBatch: (exportId) => exports.find(exportId), end: async () => undefined },
  };
}

async function withDrawn(run: FinishedRun, recipe: ReviewRecipe): Promise<FinishedRun> {
  const done = await withDecisions(run, recipe);
  if (done.answer.batch?.batchSha256 !== done.batch.sha256) throw new NotTheSameBatch();
  return done;
}

function archiveStudyOf(study: ReviewRecipe['studies'][number]): ArchiveStudy {
  const isRefused = study.kind === 'refused';
  const row: StudyRow = {
    handle: 'named-by-its-own-UID',
    restricted: isRefused,
    patientName: null,
    patientID: null,
    patientBirthDate: null,
    patientSex: null,
    accessionNumber: null,
    studyDate: '',
    studyTime: '',
    modalities: isRefused ? [] : [...study.modalities],
    studyDescription: null,
    seriesCount: null,
    instanceCount: null,
  };
  return { kind: 'archive', row, ...(isRefused ? {} : { studyInstanceUID: study.studyInstanceUID }) };
}
