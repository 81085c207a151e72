// On every page: htmx (parts of a page are fetched and put in place), the choice of light or dark, and small comforts.
// All of it is comfort: without it the pages are links and forms that work.
import htmx from "htmx.org";

// The strict Content-Security-Policy allows neither inline style nor code made from strings.
htmx.config.includeIndicatorStyles = false;
htmx.config.allowEval = false;
htmx.config.allowScriptTags = false;
htmx.config.selfRequestsOnly = true;
htmx.config.historyCacheSize = 0;
htmx.config.scrollBehavior = "auto";
window.htmx = htmx;

const root = document.documentElement;
root.classList.add("has-script");

document.addEventListener("htmx:configRequest", (event) => {
  const token = document.querySelector('meta[name="csrf"]');
  if (token) event.detail.headers["X-CSRF-Token"] = token.content;
});
document.addEventListener("htmx:beforeRequest", (event) => event.detail.target?.setAttribute?.("aria-busy", "true"));
document.addEventListener("htmx:afterRequest", (event) => event.detail.target?.removeAttribute?.("aria-busy"));
// A page that says what went wrong is worth showing, too.
document.addEventListener("htmx:beforeSwap", (event) => {
  const { status } = event.detail.xhr;
  if (status === 401) window.location.reload();
  else if (status >= 400) event.detail.shouldSwap = event.detail.isError = true;
});
document.addEventListener("htmx:sendError", () => say("The desk does not answer. Is it still running?"));

// Said to those who cannot see that something changed.
export function say(words) {
  const place = document.getElementById("said");
  if (place) place.textContent = words;
}
window.deskSay = say;

// Light, dark, or as the machine is set; kept in a cookie so that the server draws the page right at once.
document.addEventListener("click", (event) => {
  const button = event.target.closest?.("[data-theme-choice]");
  if (!button) return;
  event.preventDefault();
  const dark = root.dataset.theme
    ? root.dataset.theme === "dark"
    : window.matchMedia("(prefers-color-scheme: dark)").matches;
  root.dataset.theme = dark ? "light" : "dark";
  document.cookie = `dragoman-theme=${root.dataset.theme}; path=/; max-age=31536000; samesite=lax`;
  document.dispatchEvent(new CustomEvent("desk:theme", { detail: root.dataset.theme }));
});

// Forms that are sent when one of their fields changes; without script they have a button.
document.addEventListener("change", (event) => {
  const form = event.target.closest?.("form[data-send-on-change]");
  if (form) form.requestSubmit();
});

// Empty fields do not belong into an address that one may cite.
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.method !== "get") return;
  for (const field of form.elements) {
    if (field.name && !field.value && !field.disabled) {
      field.disabled = true;
      setTimeout(() => (field.disabled = false));
    }
  }
}, true);
document.addEventListener("htmx:configRequest", (event) => {
  if (event.detail.verb !== "get") return;
  const given = event.detail.parameters;
  for (const name of Object.keys(given)) if (given[name] === "") delete given[name];
});

// Several boxes of one name become one value with commas, as in the addresses that people write.
document.addEventListener("submit", (event) => {
  const name = event.target.dataset?.join;
  if (!name) return;
  const boxes = [...event.target.querySelectorAll(`input[type="checkbox"][name="${name}"]`)];
  const chosen = boxes.filter((box) => box.checked).map((box) => box.value);
  const one = document.createElement("input");
  one.type = "hidden";
  one.name = name;
  one.value = chosen.join(",");
  for (const box of boxes) box.disabled = true;
  event.target.append(one);
  setTimeout(() => {
    for (const box of boxes) box.disabled = false;
    one.remove();
  });
}, true);

// Menus that drop down close again when one goes elsewhere or presses Escape.
document.addEventListener("click", (event) => {
  for (const menu of document.querySelectorAll("details.drop[open], details.menu[open]")) if (!menu.contains(event.target)) menu.open = false;
});
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  for (const menu of document.querySelectorAll("details.drop[open], details.menu[open]")) {
    menu.open = false;
    menu.querySelector("summary").focus();
  }
});

// "/" goes to the field for words, as in many places.
document.addEventListener("keydown", (event) => {
  if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey) return;
  if (/^(INPUT|TEXTAREA|SELECT)$/.test(document.activeElement?.tagName ?? "") || document.activeElement?.isContentEditable) return;
  const field = document.querySelector("[data-words-field]");
  if (field) {
    event.preventDefault();
    field.closest("details")?.setAttribute("open", "");
    field.focus();
  }
});

// Where there is little room, long boxes begin closed.
function fold(place) {
  for (const [name, width] of [["data-open-when-wide", "72.01rem"], ["data-open-unless-narrow", "40.01rem"]]) {
    if (window.matchMedia(`(min-width: ${width})`).matches) continue;
    for (const box of place.querySelectorAll(`details[${name}]`)) box.open = false;
  }
}
fold(document);
document.addEventListener("htmx:afterSwap", (event) => fold(event.detail.target));

// Copy what a button names.
document.addEventListener("click", async (event) => {
  const button = event.target.closest?.("[data-copy]");
  if (!button) return;
  const words = button.dataset.copy || window.location.href;
  try {
    await navigator.clipboard.writeText(words);
    say("Copied.");
    button.dataset.done = "";
    setTimeout(() => delete button.dataset.done, 1500);
  } catch {
    say("This browser does not allow copying.");
  }
});

document.addEventListener("click", (event) => {
  if (event.target.closest?.("[data-print]")) window.print();
});
