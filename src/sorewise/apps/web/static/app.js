// On every page: the service worker, what still waits to be sent, and a word where the page is not in a secure context.

const WAITING = "sorewise.waiting"; // set by queue.js

if ("serviceWorker" in navigator) {
  addEventListener("load", () => navigator.serviceWorker.register("/sw.js").catch(() => {}));
}
for (const said of document.querySelectorAll("[data-insecure]")) said.hidden = isSecureContext;

async function sendWaiting() {
  if (localStorage.getItem(WAITING)) await (await import("./queue.js")).send();
}

addEventListener("online", sendWaiting);
sendWaiting();
