import { useRef, useState, type DragEvent } from 'react';
import { Button, classes, presentCount } from '../../../ui/index.ts';
import type { LocalFile } from './chosen-cohort.ts';
import { presentBytes } from './estimate.ts';
import { chosenFiles, droppedFiles, localFiles } from './local-files.ts';
import styles from './cohort.module.css';

export interface FilesPanelProps {
  readonly files: readonly LocalFile[];
  readonly onAdd: (files: readonly LocalFile[]) => void;
  readonly onEmpty: () => void;
}

type Named = Awaited<ReturnType<typeof droppedFiles>>;

/** Files, folders and ZIP archives of this computer. They are counted, not named: their names may name patients. */
export function FilesPanel({ files, onAdd, onEmpty }: FilesPanelProps) {
  const [isOver, setIsOver] = useState(false);
  const [isBusy, setIsBusy] = useState(false);
  const fileInput = useRef<HTMLInputElement>(null);
  const folderInput = useRef<HTMLInputElement>(null);

  async function take(named: Named | Promise<Named>): Promise<void> {
    setIsBusy(true);
    try {
      onAdd(await localFiles(await named));
    } finally {
      setIsBusy(false);
    }
  }

  function drop(event: DragEvent): void {
    event.preventDefault();
    setIsOver(false);
    void take(droppedFiles(event.dataTransfer));
  }

  return (
    <div
      className={classes(styles.drop, isOver && styles.over)}
      onDragOver={(event) => {
        event.preventDefault();
        setIsOver(true);
      }}
      onDragLeave={() => setIsOver(false)}
      onDrop={drop}
    >
      <p>Drop files, folders or ZIP archives here, or choose them. They are read in this window and sent nowhere.</p>
      <div className={styles.line}>
        <Button onClick={() => fileInput.current?.click()}>Choose files</Button>
        <Button onClick={() => folderInput.current?.click()}>Choose a folder</Button>
        <input
          ref={fileInput}
          type="file"
          multiple
          hidden
          aria-label="Files"
          onChange={(event) => void take(event.target.files === null ? [] : chosenFiles(event.target.files))}
        />
        <input
          ref={folderInput}
          type="file"
          hidden
          aria-label="Folder"
          {...{ webkitdirectory: '' }}
          onChange={(event) => void take(event.target.files === null ? [] : chosenFiles(event.target.files))}
        />
      </div>
      <output className={styles.quiet}>
        {isBusy
          ? 'Looking at the files'
          : files.length === 0
            ? 'No files yet.'
            : `${presentCount(files.length)} files, ${presentBytes(files.reduce((sum, { byteLength }) => sum + byteLength, 0))}.`}
      </output>
      {files.length === 0 ? null : <Button onClick={onEmpty}>Take all files out</Button>}
    </div>
  );
}
