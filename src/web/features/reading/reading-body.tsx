import type { CSSProperties, ReactNode } from 'react';
import type { PreferencesStore } from '../../services/index.ts';
import { Message } from '../../ui/index.ts';
import type { Extension } from './extension/use-extension.ts';
import { PanelSplitter, usePanelWidth } from './panel-splitter.tsx';
import styles from './reading.module.css';

export interface ReadingBodyProps {
  readonly preferences: PreferencesStore;
  readonly extension: Extension | undefined;
  readonly series: ReactNode;
  readonly images: ReactNode;
}

const SERIES_PX = { least: 120, most: 480 };
const SERIES_OTHERWISE_PX = 216;
const SIDE_PX = { least: 220, most: 720 };
const SIDE_OTHERWISE_PX = 340;

/** The series, the images, and what stands beside them; the person says how wide. */
export function ReadingBody({ preferences, extension, series, images }: ReadingBodyProps) {
  const seriesWidth = usePanelWidth(preferences, 'seriesWidth', SERIES_OTHERWISE_PX);
  const sideWidth = usePanelWidth(preferences, 'sideWidth', SIDE_OTHERWISE_PX);
  // React's type has no place for names of our own.
  const widths = {
    '--series-width': `${seriesWidth.width}px`,
    '--side-width': `${sideWidth.width}px`,
  } as CSSProperties;
  return (
    <div className={styles.body} data-side={extension?.isOpen === true} style={widths}>
      {series}
      {/* Its lines belong to a landmark as everything on the screen does; its parts lie in the grid beside the panels. */}
      <main className={styles.middle} aria-label="Images">
        <PanelSplitter label="Width of the series list" panel="left" {...SERIES_PX} width={seriesWidth} />
        <div className={styles.main}>{images}</div>
        {extension?.isOpen === true ? (
          <PanelSplitter label="Width of the AI panel" panel="right" {...SIDE_PX} width={sideWidth} />
        ) : null}
      </main>
      {extension?.isOpen === true ? <Side extension={extension} /> : null}
    </div>
  );
}

function Side({ extension: { loaded } }: { extension: Extension }) {
  return (
    <aside className={styles.side} aria-label="AI">
      {loaded === undefined ? <Message title="Loading the AI models" /> : <loaded.Side />}
    </aside>
  );
}
