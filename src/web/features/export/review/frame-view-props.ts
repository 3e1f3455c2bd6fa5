import type { ReactNode } from 'react';
import type { RunInstance } from '../hand-over.ts';
import type { Picture } from './pictures.ts';

export interface FrameViewProps {
  readonly instance: RunInstance;
  /** From 1. */
  readonly frame: number;
  /** Lends the file while it is drawn: the finished one, or its original. */
  readonly open: <T>(use: (picture: Picture) => Promise<T>) => Promise<T>;
  /** Changes when the bytes do. */
  readonly bytesKey: string;
  readonly look?: number;
  readonly widest?: number;
  readonly label: string;
  /** The very bytes with this hash are on the screen now. */
  readonly onShown?: (sha256: string) => void;
  readonly onTrouble?: (code: string) => void;
  readonly onLooks?: (looks: number) => void;
  /** Drawn above the image, in its pixels. */
  readonly children?: ReactNode;
}
