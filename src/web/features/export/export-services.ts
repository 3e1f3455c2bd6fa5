import type { ComponentType, ReactNode } from 'react';
import type { AppServices, AskForStepUp, ExportsApi, Grant, Person } from '../../services/index.ts';
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
  /** The viewer of the reading room. Given files that were de-identified, it has no way to any others. */
  readonly Viewer: ComponentType<ViewerProps>;
}

export interface ViewerProps {
  readonly services: AppServices;
  readonly study: { readonly handle: string; readonly row: null };
  readonly grant: Grant;
  readonly accountMenu: ReactNode;
  readonly onClose: () => void;
}
