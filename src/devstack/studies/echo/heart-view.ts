// What a four-chamber view echoes: walls, valves and blood, in centimetres from the transducer, beating.

/** Where in the beat: 0 at the R wave. */
export type Beat = {
  /** 0 relaxed, 1 fully contracted. */
  readonly squeeze: number;
  /** 0 closed, 1 open. */
  readonly mitralOpen: number;
  /** Speed of inflow from atrium to ventricle and of outflow, 0 to 1. */
  readonly inflow: number;
  readonly outflow: number;
};

const hill = (t: number, middle: number, width: number): number => Math.exp(-(((t - middle) / width) ** 2));

export function beatAt(phase: number): Beat {
  const squeeze =
    phase < 0.36 ? Math.sin((phase / 0.36) * (Math.PI / 2)) ** 1.4 : Math.max(0, 1 - (phase - 0.36) / 0.2) ** 1.6;
  const early = hill(phase, 0.56, 0.08);
  const late = hill(phase, 0.88, 0.05);
  return {
    squeeze,
    mitralOpen: Math.max(early, 0.7 * late, phase > 0.5 && phase < 0.93 ? 0.35 : 0),
    inflow: Math.max(early, 0.65 * late),
    outflow: hill(phase, 0.17, 0.1),
  };
}

export type Echo = { brightness: number; blood: boolean; towards: number };

function ring(x: number, y: number, cx: number, cy: number, rx: number, ry: number): number {
  const u = (x - cx) / rx;
  const v = (y - cy) / ry;
  return (Math.sqrt(u * u + v * v) - 1) * Math.min(rx, ry);
}

/** Fills `echo` for a point `x` cm to the right of and `y` cm below the transducer. */
export function echoAt(atX: number, atY: number, beat: Beat, echo: Echo): void {
  const s = beat.squeeze;
  // No wall is drawn with a compass.
  const x = atX + 0.13 * Math.sin(1.7 * atY + 0.6) + 0.06 * Math.sin(4.3 * atY + 1.1 * atX);
  const y = atY + 0.12 * Math.sin(1.5 * atX + 1) + 0.05 * Math.sin(3.7 * atX - atY);
  const base = 10.3 - 1.1 * s;
  // Ventricles lean a little and are pointed at the apex.
  const lean = x - 0.1 * (y - 6) - 0.25;
  const taper = 0.72 + 0.28 * Math.min(1, Math.max(0, (y - 3) / 4));
  const lv = ring(lean, y, 1.75, 6.7 - 0.35 * s, (2.3 - 0.62 * s) * taper, base - 6.6);
  const lvOuter = ring(lean, y, 1.75, 6.7 - 0.35 * s, (3.3 - 0.28 * s) * taper, base - 5.75);
  const rv = ring(x + 0.1 * y, y, -1.95, 7.2 - 0.3 * s, (1.75 - 0.4 * s) * taper, base - 7.1);
  const rvOuter = ring(x + 0.1 * y, y, -1.95, 7.2 - 0.3 * s, (2.2 - 0.35 * s) * taper, base - 6.5);
  const la = ring(x, y, 2.1, 12.2 - 0.1 * s, 2.15 + 0.22 * s, 2.05 + 0.25 * s);
  const ra = ring(x, y, -2.5, 12.1 - 0.1 * s, 2.0 + 0.2 * s, 1.95 + 0.25 * s);
  const atria = Math.min(la, ra);
  echo.towards = 0;
  echo.blood = false;
  const leaflet = valveDistance(x, y, base, beat.mitralOpen);
  if (leaflet < 0.11) {
    echo.brightness = 0.8;
    return;
  }
  if ((lv < 0 && y < base + 0.2) || (rv < 0 && y < base + 0.2) || atria < 0) {
    echo.blood = true;
    const nearWall = Math.min(Math.abs(lv), Math.abs(rv), Math.abs(atria));
    echo.brightness = 0.008 + (nearWall < 0.5 ? 0.05 * Math.exp(-nearWall / 0.1) : 0);
    if (y < 4 || y > 12.6 || x < -3.6) return;
    const jet = hill(x, 2.05, 0.85) * hill(y, 8.6, 2.3);
    const exit = hill(x, 0.75, 0.5) * hill(y, 8.8, 1.5);
    const right = 0.5 * hill(x, -2.3, 0.7) * hill(y, 9, 1.8);
    echo.towards = beat.inflow * (1.15 * jet + right) - beat.outflow * 0.95 * exit - 0.06 * beat.outflow;
    return;
  }
  const septumAtria = Math.abs(x + 0.15 - 0.02 * y) < 0.18 && y > base && y < 14.4;
  if (lvOuter < 0 || rvOuter < 0 || septumAtria || atria < 0.28) {
    const edge = Math.min(Math.abs(lv), Math.abs(rv), Math.abs(atria), Math.abs(lvOuter));
    echo.brightness = 0.13 + (edge < 0.4 ? 0.34 * Math.exp(-edge / 0.08) : 0);
    return;
  }
  const sac = Math.min(lvOuter, rvOuter, atria - 0.28);
  echo.brightness =
    0.05 * Math.exp(-sac / 1.3) + 0.013 + (sac < 0.6 ? 0.75 * Math.exp(-((sac - 0.12) ** 2) / 0.014) : 0);
}

/** Hinge, meeting point (cm to the right) and how far each lifts. */
const LEAFLETS = [
  [0.15, 1.85, 1],
  [3.75, 2.05, 0.8],
  [-0.45, -2.1, 0.8],
  [-3.8, -2.3, 0.7],
] as const;

/** Two leaflets hang from the ring between atrium and ventricle and swing open upwards; both inlets. */
function valveDistance(x: number, y: number, base: number, open: number): number {
  if (y < base - 2.4 || y > base + 0.5) return 9;
  let least = 81;
  for (let i = 0; i < LEAFLETS.length; i++) {
    const [from, to, lift] = LEAFLETS[i]!;
    const across = to - from;
    const tipX = from + across * (1 - 0.62 * open);
    const tipY = base - 0.35 - 1.5 * open * lift;
    const t = Math.max(
      0,
      Math.min(
        1,
        ((x - from) * (tipX - from) + (y - base) * (tipY - base)) / ((tipX - from) ** 2 + (tipY - base) ** 2),
      ),
    );
    const ex = x - from - (tipX - from) * t;
    const ey = y - base - (tipY - base) * t + 0.48 * t * (1 - t);
    const d = ex * ex + ey * ey;
    if (d < least) least = d;
  }
  return Math.sqrt(least);
}
