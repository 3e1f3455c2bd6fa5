import type { StudyRow } from '../../contract/index.ts';
import type { AppError, Grant, GrantEnd, Grants, GrantStatus } from '../services/index.ts';

interface Named {
  readonly handle: string;
  /** What the worklist knew, or null when the page was opened by its address. */
  readonly row: StudyRow | null;
}

/** The one study this window is about. */
export type Desk =
  | { readonly kind: 'empty' }
  | (Named & { readonly kind: 'opening' })
  | (Named & { readonly kind: 'open'; readonly grant: Grant; readonly status: GrantStatus })
  /** This person may not see whose it is: what is shown is made of it in the page, which asks for it under its own purpose. */
  | (Named & { readonly kind: 'deidentified' })
  | (Named & { readonly kind: 'declined' })
  | (Named & { readonly kind: 'refused'; readonly error: AppError })
  | (Named & { readonly kind: 'ended'; readonly reason: GrantEnd; readonly error: AppError | undefined });

export interface StudyDesk {
  readonly current: () => Desk;
  readonly subscribe: (listener: () => void) => () => void;
  open(handle: string, row: StudyRow | null): void;
  /** Opens the same study again, as a new recorded view. */
  readonly retry: () => void;
  close(): void;
}

/** Opening is an act with a record, so it is done here, once per act, and never by a component that happens to render. */
export function createStudyDesk(grants: Grants, isMasked: () => boolean | Promise<boolean>): StudyDesk {
  const listeners = new Set<() => void>();
  let desk: Desk = { kind: 'empty' };
  let unwatch = () => {};

  function set(next: Desk): void {
    desk = next;
    for (const listener of listeners) listener();
  }

  function leave(): void {
    unwatch();
    if (desk.kind === 'open') void grants.release(desk.grant);
  }

  async function request(opening: Desk & { kind: 'opening' }): Promise<void> {
    const { handle, row } = opening;
    const masked = isMasked();
    // Who is signed in already is not waited for.
    const isDeidentified = typeof masked === 'boolean' ? masked : await masked;
    // Closed again before anybody was asked.
    if (desk !== opening) return;
    if (isDeidentified) return set({ kind: 'deidentified', handle, row });
    const outcome = await grants.request({ study: { handle }, purpose: 'TREAT' });
    if (desk !== opening) {
      // Somebody moved on while the gateway recorded: the view never began.
      if (outcome.kind === 'granted') await grants.release(outcome.grant);
      return;
    }
    if (outcome.kind === 'granted') watch({ handle, row }, outcome.grant);
    else if (outcome.kind === 'declined') set({ kind: 'declined', handle, row });
    else set({ kind: 'refused', handle, row, error: outcome.error });
  }

  function watch(named: Named, grant: Grant): void {
    const follow = () => {
      const status = grants.status(grant);
      if (status.kind === 'ended') {
        unwatch();
        set({ kind: 'ended', ...named, reason: status.reason, error: status.error });
      } else set({ kind: 'open', ...named, grant, status });
    };
    unwatch = grants.subscribe(grant, follow);
    follow();
  }

  function open(handle: string, row: StudyRow | null): void {
    leave();
    const opening = { kind: 'opening', handle, row } as const;
    set(opening);
    void request(opening);
  }

  return {
    current: () => desk,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    open,
    retry() {
      if (desk.kind !== 'empty') open(desk.handle, desk.row);
    },
    close() {
      leave();
      set({ kind: 'empty' });
    },
  };
}
