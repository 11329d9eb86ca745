// The clock of a run. Its beginning and end are kept, not a counter: it goes on through a reload, a locked screen, a dead network.

import { keep, kept, send, wait, waits } from "./queue.js";

const main = document.querySelector("main");
const form = document.getElementById("form");
const at = (id) => document.getElementById(id);
const { rules: rulesAt, minutes } = main.dataset;
const MINUTE = 60_000;
const LATE = MINUTE; // after this the page says when it was
const OVER = 12 * 60 * MINUTE; // nobody is still in that run
const RUNS_ON = ["run", "ease"]; // the looks of a verdict that leaves a run
const PATIENCE = 5_000; // with a network that is there and does not answer

let run = {}; // { started, ends, pain_start, asked, shown, strictest, seen }; times in ms, nothing of it before the first tap
let trend = "worse"; // what the last button said of the pain
let locked;
let busy = false;

// ------------------------------------------------------------------------------------------- rules, and the runner

let loading;
/** The evaluator, the rules, and what is known of this runner; asked for once, and again after a failure. */
function judging() {
  loading ??= Promise.all([import("./in_run.js"), fetched(rulesAt), known]).catch((error) => {
    loading = undefined;
    throw error;
  });
  return loading;
}

async function fetched(address) {
  const response = await fetch(address, { signal: AbortSignal.timeout(PATIENCE) });
  if (!response.ok) throw new Error(response.statusText);
  return response.json();
}

/** What the server knows, or told this device earlier today; of anything older nothing counts as known. */
async function whoIsThis() {
  try {
    const found = await fetched("/run-check/known.json");
    await keep("known", found);
    return found;
  } catch {
    const found = await kept("known").catch(() => undefined);
    if (found?.day === localTime(new Date()).slice(0, 10)) return found;
    keep("known", undefined).catch(() => {});
    return undefined;
  }
}

const known = whoIsThis();

// --------------------------------------------------------------------------------------------------- what is shown

function show(view, focus) {
  for (const part of main.querySelectorAll("[data-in]")) part.hidden = !part.dataset.in.split(" ").includes(view);
  main.dataset.view = view;
  if (focus) at(focus).focus();
}

function tick() {
  const ran = run.started ? Math.max(0, Date.now() - run.started) : 0;
  const seconds = Math.floor(ran / 1000);
  at("clock").textContent = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
  if (run.started && !run.asked && main.dataset.view === "run" && Date.now() >= run.ends) askNow();
}

function askNow() {
  const late = Date.now() - run.ends > LATE;
  if (late) at("ask").textContent = main.dataset.late.replace("{time}", timeOfDay(run.ends));
  else navigator.vibrate?.([400, 200, 400]);
  show("ten", "ask");
}

const timeOfDay = (ms) => localTime(new Date(ms)).slice(11, 16);

/** A moment as people at this place write it, with its offset: 2026-06-11T07:30:00+02:00. */
function localTime(moment) {
  const offset = -moment.getTimezoneOffset();
  const two = (number) => String(Math.trunc(Math.abs(number))).padStart(2, "0");
  const there = new Date(moment.getTime() + offset * MINUTE).toISOString().slice(0, 19);
  return `${there}${offset < 0 ? "-" : "+"}${two(offset / 60)}:${two(offset % 60)}`;
}

function showVerdict({ kind, lines, call, number, note }) {
  const part = (name) => lines.filter((line) => line.part === name).map(({ text }) => text);
  at("hero").className = `hero v-${kind}`;
  at("icon").replaceChildren(at(`icon-${kind}`).content.cloneNode(true));
  [at("word").textContent] = part("word");
  [at("lead").textContent] = part("lead");
  at("call").hidden = !call;
  at("call").textContent = call;
  at("call").href = `tel:${/\d+/.exec(number)?.[0] ?? ""}`;
  at("said").replaceChildren(
    ...lines.filter((line) => !["word", "lead"].includes(line.part)).map(({ part: as, text }) => {
      const line = document.createElement("p");
      line.className = as;
      line.textContent = text;
      return line;
    }),
  );
  at("note").textContent = note;
  at("resume").hidden = !RUNS_ON.includes(kind);
  show("answer", "word");
}

// -------------------------------------------------------------------------------------------------- what is answered

async function begin() {
  const started = Date.now();
  run = { started, ends: started + Number(minutes) * MINUTE, pain_start: numberOf("pain_start") };
  await remember();
  show("run");
  awake();
  judging().catch(() => {}); // so that it is there when there is no network
}

/** A number of the page's inputs; undefined where nothing, or no number, was told. */
function numberOf(name) {
  const sent = main.querySelector(`[name="a.${name}"]:checked, [name="a.${name}"]:not([type="radio"])`)?.value;
  const number = Number((sent || "-").replace(",", "."));
  return Number.isNaN(number) ? undefined : number;
}

/** The clock's own facts: of a run it has seen the start of, else as they were told. */
function byClock() {
  if (!run.started) return { minutes: numberOf("minutes"), pain_start: numberOf("pain_start") };
  return { minutes: Math.floor((Date.now() - run.started) / MINUTE), pain_start: run.pain_start };
}

async function answered(told, signs = []) {
  if (busy) return; // a second tap on the same button
  busy = true;
  try {
    const [{ change, verdict }, data, who] = await judging();
    const facts = { ...byClock(), ...told };
    facts.pain_change = change(facts, trend);
    const answers = Object.fromEntries(Object.entries(facts).filter(([, value]) => value !== undefined));
    const { rank, kind, lines, call, number } = verdict(data, who ?? data.nobody, answers, signs);
    const fresh = { rank, kind, lines, call, number, note: who ? "" : main.dataset.unknown };
    const before = run.strictest; // a stricter answer holds at once, a milder one only after a whole check-in
    const shown = before?.rank > rank ? { ...before, note: main.dataset.stricter } : fresh;
    run = { ...run, asked: true, shown, strictest: shown };
    showVerdict(run.shown);
    await remember();
    await handOver({ id: newName(), at: localTime(new Date()), answers, signs });
  } catch {
    if (!run.shown) at("lost").hidden = false;
  } finally {
    busy = false;
  }
}

/** Kept here first, then sent; what became of it is said below the verdict. */
async function handOver(item) {
  const { kept: done, waiting, unkept, notTaken } = main.dataset;
  try {
    await wait(item);
    at("status").textContent = waiting;
    const outcome = (await send()).find(({ id }) => id === item.id);
    if (outcome) at("status").textContent = outcome.kept ? done : notTaken.replace("{why}", outcome.why);
  } catch {
    at("status").textContent = unkept;
  }
}

function newName() {
  const bytes = crypto.getRandomValues(new Uint8Array(8)); // randomUUID is missing on plain http
  return `check-${Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("")}`;
}

/** A device that can keep nothing still has its clock. */
function remember() {
  return keep("run", { ...run, seen: Date.now() }).catch(() => {});
}

async function awake() {
  if (run.started && !run.shown && document.visibilityState === "visible" && navigator.wakeLock) {
    locked = await navigator.wakeLock.request("screen").catch(() => undefined);
  }
}

// ------------------------------------------------------------------------------------------------------- the buttons

function worse(alarming = false) {
  trend = "worse";
  at("alarming").open = alarming;
  for (const id of ["lost", "empty"]) at(id).hidden = true;
  for (const field of form.querySelectorAll("[data-by-clock]")) field.hidden = Boolean(run.started);
  show("form", "more");
  judging().catch(() => {});
}

at("start").addEventListener("click", begin);
at("red").addEventListener("click", () => worse());
at("worse").addEventListener("click", () => worse());
at("alarm").addEventListener("click", () => {
  worse(true);
  at("alarming").scrollIntoView();
  at("alarming").querySelector("summary").focus();
});
for (const name of ["eased", "same"]) {
  at(name).addEventListener("click", () => {
    trend = name;
    show("left", "how-much");
  });
}
at("left").addEventListener("click", ({ target }) => {
  // The third button would have said sharp or limping.
  if (target.value) answered({ pain_now: Number(target.value), gait: "normal", sharp: false });
});
form.addEventListener("submit", (event) => {
  event.preventDefault();
  const sent = new FormData(form);
  const told = { pain_now: numberOf("pain_now"), gait: sent.get("a.gait") ?? undefined };
  for (const name of ["sharp", "exhausted"]) if (sent.get(`a.${name}`)) told[name] = sent.get(`a.${name}`) === "yes";
  const signs = sent.getAll("sign");
  if (signs.length || Object.values(told).some((value) => value !== undefined)) answered(told, signs);
  else at("empty").hidden = false;
});
for (const button of main.querySelectorAll("[data-back]")) {
  button.addEventListener("click", async () => {
    form.reset();
    delete run.shown;
    await remember();
    show(run.started ? "run" : "start");
    awake();
  });
}
at("end").addEventListener("click", async () => {
  run = {};
  await remember();
  locked?.release();
  form.reset();
  show("start");
});
document.addEventListener("visibilitychange", () => {
  awake();
  tick();
});
addEventListener("online", async () => {
  const outcomes = await send();
  if (outcomes.some((one) => one.kept)) at("status").textContent = main.dataset.kept;
});

// ------------------------------------------------------------------------------------------------------ the beginning

async function open() {
  run = (await kept("run").catch(() => undefined)) ?? {};
  if (Date.now() - run.seen > OVER) {
    at("let-go").hidden = !run.started;
    run = {};
    await remember();
  }
  main.classList.add("on");
  if (run.shown) {
    at("status").textContent = waits() ? main.dataset.waiting : main.dataset.kept;
    showVerdict(run.shown);
  } else show(run.started ? "run" : "start");
  setInterval(tick, 250);
  tick();
  if (run.started) judging().catch(() => {});
  awake();
  const { stop, holds } = (await known) ?? {};
  at("holds").textContent = holds ?? "";
  at("holds").hidden = !holds;
  if (stop) {
    at("stop").replaceChildren(...stop.map((rule) => Object.assign(document.createElement("li"), { textContent: rule })));
    at("stop-why").hidden = true;
  }
}

open();
