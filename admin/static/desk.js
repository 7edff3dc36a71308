// Makes the desk quicker to use; every page works without it.

for (const form of document.querySelectorAll("form[data-confirm]")) {
  form.addEventListener("submit", (event) => {
    if (!window.confirm(form.dataset.confirm)) event.preventDefault();
  });
}

document.querySelector("[data-focus]")?.focus();

// The menu is always open where there is room for it.
const wide = window.matchMedia("(min-width: 60rem)");
const unfold = () => document.querySelector("[data-unfold]")?.toggleAttribute("open", wide.matches);
wide.addEventListener("change", unfold);
unfold();

// Nobody loses a text by a slip of the mouse.
let unsaved = false;
for (const form of document.querySelectorAll("form[data-unsaved]")) {
  if (form.dataset.unsaved === "typed") unsaved = true;
  form.addEventListener("input", () => (unsaved = true));
  form.addEventListener("submit", () => (unsaved = false));
}
window.addEventListener("beforeunload", (event) => {
  if (unsaved) event.preventDefault();
});
