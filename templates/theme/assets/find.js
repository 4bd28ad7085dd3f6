// The page for finding trials: words, filters with counts, an order, and an address that holds them all.
// Results come from search.js; filters.json and its neighbours (generator/site/filters.py) say which trials
// have which value. Every word shown comes from the page or from those files, and is put in as text.
(() => {
  "use strict";

  const root = document.querySelector("[data-pt-search=page]");
  if (!root || !window.ptSearch) return;

  const {
    PAUSE, element, find, forget, help, inTime, load, number, rows, say, sayCount, sayNumber, site, whole,
  } = window.ptSearch;
  const PAGE_SIZE = 10;
  const FIRST = 3; // results that a phone has room for: each is a file of its own
  const SECOND = 2; // more that follow by themselves once these are drawn
  const DRAWN = 50; // milliseconds in which a browser has drawn what was found
  const MOST_VALUES = 8; // of a long list are shown at once
  const ORDERS = ["best", "newest", "title", "start"];
  const OWN = ["q", "sort", "exactly"]; // what the address holds beside the filters
  const MARK = 8; // signs before the number in the name of a page (generator/site/pieces.py)

  const form = root.querySelector("form");
  const input = form.querySelector("input");
  const count = root.querySelector(".pt-find__count");
  const aid = root.querySelector(".pt-find__help");
  const list = root.querySelector(".pt-find__list");
  const more = root.querySelector(".pt-find__more");
  const side = root.querySelector(".pt-filters");
  const chosenList = root.querySelector(".pt-chosen");
  const order = root.querySelector(".pt-order select");

  // ---- what lies beside the index ----

  const read = new Map();

  function json(name) {
    if (!read.has(name)) {
      const file = fetch(new URL(`pagefind/${name}.json`, site)).then((got) => {
        if (!got.ok) throw new Error(`${name} did not arrive`);
        return got.json();
      });
      file.catch(() => read.delete(name));
      read.set(name, file);
    }
    return read.get(name);
  }

  // Files count pages in the order of the index. The name of a page ends with its number there.
  const numberOf = (id) => parseInt(id.slice(id.indexOf("_") + 1 + MARK), 16);

  let everything; // every page of the index

  async function all() {
    if (everything) return everything;
    const pagefind = await load();
    const { results } = whole(await pagefind.search(null));
    everything = results.map(({ id }) => ({ id, n: numberOf(id), places: [] }));
    return everything;
  }

  // Another filter or order does not look the same words up again.
  let last = {};

  async function pagesWith(q, isExact) {
    if (last.q !== q || last.isExact !== isExact) last = { q, isExact, found: find(q, isExact, asked.chosen.size ? 0 : FIRST) };
    const mine = last;
    try {
      const found = await mine.found;
      for (const entry of found.results) entry.n = numberOf(entry.id);
      return found;
    } catch (error) {
      if (last === mine) last = {};
      throw error;
    }
  }

  // ---- filters: each a name, a head, and values with the trials that have them ----

  let filters = [];
  let filtersCome;

  // They load for a reader who has chosen some or opens the panel, and for wide screens, where it is open.
  function needFilters() {
    filtersCome ??= loadFilters();
    return filtersCome;
  }

  function unpack(values) {
    return values.map(([label, steps]) => {
      let n = 0;
      return { label, trials: new Set(steps.map((step) => (n += step))) };
    });
  }

  // A short list lies packed: a sign for each page, which stands for the values that the page has.
  function unpackColumn({ values, groups, signs, of }) {
    const held = new Map([...signs].map((sign, i) => [sign, groups[i]]));
    const found = values.map((label) => ({ label, trials: new Set() }));
    [...of].forEach((sign, n) => held.get(sign).forEach((value) => found[value].trials.add(n)));
    return found;
  }

  async function valuesOf(filter) {
    filter.values ??= unpack(await json(`filter-${filter.name}`));
    return filter.values;
  }

  // What is asked for: words (and if they are to be taken as they are), order, and chosen labels by the
  // name of their filter.
  let asked = { q: "", exactly: false, sort: "", chosen: new Map() };

  function isChosen(filter, label) {
    return asked.chosen.get(filter.name)?.has(label) ?? false;
  }

  function choose(filter, label, yes) {
    const labels = asked.chosen.get(filter.name) ?? new Set();
    if (yes) labels.add(label); else labels.delete(label);
    if (labels.size) asked.chosen.set(filter.name, labels); else asked.chosen.delete(filter.name);
  }

  // Trials that a filter lets through: those with any of its chosen values. Undefined: it lets all through.
  function passing(filter) {
    const labels = asked.chosen.get(filter.name);
    if (!labels || !filter.values) return undefined;
    const passed = filter.values.filter((value) => labels.has(value.label));
    return new Set(passed.flatMap((value) => [...value.trials]));
  }

  // ---- the address ----

  function address() {
    const params = new URLSearchParams();
    if (asked.q) params.set("q", asked.q);
    if (asked.q && asked.exactly) params.set("exactly", "1");
    for (const [name, labels] of asked.chosen) for (const label of labels) params.append(name, label);
    if (asked.sort) params.set("sort", asked.sort);
    const text = params.toString().replaceAll("+", "%20");
    return form.getAttribute("action") + (text && `#${text}`);
  }

  const inAddress = () => new URLSearchParams(location.hash.slice(1) || location.search);

  // Before the filters have come, any name in the address may be one.
  function fromAddress() {
    const params = inAddress();
    const chosen = new Map();
    const names = filters.length ? filters.map(({ name }) => name) : [...params.keys()].filter((name) => !OWN.includes(name));
    for (const name of names) {
      const labels = params.getAll(name);
      if (labels.length) chosen.set(name, new Set(labels));
    }
    const sort = params.get("sort") ?? "";
    const q = (params.get("q") ?? "").trim();
    return { q, exactly: params.has("exactly"), sort: ORDERS.includes(sort) ? sort : "", chosen };
  }

  // A change that a reader has made on purpose can be undone with the back button; typing is one change.
  function remember(step) {
    const target = address();
    const same = new URL(target, location.href).href === location.href;
    if (same) return;
    if (step) history.pushState(null, "", target); else history.replaceState(null, "", target);
  }

  // ---- a search ----

  let turn = 0;
  let rest = []; // results that are not shown yet
  let hits; // the numbers of all pages with the words, whatever the filters; undefined without words

  async function update() {
    const mine = ++turn;
    const waiting = setTimeout(() => mine === turn && (count.textContent = say("wait")), 400);
    try {
      if (asked.chosen.size) await inTime(needFilters());
      await Promise.all(filters.filter((filter) => asked.chosen.has(filter.name)).map(valuesOf));
      const searching = Boolean(asked.q || asked.chosen.size);
      const found = await inTime(search(searching));
      const items = await inTime(rows(found.results.slice(0, FIRST)));
      if (mine !== turn) return;
      show(found, items, searching);
    } catch {
      forget();
      [everything, last] = [undefined, {}];
      if (mine === turn) fail();
    } finally {
      clearTimeout(waiting);
    }
    if (!rest.length) return;
    await drawn();
    if (mine === turn) await showMore(SECOND);
  }

  const drawn = () => new Promise((resolve) => setTimeout(resolve, DRAWN));

  // Returns what was found and let through, in order; and, for the counts, the numbers of all that was found.
  async function search(searching) {
    if (!searching) return { results: [], full: 0, mended: [] };
    const { q, exactly: isExact } = asked;
    const found = q ? await pagesWith(q, isExact) : { results: await all(), full: 0, mended: [] };
    const passed = filters.map(passing).filter(Boolean);
    const passes = ({ n }) => passed.every((trials) => trials.has(n)) && (q || isTrial(n));
    const full = found.results.slice(0, found.full).filter(passes).length;
    const results = await inOrder(found.results.filter(passes));
    return { results, full, mended: found.mended, hits: q ? new Set(found.results.map(({ n }) => n)) : undefined };
  }

  // Pages that are no trials (the glossary) have no status, which each trial has.
  function isTrial(n) {
    const statuses = filters.find((filter) => filter.name === "statuses")?.values;
    return !statuses || statuses.some((value) => value.trials.has(n));
  }

  async function inOrder(results) {
    const sort = asked.sort || (asked.q ? "best" : "newest");
    if (sort === "best") return results;
    const data = await json(`order-${sort}`);
    const place = new Map((sort === "start" ? nearest(data) : data).map((n, i) => [n, i]));
    return results.sort((a, b) => (place.get(a.n) ?? Infinity) - (place.get(b.n) ?? Infinity));
  }

  // Trials that are still to start come first, the next one at the top; then the latest to have started.
  function nearest(months) {
    const now = new Date().toISOString().slice(0, 7);
    const names = Object.keys(months).sort();
    const [past, coming] = [names.filter((month) => month < now).reverse(), names.filter((month) => month >= now)];
    return [...coming, ...past].flatMap((month) => months[month]);
  }

  // ---- what is shown ----

  function show({ results, full, mended, hits: all }, items, searching) {
    rest = results.slice(items.length);
    hits = all;
    list.replaceChildren(...items.map(withKeep));
    more.hidden = true; // until the second ones are there
    aid.replaceChildren();
    order.closest(".pt-order").hidden = !items.length;
    order.value = asked.sort || (asked.q ? "best" : "newest");
    order.querySelector("[value=best]").hidden = !asked.q;
    const found = searching ? told(results, full, items) : "";
    count.textContent = mended.length ? window.ptSpelling.sum(mended, found) : found;
    if (searching && !items.length) {
      aid.append(help("none"));
      offerLess();
    }
    if (mended.length) {
      window.ptSpelling.tell(asked.q, aid, () => { input.focus(); commit(() => { asked.exactly = true; }); });
    }
    showCounts();
    showChosen();
  }

  function told(results, full, items) {
    if (!items.length) return say(asked.q ? "none" : "none-chosen", { q: asked.q });
    return asked.q ? sayCount(results.length, full) : sayNumber("", results.length);
  }

  // A trial's result has a button for the reader's own list; frame.js loads mylist.js once it is needed.
  function withKeep(item) {
    const link = item.querySelector("a");
    const id = link.pathname.match(/\/trials\/([\w-]+)\/(index\.html)?$/)?.[1];
    const words = document.getElementById("pt-list-words");
    if (!id || !words) return item;
    const keep = element("button", "pt-button pt-keep", words.dataset.keep);
    keep.type = "button";
    keep.dataset.trial = id;
    keep.setAttribute("aria-label", `${words.dataset.keep}: ${link.textContent}`);
    item.append(keep);
    window.plaintrialsList?.name(keep);
    return item;
  }

  function fail() {
    rest = [];
    list.replaceChildren();
    more.hidden = true;
    count.textContent = say("broken");
    aid.replaceChildren(help("broken"));
  }

  // After a search that found nothing: which one choice stands in the way.
  function offerLess() {
    for (const filter of filters) {
      for (const label of asked.chosen.get(filter.name) ?? []) {
        const n = countWithout(filter);
        if (n) aid.append(button(say("without", { v: label, n: sayNumber("", n) }), () => choose(filter, label, false)));
      }
    }
    if (asked.q && asked.chosen.size) aid.append(button(say("clear"), () => asked.chosen.clear()));
  }

  function countWithout(filter) {
    const others = filters.filter((one) => one !== filter).map(passing).filter(Boolean);
    const some = hits ?? new Set((everything ?? []).map((_, n) => n));
    return [...some].filter((n) => isTrial(n) && others.every((trials) => trials.has(n))).length;
  }

  function button(text, change) {
    const node = element("button", "pt-button", text);
    node.type = "button";
    node.addEventListener("click", () => commit(change));
    return node;
  }

  function commit(change) {
    change();
    remember(true);
    update();
  }

  function showChosen() {
    const buttons = [];
    for (const filter of filters) {
      for (const label of asked.chosen.get(filter.name) ?? []) {
        const cross = element("span", "", "×");
        cross.setAttribute("aria-hidden", "true");
        const node = button(`${label} `, () => choose(filter, label, false));
        node.append(cross);
        node.classList.add("pt-chosen__one");
        node.setAttribute("aria-label", say("remove", { v: label, f: filter.head }));
        node.addEventListener("click", () => input.focus());
        buttons.push(element("li", "", node));
      }
    }
    chosenList.replaceChildren(...buttons);
    side.querySelector(":scope > summary").lastElementChild.textContent = buttons.length ? say("chosen", { n: buttons.length }) : "";
  }

  // A count says how many trials a choice would show, with all other filters as they are.
  function showCounts() {
    if (!side.open) return;
    for (const filter of filters) {
      if (!filter.values || !filter.box) continue;
      const others = filters.filter((one) => one !== filter).map(passing).filter(Boolean);
      for (const value of filter.values) {
        let n = 0;
        for (const trial of value.trials) if ((!hits || hits.has(trial)) && others.every((trials) => trials.has(trial))) n += 1;
        value.count = n;
      }
      renew(filter);
    }
  }

  // ---- one filter ----

  function build(filter) {
    const box = element("details", "pt-filter");
    const chosen = element("span", "pt-filter__chosen");
    const values = element("ul", "pt-filter__values");
    const group = element("fieldset", "", element("legend", "", filter.head));
    box.append(element("summary", "", element("span", "", filter.head), " ", chosen), group);
    Object.assign(filter, { box, chosen, list: values });
    if (filter.more) group.append(typeAhead(filter));
    group.append(values);
    box.addEventListener("toggle", async () => {
      if (!box.open || filter.values) return;
      try {
        await valuesOf(filter);
        showCounts();
      } catch {
        values.replaceChildren(element("li", "", say("broken")));
      }
    });
    return box;
  }

  function typeAhead(filter) {
    const field = element("input", "pt-filter__search");
    field.type = "search";
    field.autocomplete = "off";
    field.addEventListener("input", () => renew(filter));
    field.addEventListener("keydown", (event) => event.key === "Enter" && event.preventDefault());
    filter.field = field;
    return element("label", "", say("narrow"), field);
  }

  // Values that fit what was typed, those with the most trials first; what is chosen always stays.
  function toShow(filter) {
    if (!filter.more) return filter.values;
    const typed = filter.field.value.trim().toLowerCase();
    const fits = ({ label, count: n }) => (typed ? label.toLowerCase().includes(typed) : n);
    const chosen = filter.values.filter(({ label }) => isChosen(filter, label));
    const others = filter.values.filter((value) => !isChosen(filter, value.label) && fits(value));
    others.sort((a, b) => b.count - a.count);
    return [...chosen, ...others.slice(0, MOST_VALUES)];
  }

  function renew(filter) {
    const labels = asked.chosen.get(filter.name) ?? new Set();
    filter.chosen.textContent = labels.size ? say("chosen", { n: labels.size }) : "";
    const known = new Set(filter.values.map(({ label }) => label));
    const strange = [...labels].filter((label) => !known.has(label)).map((label) => ({ label, count: 0 }));
    const wanted = [...strange, ...toShow(filter)];
    // The boxes stay where they can, so that the one with the focus keeps it.
    const old = new Map([...filter.list.children].map((item) => [item.dataset.label, item]));
    const items = wanted.map((value) => old.get(value.label) ?? choice(filter, value.label));
    items.forEach((item, i) => {
      item.querySelector("input").checked = isChosen(filter, wanted[i].label);
      item.querySelector(".pt-count").textContent = number(wanted[i].count);
      item.classList.toggle("pt-none", !wanted[i].count);
      if (filter.list.children[i] !== item) filter.list.insertBefore(item, filter.list.children[i] ?? null);
    });
    while (filter.list.children.length > items.length) filter.list.lastElementChild.remove();
  }

  function choice(filter, label) {
    const box = element("input");
    box.type = "checkbox";
    box.addEventListener("change", () => commit(() => choose(filter, label, box.checked)));
    const item = element("li", "", element("label", "", box, element("span", "", label), element("span", "pt-count")));
    item.dataset.label = label;
    return item;
  }

  // ---- the start ----

  function follow() {
    asked = fromAddress();
    if (input.value.trim() !== asked.q) input.value = asked.q;
    return update();
  }

  async function loadFilters() {
    try {
      const all = await json("filters");
      for (const filter of all) filter.values = filter.values && unpackColumn(filter);
      filters = all;
      side.append(...filters.map(build));
    } catch {
      filtersCome = undefined; // the search works without them
    }
    const known = new Set(filters.map(({ name }) => name));
    for (const name of [...asked.chosen.keys()]) if (!known.has(name)) asked.chosen.delete(name);
  }

  async function openFilters() {
    side.querySelector(":scope > p")?.remove();
    if (!side.open) return;
    const said = element("p", "", say("filters-wait"));
    if (!filters.length) side.append(said);
    await needFilters();
    if (filters.length) said.remove(); else said.textContent = say("filters-broken");
    showCounts();
    showChosen();
  }

  async function start() {
    more.textContent = say("more");
    side.addEventListener("toggle", openFilters);
    const shown = follow();
    // Whoever was sent words alone sees what they find before the filters come.
    if (asked.q && !asked.chosen.size) {
      await shown;
      await drawn();
    }
    side.hidden = false;
    side.open = window.matchMedia("(min-width: 60em)").matches;
    await shown;
    remember(false);
    // Whoever was sent a search sees what it finds, not the lists above it.
    if ((asked.q || asked.chosen.size) && !window.scrollY) document.getElementById("search")?.scrollIntoView();
  }

  function ask(q) {
    if (q !== asked.q) asked.exactly = false;
    asked.q = q;
  }

  let timer;
  let typing = false;
  input.addEventListener("focus", () => load().catch(() => {}), { once: true });
  input.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      ask(input.value.trim());
      remember(!typing);
      typing = true;
      update();
    }, PAUSE);
  });
  input.addEventListener("blur", () => { typing = false; });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    clearTimeout(timer);
    commit(() => ask(input.value.trim()));
  });
  order.addEventListener("change", () => commit(() => { asked.sort = order.value; }));
  // What comes once another list stands there belongs to one that is gone.
  async function showMore(size) {
    const mine = rest;
    try {
      const items = await inTime(rows(mine.slice(0, size)));
      if (mine !== rest) return [];
      rest = mine.slice(items.length);
      list.append(...items.map(withKeep));
      more.hidden = !rest.length;
      return items;
    } catch {
      if (mine === rest) {
        count.textContent = say("broken");
        more.hidden = false;
      }
      return [];
    } finally {
      more.disabled = false;
    }
  }

  more.addEventListener("click", async () => {
    more.disabled = true; // a second press would show the same results twice
    const [first] = await showMore(PAGE_SIZE);
    first?.querySelector("a").focus();
  });
  // Back, forward, or a link to the same page with other words.
  window.addEventListener("popstate", follow);
  start();
})();
