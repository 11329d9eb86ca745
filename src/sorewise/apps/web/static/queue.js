// What this device keeps: a few values by name, and answers that wait until there is a network.

const STORES = ["kept", "waiting"];
const FLAG = "sorewise.waiting"; // so that other pages need not open the database to learn that nothing waits
let opened;

function database() {
  opened ??= new Promise((done, failed) => {
    const asked = indexedDB.open("sorewise", 1);
    asked.onupgradeneeded = () => STORES.forEach((name) => asked.result.createObjectStore(name));
    asked.onsuccess = () => done(asked.result);
    asked.onerror = () => failed(asked.error);
  });
  return opened;
}

async function within(store, mode, work) {
  const transaction = (await database()).transaction(store, mode);
  const request = work(transaction.objectStore(store));
  return new Promise((done, failed) => {
    transaction.oncomplete = () => done(request.result);
    transaction.onerror = transaction.onabort = () => failed(transaction.error);
  });
}

/** Keep a value under a name; `undefined` forgets it. */
export function keep(name, value) {
  return within("kept", "readwrite", (store) => (value === undefined ? store.delete(name) : store.put(value, name)));
}

/** The value under a name, or undefined. */
export function kept(name) {
  return within("kept", "readonly", (store) => store.get(name));
}

/** Let an answer wait; its id is made here, so that sending it twice is harmless. */
export async function wait(item) {
  await within("waiting", "readwrite", (store) => store.put(item, item.id));
  localStorage.setItem(FLAG, "yes");
}

/** Whether something may be waiting. */
export function waits() {
  return localStorage.getItem(FLAG) !== null;
}

/**
 * Send what waits. What the server has judged, kept or refused for good, waits no longer; the rest stays.
 * Answers with the server's word on each, or with nothing while it cannot be reached. One page sends at a time.
 */
export function send() {
  const locks = navigator.locks; // there is none on plain http
  return locks ? locks.request("sorewise.send", sendAll) : sendAll();
}

async function sendAll() {
  const items = await within("waiting", "readonly", (store) => store.getAll());
  if (!items.length) {
    localStorage.removeItem(FLAG);
    return [];
  }
  const outcomes = await post(items);
  const done = outcomes.map(({ id }) => id);
  for (const id of done) await within("waiting", "readwrite", (store) => store.delete(id));
  if (items.every(({ id }) => done.includes(id))) localStorage.removeItem(FLAG);
  return outcomes;
}

async function post(items) {
  try {
    const response = await fetch("/run-check", {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify(items),
      redirect: "error", // a login page is no answer
    });
    return response.ok ? await response.json() : [];
  } catch {
    return [];
  }
}
