// What models say, drawn over a picture. Comes with the AI features, not with the images.
export { HEAT_GRADIENT, heatColour } from './heat-colours.ts';
export type { LabelSlice } from './label-edges.ts';
export { createOverlayPainter, type OverlayPainter } from './paint-overlay.ts';
export type { OverlayHeat, OverlayLabels, OverlayMark, OverlayScene, Rgb } from './scene.ts';
