import type { UpdateStore } from './update-offer.tsx';

/** After the first paint and when nothing else is to do: the first image must not wait for it. */
export function registerServiceWorker(page: Window, update: UpdateStore): void {
  const offline = () => update.setState({ offline: !page.navigator.onLine });
  page.addEventListener('online', offline);
  page.addEventListener('offline', offline);
  offline();
  if (!('serviceWorker' in page.navigator) || import.meta.env.DEV) return;
  const register = () => void registerNow(page, update);
  if (typeof page.requestIdleCallback === 'function') page.requestIdleCallback(register, { timeout: 10_000 });
  else page.setTimeout(register, 3000);
}

async function registerNow(page: Window, update: UpdateStore): Promise<void> {
  const container = page.navigator.serviceWorker;
  let registration: ServiceWorkerRegistration;
  try {
    registration = await container.register('/service-worker.js', { scope: '/', updateViaCache: 'none' });
  } catch {
    // Private windows and some policies forbid it. The app works without; it then cannot say "offline" by itself.
    return;
  }
  const offer = () => {
    const waiting = registration.waiting;
    // Without a controller this is the first visit: there is nothing to update from.
    if (waiting === null || container.controller === null) return;
    update.setState({
      apply: () => {
        container.addEventListener('controllerchange', () => page.location.reload(), { once: true });
        waiting.postMessage('skip-waiting');
      },
    });
  };
  offer();
  registration.addEventListener('updatefound', () => {
    registration.installing?.addEventListener('statechange', offer);
  });
}
