import { number, TAG, text, type FrameRef, type ImageSet } from '../../services/dicomweb/index.ts';
import {
  calibrationAt,
  laterality,
  lettersTowards,
  opposite,
  sideLetters,
  valueUnit,
  type FrameState,
  type GreyMapping,
  type SideLetters,
  type ViewGeometry,
} from '../../viewport/index.ts';
import { ageAt, dayOf, personName } from './dates.ts';
import type { Cell } from './reading-store.ts';
import styles from './viewport-cell.module.css';

export interface CellOverlaysProps {
  readonly cell: Cell;
  readonly set: ImageSet;
  /** The image on the screen; the wanted one until then. */
  readonly shown: FrameRef;
  readonly frameState: FrameState;
  /** What is to be said of overlay planes. */
  readonly planes: readonly string[];
}

/** Who, what, where and how, in the four corners and on the four sides of a picture. */
export function CellOverlays({ cell, set, shown, frameState, planes }: CellOverlaysProps) {
  const { dataset } = shown;
  const letters = lettersOf(shown, cell);
  const patient = identityOf(shown);
  return (
    <>
      <div className={`${styles.corner} ${styles.topLeft}`} data-testid="identity">
        <b>{patient.name}</b>
        <span>{patient.id}</span>
        <span>{patient.born}</span>
      </div>
      <div className={`${styles.corner} ${styles.topRight}`}>
        <span>
          {[text(dataset, TAG.StudyDescription), dayOf(text(dataset, TAG.StudyDate))].filter(Boolean).join('  ')}
        </span>
        <span>{seriesLine(set)}</span>
        <span className={styles.secondary}>{laterality(shown)}</span>
      </div>
      <div className={`${styles.corner} ${styles.bottomLeft}`}>
        <Marks cell={cell} isCut={set.source !== undefined} frameState={frameState} planes={planes} />
        <span data-testid="window">{windowWords(cell.mapping, shown, frameState)}</span>
        <span className={styles.secondary} data-testid="zoom">
          {zoomWords(cell.geometry)}
        </span>
      </div>
      <div className={`${styles.corner} ${styles.bottomRight}`}>
        <span className={styles.secondary}>{placeWords(shown)}</span>
        <span data-testid="slice">{sliceWords(cell, set)}</span>
      </div>
      {letters === undefined ? null : <Letters {...letters} />}
      <ScaleBar cell={cell} shown={shown} />
    </>
  );
}

export function identityOf({ dataset }: FrameRef): { name: string; id: string; born: string } {
  const name = personName(text(dataset, TAG.PatientName));
  const birthDate = text(dataset, TAG.PatientBirthDate);
  const age = ageAt(birthDate, text(dataset, TAG.StudyDate));
  const born =
    birthDate === undefined
      ? 'born: not in header'
      : `born ${dayOf(birthDate)}${age === undefined ? '' : ` (${age} y)`}`;
  const sex = text(dataset, TAG.PatientSex);
  const id = text(dataset, TAG.PatientID);
  return {
    name: name === '' ? 'Name: not in header' : name,
    id: `ID ${id ?? 'not in header'}`,
    born: sex === undefined ? born : `${sex}  ${born}`,
  };
}

function seriesLine(set: ImageSet): string {
  const number_ = set.seriesNumber === undefined ? '' : `Series ${set.seriesNumber}`;
  return [set.modality, number_, set.description].filter((part) => part !== '').join('  ');
}

/** Every state that changes what the picture means, in words. */
function Marks({
  cell,
  isCut,
  frameState,
  planes,
}: Pick<CellOverlaysProps, 'cell' | 'frameState' | 'planes'> & { isCut: boolean }) {
  const marks: string[] = isCut ? ['MPR, not stored'] : [];
  if (frameState.kind === 'ready') {
    if (frameState.isLossy) marks.push('lossy compressed');
    if (frameState.frame.isRounded) marks.push('values rounded for display');
  }
  const { rotationDegrees, flipHorizontal, flipVertical } = cell.turn;
  if (rotationDegrees !== 0) marks.push(`turned ${rotationDegrees}°`);
  if (flipHorizontal) marks.push('mirrored left-right');
  if (flipVertical) marks.push('mirrored top-bottom');
  if (cell.linkGapMm !== undefined) marks.push(`${Math.round(cell.linkGapMm)} mm from the linked place`);
  marks.push(...planes);
  return marks.length === 0 ? null : <span className={styles.marks}>{marks.join(', ')}</span>;
}

function windowWords(mapping: GreyMapping | undefined, shown: FrameRef, state: FrameState): string {
  if (mapping === undefined) return '';
  const inverted = mapping.isInverted ? '  inverted' : '';
  if (state.kind === 'ready' && state.frame.isColour) return `Colour${inverted}`;
  if (mapping.shape === 'LUT') return `VOI LUT${inverted}`;
  const unit = valueUnit(shown);
  const shape = mapping.shape === 'SIGMOID' ? '  sigmoid' : '';
  return `W ${round(mapping.width)} L ${round(mapping.centre)}${unit === '' ? '' : ` ${unit}`}${shape}${inverted}`;
}

function round(value: number): string {
  const size = Math.abs(value);
  return size >= 10 || Number.isInteger(value) ? String(Math.round(value)) : value.toPrecision(2);
}

function zoomWords(geometry: ViewGeometry | undefined): string {
  return geometry === undefined ? '' : `zoom ${geometry.zoomColumn.toFixed(2)}×`;
}

export function sliceWords(cell: Cell, set: ImageSet): string {
  const word = set.kind === 'cine' ? 'Frame' : 'Image';
  const total = cell.state.kind === 'loading' && set.frames.length === 1 ? cell.state.total : set.frames.length;
  const at = cell.painted ?? cell.index;
  const coming = cell.painted !== undefined && cell.painted !== cell.index ? ` (${cell.index + 1} coming)` : '';
  return total > set.frames.length ? `${word} – / ${total}` : `${word} ${at + 1} / ${total}${coming}`;
}

function placeWords({ dataset }: FrameRef): string {
  const location = number(dataset, '00201041');
  const thickness = number(dataset, '00180050');
  return [
    location === undefined ? '' : `at ${location.toFixed(1)} mm`,
    thickness === undefined ? '' : `thickness ${thickness.toFixed(1)} mm`,
  ]
    .filter((part) => part !== '')
    .join('  ');
}

function lettersOf(shown: FrameRef, cell: Cell): SideLetters | undefined {
  const { geometry } = cell;
  if (geometry?.right === undefined || geometry.down === undefined) return sideLetters(shown, cell.turn);
  return {
    right: lettersTowards(geometry.right),
    left: lettersTowards(opposite(geometry.right)),
    bottom: lettersTowards(geometry.down),
    top: lettersTowards(opposite(geometry.down)),
  };
}

function Letters({ top, right, bottom, left }: SideLetters) {
  return (
    <>
      <span className={`${styles.letter} ${styles.onTop}`}>{top}</span>
      <span className={`${styles.letter} ${styles.onRight}`}>{right}</span>
      <span className={`${styles.letter} ${styles.onBottom}`}>{bottom}</span>
      <span className={`${styles.letter} ${styles.onLeft}`}>{left}</span>
    </>
  );
}

// Lengths people can count in; the bar is the largest that stays below a third of a small viewport.
const BAR_LENGTHS_MM = [200, 100, 50, 20, 10, 5, 2, 1, 0.5, 0.2, 0.1];
const BAR_MAX_PX = 130;

function ScaleBar({ cell, shown }: { cell: Cell; shown: FrameRef }) {
  const { geometry } = cell;
  if (geometry === undefined) return null;
  const calibration = calibrationAt(shown, [geometry.centre]);
  if (calibration.unit !== 'mm') return null;
  const isQuarterTurn = Math.abs(cell.turn.rotationDegrees) % 180 === 90;
  const pxPerMm = isQuarterTurn ? geometry.zoomRow / calibration.rowSize : geometry.zoomColumn / calibration.columnSize;
  const millimetres = BAR_LENGTHS_MM.find((length) => length * pxPerMm <= BAR_MAX_PX);
  if (millimetres === undefined) return null;
  const label = millimetres >= 10 ? `${millimetres / 10} cm` : `${millimetres} mm`;
  return (
    <div className={styles.scale}>
      <span>{calibration.remark === '' ? label : `${label} ${calibration.remark}`}</span>
      <i style={{ width: `${millimetres * pxPerMm}px` }} />
    </div>
  );
}
