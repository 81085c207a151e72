// The page of the REST API: its forms are sent as a program would send them, and the answer is shown beneath.
const MOST = 60_000; // characters of an answer that are shown
const csrf = document.querySelector('meta[name="csrf"]')?.content ?? "";

// The address that a form asks, and what it sends.
function asked(form) {
  let path = form.getAttribute("action");
  const query = new URLSearchParams();
  for (const field of form.querySelectorAll("input[name]")) {
    const value = field.value.trim();
    if (field.dataset.path !== undefined) path = path.replace(`{${field.name}}`, encodeURIComponent(value));
    else if (value) query.set(field.name, value);
  }
  return { address: query.size ? `${path}?${query}` : path, body: form.querySelector("[data-body]")?.value };
}

function element(name, words, attributes = {}) {
  const made = document.createElement(name);
  made.textContent = words;
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  return made;
}

async function send(form) {
  const { address, body } = asked(form);
  const method = form.getAttribute("method").toUpperCase();
  const place = form.querySelector("[data-answer]");
  place.hidden = false;
  place.setAttribute("aria-busy", "true");
  const parts = [];
  try {
    const started = performance.now();
    const headers = { Accept: "application/json", "X-CSRF-Token": csrf };
    if (body !== undefined) headers["Content-Type"] = "application/json";
    const answer = await fetch(address, { method, headers, body });
    let text = await answer.text();
    const line = `${method} ${address}: ${answer.status}, ${Math.round(performance.now() - started)} ms`;
    try { text = JSON.stringify(JSON.parse(text), null, 2); } catch { /* shown as it came */ }
    parts.push(element("p", line));
    parts.push(element("pre", text.slice(0, MOST) || "(empty)", { class: "code", tabindex: "0", role: "region", "aria-label": "Answer" }));
    if (text.length > MOST) parts.push(element("p", `The first ${MOST.toLocaleString("en")} of ${text.length.toLocaleString("en")} characters.`));
    window.deskSay?.(line);
  } catch {
    parts.push(element("p", "The desk does not answer. Is it still running?"));
  }
  place.replaceChildren(...parts);
  place.removeAttribute("aria-busy");
}

document.addEventListener("submit", (event) => {
  const form = event.target.closest("form[data-api]");
  if (!form) return;
  event.preventDefault();
  send(form);
});

// A link to a shape or an operation opens it.
function open() {
  const target = document.getElementById(decodeURIComponent(window.location.hash.slice(1)));
  if (target?.tagName !== "DETAILS") return;
  target.open = true;
  target.scrollIntoView({ block: "nearest" });
}
window.addEventListener("hashchange", open);
open();
