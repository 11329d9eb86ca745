// Passkeys: asks the browser to make one, or to answer with one, and sends what it says. Without them the forms stay away.

const bytes = (text) => Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (c) => c.charCodeAt(0));
const text = (buffer) =>
  btoa(String.fromCharCode(...new Uint8Array(buffer))).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");

const known = (list) => (list ?? []).map((one) => ({ ...one, id: bytes(one.id) }));

async function made(options) {
  const { response, ...credential } = await navigator.credentials.create({
    publicKey: {
      ...options,
      challenge: bytes(options.challenge),
      user: { ...options.user, id: bytes(options.user.id) },
      excludeCredentials: known(options.excludeCredentials),
    },
  }).then(plain);
  return { ...credential, response: {
    clientDataJSON: text(response.clientDataJSON),
    attestationObject: text(response.attestationObject),
    transports: response.getTransports?.() ?? [],
  } };
}

async function answered(options) {
  const { response, ...credential } = await navigator.credentials.get({
    publicKey: { ...options, challenge: bytes(options.challenge), allowCredentials: known(options.allowCredentials) },
  }).then(plain);
  return { ...credential, response: {
    clientDataJSON: text(response.clientDataJSON),
    authenticatorData: text(response.authenticatorData),
    signature: text(response.signature),
    userHandle: response.userHandle ? text(response.userHandle) : null,
  } };
}

const plain = (found) => ({ id: found.id, rawId: text(found.rawId), type: found.type, response: found.response });

const WAYS = {
  register: ["/settings/access/passkeys/new", made],
  "log-in": ["/login/passkey/question", answered],
};

async function sent(address, fields = {}) {
  const reply = await fetch(address, { method: "POST", body: new URLSearchParams(fields) });
  const found = await reply.json();
  if (!reply.ok) throw new Error(found.message);
  return found;
}

async function submitted(form) {
  const [where, ask] = WAYS[form.dataset.passkey];
  const { ticket, options } = await sent(where);
  const credential = JSON.stringify(await ask(options));
  const fields = Object.fromEntries(new FormData(form));
  location.assign((await sent(form.getAttribute("action"), { ...fields, ticket, credential })).next);
}

if (window.PublicKeyCredential) {
  for (const form of document.querySelectorAll("[data-passkey]")) {
    const problem = form.querySelector("[role=alert]");
    form.hidden = false;
    form.addEventListener("submit", async (event) => {
      event.preventDefault();
      problem.hidden = true;
      try {
        await submitted(form);
      } catch (error) {
        // the browser's own window was closed: nothing to say
        if (error.name === "NotAllowedError") return;
        problem.textContent = error.message;
        problem.hidden = false;
      }
    });
  }
}
