import { framesToSee, isStudyOpen, standingOf, subjectsOf, type ReviewState } from '../../../../core/export/index.ts';
import type { FinishedInstance, InstanceStanding } from '../../../../core/export/index.ts';
import type { FinishedRun } from '../hand-over.ts';

// What a person goes through, in order: of each study its header table, then its images by series, what the engines point at first.

/** One frame to look at; a document has the one frame 1. */
export interface Tile {
  readonly sopInstanceUID: string;
  readonly frame: number;
}

export type QueueItem =
  | { readonly key: string; readonly kind: 'study'; readonly studyInstanceUID: string }
  | {
      readonly key: string;
      readonly kind: 'images';
      readonly studyInstanceUID: string;
      readonly seriesInstanceUID: string;
      /** `sample`: these looked clean and were drawn by lot. */
      readonly why: 'must-see' | 'sample';
      readonly tiles: readonly Tile[];
    };

export interface Queue {
  readonly items: readonly QueueItem[];
  readonly instances: ReadonlyMap<string, FinishedInstance>;
}

export function queueOf(run: FinishedRun, review: ReviewState): Queue {
  const { mustSee, sample } = subjectsOf(review);
  const wanted = { 'must-see': uidsOf(mustSee), sample: uidsOf(sample) };
  const instances = new Map(review.batch.instances.map((one) => [one.sopInstanceUID, one]));
  const items: QueueItem[] = [];
  for (const { studyInstanceUID, instances: order } of run.studies) {
    items.push({ key: `study ${studyInstanceUID}`, kind: 'study', studyInstanceUID });
    const ofStudy = order.flatMap((uid) => instances.get(uid) ?? []);
    for (const [seriesInstanceUID, ofSeries] of Map.groupBy(ofStudy, (one) => one.seriesInstanceUID))
      for (const why of ['must-see', 'sample'] as const) {
        const tiles = ofSeries.filter((one) => wanted[why].has(one.sopInstanceUID)).flatMap(tilesOf);
        if (tiles.length === 0) continue;
        const key = `${why} ${studyInstanceUID} ${seriesInstanceUID}`;
        items.push({ key, kind: 'images', studyInstanceUID, seriesInstanceUID, why, tiles });
      }
  }
  return { items, instances };
}

function uidsOf(instances: readonly FinishedInstance[]): ReadonlySet<string> {
  return new Set(instances.map(({ sopInstanceUID }) => sopInstanceUID));
}

function tilesOf(instance: FinishedInstance): Tile[] {
  return framesToSee(instance).map((frame) => ({ sopInstanceUID: instance.sopInstanceUID, frame }));
}

/** Of one frame: its own verdict where it has one, else how far its image is. */
export type TileStanding = InstanceStanding | 'seen';

export function tileStanding(review: ReviewState, instance: FinishedInstance, frame: number): TileStanding {
  const standing = standingOf(review, instance);
  if (standing === 'refused' || standing === 'withheld' || standing === 'edited') return standing;
  const verdict = review.verdicts.get(instance.sopInstanceUID);
  if (verdict?.sha256 === instance.sha256 && verdict.frames.get(frame) === 'accept') return 'accepted';
  return review.seen.get(instance.sha256)?.has(frame) === true ? 'seen' : 'unopened';
}

export function isDone(queue: Queue, review: ReviewState, item: QueueItem): boolean {
  if (item.kind === 'study') return isStudyOpen(review, item.studyInstanceUID);
  return item.tiles.every(({ sopInstanceUID, frame }) => {
    const instance = queue.instances.get(sopInstanceUID);
    return instance !== undefined && isDecided(tileStanding(review, instance, frame));
  });
}

/** An edit waits for its new bytes, so it is no decision yet. */
export function isDecided(standing: TileStanding): boolean {
  return standing === 'accepted' || standing === 'refused' || standing === 'withheld';
}

export interface Progress {
  readonly decided: number;
  readonly toDecide: number;
  readonly studiesOpen: number;
  readonly studies: number;
}

export function progressOf(queue: Queue, review: ReviewState): Progress {
  const tiles = queue.items.flatMap((item) => (item.kind === 'images' ? item.tiles : []));
  const studies = queue.items.filter(({ kind }) => kind === 'study');
  const decided = tiles.filter(({ sopInstanceUID, frame }) => {
    const instance = queue.instances.get(sopInstanceUID);
    return instance !== undefined && isDecided(tileStanding(review, instance, frame));
  });
  return {
    decided: decided.length,
    toDecide: tiles.length,
    studiesOpen: studies.filter((item) => isDone(queue, review, item)).length,
    studies: studies.length,
  };
}

/** The next item with something left to do, from `key` on and round; undefined when everything is done. */
export function nextOpen(queue: Queue, review: ReviewState, key: string): QueueItem | undefined {
  const at = queue.items.findIndex((item) => item.key === key);
  const round = [...queue.items.slice(at + 1), ...queue.items.slice(0, at + 1)];
  return round.find((item) => !isDone(queue, review, item));
}
