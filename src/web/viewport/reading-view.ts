import type { ComponentType } from 'react';
import type { DisplaySet, FrameRef, ImageSet } from '../services/dicomweb/index.ts';
import type { FrameStore } from './pixels/frame-store.ts';
import type { ViewGeometry } from './stage-types.ts';

/** One viewport, as far as those beside it need to know. */
export interface ViewedCell {
  readonly set: ImageSet | undefined;
  /** The image that is on the screen; undefined until one is. */
  readonly painted: FrameRef | undefined;
  readonly geometry: ViewGeometry | undefined;
}

export interface ViewedSeries {
  readonly seriesInstanceUID: string;
  readonly seriesNumber: number | undefined;
  readonly description: string;
  readonly modality: string;
  /** Whether its headers are all here. */
  readonly status: 'waiting' | 'loading' | 'ready' | 'failed';
  readonly sets: readonly DisplaySet[];
}

/** The open study as parts of the screen see it that the reading feature knows nothing of. */
export interface ReadingView {
  readonly frames: FrameStore;
  /** Called at once after anything below changed, so that what is drawn over a picture never lags behind it. */
  subscribe: (listener: () => void) => () => void;
  cell: (at: number) => ViewedCell | undefined;
  /** The viewport that keys and buttons act on. */
  active: () => number;
  series: () => readonly ViewedSeries[];
  /** Brings an image onto the screen, where its series stands already or else in the active viewport. False: it is not in the study. */
  show: (sopInstanceUID: string, frame: number) => boolean;
  /** Fetches the header of a series that was stored a moment ago. */
  reload: (seriesInstanceUID: string) => void;
}

/** Something beside the images that comes when it is asked for: its bundle is no part of the reading screen's. */
export interface ReadingExtension {
  readonly Side: ComponentType;
  /** Over the picture of one viewport, exactly as large. */
  readonly Overlay: ComponentType<{ readonly at: number }>;
  /** One line in the header: what is in sight, in words. */
  readonly Summary: ComponentType;
  toggleVisible: () => void;
  /** True when it brought back something that a person has to finish: it is opened then. */
  readonly bringsBack?: Promise<boolean>;
  /** With the study. */
  forget: () => void;
}
