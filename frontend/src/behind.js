// Numbers open the events behind them in a panel of the page; without script they are links to the table of events.
window.deskBehind = (address) => {
  const place = document.getElementById("behind");
  if (!place || !window.htmx) {
    window.location.href = address.replace("/behind", "/events");
    return;
  }
  window.htmx.ajax("GET", address, { target: "#behind", swap: "innerHTML" }).then(() => {
    const heading = place.querySelector("h2");
    heading?.focus({ preventScroll: true });
    place.scrollIntoView({ block: "nearest" });
  });
};
document.addEventListener("click", (event) => {
  const link = event.target.closest?.("a[data-behind]");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0) return;
  if (!document.getElementById("behind")) return;
  event.preventDefault();
  window.deskBehind(link.getAttribute("href").replace("/events", "/behind"));
});
