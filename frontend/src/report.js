// One report: pointing at or tabbing to a card lights its words, and the other way round; the legend switches marks.
const text = document.getElementById("report-text");
const cards = new Map([...document.querySelectorAll("[data-fact]")].map((card) => [card.dataset.fact, card]));
const runs = new Map();
for (const run of text.querySelectorAll("[data-facts], [data-evidence]")) {
  for (const kind of ["facts", "evidence"]) {
    for (const fact of (run.dataset[kind] ?? "").split(" ").filter(Boolean)) {
      if (!runs.has(fact)) runs.set(fact, { facts: [], evidence: [] });
      runs.get(fact)[kind].push(run);
    }
  }
}

function light(facts, on) {
  for (const fact of facts) {
    cards.get(fact)?.classList.toggle("lit", on);
    for (const run of runs.get(fact)?.facts ?? []) run.classList.toggle("lit", on);
    for (const run of runs.get(fact)?.evidence ?? []) run.classList.toggle("lit-evidence", on);
  }
}
function clear() {
  for (const part of document.querySelectorAll(".lit, .lit-evidence")) part.classList.remove("lit", "lit-evidence");
}

function isInView(element) {
  const box = element.getBoundingClientRect();
  return box.top >= 0 && box.bottom <= window.innerHeight;
}
const still = window.matchMedia("(prefers-reduced-motion: reduce)").matches;
function bring(element) {
  // Side by side, the other column is brought to where one looks; one below the other, that would carry one away.
  if (element && window.matchMedia("(min-width: 64rem)").matches && !isInView(element)) {
    element.scrollIntoView({ block: "center", behavior: still ? "auto" : "smooth" });
  }
}

for (const [fact, card] of cards) {
  const on = () => { clear(); light([fact], true); };
  card.addEventListener("mouseenter", on);
  card.addEventListener("mouseleave", clear);
  card.addEventListener("focusin", () => { on(); bring(runs.get(fact)?.facts[0]); });
  card.addEventListener("focusout", clear);
}
text.addEventListener("mouseover", (event) => {
  const run = event.target.closest("[data-facts]");
  clear();
  if (run) light(run.dataset.facts.split(" "), true);
});
text.addEventListener("mouseleave", clear);
text.addEventListener("focusin", (event) => {
  const run = event.target.closest("[data-facts]");
  if (!run) return;
  clear();
  light(run.dataset.facts.split(" "), true);
});
text.addEventListener("focusout", clear);
text.addEventListener("click", (event) => {
  if (event.target.closest("a")) return;
  const run = event.target.closest("[data-facts]");
  const card = run && cards.get(run.dataset.facts.split(" ")[0]);
  if (card) { card.focus({ preventScroll: true }); bring(card); }
});
// A step from the text lands on the card, so that the keyboard goes on there; Escape leads back.
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  const card = document.activeElement?.closest?.("[data-fact]");
  const link = card && text.querySelector(`a[href="#${CSS.escape(card.id)}"]`);
  if (link) link.focus();
});

const legend = document.querySelector("[data-legend]");
legend?.addEventListener("change", (event) => {
  text.classList.toggle(`no-${event.target.name}`, !event.target.checked);
});
