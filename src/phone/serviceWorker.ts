// Keeps the files of the phone page, so that it opens without a network. Nothing of persons: answers of the server are never kept here (kit/database.ts keeps the
// list, sealed). Written out by vite.phone.config.ts as /phone/sw.js, with the files and their version filled in.
interface Waiting extends Event {
  waitUntil(work: Promise<unknown>): void;
}
interface Fetching extends Waiting {
  readonly request: Request;
  respondWith(reply: Promise<Response>): void;
}
interface Worker_ {
  addEventListener(type: 'install' | 'activate', listener: (event: Waiting) => void): void;
  addEventListener(type: 'fetch', listener: (event: Fetching) => void): void;
  skipWaiting(): Promise<void>;
  readonly clients: { claim(): Promise<void> };
}
declare const __VERSION__: string;
declare const __FILES__: readonly string[];
const worker = self as unknown as Worker_;
const PREFIX = 'wengang-phone-';
const PAGE = '/phone/';
/** So long a slow network is waited for before the kept page is shown. */
const PATIENCE_MS = 4000;

worker.addEventListener('install', (event) => {
  event.waitUntil(
    (async () => {
      const cache = await caches.open(PREFIX + __VERSION__);
      await cache.addAll([PAGE, ...__FILES__]);
      await worker.skipWaiting();
    })(),
  );
});
worker.addEventListener('activate', (event) => {
  event.waitUntil(
    (async () => {
      // the files of the version before stay: a page that is open may still ask for one of them
      const names = (await caches.keys()).filter((n) => n.startsWith(PREFIX));
      for (const name of names.slice(0, -2)) await caches.delete(name);
      await worker.clients.claim();
    })(),
  );
});

const page = async (request: Request): Promise<Response> => {
  const cache = await caches.open(PREFIX + __VERSION__);
  try {
    const fresh = await fetch(request, { signal: AbortSignal.timeout(PATIENCE_MS) });
    if (fresh.ok) await cache.put(PAGE, fresh.clone());
    return fresh;
  } catch {
    return (await cache.match(PAGE)) ?? Response.error();
  }
};
worker.addEventListener('fetch', (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== 'GET' || url.origin !== self.location.origin) return;
  if (request.mode === 'navigate' && url.pathname === PAGE) event.respondWith(page(request));
  else if (url.pathname.startsWith('/phone/') || url.pathname === '/favicon.svg')
    event.respondWith(caches.match(request).then((had) => had ?? fetch(request)));
});
