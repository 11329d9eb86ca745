// The service worker. SHELL, which the server writes before this, names what is kept: static files and the rules of a run
// under addresses made of their contents, and two pages that are the same for every runner. Nothing personal is ever kept here.
/* global SHELL */

const OURS = "sorewise-";
const PATIENCE = 4_000; // ms, with a network that is there and does not answer

addEventListener("install", (event) => event.waitUntil(fill().then(() => skipWaiting())));
addEventListener("activate", (event) => event.waitUntil(tidy().then(() => clients.claim())));

addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== "GET" || origin !== location.origin) return;
  if (pathname.startsWith("/static/") || SHELL.files.includes(pathname)) event.respondWith(keptFirst(request));
  else if (request.mode === "navigate") event.respondWith(networkFirst(request, SHELL.pages.includes(pathname)));
});

/** Keep what there is; what is not to be had now (somebody has to log in first) is kept when it is next seen. */
async function fill() {
  await Promise.allSettled([...SHELL.files, ...SHELL.pages].map(async (path) => hold(path, await fetch(path))));
}

async function hold(path, response) {
  if (response.ok && !response.redirected) await (await caches.open(SHELL.name)).put(path, response.clone());
  return response;
}

async function tidy() {
  const names = (await caches.keys()).filter((name) => name.startsWith(OURS) && name !== SHELL.name);
  await Promise.all(names.map((name) => caches.delete(name)));
}

async function keptFirst(request) {
  const { pathname } = new URL(request.url);
  return (await caches.match(pathname)) ?? hold(pathname, await fetch(request));
}

/** The network's page; without one the kept page, or the page that says so. */
async function networkFirst(request, isKept) {
  const page = new URL(request.url).pathname;
  const stored = isKept && (await caches.match(page, { ignoreSearch: true }));
  const patience = new Promise((_, giveUp) => stored && setTimeout(giveUp, PATIENCE));
  try {
    const response = await Promise.race([fetch(request), patience]);
    return isKept ? await hold(page, response) : response;
  } catch {
    return stored || (await caches.match("/offline")) || Response.error();
  }
}
