import { useEffect, useRef, useState } from 'react';
import { Button } from '../../../ui/index.ts';
import type { RunInstance } from '../hand-over.ts';
import type { FinishedRun } from '../hand-over.ts';
import type { HeadSurface, Pictures } from './pictures.ts';
import styles from './face-check.module.css';

export interface FaceCheckProps {
  readonly run: FinishedRun;
  readonly pictures: Pictures;
  readonly seriesInstanceUID: string;
}

const STEP_DEGREES = 30;
const VIEWS = [
  ['front', 0],
  ['left', 90],
  ['right', -90],
] as const;

/** The skin of the head as it would leave, turned by hand: can this person be recognised? */
export function FaceCheck({ run, pictures, seriesInstanceUID }: FaceCheckProps) {
  const [surface, setSurface] = useState<HeadSurface>();
  const [state, setState] = useState('Gathering the slices');
  const [turn, setTurn] = useState(0);
  const canvas = useRef<HTMLCanvasElement>(null);

  useEffect(() => {
    let isCurrent = true;
    let made: HeadSurface | undefined;
    const gather = async (): Promise<void> => {
      made = await pictures.surface();
      for (const { finished } of slicesOf(run, seriesInstanceUID)) {
        if (!isCurrent) return;
        await made.add(await run.store.finished(finished.sopInstanceUID));
      }
      if (isCurrent) setSurface(made);
    };
    gather().catch(() => isCurrent && setState('The slices could not be gathered.'));
    return () => {
      isCurrent = false;
      made?.close();
    };
  }, [run, pictures, seriesInstanceUID]);

  useEffect(() => {
    let isCurrent = true;
    surface
      ?.draw(turn, 0)
      .then((image) => {
        if (!isCurrent || canvas.current === null) return;
        setState(image === undefined ? 'These slices make no volume of a head.' : '');
        if (image === undefined) return;
        canvas.current.width = image.width;
        canvas.current.height = image.height;
        canvas.current.getContext('2d')?.putImageData(image, 0, 0);
      })
      .catch(() => isCurrent && setState('The head could not be drawn.'));
    return () => {
      isCurrent = false;
    };
  }, [surface, turn]);

  return (
    <section className={styles.face} aria-label="The head in three dimensions">
      <h2 className={styles.title}>Face, as it would leave</h2>
      <canvas
        ref={canvas}
        className={styles.canvas}
        role="img"
        aria-label={`The head, turned by ${turn} degrees`}
        hidden={state !== ''}
      />
      {state === '' ? null : <p role="status">{state}</p>}
      <div className={styles.turns}>
        <Button kind="quiet" aria-label="Turn left" onClick={() => setTurn(turn - STEP_DEGREES)}>
          ◀
        </Button>
        {VIEWS.map(([name, degrees]) => (
          <Button key={name} kind="quiet" aria-pressed={turn === degrees} onClick={() => setTurn(degrees)}>
            {name}
          </Button>
        ))}
        <Button kind="quiet" aria-label="Turn right" onClick={() => setTurn(turn + STEP_DEGREES)}>
          ▶
        </Button>
      </div>
      <p className={styles.note}>
        Ears and the shape of the skull stay. Refuse the study where somebody could be recognised.
      </p>
    </section>
  );
}

function slicesOf(run: FinishedRun, seriesInstanceUID: string): RunInstance[] {
  return [...run.instances.values()].filter(({ finished }) => finished.seriesInstanceUID === seriesInstanceUID);
}
