import { useEffect, useRef, useState } from 'react';
import type { FrameViewProps } from './frame-view-props.ts';
import type { DatasetLine } from './pictures.ts';
import styles from './dataset-view.module.css';

/** What is no image, as it would leave: every element and every word of it, in order. */
export function DatasetView(props: FrameViewProps) {
  const { bytesKey, label } = props;
  const [lines, setLines] = useState<readonly DatasetLine[]>([]);
  const [failed, setFailed] = useState<string>();
  const latest = useRef(props);
  useEffect(() => {
    latest.current = props;
  });

  useEffect(() => {
    let isCurrent = true;
    latest.current
      .open(async (picture) => ({ sha256: picture.sha256, read: await picture.lines() }))
      .then(({ sha256, read }) => {
        if (!isCurrent) return;
        setLines(read);
        setFailed(undefined);
        // After the lines were put on the screen.
        requestAnimationFrame(() =>
          requestAnimationFrame(() => {
            if (isCurrent && document.visibilityState === 'visible') latest.current.onShown?.(sha256);
          }),
        );
      })
      .catch((error: unknown) => {
        if (!isCurrent) return;
        const code = error instanceof Error && 'code' in error ? String(error.code) : 'not-read';
        setFailed(code);
        latest.current.onTrouble?.(code);
      });
    return () => {
      isCurrent = false;
    };
  }, [bytesKey]);

  return (
    <div className={styles.document} role="region" aria-label={label} tabIndex={0}>
      {failed === undefined ? null : <p>Cannot be shown ({failed})</p>}
      <table className={styles.lines}>
        <tbody>
          {lines.map((line, at) => (
            // The order is that of the file and never changes.
            <tr key={at}>
              <td className={styles.tag}>{line.tag}</td>
              <td className={styles.name} data-depth={Math.min(line.depth, 8)}>
                {line.keyword === '' ? line.vr : line.keyword}
              </td>
              <td className={styles.value}>{line.value}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
