import type { Rgb } from './scene.ts';

// Black body: grows in lightness throughout, so that it reads the same without colour vision.
const STOPS: readonly (readonly [share: number, Rgb])[] = [
  [0, [40, 0, 60]],
  [0.35, [150, 20, 80]],
  [0.65, [230, 95, 30]],
  [0.85, [250, 185, 40]],
  [1, [255, 250, 190]],
];

export function heatColour(value: number): Rgb {
  const share = Math.min(1, Math.max(0, value));
  const above = Math.max(1, STOPS.findIndex(([at]) => at >= share)); // prettier-ignore
  const [from, low] = STOPS[above - 1] ?? [0, [0, 0, 0]];
  const [to, high] = STOPS[above] ?? [1, [255, 255, 255]];
  const part = (share - from) / (to - from);
  return [0, 1, 2].map((channel) =>
    Math.round((low[channel] ?? 0) + part * ((high[channel] ?? 0) - (low[channel] ?? 0))),
  ) as unknown as Rgb; // prettier-ignore -- three
}

/** For a legend: the colours from 0 to 1 as a CSS gradient. */
export const HEAT_GRADIENT = `linear-gradient(to right, ${STOPS.map(([at, [r, g, b]]) => `rgb(${r} ${g} ${b}) ${at * 100}%`).join(', ')})`;
