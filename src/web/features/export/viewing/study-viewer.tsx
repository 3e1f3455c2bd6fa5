import { useEffect, useState } from 'react';
import type { AppServices, Grant } from '../../../services/index.ts';
import { grantOfExport } from '../../../services/index.ts';
import { Message, Button } from '../../../ui/index.ts';
import type { ExportServices } from '../export-services.ts';
import type { FinishedRun } from '../hand-over.ts';
import { createFinishedOrigin } from './finished-origin.ts';
import styles from './study-viewer.module.css';

export interface StudyViewerProps {
  readonly services: ExportServices;
  readonly run: FinishedRun;
  readonly studyInstanceUID: string;
  readonly onClose: () => void;
}

/** The viewer of the reading room, over files that were de-identified: it has no way to the originals. */
export function StudyViewer({ services, run, studyInstanceUID, onClose }: StudyViewerProps) {
  const [opened] = useState(() => {
    const origin = createFinishedOrigin(run, studyInstanceUID);
    const grant = grantOfExport(run.answer, studyInstanceUID);
    return { origin, grant, services: grant === undefined ? undefined : viewing(services, origin.fetch, grant) };
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
        accountMenu={<strong className={styles.mark}>De-identified</strong>}
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
