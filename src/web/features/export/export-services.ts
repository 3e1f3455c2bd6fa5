import type { AppServices, AskForStepUp, ExportsApi, Person } from '../../services/index.ts';
import type { ModelsApi } from '../../services/models/index.ts';
import type { Pictures } from './review/pictures.ts';
import type { DeidPool, RunSettings } from '../../workers/export/protocol.ts';

/** What the steps of an export are given. Made once, in web/app. */
export interface ExportServices extends AppServices {
  readonly exports: ExportsApi;
  readonly person: Person;
  /** A fresh second factor, just before something leaves. */
  readonly askForStepUp: AskForStepUp;
  /** Workers that read, de-identify and look into pixels. Features start none themselves. */
  readonly startDeidPool: (settings: RunSettings, width: number) => Promise<DeidPool>;
  readonly models: ModelsApi;
  /** A worker that draws what the review looks at; ended with the step. */
  readonly startPictures: () => Pictures;
}
