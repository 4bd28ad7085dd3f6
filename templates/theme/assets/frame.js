// On pages of trials, what Material's own script (35 KB compressed) would do for the frame of a page:
// the switch of colors, folds that open for a link into them and for paper, and the columns at the side.
// It also loads the scripts for searching, for distances and for the reader's list, once they are needed.
(() => {
  "use strict";

  const site = new URL("../", document.currentScript.src);

  document.documentElement.dataset.ptFrame = "";
  document.documentElement.classList.replace("no-js", "js");

  const choices = [...document.querySelectorAll('[data-md-component="palette"] input')];
  const names = ["media", "scheme", "primary", "accent"];

  function show(chosen) {
    const color = Object.fromEntries(names.map((name) => [name, chosen.getAttribute(`data-md-color-${name}`)]));
    for (const name of names) document.body.setAttribute(`data-md-color-${name}`, color[name]);
    for (const choice of choices) {
      const sign = choice.nextElementSibling; // a label, or the button that plaintrials.js makes of it
      if (sign?.matches("label, button")) sign.hidden = choice !== chosen;
    }
    return color;
  }

  if (choices.length) {
    const kept = choices[__md_get("__palette")?.index];
    const fitting = choices.find((choice) => matchMedia(choice.dataset.mdColorMedia).matches);
    const first = kept ?? fitting ?? choices[0];
    first.checked = true;
    show(first);
    for (const choice of choices) {
      choice.addEventListener("change", () => __md_set("__palette", { index: choices.indexOf(choice), color: show(choice) }));
    }
  }

  function open() {
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (!target) return;
    let folded = false;
    for (let fold = target.closest("details"); fold; fold = fold.parentElement.closest("details")) {
      folded ||= !fold.open;
      fold.open = true;
    }
    if (folded) target.scrollIntoView();
  }

  let opened = [];
  addEventListener("beforeprint", () => {
    opened = [...document.querySelectorAll("details:not([open])")];
    for (const fold of opened) fold.open = true;
  });
  addEventListener("afterprint", () => {
    for (const fold of opened) fold.open = false;
  });

  addEventListener("hashchange", open);
  open();

  // ---- scripts that a first look does not need ----

  const scripts = new Map();

  // A script that did not come is asked for again at the next need.
  function load(name) {
    if (!scripts.has(name)) {
      scripts.set(name, new Promise((done, failed) => {
        const script = document.createElement("script");
        script.src = new URL(`assets/${name}.js`, site);
        script.onload = done;
        script.onerror = () => { scripts.delete(name); failed(new Error(name)); };
        document.head.append(script);
      }));
    }
    return scripts.get(name);
  }

  function stored(name) {
    try {
      return localStorage.getItem(name);
    } catch {
      return null; // closed to us
    }
  }

  // The search: once the reader is at its field. What was typed meanwhile is searched for then.
  const search = document.querySelector("[data-pt-search=panel]");
  const form = search?.querySelector("form");
  const field = form?.querySelector("input");
  let searches = false;

  async function startSearch() {
    const panel = search.querySelector(".pt-panel");
    const count = search.querySelector(".pt-panel__count");
    let said = "";
    try {
      await load("search");
    } catch {
      said = document.getElementById("pt-search-words").dataset.broken;
    }
    if (searches) return;
    searches = !said;
    count.textContent = said;
    panel.classList.toggle("pt-panel--open", !searches);
    if (!searches) return;
    field.dispatchEvent(new Event("focus"));
    if (field.value) field.dispatchEvent(new Event("input"));
  }

  search?.addEventListener("focusin", () => searches || startSearch());
  search?.addEventListener("input", () => searches || startSearch());
  form?.addEventListener("submit", (event) => {
    if (searches) return;
    event.preventDefault(); // the words stand behind the "#", which is never sent to a server
    location.assign(`${form.getAttribute("action")}#q=${encodeURIComponent(field.value.trim())}`);
  });
  if (search?.contains(document.activeElement)) startSearch();

  // Distances: once the reader opens their part, or has picked a city before.
  const near = document.querySelector("details.pt-near");

  async function startNear() {
    near.querySelector(":scope > p[role=status]")?.remove();
    try {
      await load("near");
    } catch {
      const status = document.createElement("p");
      status.setAttribute("role", "status");
      status.textContent = document.getElementById("pt-near-words").dataset.broken;
      near.append(status);
    }
  }

  near?.addEventListener("toggle", () => near.open && !scripts.has("near") && startNear());
  if (near && (near.open || stored("plaintrials.city"))) startNear();

  // The reader's list: where there is one, or once a reader comes to a button, so that a press just before
  // the page is left is kept. A button's name says of which trial it is.
  const LIST = `plaintrials.list.${site.pathname}`;
  const said = document.getElementById("pt-list-words");
  let pressed = false;

  for (const button of document.querySelectorAll(".pt-keep[data-trial]")) {
    const title = button.closest("li")?.querySelector("a") ?? document.querySelector("h1");
    button.setAttribute("aria-label", `${button.textContent.trim()}: ${title.innerText.trim()}`);
  }

  const keepAt = (event) => event.target.closest?.(".pt-keep[data-trial]");

  function comeNear(event) {
    if (keepAt(event)) load("mylist").catch(() => {});
  }

  async function press(event) {
    const button = keepAt(event);
    if (!button || window.plaintrialsList || pressed) return;
    pressed = true;
    try {
      await load("mylist");
      button.click();
    } catch {
      said.textContent = said.dataset.broken;
      said.classList.add("pt-list-said--shown");
    }
    pressed = false;
  }

  document.documentElement.dataset.list = "";
  for (const type of ["pointerover", "focusin", "touchstart"]) document.addEventListener(type, comeNear, { passive: true });
  document.addEventListener("click", press);
  addEventListener("storage", ({ key }) => key === LIST && load("mylist").catch(() => {}));
  if (stored(LIST)) load("mylist").catch(() => {});
})();
