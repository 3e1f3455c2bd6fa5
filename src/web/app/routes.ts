/** Page addresses hold handles of the login: never a UID, never anything of a patient. */
export type Route =
  { readonly kind: 'worklist' } | { readonly kind: 'study'; readonly handle: string } | { readonly kind: 'export' };

const STUDY = /^\/study\/([A-Za-z0-9_-]{16,200})$/;

export function parseRoute(pathname: string): Route {
  if (pathname === '/export') return { kind: 'export' };
  const handle = STUDY.exec(pathname)?.[1];
  return handle === undefined ? { kind: 'worklist' } : { kind: 'study', handle };
}

export function pathOf(route: Route): string {
  switch (route.kind) {
    case 'study':
      return `/study/${route.handle}`;
    case 'export':
      return '/export';
    case 'worklist':
      return '/';
  }
}

export interface Router {
  readonly current: () => Route;
  readonly subscribe: (listener: () => void) => () => void;
  go(route: Route): void;
  /** Without an entry in the history. */
  replace(route: Route): void;
  /** The address was changed by somebody else: read it again. */
  sync(): void;
}

export function createRouter(page: Window): Router {
  const listeners = new Set<() => void>();
  let current = parseRoute(page.location.pathname);
  const changed = (route: Route) => {
    current = route;
    for (const listener of listeners) listener();
  };
  page.addEventListener('popstate', () => changed(parseRoute(page.location.pathname)));
  return {
    current: () => current,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    go(route) {
      page.history.pushState(null, '', pathOf(route));
      changed(route);
    },
    sync: () => changed(parseRoute(page.location.pathname)),
    replace(route) {
      page.history.replaceState(null, '', pathOf(route));
      changed(route);
    },
  };
}
