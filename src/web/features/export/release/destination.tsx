import { useState } from 'react';
import type { ExportPolicyAnswer } from '../../../../contract/index.ts';
import type { PlannedRelease } from '../../../../core/export/index.ts';
import { Button } from '../../../ui/index.ts';
import type { ExportServices } from '../export-services.ts';
import type { FinishedReview } from '../hand-over.ts';
import { archiveSink } from './archive-sink.ts';
import { canChooseFile, canChooseFolder, chooseFile, chooseFolder, downloadOf, fileAt } from './files.ts';
import { releaseName } from './release-store.ts';
import { imagesOf } from './release-words.ts';
import { folderSink, zipSink, type ReleaseSink } from './sinks.ts';
import styles from './release.module.css';

export interface DestinationProps {
  readonly services: ExportServices;
  readonly review: FinishedReview;
  readonly planned: PlannedRelease;
  readonly policy: ExportPolicyAnswer['policy'] | undefined;
  readonly onRelease: (sink: ReleaseSink) => void;
}

/** The button says what will happen. The place is chosen first: browsers show their dialog only to a fresh click. */
export function Destination({ services, review, planned, policy, onRelease }: DestinationProps) {
  const [trouble, setTrouble] = useState<string>();
  const destination = policy?.destinations.find(({ code }) => code === review.run.terms.destinationCode);
  const images = imagesOf(planned, 'reviewed ');
  const name = releaseName(planned);
  const from = (choose: () => Promise<ReleaseSink | undefined>) => (): void => {
    setTrouble(undefined);
    choose().then(
      (sink) => sink !== undefined && onRelease(sink),
      () => setTrouble('The browser did not give access to that place. Nothing was released.'),
    );
  };
  const toFile = from(async () => {
    const handle = await chooseFile(window, `${name}.zip`);
    return handle === undefined ? undefined : zipSink(() => fileAt(handle));
  });
  const toDownload = from(async () => zipSink(() => downloadOf(window, `${name}.zip`)));
  const toFolder = from(async () => {
    const parent = await chooseFolder(window);
    return parent === undefined ? undefined : folderSink(parent, name);
  });
  const sendImage: typeof services.exports.sendImage = (...image) => services.exports.sendImage(...image);
  const documents = () => downloadOf(window, `${name}-documents.zip`);
  const toArchive = from(async () => archiveSink({ exportId: review.run.exportId, sendImage, documents, wait }));
  const canSave = canChooseFile(window);
  return (
    <div className={styles.ready}>
      <h2 className={styles.title}>Ready to release</h2>
      <p>
        You will be asked for your second factor. The record is written before the first byte leaves; what is written
        then is just what the manifest says.
      </p>
      {destination?.kind === 'stow' ? (
        <p>The archive takes images only: manifest, reports and profile come as a download.</p>
      ) : null}
      {trouble === undefined ? null : <p role="alert">{trouble}</p>}
      <div className={styles.actions}>
        {destination?.kind === 'zip' ? (
          <>
            {canSave ? (
              <Button kind="primary" onClick={toFile}>
                Release {images} to a ZIP file
              </Button>
            ) : null}
            <Button kind={canSave ? 'plain' : 'primary'} onClick={toDownload}>
              Release {images} as a download
            </Button>
          </>
        ) : null}
        {destination?.kind === 'stow' ? (
          <Button kind="primary" onClick={toArchive}>
            Release {images} to {destination.label}
          </Button>
        ) : null}
        {destination?.kind === 'folder' ? (
          canChooseFolder(window) ? (
            <Button kind="primary" onClick={toFolder}>
              Release {images} to a folder
            </Button>
          ) : (
            <p role="alert">This browser cannot write into folders. Use one that can, or ask for a ZIP file.</p>
          )
        ) : null}
      </div>
    </div>
  );
}

function wait(ms: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, ms);
  });
}
