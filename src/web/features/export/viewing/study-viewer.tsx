import { useEffect, useState, type ReactNode } from 'react';
import type { AppServices, Grant } from '../../../services/index.ts';
import { Message, Button } from '../../../ui/index.ts';
import type { ExportServices } from '../export-services.ts';
import { createFinishedOrigin, type FinishedFiles } from './finished-origin.ts';
import styles from './study-viewer.module.css';

export interface StudyViewerProps {
  readonly services: ExportServices;
  readonly files: FinishedFiles;
  readonly studyInstanceUID: string;
  /** Undefined where nothing says that what is to be shown was recorded. */
  readonly grant: Grant | undefined;
  /** Beside the word that stands over everything shown here. */
  readonly remark?: string | undefined;
  readonly accountMenu?: ReactNode;
  readonly onClose: () => void;
}

/** The viewer of the reading room, over files that were de-identified: it has no way to the originals. */
export function StudyViewer({
  services,
  files,
  studyInstanceUID,
  grant: given,
  remark,
  accountMenu,
  onClose,
}: StudyViewerProps) {
  const [opened] = useState(() => {
    const origin = createFinishedOrigin(files, studyInstanceUID);
    return { origin, grant: given, services: given === undefined ? undefined : viewing(services, origin.fetch, given) };
  });
  useEffect(() => {
    const stop = services.wipe.register('de-identified viewing', opened.origin.close);
    return () => {
      stop();
      opened.origin.close();
    };
  }, [services, opened]);
  const { Viewer } = services;
  if (opened.grant === undefined || opened.services === undefined)
    return (
      <Message
        title="This study cannot be opened in the viewer"
        code="not-recorded"
        actions={<Button onClick={onClose}>Back</Button>}
      >
        The gateway gave no receipt for what was made. Nothing was shown.
      </Message>
    );
  return (
    <div className={styles.viewer}>
      <Viewer
        services={opened.services}
        study={{ handle: opened.grant.handle, row: null }}
        grant={opened.grant}
        accountMenu={
          <span className={styles.over}>
            {remark === undefined ? null : <span className={styles.remark}>{remark}</span>}
            <strong className={styles.mark}>De-identified</strong>
            {accountMenu}
          </span>
        }
        onClose={onClose}
      />
    </div>
  );
}

/** Everything that the viewer asks goes to the finished files; what it would store goes nowhere. */
function viewing(services: ExportServices, fetch: AppServices['session']['fetch'], grant: Grant): AppServices {
  const { receipt, expiresAt } = grant;
  const status = { kind: 'open', expiresAt: Date.parse(expiresAt), receipt, emergencyEndsAt: undefined } as const;
  const nothing = async (): Promise<void> => undefined;
  return {
    ...services,
    session: { ...services.session, fetch },
    grants: {
      ...services.grants,
      status: () => status,
      subscribe: () => () => undefined,
      renew: async () => status,
      release: nothing,
      endEmergency: nothing,
    },
  };
}
