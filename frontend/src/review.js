// Review by keyboard, and adding a missed event by selecting its words in the text.
const text = document.getElementById("review-text");
const KEYS = { a: "accept", r: "reject", u: "undo", n: "next", j: "next", p: "previous", k: "previous", e: "edit", c: "edit", "+": "add", m: "merge", s: "split" };

document.addEventListener("keydown", (event) => {
  const typing = /^(INPUT|TEXTAREA|SELECT)$/.test(document.activeElement?.tagName ?? "") && document.activeElement.type !== "checkbox";
  if (event.key === "Escape" && typing) { document.activeElement.blur(); return; }
  if (typing || event.ctrlKey || event.metaKey || event.altKey) return;
  const wanted = KEYS[event.key.toLowerCase()];
  const target = wanted && document.querySelector(`[data-key="${wanted}"]`);
  if (!target) return;
  event.preventDefault();
  if (target.tagName === "DETAILS") {
    target.open = true;
    target.querySelector("input:not([type=hidden]), select, textarea")?.focus();
  } else target.click();
});

// Offsets are counted in code points, as everywhere in the record.
const points = (words) => Array.from(words).length;

function offsetOf(node, at) {
  const block = (node.nodeType === 1 ? node : node.parentElement)?.closest?.("[data-start]");
  if (!block) return null;
  const range = document.createRange();
  range.setStart(block, 0);
  range.setEnd(node, at);
  return Number(block.dataset.start) + points(range.toString());
}

function take() {
  const chosen = window.getSelection();
  if (!chosen || chosen.isCollapsed || !chosen.rangeCount || !text?.contains(chosen.anchorNode)) return;
  const range = chosen.getRangeAt(0);
  let start = offsetOf(range.startContainer, range.startOffset);
  let end = offsetOf(range.endContainer, range.endOffset);
  const words = range.toString();
  if (start === null || end === null || end <= start || !words.trim()) return;
  start += points(words) - points(words.trimStart());
  end -= points(words) - points(words.trimEnd());
  document.querySelector("#add-start").value = String(start);
  document.querySelector("#add-end").value = String(end);
  document.querySelector("#add-words").value = words.trim();
  window.deskSay?.(`Selected: ${words.trim()}. Press + to add an event on these words.`);
}
document.addEventListener("mouseup", take);
document.addEventListener("keyup", (event) => { if (event.shiftKey || event.key === "Shift") take(); });
document.querySelector("#add-words")?.addEventListener("input", () => {
  document.querySelector("#add-start").value = "";
  document.querySelector("#add-end").value = "";
});

// The text begins where the event stands.
const trigger = text?.querySelector("mark.trigger");
if (trigger) text.scrollTop = trigger.offsetTop - text.offsetTop - text.clientHeight / 3;
