import { lazy, Suspense, useState } from 'react';
import type { AppServices } from '../services/index.ts';
import { createModelAdminApi } from '../services/models/index.ts';
import { Message } from '../ui/index.ts';

const LazyMonitoring = lazy(async () => ({ default: (await import('../features/monitoring/index.tsx')).Monitoring }));

/** What administrators see in place of a list of studies. Its bundle comes for them only. */
export function ModelsScreen({ services }: { readonly services: AppServices }) {
  const [api] = useState(() => createModelAdminApi(services.session.fetch));
  return (
    <Suspense fallback={<Message title="Loading the models of this site" />}>
      <LazyMonitoring api={api} />
    </Suspense>
  );
}
