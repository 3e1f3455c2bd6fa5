// A frame as a person looks at it. Text may hide from one window, so there are several ways to look, the header's first.
import type { Dataset } from '../../dicom/index.ts';
import type { Frame } from './frame.ts';
import { coloursOf, renderingsOf } from './renderings.ts';

export interface DisplayedFrame {
  readonly rows: number;
  readonly columns: number;
  /** Red, green, blue and opacity, 8 bits each. */
  readonly rgba: Uint8ClampedArray<ArrayBuffer>;
  /** How many ways to look there are. */
  readonly looks: number;
}

/** `look` counts round: the first is what a workstation shows, the others are ranges in which faint text may lie. */
export function displayOf(frame: Frame, dataset: Dataset, look: number): DisplayedFrame {
  const { rows, columns } = frame.layout;
  const colours = coloursOf(frame, dataset);
  // The last is the window of the header, where it shows anything that the whole range does not.
  const greys = renderingsOf(frame, dataset).reverse();
  const looks = greys.length + (colours === undefined ? 0 : 1);
  const rgba = new Uint8ClampedArray(rows * columns * 4);
  const chosen = look % looks;
  if (colours !== undefined && chosen === 0) paintColours(rgba, colours);
  else paintGrey(rgba, greys[colours === undefined ? chosen : chosen - 1]?.values ?? new Float32Array(rows * columns));
  return { rows, columns, rgba, looks };
}

function paintColours(rgba: Uint8ClampedArray, colours: Float32Array): void {
  for (let pixel = 0; pixel * 4 < rgba.length; pixel++) {
    for (let channel = 0; channel < 3; channel++) rgba[pixel * 4 + channel] = (colours[pixel * 3 + channel] ?? 0) * 255;
    rgba[pixel * 4 + 3] = 255;
  }
}

function paintGrey(rgba: Uint8ClampedArray, values: Float32Array): void {
  for (let pixel = 0; pixel * 4 < rgba.length; pixel++) {
    const value = (values[pixel] ?? 0) * 255;
    rgba[pixel * 4] = value;
    rgba[pixel * 4 + 1] = value;
    rgba[pixel * 4 + 2] = value;
    rgba[pixel * 4 + 3] = 255;
  }
}
