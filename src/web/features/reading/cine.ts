import { isImageSet } from '../../services/dicomweb/index.ts';
import type { ReadingStore } from './reading-store.ts';
import type { StudyReading } from './study-reading.ts';

/**
 * Plays every cell that is set to play. Keeps the speed and leaves images out when the machine cannot follow; waits where an
 * image has not come yet, so that what runs is what was recorded.
 */
export function runCine(store: ReadingStore, reading: StudyReading): () => void {
  const started = new Map<number, number>();
  let handle = 0;

  function tick(now: number): void {
    const { cells, scroll } = store.getState();
    cells.forEach((cell, at) => {
      if (!cell.isPlaying || cell.set === undefined || !isImageSet(cell.set)) return void started.delete(at);
      const since = started.get(at) ?? now;
      if (!started.has(at)) started.set(at, now);
      const steps = Math.floor(((now - since) / 1000) * cell.framesPerSecond);
      if (steps === 0) return;
      const count = cell.set.frames.length;
      const next = (cell.index + steps) % count;
      const ref = cell.set.frames[next];
      started.set(at, since + (steps * 1000) / cell.framesPerSecond);
      if (ref !== undefined && reading.frames.state(ref).kind === 'ready') scroll(at, next);
    });
    if (cells.some((cell) => cell.isPlaying)) handle = requestAnimationFrame(tick);
    else handle = 0;
  }

  const stop = store.subscribe((state) => {
    if (handle === 0 && state.cells.some((cell) => cell.isPlaying)) handle = requestAnimationFrame(tick);
  });
  return () => {
    stop();
    if (handle !== 0) cancelAnimationFrame(handle);
  };
}
