/**
 * Shows a page of ours in place of any page that cannot be reached, and nothing else: no answer of the
 * API and no page with anything of a person in it is ever kept. The server says the VERSION above.
 */

const PREFIX = "auxcord-";
const SHELL = PREFIX + VERSION;
const PAGE = "/offline";

addEventListener("install", (event) => event.waitUntil(keepShell().then(() => skipWaiting())));
addEventListener("activate", (event) => event.waitUntil(dropOthers().then(() => clients.claim())));
addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.mode === "navigate" && request.method === "GET") event.respondWith(pageFor(request));
  else if (isOfShell(request)) event.respondWith(fromShell(request));
});
addEventListener("message", (event) => {
  if (event.data === "leave") event.waitUntil(leave());
});

/** Keeps the page together with all files that it names, which are of the same version. */
async function keepShell() {
  // Without credentials: what is kept must be the same for everybody.
  const answer = await fetch(PAGE, { credentials: "omit", cache: "no-store" });
  if (!answer.ok) throw new Error(`no offline page: ${answer.status}`);
  const page = await answer.clone().text();
  const files = new Set([...page.matchAll(/"(\/(?:assets|words)\/[^"#]+)/gu)].map((found) => found[1]));
  const cache = await caches.open(SHELL);
  await cache.put(PAGE, answer);
  await cache.addAll([...files]);
}

async function dropOthers() {
  const names = await caches.keys();
  const others = names.filter((name) => name.startsWith(PREFIX) && name !== SHELL);
  await Promise.all(others.map((name) => caches.delete(name)));
}

/** @param {Request} request */
async function pageFor(request) {
  try {
    return await fetch(request);
  } catch (failure) {
    const page = await caches.match(PAGE, { cacheName: SHELL, ignoreVary: true });
    if (page) return page;
    throw failure;
  }
}

/** @param {Request} request */
function isOfShell({ url, method }) {
  const { origin, pathname } = new URL(url);
  const ours = [`/assets/${VERSION}/`, "/words/"].some((folder) => pathname.startsWith(folder));
  return method === "GET" && origin === location.origin && ours;
}

/** @param {Request} request */
async function fromShell(request) {
  return (await caches.match(request, { cacheName: SHELL, ignoreVary: true })) ?? fetch(request);
}

async function leave() {
  await caches.delete(SHELL);
  await registration.unregister();
}
