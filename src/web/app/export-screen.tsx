import { lazy, Suspense } from 'react';
import { Message } from '../ui/index.ts';
import { FaultBoundary } from './fault-boundary.tsx';
import type { OpenExportProps } from './open-export.tsx';

const OpenExport = lazy(async () => ({ default: (await import('./open-export.tsx')).OpenExport }));

export function ExportScreen(props: OpenExportProps) {
  return (
    <FaultBoundary
      what="The workbench failed while drawing. Nothing was released; what was made is still in this window, encrypted."
      leave="Back to the worklist"
      onLeave={props.onClose}
    >
      <Suspense fallback={<Message title="Loading the export workbench" />}>
        <OpenExport {...props} />
      </Suspense>
    </FaultBoundary>
  );
}
