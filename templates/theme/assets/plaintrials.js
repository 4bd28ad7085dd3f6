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
  const heads = [...menu.querySelectorAll("label.md-nav__link[for]:not([for=__toc])")].map(foldable);

  // A head of the menu folds its list on wide screens: a button there, and a plain head elsewhere.
  function foldable(head) {
    const toggle = head.control;
    const fold = document.createElement("button");
    fold.type = "button";
    fold.className = head.className;
    fold.id = head.id;
    fold.append(...[...head.childNodes].map((node) => node.cloneNode(true)));
    fold.addEventListener("click", () => {
      toggle.checked = !toggle.checked;
      sync();
    });
    head.removeAttribute("tabindex");
    return { head, fold, toggle };
  }

  function sync() {
    button.setAttribute("aria-expanded", String(drawer.checked));
    menu.inert = narrow.matches && !drawer.checked;
    for (const { head, fold, toggle } of heads) {
      fold.setAttribute("aria-expanded", String(toggle.checked));
      if (narrow.matches) fold.replaceWith(head);
      else head.replaceWith(fold);
    }
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
  // The open menu lies over the page: who leaves it by keyboard sees the page again.
  menu.addEventListener("focusout", ({ relatedTarget }) => {
    if (!narrow.matches || !drawer.checked || !relatedTarget || menu.contains(relatedTarget)) return;
    drawer.checked = false;
    drawer.dispatchEvent(new Event("change", { bubbles: true }));
  });
  drawer.addEventListener("change", sync);
  narrow.addEventListener("change", sync);
  sync();
})();

// Light and dark: Material has a radio button for each, named after what it is not, and not in view. A
// button says what it does, and its sign gets the outline.
(() => {
  "use strict";

  for (const input of document.querySelectorAll("[data-md-component=palette] input")) {
    const label = input.nextElementSibling;
    if (!label) continue;
    const button = document.createElement("button");
    button.type = "button";
    button.className = label.className;
    button.title = label.title;
    button.hidden = label.hidden;
    button.setAttribute("aria-label", label.title);
    button.append(...label.childNodes);
    for (const sign of button.children) sign.setAttribute("aria-hidden", "true");
    const other = document.getElementById(label.htmlFor);
    button.addEventListener("click", () => {
      other.click();
      other.nextElementSibling.focus();
    });
    // Material would take an Enter for one more change.
    button.addEventListener("keydown", (event) => event.stopPropagation());
    label.replaceWith(button);
    input.hidden = true;
  }
})();

// A table that people wrote in Markdown becomes a list on a phone, as our own do: each cell gets the name
// of its column. Of tables in a frame that scrolls, only those that sort do.
(() => {
  "use strict";

  for (const table of document.querySelectorAll("article table:not([class])")) {
    const names = [...(table.tHead?.rows[0]?.cells ?? [])].map((cell) => cell.textContent.trim());
    if (!names.length || table.closest(".pt-scroll:not(.pt-sortable)")) continue;
    for (const row of table.tBodies[0]?.rows ?? []) {
      for (const [column, cell] of [...row.cells].entries()) cell.dataset.label = column ? names[column] : "";
    }
    table.dataset.listed = "";
  }
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
