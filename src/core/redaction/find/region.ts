import { type Box, isSamePlace, unionOf } from '../geometry/box.ts';

/** Why a place is covered. */
export type Reason =
  | 'model' // the detector took it for text
  | 'model-border' // the same, surer only because text mostly stands at the border
  | 'outside-ultrasound-regions' // the frame says that its image lies elsewhere
  | 'device-rule' // this machine writes there
  | 'constant-over-frames' // it stays while everything around it moves
  | 'series-vote' // seen at the same place in other images of the series
  | 'reviewer'; // a person drew it

export interface Region {
  readonly box: Box;
  /** 0 to 1; what is known and not guessed has 1. */
  readonly score: number;
  readonly reasons: readonly Reason[];
}

/** Regions at about the same place become one that covers all of them. */
export function joined(regions: readonly Region[]): Region[] {
  const found: Region[] = [];
  for (const region of regions) {
    const at = found.findIndex(({ box }) => isSamePlace(box, region.box));
    const there = found[at];
    if (there === undefined) found.push(region);
    else found[at] = both(there, region);
  }
  return found;
}

function both(a: Region, b: Region): Region {
  return {
    box: unionOf(a.box, b.box),
    score: Math.max(a.score, b.score),
    reasons: [...new Set([...a.reasons, ...b.reasons])],
  };
}
