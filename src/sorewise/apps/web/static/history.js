// The slider of the body map: every week came with the page, so that nothing is fetched. Without this script links do it.

const box = document.querySelector("[data-frames]");
const slide = box?.querySelector(".slide");

if (slide) {
  const frames = JSON.parse(box.dataset.frames);
  const slider = slide.querySelector("input");
  const views = [...box.querySelectorAll(".body")];
  const names = Object.keys(frames[0].levels);

  const show = (frame) => {
    views.forEach((view, at) => {
      const levels = frame.levels[names[at]];
      view.querySelector("desc").textContent = frame.descs[names[at]];
      view.querySelectorAll(".r").forEach((shape, n) => {
        if (levels[n] === "0") delete shape.dataset.p;
        else shape.dataset.p = levels[n];
      });
    });
    box.querySelector("[data-window]").textContent = frame.window;
    box.querySelector("[data-said]").replaceChildren(
      ...frame.said.map((sentence) => Object.assign(document.createElement("li"), { textContent: sentence })),
    );
    slide.querySelector("output").textContent = frame.last;
    slider.setAttribute("aria-valuetext", frame.last);
  };

  slider.max = frames.length - 1;
  slider.value = box.dataset.at;
  slider.addEventListener("input", () => show(frames[Number(slider.value)]));
  slide.hidden = false;
  box.querySelector(".weeks").hidden = true;
}
