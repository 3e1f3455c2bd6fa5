import { isImageSet } from '../../../services/dicomweb/index.ts';
import type { ReadingStore } from '../reading-store.ts';
import type { StudyReading } from '../study-reading.ts';
import type { StudyImages } from './measurements.ts';

/** Series of results start here, far from what scanners number. */
const FIRST_SERIES_NUMBER = 901;

export function studyImages(store: ReadingStore, reading: StudyReading): StudyImages {
  const series = () => store.getState().series;
  const sets = () => series().flatMap((entry) => entry.sets);
  const frames = () => sets().flatMap((set) => (isImageSet(set) ? set.frames : []));
  return {
    reports() {
      const { phase } = store.getState();
      // Images whose header failed are only missing; a report that failed may be the one that counts.
      const isComing = series().some(
        ({ status, modality }) =>
          status === 'waiting' || status === 'loading' || (status === 'failed' && modality === 'SR'),
      );
      if (phase !== 'open' || series().length === 0 || isComing) return undefined;
      return sets().flatMap((set) => (set.kind === 'report' ? [set.dataset] : []));
    },
    image: (sopInstanceUID, frame) =>
      frames().find((ref) => ref.sopInstanceUID === sopInstanceUID && ref.frame === frame),
    anyImage: () => frames()[0],
    nextSeriesNumber: () =>
      Math.max(FIRST_SERIES_NUMBER, ...series().map(({ seriesNumber }) => (seriesNumber ?? 0) + 1)),
    stored: (seriesInstanceUID) => reading.reload(seriesInstanceUID),
  };
}
