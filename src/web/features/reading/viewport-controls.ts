import type { StageViewport } from '../../viewport/index.ts';

/** What keys, wheel and buttons ask of the picture in one cell that the store does not hold. */
export type ViewportControls = Pick<StageViewport, 'zoomBy' | 'fit'>;
