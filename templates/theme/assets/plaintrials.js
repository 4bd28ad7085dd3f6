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
