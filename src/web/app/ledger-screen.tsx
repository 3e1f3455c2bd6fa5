import { lazy, Suspense, useState } from 'react';
import { createExportsApi, type AppServices } from '../services/index.ts';
import { Message } from '../ui/index.ts';

const LazyLedger = lazy(async () => ({ default: (await import('../features/export/ledger/index.tsx')).LedgerPage }));

/** What auditors read of exports. Its bundle comes for them only. */
export function LedgerScreen({ services }: { readonly services: AppServices }) {
  const [exports] = useState(() => createExportsApi(services.session.fetch));
  return (
    <Suspense fallback={<Message title="Loading the ledger" />}>
      <LazyLedger exports={exports} whose="everybody" />
    </Suspense>
  );
}
