// What a move would change, over the rows: the part of the preview page that says so, fetched from the server.

const dialog = document.querySelector("[data-preview]");
let origin = null; // the handle that the keyboard goes back to
let whenClosed = () => {};
let leaving = false; // something was kept: the page is on its way to another

/** Show the preview at this address; `say` tells whoever hears the page what it says. */
export async function ask(address, { grip, say, lost }) {
  origin = grip ?? origin;
  let found = null;
  try {
    const response = await fetch(address, { headers: { Accept: "text/html" } });
    const page = new DOMParser().parseFromString(await response.text(), "text/html");
    found = page.getElementById("preview");
  } catch {
    found = null; // told below
  }
  if (!found) {
    say(lost);
    return;
  }
  const heading = found.querySelector("h1");
  dialog.replaceChildren(document.adoptNode(found));
  dialog.setAttribute("aria-labelledby", heading.id);
  if (!dialog.open) dialog.showModal();
  heading.focus();
  say([...found.querySelectorAll("h1, p, li")].map((part) => part.textContent.trim()).join(" ").slice(0, 400));

  found.querySelector("[data-again]")?.addEventListener("click", (event) => {
    event.preventDefault();
    ask(event.currentTarget.href, { say, lost });
  });
  found.querySelector("[data-cancel]")?.addEventListener("click", (event) => {
    event.preventDefault();
    dialog.close();
  });
  found.querySelector("form")?.addEventListener("submit", () => (leaving = true));
}

/** What to do when the preview was closed without keeping anything. */
export function closed(then) {
  whenClosed = then;
}

dialog?.addEventListener("close", () => {
  if (leaving) return;
  whenClosed();
  origin?.focus();
});
