import { useState, type ReactNode } from 'react';
import { DeidentifiedStudy } from '../features/export/index.tsx';
import { exportServices, type ExportServicesParts } from './export-services.ts';

export interface OpenDeidentifiedProps extends ExportServicesParts {
  readonly handle: string;
  readonly expected: number | undefined;
  readonly accountMenu: ReactNode;
  readonly onClose: () => void;
}

/** In the bundle of the export workbench, whose engines it needs. */
export function OpenDeidentified(props: OpenDeidentifiedProps) {
  const { handle, expected, accountMenu, onClose } = props;
  const [services] = useState(() => exportServices(props));
  return (
    <DeidentifiedStudy
      key={handle}
      services={services}
      handle={handle}
      expected={expected}
      accountMenu={accountMenu}
      onClose={onClose}
    />
  );
}
