// The reader's own list of trials. It stays in this browser: what is kept of a trial is what its page
// says, so that the trials can be compared without asking anyone. Every word comes from the page
// (partials/list-words.html, sections/title.md.jinja), and texts are only ever put in as text.
(() => {
  "use strict";

  const site = new URL("../", document.currentScript.src);
  const STORE = `plaintrials.list.${site.pathname}`;
  const MOST = 20;
  const said = document.getElementById("pt-list-words");
  const clean = (text) => (text ?? "").replace(/\s+/g, " ").trim();
  const fill = (pattern, values) => pattern.replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);
  let kept = true; // false where the browser keeps nothing: then the list lasts as long as the page
  let trials = [];

  // ---- the store ----

  const isText = (value) => typeof value === "string";
  const isFact = (fact) => isText(fact?.label) && Array.isArray(fact.values) && fact.values.every(isText);
  const isPlace = (place) => Array.isArray(place?.at) && place.at.every(Number.isFinite) && isText(place.name);

  // What somebody else has written there is left out, never shown half.
  function isTrial(trial) {
    return /^[\w-]+$/.test(trial?.id ?? "") && isText(trial.title) && isText(trial.status)
      && Array.isArray(trial.facts) && trial.facts.every(isFact)
      && Array.isArray(trial.places) && trial.places.every(isPlace);
  }

  function read() {
    try {
      const found = JSON.parse(localStorage.getItem(STORE) ?? "[]");
      return Array.isArray(found) ? found.filter(isTrial).slice(0, MOST) : [];
    } catch {
      return []; // closed to us, or not written by us
    }
  }

  function write() {
    try {
      if (trials.length) localStorage.setItem(STORE, JSON.stringify(trials));
      else localStorage.removeItem(STORE);
      kept = true;
    } catch {
      kept = false;
    }
    show();
  }

  // ---- what a trial's page says ----

  function text(element) {
    const copy = element?.cloneNode(true);
    copy?.querySelectorAll(".pt-meaning, .headerlink, [hidden]").forEach((part) => part.remove());
    return clean(copy?.textContent);
  }

  function placesOf(page) {
    const places = [...page.querySelectorAll(".pt-places [data-at]")].map((place) => ({
      at: place.dataset.at.split(",").map(Number),
      name: clean(namesOf(place)),
    }));
    return [...new Map(places.map((place) => [place.at.join() + place.name, place])).values()];
  }

  // The name, address and status of a place, without whom to ask there.
  function namesOf(place) {
    const copy = place.cloneNode(true);
    copy.querySelectorAll("details, .pt-far").forEach((part) => part.remove());
    copy.querySelectorAll("br").forEach((line) => line.replaceWith(", "));
    copy.querySelectorAll("span").forEach((chip) => chip.prepend("– "));
    return copy.textContent;
  }

  function trialOn(page, id) {
    const title = text(page.querySelector("h1"));
    const facts = [...page.querySelectorAll(".pt-glance > div")].map((row) => ({
      label: text(row.querySelector("dt")),
      values: [...row.querySelectorAll("dd")].map(text),
    }));
    const status = text(page.querySelector('.pt-status__label'));
    if (!title || !facts.length) return null;
    const now = new Date();
    const day = [now.getFullYear(), now.getMonth() + 1, now.getDate()].join("-");
    return { id, title, status, facts, places: placesOf(page), day };
  }

  function pageOf(id) {
    return new URL(`trials/${id}/${location.protocol === "file:" ? "index.html" : ""}`, site).href;
  }

  // Reads a trial's page. Throws if the page cannot be had; a page that is gone gives null.
  async function fetchTrial(id) {
    const response = await fetch(pageOf(id));
    if (response.status === 404) return null;
    if (!response.ok) throw new Error(`the page of ${id} did not come`);
    return trialOn(new DOMParser().parseFromString(await response.text(), "text/html"), id);
  }

  // ---- the list ----

  const has = (id) => trials.some((trial) => trial.id === id);

  function update(trial) {
    const at = trials.findIndex((one) => one.id === trial.id);
    if (at < 0) return;
    const now = { ...trial, compared: trials[at].compared };
    if (JSON.stringify(now) === JSON.stringify(trials[at])) return;
    trials[at] = now;
    write();
  }

  function remove(id) {
    trials = trials.filter((trial) => trial.id !== id);
    write();
  }

  // From a list of trials only the name and the status are at hand; the rest comes from the page.
  function inRow(button) {
    const row = button.closest("li");
    const status = text(row?.querySelector(".pt-chip"))
      .replace(text(row?.querySelector(".pt-chip [aria-hidden]")), "").trim();
    const title = text(row?.querySelector("a"));
    return { id: button.dataset.trial, title, status, facts: [], places: [] };
  }

  async function add(button) {
    const id = button.dataset.trial;
    const here = button.closest(".pt-keep-line") && trialOn(document, id);
    const trial = here || inRow(button);
    const chosen = trials.filter((one) => one.compared).length;
    trials.push({ ...trial, compared: chosen < 4 });
    write();
    if (here) return;
    try {
      const whole = await fetchTrial(id);
      if (whole) update(whole);
    } catch {
      // Its own page fills it in when the reader opens it.
    }
  }

  // ---- buttons, and the number in the header ----

  const first = new WeakMap(); // what a button says for a trial that is not in the list
  const titleBy = (button) => (button.closest(".pt-keep-line")
    ? text(document.querySelector("h1")) : inRow(button).title);

  function name(button) {
    if (!first.has(button)) first.set(button, clean(button.textContent));
    const words = has(button.dataset.trial) ? said.dataset.remove : first.get(button);
    if (clean(button.textContent) !== words) button.textContent = words;
    button.setAttribute("aria-label", `${words}: ${titleBy(button)}`);
  }

  function show() {
    if (said) document.querySelectorAll(".pt-keep[data-trial]").forEach(name);
    for (const count of document.querySelectorAll("[data-list-count]")) {
      count.textContent = trials.length ? ` (${trials.length})` : "";
    }
    document.dispatchEvent(new CustomEvent("plaintrials:list"));
  }

  function say(name, values) {
    said.textContent = kept ? fill(said.dataset[name], values) : said.dataset.notKept;
    said.classList.toggle("pt-list-said--shown", !kept || name === "full");
  }

  function press(button) {
    const id = button.dataset.trial;
    const title = titleBy(button);
    if (has(id)) {
      remove(id);
      say("removed", { title });
    } else if (trials.length >= MOST) {
      say("full", { n: MOST });
    } else {
      add(button);
      say("added", { title });
    }
  }

  document.addEventListener("click", (event) => {
    const button = event.target.closest?.(".pt-keep[data-trial]");
    if (button && said) press(button);
  });
  window.addEventListener("storage", (event) => {
    if (event.key !== STORE && event.key !== null) return;
    trials = read();
    show();
  });

  window.plaintrialsList = {
    MOST, fill, fetchTrial, name, pageOf, remove, update,
    all: () => trials,
    isKept: () => kept,
    clear() { trials = []; write(); },
    choose(id, compared) {
      trials = trials.map((trial) => (trial.id === id ? { ...trial, compared } : trial));
      write();
    },
  };

  document.documentElement.dataset.list = "";
  trials = read();
  if (said) show();
  // The page of a trial in the list tells what holds now.
  const own = document.querySelector(".pt-keep-line .pt-keep");
  const now = own && has(own.dataset.trial) && trialOn(document, own.dataset.trial);
  if (now) update(now);
})();
