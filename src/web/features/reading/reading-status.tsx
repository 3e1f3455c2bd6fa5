import { useSyncExternalStore } from 'react';
import { useStore } from 'zustand';
import { isImageSet } from '../../services/dicomweb/index.ts';
import type { Grant, Grants } from '../../services/index.ts';
import { stateWords, type Stage } from '../../viewport/index.ts';
import { StatusLine } from '../../ui/index.ts';
import { sliceWords } from './cell-overlays.tsx';
import { clockOf } from './dates.ts';
import type { Measurements } from './measurements/measurements.ts';
import { savingWords } from './measurements/words.ts';
import type { ReadingStore } from './reading-store.ts';

export interface ReadingStatusProps {
  readonly store: ReadingStore;
  readonly grants: Grants;
  readonly grant: Grant;
  readonly stage: Stage | undefined;
  readonly measurements: Measurements;
}

/** What the active viewport shows and where this view stands in the log. */
export function ReadingStatus({ store, grants, grant, stage, measurements }: ReadingStatusProps) {
  const cell = useStore(store, ({ cells, active }) => cells[active]);
  const active = useStore(store, (state) => state.active);
  const notice = useStore(store, (state) => state.notice);
  return (
    <StatusLine end={<Recorded grants={grants} grant={grant} />}>
      <span>Viewport {active + 1}</span>
      {cell?.set !== undefined && isImageSet(cell.set) ? <span>{sliceWords(cell, cell.set)}</span> : null}
      <span>{cell === undefined ? '' : stateWords(cell.state)}</span>
      <Saving measurements={measurements} />
      {notice === undefined ? null : <output>{notice}</output>}
      <span>
        {stage === undefined
          ? 'Tools are coming'
          : `Drawn by the ${stage.rendering === 'gpu' ? 'graphics card' : 'processor'}`}
      </span>
    </StatusLine>
  );
}

function Saving({ measurements }: { measurements: Measurements }) {
  const state = useStore(measurements.store);
  const words = savingWords(state);
  return (
    <output data-testid="measurements-state" role={state.saving === 'failed' ? 'alert' : 'status'}>
      {words}
    </output>
  );
}

function Recorded({ grants, grant }: { grants: Grants; grant: Grant }) {
  const text = useSyncExternalStore(
    (listener) => grants.subscribe(grant, listener),
    () => recordedWords(grants, grant),
  );
  return <span data-testid="recorded">{text}</span>;
}

function recordedWords(grants: Grants, grant: Grant): string {
  const status = grants.status(grant);
  const { recordedAt, leafHash } = status.kind === 'open' ? status.receipt : grant.receipt;
  // The first characters of the leaf hash are enough to find the entry in the log.
  return `recorded ${clockOf(recordedAt)}, receipt ${leafHash.slice(0, 4)}`;
}
