/// <reference lib="webworker" />
// Holds the app and its models and nothing else. Requests of data (`/api`, `/dicom-web`, `/oidc`) are never touched:
// a cached image would be an image without a record.
import { setCacheNameDetails } from 'workbox-core';
import { cleanupOutdatedCaches, matchPrecache, precacheAndRoute, type PrecacheEntry } from 'workbox-precaching';
import { NavigationRoute, registerRoute } from 'workbox-routing';
import { CacheFirst } from 'workbox-strategies';

declare const self: ServiceWorkerGlobalScope & { __WB_MANIFEST: (PrecacheEntry | string)[] };

const ASSETS = 'collimator-assets';
const MODELS = 'collimator-models';

setCacheNameDetails({ prefix: 'collimator', precache: 'precache' });
cleanupOutdatedCaches();
// `directoryIndex: null`: the page itself is asked for from the network first, below.
precacheAndRoute(self.__WB_MANIFEST, { directoryIndex: '' });

// A hash in the name says that the content cannot change: the viewer's chunks, its codecs and model runtimes.
registerRoute(
  ({ url, sameOrigin }) => sameOrigin && /^\/assets\/[^/]+-[\w-]{8,}\.(js|css|wasm|woff2)$/.test(url.pathname),
  new CacheFirst({ cacheName: ASSETS }),
);
registerRoute(
  ({ url, sameOrigin }) => sameOrigin && /^\/models\/[\w./-]+\.onnx$/.test(url.pathname),
  new CacheFirst({ cacheName: MODELS }),
);

// Pages: the network first, so that sign-in redirects and new versions work; the kept shell, which then says that it is
// offline, only when there is no answer at all.
registerRoute(
  new NavigationRoute(
    async ({ request, event }) => {
      try {
        return (await preloaded(event)) ?? (await fetch(request));
      } catch (error) {
        const shell = await matchPrecache('/index.html');
        if (shell === undefined) throw error;
        return shell;
      }
    },
    { allowlist: [/^\/$/, /^\/study\/[\w-]+$/] },
  ),
);

/** The browser asks for the page while this worker is still starting. */
async function preloaded(event: ExtendableEvent): Promise<Response | undefined> {
  return event instanceof FetchEvent ? ((await event.preloadResponse) as Response | undefined) : undefined;
}

/** Where the browser knows static routes, requests of data do not even wake this worker. */
interface InstallEventWithRoutes extends ExtendableEvent {
  addRoutes?(routes: { condition: { urlPattern: string }; source: 'network' }[]): Promise<void>;
}

self.addEventListener('install', (event: InstallEventWithRoutes) => {
  const routes = ['/api/*', '/dicom-web/*', '/oidc/*'].map((urlPattern) => ({
    condition: { urlPattern },
    source: 'network' as const,
  }));
  const added = event.addRoutes?.(routes);
  if (added !== undefined) event.waitUntil(added);
});

// A new version brings its own chunks and models; what the old one fetched is of no more use.
self.addEventListener('activate', (event) => {
  const preload = self.registration.navigationPreload?.enable();
  event.waitUntil(Promise.all([caches.delete(ASSETS), caches.delete(MODELS), preload]));
});

self.addEventListener('message', (event) => {
  // Only when a person pressed the button; never by itself.
  if (event.data === 'skip-waiting') void self.skipWaiting();
});
