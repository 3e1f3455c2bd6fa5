import { lazy } from 'react';
import type { ExportServices } from '../features/export/index.tsx';
import { createExportsApi, type AppServices, type AskForStepUp, type Person } from '../services/index.ts';
import { createModelsApi } from '../services/models/index.ts';
import { loadReading } from './load-reading.ts';
import { startDeidPool } from './start-deid-pool.ts';
import { startPictures } from './start-pictures.ts';

const Viewer = lazy(loadReading);

export interface ExportServicesParts {
  readonly services: AppServices;
  readonly person: Person;
  readonly askForStepUp: AskForStepUp;
}

/** What de-identification in the page needs beside the services of every page. */
export function exportServices({ services, person, askForStepUp }: ExportServicesParts): ExportServices {
  const send = services.session.fetch;
  return {
    ...services,
    exports: createExportsApi(send),
    models: createModelsApi(send),
    person,
    askForStepUp,
    startDeidPool,
    startPictures,
    Viewer,
  };
}
