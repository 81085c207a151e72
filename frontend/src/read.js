// Files can be dropped; what was chosen is listed before it is sent.
for (const form of document.querySelectorAll("form[data-drop]")) {
  const field = form.querySelector('input[type="file"]');
  const names = form.querySelector(".file-names");
  const show = () => {
    names.replaceChildren(...[...field.files].map((file) => {
      const line = document.createElement("li");
      line.textContent = `${file.name} (${Math.max(1, Math.round(file.size / 1000)).toLocaleString()} kB)`;
      return line;
    }));
  };
  field.addEventListener("change", show);
  for (const kind of ["dragenter", "dragover"]) {
    form.addEventListener(kind, (event) => { event.preventDefault(); form.classList.add("over"); });
  }
  for (const kind of ["dragleave", "drop"]) form.addEventListener(kind, () => form.classList.remove("over"));
  form.addEventListener("drop", (event) => {
    event.preventDefault();
    if (!event.dataTransfer.files.length) return;
    field.files = event.dataTransfer.files;
    show();
  });
}
// A form that was sent says so, and is not sent twice.
document.addEventListener("submit", (event) => {
  const button = event.target.querySelector("button.main");
  if (event.target.method === "post" && button) setTimeout(() => { button.disabled = true; button.textContent = "Sending …"; });
});
window.addEventListener("pageshow", () => {
  for (const button of document.querySelectorAll("button[disabled]")) button.disabled = false;
});
