// Keeps an eye on an import that is being read. Without this script the page asks for itself again.

const box = document.querySelector("[data-import]");
const bar = box.querySelector("progress");
const far = box.querySelector("[data-far]");
const EVERY_MS = 700;

async function look() {
  try {
    const found = await (await fetch(box.dataset.import)).json();
    if (found.over) return location.reload();
    bar.max = found.total || 1;
    bar.value = found.size;
    if (far.textContent !== found.said) far.textContent = found.said;
  } catch {
    // the server is not there for a moment: ask again
  }
  setTimeout(look, EVERY_MS);
}

setTimeout(look, EVERY_MS);
