import { describe, expect, it } from 'vitest';
import type { Volume } from '../../../core/redaction/index.ts';
import { drawSurface } from './surface.ts';

/** A ball of tissue with a bump towards the front (y is to the back), in air. */
function head(withNose: boolean): Volume {
  const n = 60;
  const values = new Float32Array(n ** 3).fill(-1000);
  const inside = (x: number, y: number, z: number): boolean =>
    Math.hypot(x - 30, y - 32, z - 30) < 20 || (withNose && Math.hypot(x - 30, y - 10, z - 26) < 5);
  for (let z = 0; z < n; z++)
    for (let y = 0; y < n; y++) for (let x = 0; x < n; x++) if (inside(x, y, z)) values[(z * n + y) * n + x] = 40;
  return { nx: n, ny: n, nz: n, origin: [0, 0, 0], values };
}

const front = { turnDegrees: 0, tiltDegrees: 0 };
const lit = ({ rgba }: { rgba: Uint8ClampedArray }): number =>
  rgba.filter((value, at) => at % 4 === 0 && value > 0).length;

describe('the skin of a head', () => {
  it('is lit where it faces the viewer, dark at its rim, and black beside it', () => {
    const { rgba, width, height } = drawSurface(head(false), -300, front);
    const at = (x: number, y: number): number =>
      rgba[(Math.round(y * height) * width + Math.round(x * width)) * 4] ?? 0;
    expect(at(0.5, 0.5)).toBeGreaterThan(180);
    expect(at(0.5, 0.22)).toBeLessThan(at(0.5, 0.5));
    expect(at(0.02, 0.02)).toBe(0);
  });

  it('shows a nose from the side that is gone when it was cut', () => {
    const side = { turnDegrees: 90, tiltDegrees: 0 };
    expect(lit(drawSurface(head(true), -300, side))).toBeGreaterThan(lit(drawSurface(head(false), -300, side)) + 200);
  });
});
