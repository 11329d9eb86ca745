// A session that follows a finger or the mouse, and the day that it is over.

const EDGE = 90; // px from the screen's edge where the page begins to scroll
const PACE = 12; // px a frame
const STILL = 6; // px that are a touch and no drag

/** Let a handle drag its session over the rows; `on` says which row it is over, and where it was put down. */
export function dragged(grip, rows, on) {
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
    on.held();
    requestAnimationFrame(scroll);
  }

  function follow() {
    item.style.transform = `translateY(${at + scrollY - start}px)`;
    over = rows.find((row) => {
      const box = row.getBoundingClientRect();
      return at >= box.top && at < box.bottom;
    });
    on.target(over);
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
    if (was) on.drop(grip, from, to);
  }
}
