// Material opens its menu with a label, which only a mouse or a finger can press. Where scripts run, a
// real button takes its place, and a closed menu does not take the focus.
(() => {
  "use strict";

  const label = document.querySelector(".pt-menu");
  const drawer = document.getElementById("__drawer");
  const menu = document.querySelector(".md-sidebar--primary");
  if (!label || !drawer || !menu) return;

  const button = document.createElement("button");
  button.type = "button";
  button.className = label.className;
  button.setAttribute("aria-label", label.title);
  button.append(...label.childNodes);
  label.replaceWith(button);

  const narrow = matchMedia("(max-width: 76.234375em)");

  function sync() {
    button.setAttribute("aria-expanded", String(drawer.checked));
    menu.inert = narrow.matches && !drawer.checked;
  }

  function set(open) {
    drawer.checked = open;
    drawer.dispatchEvent(new Event("change", { bubbles: true }));
    (open ? menu.querySelector(".md-nav__link[href]") : button)?.focus();
  }

  button.addEventListener("click", () => set(!drawer.checked));
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && drawer.checked) set(false);
  });
  drawer.addEventListener("change", sync);
  narrow.addEventListener("change", sync);
  sync();
})();

// A hard word opens its meaning. The word is no button element, since such a one does not break across
// lines. Without this, or without popovers, the style shows a meaning while its word has the focus.
(() => {
  "use strict";

  if (!("popover" in HTMLElement.prototype)) return;
  document.documentElement.dataset.meanings = "";

  const wordAt = (event) => event.target.closest?.(".pt-term");
  let closing = null; // a press outside a meaning closes it before the click on its word arrives

  document.addEventListener("pointerdown", (event) => {
    const word = wordAt(event);
    closing = word?.nextElementSibling.matches(":popover-open") ? word : null;
  }, true);
  document.addEventListener("click", (event) => {
    const word = wordAt(event);
    if (word && closing === word) word.nextElementSibling.togglePopover(false);
    else if (word && getSelection().isCollapsed) word.nextElementSibling.togglePopover();
    closing = null;
  });
  document.addEventListener("keydown", (event) => {
    const word = wordAt(event);
    if (!word || (event.key !== "Enter" && event.key !== " ")) return;
    event.preventDefault();
    if (!event.repeat) word.nextElementSibling.togglePopover();
  });
  document.addEventListener("toggle", (event) => {
    const word = event.target.previousElementSibling;
    if (word?.matches(".pt-term")) word.setAttribute("aria-expanded", String(event.newState === "open"));
  }, true);
  for (const word of document.querySelectorAll(".pt-term")) word.setAttribute("aria-expanded", "false");
})();
