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
    async ({ request }) => {
      try {
        return await fetch(request);
      } catch (error) {
        const shell = await matchPrecache('/index.html');
        if (shell === undefined) throw error;
        return shell;
      }
    },
    { allowlist: [/^\/$/, /^\/study\/[\w-]+$/] },
  ),
);

// A new version brings its own chunks and models; what the old one fetched is of no more use.
self.addEventListener('activate', (event) => {
  event.waitUntil(Promise.all([caches.delete(ASSETS), caches.delete(MODELS)]));
});

self.addEventListener('message', (event) => {
  // Only when a person pressed the button; never by itself.
  if (event.data === 'skip-waiting') void self.skipWaiting();
});
