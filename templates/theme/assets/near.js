// Distances from a city that the reader picks, worked out in this browser. The lists of cities lie
// beside the pages; nobody is told which city was picked. Every word comes from
// partials/near-words.html, and names are only ever put in as text.
(() => {
  "use strict";

  const site = new URL("../", document.currentScript.src);
  const words = document.getElementById("pt-near-words")?.dataset;
  const STORE = "plaintrials.city";
  const SHOWN = 8;
  const NEAREST = 3;
  const EARTH = 6371; // km, mean radius
  const KM_IN_MILE = 1.609344;
  const fill = (pattern, values) => pattern.replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);
  if (!words) return;

  // ---- the city ----

  let memory = null; // where the browser keeps nothing, the choice lasts as long as the page

  function isCity(city) {
    return typeof city?.name === "string" && Array.isArray(city.at) && city.at.length === 2
      && city.at.every(Number.isFinite);
  }

  function city() {
    try {
      const found = JSON.parse(localStorage.getItem(STORE));
      return isCity(found) ? found : memory;
    } catch {
      return memory;
    }
  }

  function keep(chosen) {
    memory = chosen;
    try {
      if (chosen) localStorage.setItem(STORE, JSON.stringify(chosen));
      else localStorage.removeItem(STORE);
    } catch {
      // It lasts as long as the page.
    }
    document.dispatchEvent(new CustomEvent("plaintrials:city"));
  }

  // ---- distances ----

  // On a great circle (the haversine formula), in km.
  function distance([lat, lon], [otherLat, otherLon]) {
    const rad = Math.PI / 180;
    const high = Math.sin(((otherLat - lat) * rad) / 2) ** 2;
    const wide = Math.sin(((otherLon - lon) * rad) / 2) ** 2;
    const part = high + Math.cos(lat * rad) * Math.cos(otherLat * rad) * wide;
    return 2 * EARTH * Math.asin(Math.min(1, Math.sqrt(part)));
  }

  // A point stands for a whole city, so a far distance is not told to the kilometer.
  function rounded(length) {
    const step = length < 20 ? 1 : length < 100 ? 5 : length < 1000 ? 10 : 50;
    return Math.max(1, Math.round(length / step) * step);
  }

  function say(km) {
    if (km < 1) return words.close;
    const miles = rounded(km / KM_IN_MILE);
    const tell = (number) => number.toLocaleString(document.documentElement.lang);
    return fill(miles === 1 ? words.farOne : words.far, { km: tell(rounded(km)), miles: tell(miles) });
  }

  // ---- the lists of cities ----

  const lists = new Map();
  const waiting = new Map();
  window.plaintrialsCities = (name, rows) => waiting.get(name)?.(rows);

  function load(name) {
    if (lists.has(name)) return lists.get(name);
    const list = new Promise((done, failed) => {
      const script = document.createElement("script");
      waiting.set(name, done);
      script.src = new URL(`countries/cities/${name}.js`, site);
      script.onerror = () => { lists.delete(name); failed(new Error(name)); };
      document.head.append(script);
    });
    lists.set(name, list);
    return list;
  }

  // Readers type without accents.
  const plain = (name) => name.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

  function matches(rows, typed) {
    const begin = plain(typed.trim());
    const first = rows.filter(([name]) => plain(name).startsWith(begin));
    return first.concat(rows.filter(([name]) => !first.some(([one]) => one === name)
      && plain(name).includes(` ${begin}`)));
  }

  // ---- cities that were mistyped ----

  const LEAST = 4; // letters, for names like them
  const SHORT = 5; // letters; more may have 2 mistakes
  let spelling;

  // What tells how far two words are apart (spelling.js); loaded for the first city that is not there.
  function loadSpelling() {
    spelling ??= new Promise((done, failed) => {
      const script = document.createElement("script");
      script.src = new URL("assets/spelling.js", site);
      script.onload = () => done(window.ptSpelling);
      script.onerror = () => { spelling = undefined; failed(new Error("spelling")); };
      document.head.append(script);
    });
    return spelling;
  }

  // Cities that begin nearly as typed, the nearest first.
  async function alike(rows, typed) {
    const begin = plain(typed.trim());
    if (begin.length < LEAST) return [];
    const { distance: steps } = await loadSpelling();
    const most = begin.length > SHORT ? 2 : 1;
    const far = rows.map((row) => ({ row, steps: steps(begin, plain(row[0]), most, true) }));
    const nearest = Math.min(...far.map((one) => one.steps));
    return far.filter((one) => one.steps <= most && one.steps === nearest).map(({ row }) => row);
  }

  // ---- the picker ----

  let count = 0;

  function make(tag, name = "", content = "") {
    const made = document.createElement(tag);
    if (name) made.className = name;
    made.textContent = content;
    return made;
  }

  function button(content, press, name = "pt-button") {
    const made = make("button", name, content);
    made.type = "button";
    made.addEventListener("click", press);
    return made;
  }

  function labelled(content, control) {
    const field = make("p", "pt-near__field");
    const label = make("label", "", content);
    control.id = `pt-near-${++count}`;
    label.htmlFor = control.id;
    field.append(label, control);
    return field;
  }

  // Puts the picker into a part of the page; `chosen` is called with the part when a city is known.
  function picker(root, chosen) {
    const box = make("div", "pt-near__box");
    const status = make("p", "pt-near__count");
    status.setAttribute("role", "status");
    root.append(status, box);

    function ask(focus) {
      const country = make("select");
      country.disabled = true; // until there is something to choose
      country.append(new Option(words.choose, ""));
      const typed = make("input");
      Object.assign(typed, { type: "text", autocomplete: "off", spellcheck: false, disabled: true });
      const found = make("ul", "pt-near__cities");
      let rows = [];

      const show = (all, said) => {
        const some = all.slice(0, SHOWN);
        found.replaceChildren(...some.map(([name, ...at]) => {
          const item = make("li");
          const full = `${name}, ${country.selectedOptions[0].text}`;
          item.append(button(name, () => { keep({ name: full, at }); tell(true); }));
          return item;
        }));
        status.textContent = !all.length ? words.none
          : said ?? (all.length > SHOWN ? fill(words.some, { n: SHOWN, all: all.length })
            : fill(all.length === 1 ? words.one : words.other, { n: all.length }));
      };
      const list = async () => {
        const asked = typed.value;
        const all = matches(rows, asked);
        show(all);
        if (all.length) return;
        const names = await alike(rows, asked).catch(() => []);
        if (names.length && typed.value === asked) show(names, fill(words.alike, { q: asked.trim() }));
      };
      const attempt = async (name, then) => {
        const before = country.value;
        status.textContent = words.wait;
        try {
          then(await load(name));
        } catch {
          if (country.value === before) status.textContent = words.broken;
        }
      };
      country.addEventListener("change", () => {
        typed.value = "";
        typed.disabled = true;
        found.replaceChildren();
        const name = country.value;
        if (name) attempt(name, (cities) => {
          if (country.value !== name) return;
          [rows, typed.disabled] = [cities, false];
          list();
        });
      });
      typed.addEventListener("input", list);
      box.replaceChildren(make("p", "", words.about), labelled(words.country, country),
        labelled(words.city, typed), make("p", "pt-source", words.hint), found);
      attempt("countries", (all) => {
        country.append(...all.map(([name, key]) => new Option(name, key)));
        country.disabled = false;
        if (status.textContent === words.wait) status.textContent = "";
        if (focus) country.focus();
      });
    }

    function tell(focus) {
      const here = city();
      status.textContent = "";
      const head = make("p", "pt-near__from", fill(words.from, here && { city: here.name }));
      const results = make("div");
      const ends = make("p", "pt-near__ends");
      const other = button(words.change, () => { keep(null); ask(true); });
      const forget = button(words.forget, () => {
        keep(null);
        ask(true);
        status.textContent = words.forgotten;
      });
      ends.append(other, forget);
      box.replaceChildren(head, results, make("p", "pt-source", words.note), ends);
      chosen(results, here);
      head.tabIndex = -1;
      if (focus) head.focus();
    }

    if (city()) tell(false);
    else ask(false);
  }

  // ---- on the page of a trial ----

  function nearest(places, here) {
    return places.map((place) => ({ place, km: distance(here.at, place.at) }))
      .sort((one, other) => one.km - other.km);
  }

  const items = [...document.querySelectorAll(".pt-places [data-at]")];

  function mark() {
    const here = city();
    for (const item of items) {
      item.querySelector(":scope > .pt-far")?.remove();
      if (!here) continue;
      const far = make("span", "pt-far", say(distance(here.at, item.dataset.at.split(",").map(Number))));
      item.insertBefore(far, item.querySelector(":scope > details"));
    }
  }

  function list(results, here) {
    const places = items.map((item) => ({ item, at: item.dataset.at.split(",").map(Number) }));
    const rows = nearest(places, here).slice(0, NEAREST).map(({ place, km }) => {
      const row = make("li");
      const copy = place.item.cloneNode(true);
      copy.querySelectorAll("details, .pt-far").forEach((part) => part.remove());
      row.append(...copy.childNodes, make("span", "pt-far", say(km)));
      return row;
    });
    const all = make("ol", "pt-places pt-near__nearest");
    all.append(...rows);
    results.append(make("p", "pt-quote-head", words.nearest), all);
  }

  window.plaintrialsNear = { city, distance, nearest, picker, say };

  const part = document.querySelector("details.pt-near");
  if (!part || !items.length) return;
  let started = false;
  const start = () => {
    if (started) return;
    started = true;
    picker(part, list);
  };
  part.addEventListener("toggle", () => part.open && start());
  if (part.open) start();
  document.addEventListener("plaintrials:city", mark);
  mark();
})();
