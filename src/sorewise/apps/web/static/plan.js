// Moving a session on the Plan page by its handle: with a finger or a mouse, or with the keyboard. What the move would
// change comes from the server and is shown before anything is kept. Without this script the Move button does the same.

import { ask, closed } from "./plan_preview.js";
import { dragged } from "./plan_drag.js";

const live = document.querySelector("[data-live]");
const words = document.querySelector("[data-words]")?.dataset;
const rows = [...document.querySelectorAll(".on[data-day]")];
let lifted = null; // { grip, item, from, to }: the session that the keyboard holds

export const say = (text) => {
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
  ask(`${grip.dataset.grip}&day=${to.dataset.day}`, { grip, say, lost: words.lost });
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

// ------------------------------------------------------------------------------------------------------- begin

for (const grip of document.querySelectorAll(".grip")) {
  grip.hidden = false;
  grip.addEventListener("keydown", keyed);
  grip.addEventListener("blur", left);
  dragged(grip, rows, { target, drop, held: () => say(filled(words.lifted, { session: grip.dataset.what, day: "" })) });
}
closed(() => say(words.back));
