import { useEffect, useState, type ReactNode } from 'react';
import type { StructuredReport } from '../../../../core/sr/index.ts';
import type { OtherObject } from '../../../services/dicomweb/index.ts';
import type { ReadingStore } from '../reading-store.ts';

type View = typeof import('./report-view.tsx');
type Read = { readonly view: View; readonly report: StructuredReport; readonly object: OtherObject };

export interface ReportCellProps {
  readonly at: number;
  readonly object: OtherObject;
  readonly store: ReadingStore;
  /** Nothing was read yet, or the person wants another try. */
  readonly isWaiting: boolean;
}

/** A report in a viewport. What reads it comes when the first one is looked at; every failure stands in the viewport. */
export function ReportCell({ at, object, store, isWaiting }: ReportCellProps): ReactNode {
  const [read, setRead] = useState<Read>();

  useEffect(() => {
    if (!isWaiting) return;
    let isOver = false;
    const tell = store.getState().tell;
    import('./report-view.tsx')
      .then((view) => {
        if (isOver) return;
        const report = view.readObject(object);
        if (report === undefined) return tell(at, { kind: 'broke', trouble: UNREADABLE });
        setRead({ view, report, object });
        tell(at, { kind: 'progressed', ready: 1, failed: 0, total: 1, isFrontReady: true });
      })
      .catch(() => {
        if (!isOver) tell(at, { kind: 'broke', trouble: NOT_LOADED });
      });
    return () => {
      isOver = true;
    };
  }, [at, object, store, isWaiting]);

  if (read?.object !== object) return null;
  return <read.view.ReportView at={at} object={object} store={store} report={read.report} />;
}

const UNREADABLE = {
  code: 'unreadable-report',
  sentence: 'This report cannot be read: what the archive sent of it is no structured report. It is unchanged there.',
  canRetry: false,
  isUnsupported: false,
};

const NOT_LOADED = {
  code: 'report-view-not-loaded',
  sentence: 'The part of the app that reads reports could not be loaded. Check the network.',
  canRetry: true,
  isUnsupported: false,
};
