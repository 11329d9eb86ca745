// Sends an upload with its progress and a way to cancel it. Without this script the form sends itself.

const form = document.querySelector("[data-upload]");
const part = (name) => form.querySelector(`[data-${name}]`);
const bar = form.querySelector("progress");
let request = null;

function tell(problem) {
  part("problem").textContent = problem;
  part("problem").hidden = !problem;
}

function show(sending) {
  part("progress").hidden = !sending;
  part("go").hidden = sending;
  form.elements.files.disabled = sending;
}

function fail(problem) {
  request = null;
  show(false);
  tell(problem);
}

function messageOf(answered) {
  try {
    return JSON.parse(answered.responseText).message;
  } catch {
    return answered.status === 413 ? form.dataset.large : form.dataset.lost;
  }
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  const files = [...form.elements.files.files];
  if (request || !files.length) return;
  if (files.reduce((sum, file) => sum + file.size, 0) > Number(form.dataset.most)) return tell(form.dataset.large);
  const body = new FormData(form);
  tell("");
  show(true);
  bar.value = 0;
  request = new XMLHttpRequest();
  request.open("POST", form.action);
  request.setRequestHeader("Accept", "application/json");
  request.upload.addEventListener("progress", ({ loaded, total }) => {
    bar.value = total ? (100 * loaded) / total : 0;
    part("far").textContent = loaded < total ? `${Math.floor(bar.value)} %` : form.dataset.sent;
  });
  request.addEventListener("load", () => {
    if (request.status === 200) location.assign(JSON.parse(request.responseText).next);
    else fail(messageOf(request));
  });
  request.addEventListener("error", () => fail(form.dataset.lost));
  request.addEventListener("abort", () => fail(form.dataset.cut));
  request.send(body);
});

part("cancel").addEventListener("click", () => request?.abort());
addEventListener("pageshow", ({ persisted }) => persisted && fail(""));
