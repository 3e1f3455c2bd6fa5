export { createPlanePainter, type PaintPlanes } from './paint-planes.ts';
export { createPlaneStore, type PlanesState, type PlaneStore } from './plane-store.ts';
