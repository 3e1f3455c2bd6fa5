import { lazy, Suspense } from 'react';
import { Message } from '../ui/index.ts';
import { FaultBoundary } from './fault-boundary.tsx';
import type { OpenDeidentifiedProps } from './open-deidentified.tsx';

const OpenDeidentified = lazy(async () => ({ default: (await import('./open-deidentified.tsx')).OpenDeidentified }));

/** A study as people see it who may not see whose it is. */
export function DeidentifiedScreen(props: OpenDeidentifiedProps) {
  return (
    <FaultBoundary
      what="The viewer failed while drawing. Only what was de-identified was in it; nothing was changed in the archive."
      leave="Close study"
      onLeave={props.onClose}
    >
      <Suspense fallback={<Message title="Loading the viewer" />}>
        <OpenDeidentified {...props} />
      </Suspense>
    </FaultBoundary>
  );
}
