import type { ReactNode } from 'react';
import {
  createExportStore,
  ExportPage,
  keepCohort,
  type ExportServices,
  type ExportStore,
} from '../features/export/index.tsx';
import type { AppServices, AskForStepUp, Person } from '../services/index.ts';
import { exportServices } from './export-services.ts';

/** What stays of the workbench while the person is at the worklist: an export goes on, and is found as it was left. */
export interface ExportDesk {
  opened: { readonly services: ExportServices; readonly store: ExportStore } | undefined;
}

export interface OpenExportProps {
  readonly services: AppServices;
  readonly person: Person;
  readonly askForStepUp: AskForStepUp;
  readonly desk: ExportDesk;
  readonly header: ReactNode;
  readonly mayTakeOut: boolean;
  readonly onClose: () => void;
}

/** The bundle of the export workbench: nobody who reads images waits for it. */
export function OpenExport(props: OpenExportProps) {
  const { desk, header, mayTakeOut, onClose } = props;
  const { services: own, store } = (desk.opened ??= open(props));
  return <ExportPage services={own} store={store} header={header} mayTakeOut={mayTakeOut} onClose={onClose} />;
}

function open(props: OpenExportProps): NonNullable<ExportDesk['opened']> {
  const { services, desk } = props;
  const store = createExportStore();
  services.wipe.register('export', () => {
    store.getState().wipe();
    desk.opened = undefined;
  });
  const own = exportServices(props);
  // Detached: the page is there at once, and says what was kept when it is known.
  void keepCohort(store, own);
  return { services: own, store };
}
