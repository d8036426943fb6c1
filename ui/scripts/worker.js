// The worker of the installed page. It keeps one page, which says that the server cannot be reached, and nothing else:
// answers and documents stay on the server, so that a log-out leaves none of them behind.
const KEPT = "verbatim-offline-1";
const PAGE = "/offline";

self.addEventListener("install", (event) => {
  event.waitUntil(caches.open(KEPT).then((kept) => kept.add(new Request(PAGE, { cache: "reload" }))).then(() => self.skipWaiting()));
});

self.addEventListener("activate", (event) => {
  const old = async () => (await caches.keys()).filter((name) => name.startsWith("verbatim-") && name !== KEPT);
  event.waitUntil(old().then((names) => Promise.all(names.map((name) => caches.delete(name)))).then(() => self.clients.claim()));
});

// Only a page that is opened is looked at; downloads, uploads and streams pass by untouched.
self.addEventListener("fetch", (event) => {
  if (event.request.mode !== "navigate" || event.request.method !== "GET") return;
  event.respondWith(fetch(event.request).catch(() => caches.match(PAGE)));
});
