// Paints cross-sections of solid shapes on one slice, with edges as soft as a pixel, in millimetres.

export type Point = readonly [x: number, y: number, z: number];

/** A round tube between two points (LPS mm), tapering from one radius to the other. */
export type Segment = {
  readonly from: Point;
  readonly to: Point;
  readonly fromRadiusMm: number;
  readonly toRadiusMm: number;
};

export type Ellipse = {
  readonly x: number;
  readonly y: number;
  readonly rx: number;
  readonly ry: number;
  /** Turn from the x axis towards the y axis. */
  readonly angleRadians?: number;
};

type Box = { left: number; right: number; top: number; bottom: number };

export class SliceCanvas {
  readonly columns: number;
  readonly rows: number;
  readonly spacingMm: number;
  readonly values: Float32Array;
  /** Position of each column and row: x to the left of the patient, y to the back. */
  readonly xs: Float32Array;
  readonly ys: Float32Array;
  /** Shifts of x by row and of y by column that make painted shapes less than perfect. */
  readonly warpX: Float32Array;
  readonly warpY: Float32Array;

  constructor(columns: number, rows: number, spacingMm: number, centreY = 0) {
    this.columns = columns;
    this.rows = rows;
    this.spacingMm = spacingMm;
    this.values = new Float32Array(columns * rows);
    this.xs = Float32Array.from({ length: columns }, (_, i) => (i - (columns - 1) / 2) * spacingMm);
    this.ys = Float32Array.from({ length: rows }, (_, j) => (j - (rows - 1) / 2) * spacingMm + centreY);
    this.warpX = new Float32Array(rows);
    this.warpY = new Float32Array(columns);
  }

  /** Living shapes are never exact: bend the paint by up to about `mm`, differently at each level. */
  bend(mm: number, phase: number): void {
    this.warpX.forEach((_, j) => {
      const y = this.ys[j]!;
      this.warpX[j] = mm * (0.6 * Math.sin(y / 9.1 + phase) + 0.4 * Math.sin(y / 4.3 - 1.7 * phase));
    });
    this.warpY.forEach((_, i) => {
      const x = this.xs[i]!;
      this.warpY[i] = mm * (0.6 * Math.sin(x / 10.3 - phase) + 0.4 * Math.sin(x / 4.9 + 1.3 * phase));
    });
  }

  box(left: number, right: number, top: number, bottom: number): Box {
    const x0 = this.xs[0]!;
    const y0 = this.ys[0]!;
    return {
      left: Math.max(0, Math.floor((left - x0) / this.spacingMm)),
      right: Math.min(this.columns - 1, Math.ceil((right - x0) / this.spacingMm)),
      top: Math.max(0, Math.floor((top - y0) / this.spacingMm)),
      bottom: Math.min(this.rows - 1, Math.ceil((bottom - y0) / this.spacingMm)),
    };
  }

  /** Blends `value` in wherever `distance` (mm, negative inside) says the shape is. */
  shape(box: Box, value: number, distance: (x: number, y: number) => number): void {
    const soft = 1 / this.spacingMm;
    for (let j = box.top; j <= box.bottom; j++) {
      const y = this.ys[j]!;
      const shift = this.warpX[j]!;
      for (let i = box.left; i <= box.right; i++) {
        const alpha = 0.5 - distance(this.xs[i]! + shift, y + this.warpY[i]!) * soft;
        if (alpha <= 0) continue;
        const at = j * this.columns + i;
        const old = this.values[at]!;
        this.values[at] = alpha >= 1 ? value : old + (value - old) * alpha;
      }
    }
  }

  ellipse(ellipse: Ellipse, value: number): void {
    const { x, y, rx, ry, angleRadians = 0 } = ellipse;
    if (!(rx > 0 && ry > 0)) return;
    const reach = angleRadians === 0 ? rx : Math.max(rx, ry);
    const reachY = angleRadians === 0 ? ry : Math.max(rx, ry);
    const cos = Math.cos(angleRadians);
    const sin = Math.sin(angleRadians);
    const scale = Math.min(rx, ry);
    this.shape(this.box(x - reach - 1, x + reach + 1, y - reachY - 1, y + reachY + 1), value, (px, py) => {
      const u = ((px - x) * cos + (py - y) * sin) / rx;
      const v = ((py - y) * cos - (px - x) * sin) / ry;
      return (Math.sqrt(u * u + v * v) - 1) * scale;
    });
  }

  /** The part of a tube that lies in the plane `z`. `grow` widens it (a wall), `brighterOnly` never darkens. */
  tube(segment: Segment, z: number, value: number, grow = 0, brighterOnly = false): void {
    const [ax, ay, az] = segment.from;
    const dx = segment.to[0] - ax;
    const dy = segment.to[1] - ay;
    const dz = segment.to[2] - az;
    const r0 = segment.fromRadiusMm + grow;
    const taper = segment.toRadiusMm - segment.fromRadiusMm;
    const reach = Math.max(r0, r0 + taper) + this.spacingMm;
    const length2 = dx * dx + dy * dy + dz * dz || 1e-6;
    const [t0, t1] = spanNearPlane(z - az, dz, reach);
    if (t0 > t1) return;
    const xa = ax + dx * t0;
    const xb = ax + dx * t1;
    const ya = ay + dy * t0;
    const yb = ay + dy * t1;
    const box = this.box(
      Math.min(xa, xb) - reach,
      Math.max(xa, xb) + reach,
      Math.min(ya, yb) - reach,
      Math.max(ya, yb) + reach,
    );
    const pz = z - az;
    const soft = 1 / this.spacingMm;
    for (let j = box.top; j <= box.bottom; j++) {
      const py = this.ys[j]! - ay;
      for (let i = box.left; i <= box.right; i++) {
        const px = this.xs[i]! - ax;
        let t = (px * dx + py * dy + pz * dz) / length2;
        t = t < 0 ? 0 : t > 1 ? 1 : t;
        const ex = px - dx * t;
        const ey = py - dy * t;
        const ez = pz - dz * t;
        const radius = r0 + taper * t;
        // Vessels thinner than a voxel fade instead of vanishing.
        let alpha = 0.5 + (radius - Math.sqrt(ex * ex + ey * ey + ez * ez)) * soft;
        if (alpha <= 0) continue;
        if (alpha > 1) alpha = 1;
        const at = j * this.columns + i;
        const old = this.values[at]!;
        const next = old + (value - old) * alpha;
        if (!brighterOnly || next > old) this.values[at] = next;
      }
    }
  }
}

/** The part [t0, t1] of a segment that comes within `reach` of a plane `offset` away from its start. */
function spanNearPlane(offset: number, dz: number, reach: number): [number, number] {
  if (Math.abs(dz) < 1e-6) return Math.abs(offset) <= reach ? [0, 1] : [1, 0];
  const a = (offset - reach) / dz;
  const b = (offset + reach) / dz;
  return [Math.max(0, Math.min(a, b)), Math.min(1, Math.max(a, b))];
}

/** Groups segments by the slices they touch, so that a slice draws only its own. */
export function segmentsBySlice(segments: readonly Segment[], zs: readonly number[], reachMm: number): Segment[][] {
  return zs.map((z) =>
    segments.filter(
      (s) =>
        Math.min(s.from[2], s.to[2]) - s.fromRadiusMm - reachMm < z &&
        Math.max(s.from[2], s.to[2]) + s.fromRadiusMm + reachMm > z,
    ),
  );
}

/** A curved tube through points given as [x, y, z, radius]. */
export function polyline(points: readonly (readonly [number, number, number, number])[]): Segment[] {
  return points.slice(1).map((to, index) => {
    const from = points[index]!;
    return {
      from: [from[0], from[1], from[2]],
      to: [to[0], to[1], to[2]],
      fromRadiusMm: from[3],
      toRadiusMm: to[3],
    };
  });
}
