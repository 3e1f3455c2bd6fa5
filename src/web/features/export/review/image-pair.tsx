import { useRef, useState } from 'react';
import { useStore } from 'zustand';
import type { Box } from '../../../../core/redaction/index.ts';
import type { FoundBox } from '../hand-over.ts';
import { BoxMarks } from './box-marks.tsx';
import { boxBetween } from './box-drawing.ts';
import { boxesIn } from './box-scope.ts';
import boxStyles from './box-marks.module.css';
import { FrameView } from './frame-view.tsx';
import type { PictureShelf } from './picture-shelf.ts';
import type { Tile } from './review-queue.ts';
import type { ReviewStore } from './review-store.ts';
import styles from './image-pair.module.css';

export interface ImagePairProps {
  readonly store: ReviewStore;
  readonly shelf: PictureShelf;
  readonly tile: Tile;
  readonly look: number;
  readonly zoom: number;
  /** Originals have everything identifying in them. */
  readonly mayKnowIdentity: boolean;
  readonly chosen: FoundBox | undefined;
  /** While a box is being drawn. */
  readonly draft: Box | undefined;
  readonly onDraft: ((box: Box) => void) | undefined;
  readonly onLooks: (looks: number) => void;
}

export function ImagePair(props: ImagePairProps) {
  const { store, shelf, tile, look, zoom, mayKnowIdentity, chosen, draft, onDraft, onLooks } = props;
  const { run, queue } = useStore(store);
  const { first, second, onScroll } = useScrollTogether();
  const instance = run.instances.get(tile.sopInstanceUID);
  const finished = queue.instances.get(tile.sopInstanceUID);
  if (instance === undefined || finished === undefined) return null;
  const boxes = boxesIn(instance, tile.frame);
  const isText = instance.pixels.kind === 'no-pixels';
  const size = { width: `${zoom * 100}%`, height: `${zoom * 100}%` };
  return (
    <div className={mayKnowIdentity ? styles.pair : styles.single}>
      {mayKnowIdentity ? (
        <figure className={styles.side}>
          <figcaption className={styles.caption}>Before, with everything in it</figcaption>
          <div className={styles.pane} ref={first} onScroll={onScroll} tabIndex={isText ? -1 : 0}>
            <div className={styles.sized} style={size}>
              <FrameView
                instance={instance}
                frame={tile.frame}
                open={(use) => shelf.original(instance, use)}
                bytesKey={`original ${tile.sopInstanceUID}`}
                look={look}
                label="Before"
              >
                <BoxMarks boxes={boxes} chosen={chosen} />
              </FrameView>
            </div>
          </div>
        </figure>
      ) : null}
      <figure className={styles.side}>
        <figcaption className={styles.caption}>
          After, as it would leave
          {mayKnowIdentity ? null : (
            <span className={styles.aside}>The original is shown to roles that may see identity only</span>
          )}
        </figcaption>
        <div className={styles.pane} ref={second} onScroll={onScroll} tabIndex={isText ? -1 : 0}>
          <div className={styles.sized} style={size}>
            <FrameView
              instance={instance}
              frame={tile.frame}
              open={(use) => shelf.finished(instance, use)}
              bytesKey={finished.sha256}
              look={look}
              label="After"
              onShown={(sha256) => store.getState().shown(tile, sha256)}
              onTrouble={(code) => store.getState().tell({ about: 'picture', code })}
              onLooks={onLooks}
            >
              <BoxMarks boxes={boxes} chosen={chosen} />
              {draft === undefined ? null : (
                <rect className={`${boxStyles.box} ${boxStyles.drawn} ${boxStyles.chosen}`} {...draft} />
              )}
            </FrameView>
            {onDraft === undefined || isText ? null : (
              <DrawingSurface rows={instance.rows} columns={instance.columns} onDraft={onDraft} />
            )}
          </div>
        </div>
      </figure>
    </div>
  );
}

interface DrawingSurfaceProps {
  readonly rows: number;
  readonly columns: number;
  readonly onDraft: (box: Box) => void;
}

function DrawingSurface({ rows, columns, onDraft }: DrawingSurfaceProps) {
  const surface = useRef<SVGSVGElement>(null);
  const [from, setFrom] = useState<readonly [number, number]>();
  const at = (event: React.PointerEvent): readonly [number, number] | undefined => {
    const matrix = surface.current?.getScreenCTM()?.inverse();
    if (matrix === undefined) return undefined;
    const { x, y } = new DOMPoint(event.clientX, event.clientY).matrixTransform(matrix);
    return [x, y];
  };
  return (
    <svg
      ref={surface}
      className={styles.drawing}
      viewBox={`0 0 ${columns} ${rows}`}
      data-testid="drawing-surface"
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        setFrom(at(event));
      }}
      onPointerMove={(event) => {
        const to = at(event);
        if (from === undefined || to === undefined) return;
        const box = boxBetween(from, to, { rows, columns });
        if (box !== undefined) onDraft(box);
      }}
      onPointerUp={() => setFrom(undefined)}
      onPointerCancel={() => setFrom(undefined)}
    />
  );
}

/** Both sides show the same place. */
function useScrollTogether() {
  const first = useRef<HTMLDivElement>(null);
  const second = useRef<HTMLDivElement>(null);
  const [onScroll] = useState(() => (event: React.UIEvent<HTMLDivElement>) => {
    const from = event.currentTarget;
    const to = from === first.current ? second.current : first.current;
    if (to !== null && (to.scrollLeft !== from.scrollLeft || to.scrollTop !== from.scrollTop))
      to.scrollTo(from.scrollLeft, from.scrollTop);
  });
  return { first, second, onScroll };
}
