import { useEffect, useRef, useState } from 'react';
import { DatasetView } from './dataset-view.tsx';
import type { FrameViewProps } from './frame-view-props.ts';
import styles from './frame-view.module.css';

interface Outcome {
  /** What was asked for then. */
  readonly of: string;
  readonly code: string | undefined;
}

/** One frame as it lies in the file, or a document as lines. Tells that it was shown only after the browser has painted it. */
export function FrameView(props: FrameViewProps) {
  return props.instance.pixels.kind === 'no-pixels' ? <DatasetView {...props} /> : <ImageFrame {...props} />;
}

function ImageFrame(props: FrameViewProps) {
  const { instance, frame, bytesKey, look = 0, widest, label, children } = props;
  const canvas = useRef<HTMLCanvasElement>(null);
  const asked = `${bytesKey} ${frame} ${look} ${widest ?? ''}`;
  const [outcome, setOutcome] = useState<Outcome>();
  const current = outcome?.of === asked ? outcome : undefined;
  const latest = useRef(props);
  useEffect(() => {
    latest.current = props;
  });

  useEffect(() => {
    let isCurrent = true;
    latest.current
      .open(async (picture) => ({
        sha256: picture.sha256,
        drawn: await picture.draw(frame, { look, ...(widest === undefined ? {} : { widest }) }),
      }))
      .then(async ({ sha256, drawn }) => {
        if (!isCurrent || canvas.current === null) return drawn.image.close();
        paint(canvas.current, drawn.image);
        setOutcome({ of: asked, code: undefined });
        latest.current.onLooks?.(drawn.looks);
        if (await painted()) if (isCurrent) latest.current.onShown?.(sha256);
      })
      .catch((error: unknown) => {
        if (!isCurrent) return;
        const code = error instanceof Error && 'code' in error ? String(error.code) : 'not-drawn';
        setOutcome({ of: asked, code });
        latest.current.onTrouble?.(code);
      });
    return () => {
      isCurrent = false;
    };
  }, [asked, frame, look, widest]);

  return (
    <div
      className={styles.frame}
      data-state={current === undefined ? 'loading' : current.code === undefined ? 'drawn' : 'failed'}
    >
      <canvas ref={canvas} className={styles.canvas} role="img" aria-label={label} />
      {current !== undefined && current.code === undefined && children !== undefined ? (
        <svg className={styles.marks} viewBox={`0 0 ${instance.columns} ${instance.rows}`} aria-hidden="true">
          {children}
        </svg>
      ) : null}
      {current?.code === undefined ? null : <p className={styles.failed}>Cannot be shown ({current.code})</p>}
    </div>
  );
}

function paint(canvas: HTMLCanvasElement, image: ImageBitmap): void {
  canvas.width = image.width;
  canvas.height = image.height;
  canvas.getContext('2d')?.drawImage(image, 0, 0);
  image.close();
}

/** False in a window that nobody sees: then nothing was looked at. */
async function painted(): Promise<boolean> {
  if (document.visibilityState !== 'visible') return false;
  // The second frame begins after the first was put on the screen.
  await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
  return document.visibilityState === 'visible';
}
