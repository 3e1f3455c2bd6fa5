import { useRef, useSyncExternalStore, type KeyboardEvent, type PointerEvent } from 'react';
import { useStore } from 'zustand';
import type { PixelPoint } from '../../../../core/findings/index.ts';
import { type Affine, applied, type ReadingView } from '../../../viewport/index.ts';
import type { AiResults } from '../../../services/ai-results/index.ts';
import type { ReviewDesk } from '../review-desk.ts';
import { shapeOf } from '../review-desk.ts';
import type { ReviewUi } from '../review-store.ts';
import { editableRegion } from './edited-finding.ts';
import { type Handle, handlesOf, type PixelShape, withHandleAt } from './edit-shape.ts';
import styles from './handles.module.css';

export interface HandlesProps {
  readonly at: number;
  readonly view: ReadingView;
  readonly results: AiResults;
  readonly ui: ReviewUi;
  readonly desk: ReviewDesk;
}

/** The outline of the finding that is being changed, and what the hand takes it by, over the picture of one viewport. */
export function Handles({ at, view, results, ui, desk }: HandlesProps) {
  const cell = useSyncExternalStore(view.subscribe, () => view.cell(at));
  const editing = useStore(ui, (state) => state.editing);
  const runs = useStore(results, (state) => state.runs);
  if (editing === undefined || cell?.painted === undefined || cell.geometry === undefined) return null;
  const finding = runs
    .find(({ run }) => run.runUID === editing.runUID)
    ?.review.findings.find((one) => one.finding.trackingUID === editing.trackingUID)?.finding;
  const region = finding === undefined ? undefined : editableRegion(finding);
  const shape = finding === undefined ? undefined : shapeOf(finding, editing);
  const { painted, geometry } = cell;
  if (region === undefined || shape === undefined) return null;
  if (region.image.sopInstanceUID !== painted.sopInstanceUID || (region.image.frames?.[0] ?? 1) !== painted.frame)
    return null;
  return <Shape shape={shape} toScreen={geometry.toScreen} onChange={(next) => desk.edit({ shape: next })} />;
}

interface ShapeProps {
  readonly shape: PixelShape;
  readonly toScreen: Affine;
  readonly onChange: (shape: PixelShape) => void;
}

function Shape({ shape, toScreen, onChange }: ShapeProps) {
  const outline = outlineOf(shape).map((point) => applied(toScreen, point));
  return (
    <div className={styles.layer} data-testid="ai-edit">
      <svg className={styles.picture} aria-hidden="true">
        <polygon className={styles.under} points={outline.map((point) => point.join(',')).join(' ')} />
        <polygon className={styles.line} points={outline.map((point) => point.join(',')).join(' ')} />
      </svg>
      {(handlesOf(shape) ?? []).map((handle, index) => (
        <Grip
          // oxlint-disable-next-line react/no-array-index-key -- handles of one shape stay in their order
          key={index}
          handle={handle}
          toScreen={toScreen}
          onMove={(to) => onChange(withHandleAt(shape, index, to))}
        />
      ))}
    </div>
  );
}

const ARROWS: Readonly<Record<string, PixelPoint>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

interface GripProps {
  readonly handle: Handle;
  readonly toScreen: Affine;
  readonly onMove: (to: PixelPoint) => void;
}

function Grip({ handle, toScreen, onMove }: GripProps) {
  const from = useRef<{ readonly pointer: PixelPoint; readonly at: PixelPoint } | undefined>(undefined);
  const [x, y] = applied(toScreen, handle.at);

  function drag(event: PointerEvent): void {
    const start = from.current;
    const back = inverse(toScreen);
    if (start === undefined || back === undefined) return;
    event.stopPropagation();
    const [dx, dy] = [event.clientX - start.pointer[0], event.clientY - start.pointer[1]];
    const [a, b, c, d] = back;
    onMove([start.at[0] + a * dx + c * dy, start.at[1] + b * dx + d * dy]);
  }

  function press(event: KeyboardEvent): void {
    const by = ARROWS[event.key];
    if (by === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    const step = event.shiftKey ? 5 : 0.5;
    onMove([handle.at[0] + by[0] * step, handle.at[1] + by[1] * step]);
  }

  return (
    <button
      type="button"
      className={styles.grip}
      data-moves={handle.moves}
      data-own-keys
      aria-label={`${handle.label}: drag, or move with the arrow keys`}
      style={{ left: x, top: y }}
      onPointerDown={(event) => {
        event.stopPropagation();
        event.currentTarget.setPointerCapture(event.pointerId);
        from.current = { pointer: [event.clientX, event.clientY], at: handle.at };
      }}
      onPointerMove={drag}
      onPointerUp={() => {
        from.current = undefined;
      }}
      onPointerCancel={() => {
        from.current = undefined;
      }}
      onKeyDown={press}
    />
  );
}

/** Corners of the outline; of a circle many. */
function outlineOf(shape: PixelShape): readonly PixelPoint[] {
  switch (shape.kind) {
    case 'point':
      return [shape.point];
    case 'circle': {
      const [x, y] = shape.centre;
      const radius = Math.hypot(shape.edge[0] - x, shape.edge[1] - y);
      return around((cos, sin) => [x + radius * cos, y + radius * sin]);
    }
    case 'ellipse': {
      const [[ax, ay], [bx, by]] = shape.majorAxis;
      const [[cx, cy], [dx, dy]] = shape.minorAxis;
      const [x, y] = [(ax + bx) / 2, (ay + by) / 2];
      return around((cos, sin) => [x + ((bx - ax) / 2) * cos + ((dx - cx) / 2) * sin, y + ((by - ay) / 2) * cos + ((dy - cy) / 2) * sin]); // prettier-ignore
    }
    case 'points':
    case 'polyline':
    case 'polygon':
      return shape.points;
    case 'ellipsoid':
      return [];
  }
}

function around(point: (cos: number, sin: number) => PixelPoint): PixelPoint[] {
  return Array.from({ length: 64 }, (_, step) => {
    const angle = (step * Math.PI) / 32;
    return point(Math.cos(angle), Math.sin(angle));
  });
}

/** The part that turns and scales, the other way round. */
function inverse([a, b, c, d]: Affine): readonly [number, number, number, number] | undefined {
  const area = a * d - b * c;
  return Math.abs(area) < 1e-12 ? undefined : [d / area, -b / area, -c / area, a / area];
}
