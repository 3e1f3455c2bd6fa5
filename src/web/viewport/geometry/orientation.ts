import { orientationOf, TAG, text, texts, type FrameRef } from '../../services/dicomweb/index.ts';

/** How an image is turned on the screen: first flipped, then rotated clockwise. */
export interface Turn {
  rotationDegrees: number;
  flipHorizontal: boolean;
  flipVertical: boolean;
}

export interface SideLetters {
  top: string;
  right: string;
  bottom: string;
  left: string;
}

type Vector = readonly [number, number, number];

/** Patient axes (PS3.3 C.7.6.1.1.1): +x left, +y posterior, +z head. */
const AXES: readonly (readonly [string, string])[] = [
  ['L', 'R'],
  ['P', 'A'],
  ['H', 'F'],
];

// Below a quarter of the length an axis would only add noise to the letters.
const NOTEWORTHY = 0.25;

/** The directions of one image in the patient: along its rows and down its columns. */
export function imageAxes(frame: FrameRef): { row: Vector; column: Vector } | undefined {
  const cosines = orientationOf(frame);
  if (cosines !== undefined) {
    const [rx = 0, ry = 0, rz = 0, cx = 0, cy = 0, cz = 0] = cosines;
    return { row: [rx, ry, rz], column: [cx, cy, cz] };
  }
  const [row, column] = texts(frame.dataset, TAG.PatientOrientation);
  if (!row || !column) return undefined;
  return { row: vectorOf(row), column: vectorOf(column) };
}

/** "AR" and the like (PS3.3 C.7.6.1.1.1): the first letter weighs most. */
function vectorOf(letters: string): Vector {
  const vector: [number, number, number] = [0, 0, 0];
  Array.from(letters.toUpperCase()).forEach((letter, index) => {
    const axis = AXES.findIndex((pair) => pair.includes(letter));
    if (axis >= 0) vector[axis] = (AXES[axis]?.[0] === letter ? 1 : -1) / (index + 1);
  });
  return vector;
}

export function sideLetters(frame: FrameRef, turn: Turn): SideLetters | undefined {
  const axes = imageAxes(frame);
  if (axes === undefined) return undefined;
  const towards = (x: number, y: number) => lettersOf(patientDirection(axes, turn, x, y));
  return { top: towards(0, -1), right: towards(1, 0), bottom: towards(0, 1), left: towards(-1, 0) };
}

/** A direction on the screen (x right, y down) as a direction in the patient. */
function patientDirection(axes: { row: Vector; column: Vector }, turn: Turn, x: number, y: number): Vector {
  const angle = (-turn.rotationDegrees * Math.PI) / 180;
  const alongRow = (x * Math.cos(angle) - y * Math.sin(angle)) * (turn.flipHorizontal ? -1 : 1);
  const alongColumn = (x * Math.sin(angle) + y * Math.cos(angle)) * (turn.flipVertical ? -1 : 1);
  return [0, 1, 2].map(
    (axis) => alongRow * (axes.row[axis] ?? 0) + alongColumn * (axes.column[axis] ?? 0),
  ) as unknown as Vector; // three entries by construction
}

function lettersOf(direction: Vector): string {
  const length = Math.hypot(...direction);
  if (length === 0) return '';
  return direction
    .map((part, axis) => ({ letter: AXES[axis]?.[part > 0 ? 0 : 1] ?? '', size: Math.abs(part) / length }))
    .filter(({ size }) => size >= NOTEWORTHY)
    .sort((a, b) => b.size - a.size)
    .map(({ letter }) => letter)
    .join('');
}

/** Which side of the body the image shows, in words; undefined when the header does not tell. */
export function laterality({ dataset }: FrameRef): string | undefined {
  const value = text(dataset, TAG.ImageLaterality) ?? text(dataset, TAG.Laterality);
  const names: Record<string, string> = { L: 'Left', R: 'Right', B: 'Both sides', U: 'Unpaired' };
  return value === undefined ? undefined : (names[value] ?? value);
}

/** Letters of a direction that was worked out from what is on the screen. */
export function lettersTowards(direction: readonly [number, number, number]): string {
  return lettersOf(direction);
}

export function opposite([x, y, z]: readonly [number, number, number]): [number, number, number] {
  return [-x, -y, -z];
}
