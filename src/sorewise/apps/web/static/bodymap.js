/* The body map: a tap takes the nearest place, the list below it holds the answer.
   Everything is written into the list's own boxes and numbers, so that the form sends the same with and without it. */

const CHIPS = 3;
const SAMPLES = 48; // points along an outline where distances are measured
const CLOSE_UP = 150; // units of the drawing that are seen across when zoomed in, at least
const BADGE = 12; // radius on the screen
const STILL = matchMedia("(prefers-reduced-motion: reduce)");

function start(root) {
  const find = (selector) => root.querySelector(selector);
  const all = (selector) => [...root.querySelectorAll(selector)];
  const levels = root.dataset.levels.split(" ").map(Number);
  const words = root.dataset.words.split("|");
  const boxes = new Map(all("input[name=spot]").map((box) => [box.value, box]));
  const tabs = all("[role=tab]");
  const maps = new Map(all("svg.map").map((svg) => [svg.parentElement.id.replace("view-", ""), new View(svg)]));
  const slider = find(".dock input[type=range]");
  const [none, one] = [find(".dock .none"), find(".dock .one")];
  let shown = root.dataset.shown;
  let current = null; // the spot in the dock
  let fresh = false; // it came with the last tap, so a chip corrects it instead of adding to it

  const painBox = (spot) => boxes.get(spot).closest(".lr-one").querySelector("input[type=number]");
  const told = () => [...boxes.values()].filter((box) => box.checked).map((box) => box.value);
  const pain = (spot) => (painBox(spot).value === "" ? null : Number(painBox(spot).value));
  const level = (value) => levels[Math.min(10, Math.max(0, Math.floor(value)))];
  const name = (spot) => boxes.get(spot).getAttribute("aria-label");

  function tell(spot, value) {
    boxes.get(spot).checked = true;
    if (value !== undefined) painBox(spot).value = value ?? "";
  }

  function untell(spot) {
    boxes.get(spot).checked = false;
    painBox(spot).value = "";
  }

  function choose(spot, near) {
    fresh = !boxes.get(spot).checked;
    tell(spot);
    current = spot;
    offer(near);
    maps.get(shown)?.closeUp(spot);
    draw();
  }

  function offer(near) {
    const svg = maps.get(shown);
    const side = current.split(".").pop();
    const chips = near.filter((spot) => boxes.has(spot)).slice(0, CHIPS);
    one.querySelector(".near").replaceChildren(
      ...chips.map((spot) => {
        const same = [side, "none"].includes(spot.split(".").pop());
        return button(same ? svg.places.get(spot).dataset.short : name(spot), () => correct(spot), name(spot));
      }),
    );
  }

  function correct(spot) {
    const was = current;
    const value = pain(was);
    const known = boxes.get(spot).checked;
    if (fresh) untell(was);
    choose(spot, [was, ...maps.get(shown).nearTo(spot).filter((other) => other !== was)]);
    if (fresh && !known) tell(spot, value);
    draw();
    one.querySelector(".near button")?.focus({ preventScroll: true });
  }

  function draw() {
    none.hidden = current !== null;
    one.hidden = current === null;
    if (current === null) drawTold();
    else drawOne();
    for (const [id, view] of maps) view.draw(current, id === shown, told(), pain, level);
    find(".zoomout").hidden = !maps.get(shown)?.zoomed;
  }

  function drawOne() {
    const value = pain(current);
    const heading = one.querySelector("h2");
    if (heading.textContent !== name(current)) heading.textContent = name(current);
    slider.value = value ?? 0;
    slider.classList.toggle("unset", value === null);
    one.querySelector("output").textContent = value === null ? "–" : value;
    const word = value === null ? root.dataset.notTold : words[Math.min(10, Math.max(0, Math.floor(value)))];
    one.querySelector("em").textContent = word;
    slider.setAttribute("aria-valuetext", value === null ? word : `${value}, ${word}`);
  }

  function drawTold() {
    const spots = told();
    none.querySelector(".told").hidden = spots.length === 0;
    none.querySelector("small").hidden = spots.length > 0;
    none.querySelector(".near").replaceChildren(...spots.map((spot) => button(name(spot), () => goTo(spot))));
  }

  function goTo(spot) {
    const id = maps.get(shown)?.places.has(spot) ? shown : [...maps.keys()].find((key) => maps.get(key).places.has(spot));
    show(id ?? "list");
    if (id) choose(spot, maps.get(id).nearTo(spot));
    else boxes.get(spot).focus();
  }

  function show(id) {
    shown = id;
    current = maps.get(id)?.places.has(current) ? current : null;
    for (const tab of tabs) {
      const on = tab.id === `tab-${id}`;
      tab.setAttribute("aria-selected", on);
      tab.tabIndex = on ? 0 : -1;
      document.getElementById(tab.getAttribute("aria-controls")).hidden = !on;
    }
    root.classList.toggle("listing", id === "list");
    if (current) maps.get(id).closeUp(current);
    else maps.get(id)?.whole();
    draw();
  }

  function setPain(value) {
    tell(current, value);
    draw();
  }

  for (const tab of tabs) tab.addEventListener("click", () => show(tab.id.replace("tab-", "")));
  find("[role=tablist]").addEventListener("keydown", (event) => {
    const at = tabs.indexOf(event.target);
    const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: tabs.length - 1 }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    const tab = tabs.at(to % tabs.length);
    tab.focus();
    tab.click();
  });

  for (const view of maps.values()) {
    view.svg.addEventListener("click", (event) => {
      // a screen reader presses the button itself, without a place on the screen
      const pressed = event.detail === 0 && event.target.closest(".r");
      const [spot, ...near] = pressed ? [spotOf(pressed), ...nearOf(pressed)] : view.ranked(event.clientX, event.clientY);
      if (boxes.has(spot)) choose(spot, near);
    });
    view.svg.addEventListener("keydown", (event) => {
      const place = event.target.closest(".r");
      if (!place || !["Enter", " "].includes(event.key)) return;
      event.preventDefault();
      choose(spotOf(place), nearOf(place));
    });
  }

  find(".zoomout").addEventListener("click", () => {
    current = null;
    maps.get(shown).whole();
    draw();
  });
  find(".remove").addEventListener("click", () => {
    const place = maps.get(shown).places.get(current);
    untell(current);
    current = null;
    maps.get(shown).whole();
    draw();
    place.focus({ preventScroll: true });
  });

  slider.addEventListener("input", () => setPain(slider.value));
  slider.addEventListener("pointerup", () => setPain(slider.value)); // touched where the thumb already stood
  slider.addEventListener("keydown", (event) => {
    if (event.key === "Home") setPain(0);
    if (event.key === "Enter") event.preventDefault();
  });

  find(".arealist").addEventListener("change", (event) => {
    const box = event.target.closest("input[name=spot]");
    if (box && !box.checked) untell(box.value);
    draw();
  });
  addEventListener("pageshow", draw); // the browser may have brought back what was ticked

  root.classList.add("on");
  const list = find(".arealist");
  list.setAttribute("role", "tabpanel");
  list.setAttribute("aria-labelledby", "tab-list");
  show(shown);
}

const spotOf = (place) => `${place.dataset.key}.${place.dataset.side}`;
const nearOf = (place) => place.dataset.near.split(" ").filter(Boolean);

function button(text, pressed, label) {
  const made = document.createElement("button");
  made.type = "button";
  made.textContent = text;
  if (label && label !== text) made.setAttribute("aria-label", label);
  made.addEventListener("click", pressed);
  return made;
}

/* One drawing: which place is nearest, what it looks like, and how close it is seen. */
class View {
  constructor(svg) {
    this.svg = svg;
    this.box = svg.getAttribute("viewBox").split(" ").map(Number);
    this.seen = this.box;
    this.places = new Map([...svg.querySelectorAll(".r")].map((place) => [spotOf(place), place]));
    this.outlines = new Map();
  }

  get zoomed() {
    return this.goal !== undefined && this.goal !== this.box;
  }

  /* Every place, the nearest to a point of the screen first. */
  ranked(x, y) {
    const point = new DOMPoint(x, y).matrixTransform(this.svg.getScreenCTM().inverse());
    return [...this.places.keys()]
      .map((spot) => [this.distance(spot, point), spot])
      .sort((a, b) => a[0] - b[0])
      .map(([, spot]) => spot);
  }

  nearTo(spot) {
    return nearOf(this.places.get(spot));
  }

  distance(spot, point) {
    const path = this.places.get(spot).firstElementChild;
    if (path.isPointInFill(point)) return 0;
    return Math.min(...this.outline(spot, path).map((other) => Math.hypot(other.x - point.x, other.y - point.y)));
  }

  outline(spot, path) {
    if (!this.outlines.has(spot)) {
      const step = path.getTotalLength() / SAMPLES;
      this.outlines.set(spot, Array.from({ length: SAMPLES }, (_, i) => path.getPointAtLength(i * step)));
    }
    return this.outlines.get(spot);
  }

  draw(current, visible, told, pain, level) {
    for (const [spot, place] of this.places) {
      const on = told.includes(spot);
      place.setAttribute("aria-pressed", on);
      place.classList.toggle("on", on);
      place.classList.toggle("cur", visible && spot === current);
      if (on && pain(spot) !== null) place.dataset.p = level(pain(spot));
      else delete place.dataset.p;
    }
    this.badges = told.filter((spot) => this.places.has(spot) && pain(spot) !== null).map((spot) => [spot, pain(spot)]);
    this.drawBadges();
  }

  /* Badges keep their size on the screen, however close the drawing is seen. */
  drawBadges() {
    const layer = this.svg.querySelector(".badges");
    const unit = 1 / (this.svg.getScreenCTM()?.a || 1);
    layer.replaceChildren(
      ...(this.badges ?? []).flatMap(([spot, value]) => {
        const { x, y, width, height } = this.places.get(spot).getBBox();
        const at = { x: x + width / 2, y: y + height / 2 };
        const text = shape("text", { ...at, "font-size": 14 * unit });
        text.textContent = value;
        return [shape("circle", { cx: at.x, cy: at.y, r: BADGE * unit }), text];
      }),
    );
  }

  whole() {
    this.look(this.box);
  }

  closeUp(spot) {
    const { x, y, width, height } = this.places.get(spot).getBBox();
    const [left, top, full, tall] = this.box;
    const ratio = this.svg.clientHeight / (this.svg.clientWidth || 1);
    const across = Math.min(full, Math.max(CLOSE_UP, width * 2, (height * 1.4) / ratio));
    const down = Math.min(tall, across * ratio);
    const hold = (at, size, from, span) => Math.min(from + span - size, Math.max(from, at - size / 2));
    this.look([hold(x + width / 2, across, left, full), hold(y + height / 2, down, top, tall), across, down]);
  }

  look(goal) {
    this.goal = goal;
    cancelAnimationFrame(this.frame);
    const [from, began] = [this.seen, performance.now()];
    const move = (now) => {
      const part = STILL.matches ? 1 : Math.min(1, Math.max(0, now - began) / 180);
      const eased = 1 - (1 - part) ** 3;
      this.seen = goal.map((value, i) => from[i] + (value - from[i]) * eased);
      this.svg.setAttribute("viewBox", this.seen.join(" "));
      this.drawBadges();
      if (part < 1) this.frame = requestAnimationFrame(move);
    };
    move(began);
  }
}

function shape(kind, attributes) {
  const made = document.createElementNS("http://www.w3.org/2000/svg", kind);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  return made;
}

for (const root of document.querySelectorAll(".where")) start(root);
