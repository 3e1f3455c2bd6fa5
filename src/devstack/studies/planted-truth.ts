// What was put into the pictures on purpose, for tests that look for it.
import type { BurnedInText } from './drawing/raster.ts';
import { createRaster } from './drawing/raster.ts';
import { echoBurnedInText } from './echo/echo-study.ts';
import { CHEST_FILM } from './films/chest-film.ts';
import { annotateChestFilm, annotateHandFilm } from './films/film-studies.ts';
import { HAND_FILM } from './films/hand-film.ts';
import { dosePageBurnedInText } from './documents/dose-page.ts';

/** An image of the demo and the text that is burned into each of its frames. */
export type ImageWithText = { readonly label: string; readonly texts: readonly BurnedInText[] };

/** `label` is that of the instance. Boxes are pixel columns and rows, origin top left. */
export function plantedText(): ImageWithText[] {
  const film = ({ columns, rows }: { readonly columns: number; readonly rows: number }) =>
    createRaster(columns, rows, 1);
  return [
    { label: 'echo-us 1', texts: echoBurnedInText() },
    { label: 'chest-dx 1', texts: annotateChestFilm(film(CHEST_FILM)) },
    { label: 'hand-cr 1', texts: annotateHandFilm(film(HAND_FILM)) },
    { label: 'chest-ct dose 1', texts: dosePageBurnedInText() },
  ];
}
