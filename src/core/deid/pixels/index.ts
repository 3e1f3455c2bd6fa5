// Looking into pixels for de-identification. A door of its own: it brings the redaction module with it, which runs over headers alone
// do not wait for.
export { cutsOf, NO_PLANS, type PixelPlans } from './pixel-plans.ts';
export { createPixelCleaner, type CleanerParts, type Looked, type TextFinder } from './pixel-cleaner.ts';
export { type FacePlan, planSeries, type SeriesMember, type SeriesPlans } from './series-plans.ts';
