// Moving a session on the Plan page by its handle: with a finger or a mouse, or with the keyboard. What the move would
// change comes from the server and is shown before anything is kept. Without this script the Move button does the same.

const EDGE = 90; // px from the screen's edge where the page begins to scroll
const PACE = 12; // px a frame
const STILL = 6; // px that are a touch and no drag

const live = document.querySelector("[data-live]");
const words = document.querySelector("[data-words]").dataset;
const dialog = document.querySelector("[data-preview]");
const rows = [...document.querySelectorAll(".on[data-day]")];
let lifted = null; // { grip, item, from, to }: the session that the keyboard holds
let origin = null; // the handle that the keyboard goes back to after a preview
let leaving = false; // something is being kept: the page is on its way to another

const say = (text) => {
  live.textContent = "";
  requestAnimationFrame(() => (live.textContent = text)); // the same words twice are said twice
};

const filled = (text, values) => text.replace(/\{(\w+)\}/g, (_, name) => values[name] ?? "");

function target(row) {
  for (const other of rows) other.classList.toggle("target", other === row);
}

function drop(grip, from, to) {
  target(null);
  if (!to || to === from) {
    say(words.back);
    return;
  }
  say(words.looking);
  ask(`${grip.dataset.grip}&day=${to.dataset.day}`, grip);
}

// ------------------------------------------------------------------------------------------------- by keyboard

function lift(grip) {
  const from = grip.closest(".on");
  lifted = { grip, item: grip.closest(".item"), from, to: from };
  grip.setAttribute("aria-pressed", "true");
  lifted.item.classList.add("lifted");
  target(from);
  say(filled(words.lifted, { session: grip.dataset.what, day: from.dataset.name }));
}

function letGo() {
  lifted.grip.setAttribute("aria-pressed", "false");
  lifted.item.classList.remove("lifted");
  target(null);
  lifted = null;
}

function step(by) {
  const at = rows.indexOf(lifted.to) + by;
  if (at < 0 || at >= rows.length) return;
  lifted.to = rows[at];
  target(lifted.to);
  lifted.to.scrollIntoView({ block: "nearest" });
  say(lifted.to.dataset.name);
}

function keyed(event) {
  const grip = event.currentTarget;
  const by = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 }[event.key];
  if (!lifted) {
    if (event.key !== "Enter" && event.key !== " ") return;
    event.preventDefault();
    lift(grip);
  } else if (by) {
    event.preventDefault();
    step(by);
  } else if (event.key === "Enter" || event.key === " ") {
    event.preventDefault();
    const { from, to } = lifted;
    letGo();
    drop(grip, from, to);
  } else if (event.key === "Escape") {
    event.preventDefault();
    letGo();
    say(words.back);
  }
}

function left() {
  if (!lifted) return;
  letGo();
  say(words.back);
}

// ------------------------------------------------------------------------------------------- by finger or mouse

/** Let a handle drag its session over the rows. */
function dragged(grip) {
  const item = grip.closest(".item");
  const from = grip.closest(".on");
  let start = null; // where it began, in the page
  let at = null; // where the pointer is, on the screen
  let over = null;
  let moving = false;

  grip.addEventListener("pointerdown", (event) => {
    if (event.button !== 0 || !event.isPrimary) return;
    grip.setPointerCapture(event.pointerId);
    start = event.clientY + scrollY;
    at = event.clientY;
  });

  grip.addEventListener("pointermove", (event) => {
    if (start === null) return;
    at = event.clientY;
    if (!moving && Math.abs(at + scrollY - start) < STILL) return;
    if (!moving) begin();
    follow();
  });

  grip.addEventListener("pointerup", () => {
    if (moving) end(over);
    else start = null;
  });
  grip.addEventListener("pointercancel", () => end(null));
  addEventListener("keydown", (event) => {
    if (event.key === "Escape" && moving) end(null);
  });

  function begin() {
    moving = true;
    item.classList.add("lifted", "dragged");
    document.documentElement.classList.add("dragging");
    say(filled(words.lifted, { session: grip.dataset.what, day: from.dataset.name }));
    requestAnimationFrame(scroll);
  }

  function follow() {
    item.style.transform = `translateY(${at + scrollY - start}px)`;
    over = rows.find((row) => {
      const box = row.getBoundingClientRect();
      return at >= box.top && at < box.bottom;
    });
    target(over);
  }

  function scroll() {
    if (!moving) return;
    const by = at < EDGE ? -PACE : at > innerHeight - EDGE ? PACE : 0;
    if (by) {
      scrollBy(0, by);
      follow();
    }
    requestAnimationFrame(scroll);
  }

  function end(to) {
    const was = moving;
    start = null;
    moving = false;
    item.classList.remove("lifted", "dragged");
    item.style.transform = "";
    document.documentElement.classList.remove("dragging");
    if (was) drop(grip, from, to);
  }
}

// ------------------------------------------------------------------------------------------------------ preview

/** Show the preview at this address, over the rows, and say it; `grip` is where the keyboard goes back to. */
async function ask(address, grip) {
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
    say(words.lost);
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
    ask(event.currentTarget.href);
  });
  found.querySelector("[data-cancel]")?.addEventListener("click", (event) => {
    event.preventDefault();
    dialog.close();
  });
  found.querySelector("form")?.addEventListener("submit", () => (leaving = true));
}

dialog.addEventListener("close", () => {
  if (leaving) return;
  say(words.back);
  origin?.focus();
});

addEventListener("pageshow", () => (leaving = false)); // come back to by the browser's own button

// ------------------------------------------------------------------------------------------------------- begin

for (const grip of document.querySelectorAll(".grip")) {
  grip.hidden = false;
  grip.addEventListener("keydown", keyed);
  grip.addEventListener("blur", left);
  dragged(grip);
}
