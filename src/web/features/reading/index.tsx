import type { ReactNode } from 'react';
import type { StudyRow } from '../../../contract/index.ts';
import type { AppServices, Grant } from '../../services/index.ts';
import { Button } from '../../ui/index.ts';

export interface ReadingProps {
  readonly services: AppServices;
  /** The worklist's row, or null when the page was opened by its address. */
  readonly study: { readonly handle: string; readonly row: StudyRow | null };
  readonly grant: Grant;
  readonly accountMenu?: ReactNode;
  readonly onClose: () => void;
}

export function Reading({ study, accountMenu, onClose }: ReadingProps) {
  return (
    <main>
      <Button onClick={onClose}>Close study</Button>
      {study.row?.studyDescription}
      {accountMenu}
    </main>
  );
}
