import { useStore } from 'zustand';
import { createStore, type StoreApi } from 'zustand/vanilla';
import { Button } from '../ui/index.ts';
import styles from './update-offer.module.css';

export interface Update {
  /** Loads the new version; set once one is waiting. */
  readonly apply: (() => void) | undefined;
  readonly offline: boolean;
}
export type UpdateStore = StoreApi<Update>;

export function createUpdateStore(): UpdateStore {
  return createStore<Update>(() => ({ apply: undefined, offline: false }));
}

/** A new version is offered in the status line and never forced: a reload in mid-read would lose work. */
export function UpdateOffer({ store, version }: { readonly store: UpdateStore; readonly version: string }) {
  const { apply, offline } = useStore(store);
  return (
    <>
      <output>{offline ? 'Offline: nothing can be fetched or recorded' : ''}</output>
      {apply === undefined ? null : (
        <Button kind="quiet" className={styles.button ?? ''} onClick={apply}>
          New version ready: reload
        </Button>
      )}
      <span>Version {version}</span>
    </>
  );
}
