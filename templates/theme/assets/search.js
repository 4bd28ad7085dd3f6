// Search in the header; find.js builds on it. It reads the index of Pagefind beside the pages. Every word
// it shows comes from partials/search-words.html, and record text is only put in as text, never as HTML.
(() => {
  "use strict";

  const site = new URL("../", document.currentScript.src);
  const words = document.getElementById("pt-search-words");
  const labels = (words.dataset.fields ?? "").split("|");
  const PANEL_SIZE = 5; // each result is a file of its own
  const PAUSE = 200; // milliseconds without typing before a search starts
  const LISTS = /\/(filter|order|words)[^/]*$/; // the search works without them
  const PACKED = /\.(pagefind|pf_\w+)$/;
  const GZIP = 0x8b1f; // how a packed file begins
  const BORDER = "¦";
  const MOST_NAMES = 3;
  const MOST_FIELDS = 3;
  const LONG_NAME = 25; // words
  const EXCERPT = 18; // words
  const BEFORE = 4; // words before the first of it that was looked for
  const LEAST = 0.3; // what a word counts at least where it is found, from 0 to 1
  const MANY = 2000; // a word on more pages than this says next to nothing
  const SLOW = 15000; // milliseconds after which a search counts as failed

  // ---- the index ----

  let engine;
  let damaged = false;

  // Pagefind takes a file that did not arrive for an empty one. A failed request makes the search fail.
  function watchRequests() {
    const index = new URL("pagefind/", site).href;
    const plainFetch = window.fetch;
    window.fetch = async (input, ...rest) => {
      const { href } = new URL(input.url ?? input, location.href);
      const mine = href.startsWith(index) && !LISTS.test(href);
      try {
        const response = await plainFetch(input, ...rest);
        damaged ||= mine && !response.ok;
        return mine && PACKED.test(href) ? unpacked(response) : response;
      } catch (error) {
        damaged ||= mine;
        throw error;
      }
    };
  }

  // The browser unpacks files several times faster than Pagefind's own program.
  async function unpacked(response) {
    const data = await response.arrayBuffer();
    const isPacked = window.DecompressionStream && response.ok && new Uint16Array(data.slice(0, 2))[0] === GZIP;
    if (!isPacked) return new Response(data, { status: response.status });
    const { readable, writable } = new DecompressionStream("gzip");
    const writer = writable.getWriter();
    const written = [writer.write(data), writer.close()];
    Promise.all(written).catch(() => { damaged = true; });
    return new Response(readable);
  }

  // A copy of the site that is opened from a disk (offline.js) has its own way to load it.
  async function program() {
    return window.ptOffline?.pagefind() ?? import(new URL("pagefind/pagefind.js", site));
  }

  // No worker: it would be 41 KB more to load.
  function load() {
    if (engine) return engine;
    damaged = false;
    engine = program()
      .then((pagefind) => pagefind.createInstance({ noWorker: true }));
    engine.catch(forget);
    return engine;
  }

  // After a failure the next search starts afresh.
  function forget() {
    engine = undefined;
  }

  function whole(value) {
    if (damaged) throw new Error("a file of the index did not arrive");
    return value;
  }

  function inTime(promise) {
    const late = new Promise((_, reject) => setTimeout(() => reject(new Error("slow")), SLOW));
    return Promise.race([promise, late]);
  }

  // Words that say nothing ("the", "trial") are left out, unless there are no others.
  const small = new Set((words.dataset.small ?? "").split(" "));

  // A browser takes long to make its first list of all letters and digits there are; most words need none.
  const isPlain = (text) => !/[^\x00-\x7f]/.test(text);

  function wordsOf(query) {
    const low = query.toLowerCase();
    const word = isPlain(low) ? /[a-z0-9][a-z0-9'./-]*/g : /[\p{L}\p{N}][\p{L}\p{N}'’./-]*/gu;
    const all = [...new Set(low.match(word) ?? [])];
    const telling = all.filter((word) => word.length > 1 && !small.has(word));
    return telling.length ? telling : all;
  }

  // Pagefind wants every word of a question on one page, and people who are no doctors rarely guess
  // every word. So each word is looked up by itself, and a page counts for the words that it has: a rare
  // word for more than a common one. Returns the pages with all words, then those with some; and what
  // was looked up for words that seem mistyped (spelling.js). `size` of the pages will be shown.
  async function find(query, isExact = false, size = PANEL_SIZE) {
    const pagefind = await load();
    const lists = (await Promise.all(wordsOf(query).map((word) => lookUp(pagefind, word)))).flat();
    const first = joined(lists);
    const typed = await proven(pagefind, lists, first.results.slice(0, size));
    const found = typed.every((list, i) => list === lists[i]) ? first : joined(typed);
    // Words that stand on a page together are hardly mistyped.
    if (isExact || (typed.length > 1 && found.full)) return found;
    const better = (await Promise.all(typed.map((list) => mended(pagefind, list)))).flat();
    return better.some(({ instead }) => instead) ? joined(better) : found;
  }

  function joined(lists) {
    const found = new Map();
    for (const { results, weight } of lists) {
      const best = results[0]?.score || 1;
      for (const result of results) {
        let entry = found.get(result.id);
        if (!entry) found.set(result.id, entry = { id: result.id, hits: 0, score: 0, places: [] });
        entry.hits += 1;
        entry.score += weight * (LEAST + (1 - LEAST) * (result.score / best));
        entry.places.push(result.words);
      }
    }
    const entries = [...found.values()];
    for (const entry of entries) entry.rank = entry.score * (entry.hits / lists.length);
    entries.sort((a, b) => b.rank - a.rank);
    return {
      results: entries,
      full: entries.filter((entry) => entry.hits === lists.length).length,
      mended: lists.filter((list) => list.instead),
    };
  }

  // What is kept of a page: address, text, and what stands beside it (generator/site/pieces.py).
  async function read(id) {
    const file = await fetch(new URL(`pagefind/fragment/${id}.json`, site));
    if (!file.ok) throw new Error(`${id} did not arrive`);
    const { url, ...page } = await file.json();
    return { ...page, url: new URL(`.${url}`, site).href };
  }

  function pageOf(entry) {
    if (!entry.page) {
      entry.page = read(entry.id);
      entry.page.catch(() => { entry.page = undefined; });
    }
    return entry.page;
  }

  // A word with a hyphen that is nowhere in one piece is looked up in parts.
  async function lookUp(pagefind, word) {
    const parts = word.split(/[./-]+/).filter(Boolean);
    if (parts.length < 2) return [weighed({ word, results: whole(await pagefind.search(word)).results })];
    const results = await pagesWith(pagefind, word);
    if (results.length) return [weighed({ word, results })];
    return (await Promise.all(parts.map((part) => lookUp(pagefind, part)))).flat();
  }

  function weighed(list) {
    return { ...list, weight: Math.log(1 + MANY / (1 + list.results.length)) };
  }

  function bare(text) {
    const low = text.toLowerCase();
    return isPlain(low) ? low.replace(/[^a-z0-9]/g, "") : low.normalize("NFD").replace(/[^\p{L}\p{N}]/gu, "");
  }

  const textsOf = ({ content }) => content.split(/\s+/);
  const hold = (texts, { words: places }, word) => places.some((place) => bare(texts[place] ?? "").includes(bare(word)));

  // Where no word begins as typed, Pagefind takes the longest that the typed one begins with: "luke" for
  // "lukemia", "nct" for a number that is not there. That is not what was asked for.
  async function pagesWith(pagefind, word) {
    return sure(pagefind, word, whole(await pagefind.search(word)).results);
  }

  async function sure(pagefind, word, results) {
    if (!results.length || whole(await pagefind.search(`"${word}"`)).results.length) return results;
    return hold(textsOf(await pageOf(results[0])), results[0], word) ? results : [];
  }

  // A list that is not of what was typed is emptied. The pages to show are needed anyway; a word that one of
  // them has is not asked for a second time.
  async function proven(pagefind, lists, shown) {
    const texts = new Map(await Promise.all(shown.map(async (entry) => [entry.id, textsOf(await pageOf(entry))])));
    return Promise.all(lists.map(async (list) => {
      const { word, results } = list;
      if (results.some((result) => texts.has(result.id) && hold(texts.get(result.id), result, word))) return list;
      const own = await sure(pagefind, word, results);
      return own === results ? list : weighed({ word, results: own });
    }));
  }

  // ---- typing errors ----

  const FEW = 5; // a word on so few pages may be a slip of whoever wrote them
  let spelling;

  function loadSpelling() {
    spelling ??= new Promise((resolve, reject) => {
      const script = element("script");
      script.src = new URL("assets/spelling.js", site);
      script.onload = () => resolve(window.ptSpelling);
      script.onerror = () => { spelling = undefined; reject(); };
      document.head.append(script);
    });
    return spelling;
  }

  async function mended(pagefind, list) {
    if (list.results.length > FEW || !/^[\p{L}'’]{4,}$/u.test(list.word)) return [list];
    const pages = (word) => pagesWith(pagefind, word);
    return loadSpelling().then((one) => one.mended(list, pages, weighed)).catch(() => [list]);
  }

  // ---- words ----

  const plural = new Intl.PluralRules(document.documentElement.lang || "en");

  // By hand: a phone takes long to load its own rules for numbers.
  function number(n) {
    return String(n).replace(/\B(?=(\d{3})+$)/g, say("thousands"));
  }

  function say(key, values = {}) {
    return (words.getAttribute(`data-${key}`) ?? "").replace(/\{(\w)\}/g, (_, name) => values[name] ?? "");
  }

  function sayNumber(stem, n) {
    const key = `${stem}${plural.select(n)}`;
    return say(words.hasAttribute(`data-${key}`) ? key : `${stem}other`, { n: number(n) });
  }

  function sayCount(all, full) {
    if (!full) return sayNumber("some-", all);
    return full < all ? `${sayNumber("all-", full)} ${sayNumber("more-", all - full)}` : sayNumber("", all);
  }

  function help(name) {
    return words.querySelector(`template[data-pt-help="${name}"]`).content.cloneNode(true);
  }

  // ---- one result ----

  function element(tag, className, ...children) {
    const node = document.createElement(tag);
    if (className) node.className = className;
    node.append(...children);
    return node;
  }

  // Words with marks on those that were looked for; what stands between is one text, which a phone lays out
  // sooner than a text for each word.
  function marked(words) {
    const parts = [""];
    words.forEach(({ text, hit }, i) => {
      if (i) parts[parts.length - 1] += " ";
      if (hit) parts.push(element("mark", "", text), ""); else parts[parts.length - 1] += text;
    });
    return parts.filter(Boolean);
  }

  // Of a page without fields, where most words that were looked for stand.
  function around(words) {
    const from = (place) => Math.max(0, Math.min(place - BEFORE, words.length - EXCERPT));
    const hits = (place) => words.slice(from(place), from(place) + EXCERPT).filter(({ hit }) => hit).length;
    const places = words.flatMap(({ hit }, place) => (hit ? [place] : []));
    const start = from(places.reduce((best, place) => (hits(place) > hits(best) ? place : best), places[0] ?? 0));
    const [before, after] = [start ? "… " : "", start + EXCERPT < words.length ? " …" : ""];
    return element("p", "pt-listing__why", before, ...marked(words.slice(start, start + EXCERPT)), after);
  }

  // The fields of a trial's card (generator/pages/card.py): each a list of names, each a list of words.
  function fieldsOf(words) {
    const fields = [[[]]];
    for (const word of words) {
      const { text } = word;
      if (text === BORDER) {
        fields.push([[]]);
        continue;
      }
      const isLast = text.endsWith(";");
      fields.at(-1).at(-1).push(isLast ? { ...word, text: text.slice(0, -1) } : word);
      if (isLast) fields.at(-1).push([]);
    }
    return fields.map((names) => names.filter((name) => name.length));
  }

  // Why a trial was found: the names with a word that was looked for, by field.
  function why(fields) {
    const lines = fields.flatMap((names, i) => {
      const hits = names.filter((name) => name.some((word) => word.hit));
      const label = labels[i];
      if (!hits.length || !label) return [];
      const shown = hits.slice(0, MOST_NAMES).flatMap((name, n) => [n ? "; " : "", ...marked(short(name))]);
      return [element("li", "", element("span", "pt-role", `${label}:`), " ", ...shown)];
    });
    return lines.length ? [element("ul", "pt-listing__why", ...lines.slice(0, MOST_FIELDS))] : [];
  }

  // Of a list of words, the ones that were looked for; a name stays whole.
  function short(name) {
    return name.length > LONG_NAME ? name.filter((word) => word.hit) : name;
  }

  function chip(meta) {
    const [tone, sign] = (meta.tone ?? "").split("|");
    const node = element("span", `pt-chip${/^(open|care|over|stopped)$/.test(tone) ? ` pt-chip--${tone}` : ""}`);
    if (sign || meta.sign) {
      const mark = element("span", "pt-chip__sign", sign ?? meta.sign);
      mark.setAttribute("aria-hidden", "true");
      node.append(mark, " ");
    }
    node.append(meta.status);
    return node;
  }

  function heading(url, ...children) {
    const link = element("a", "pt-listing__title", ...children);
    link.href = url;
    return link;
  }

  function facts(meta, ...texts) {
    const line = element("p", "pt-listing__meta");
    if (meta.status) line.append(chip(meta), " ");
    line.append(texts.filter(Boolean).join(" · "));
    return line.hasChildNodes() ? [line] : [];
  }

  function some(names) {
    const shown = names.slice(0, MOST_NAMES).map((name) => name.map((word) => word.text).join(" "));
    if (names.length > MOST_NAMES) shown.push(say("names", { n: names.length - MOST_NAMES }));
    return shown.join(" · ");
  }

  async function row(entry) {
    const page = await pageOf(entry);
    const { url, meta } = page;
    const places = new Set(entry.places.flat());
    // Pagefind counts places by white space, as textsOf does.
    const words = textsOf(page).map((text, place) => ({ text, hit: places.has(place) }));
    const fields = fieldsOf(words);
    if (fields.length < labels.length) {
      return element("li", "", heading(url, meta.title || url), ...facts(meta, meta.about), around(words));
    }
    const [title, numbers, conditions] = fields;
    const name = title.flatMap((part, i) => [i ? "; " : "", ...marked(part)]);
    const line = facts(meta, some(numbers.slice(0, 1)), some(conditions), meta.about);
    return element("li", "", heading(url, ...name), ...line, ...why(fields));
  }

  const rows = (results) => Promise.all(results.map(row));

  // ---- a search that the reader sees ----

  // One search field with its count, its help and its list. `show` gets what was found.
  function searcher({ input, count, aid, list, size, show }) {
    let turn = 0;
    let exact; // the words that a reader wants as they are

    function clear() {
      count.textContent = "";
      aid.replaceChildren();
      list.replaceChildren();
    }

    function fail() {
      clear();
      count.textContent = say("broken");
      aid.append(help("broken"));
      show({ query: input.value.trim(), results: [], shown: 0 });
    }

    function wait(mine, query) {
      if (mine !== turn) return;
      clear();
      count.textContent = say("wait");
      show({ query, results: [], shown: 0 });
    }

    async function search() {
      const mine = ++turn;
      const query = input.value.trim();
      if (!query) {
        clear();
        show({ query, results: [], shown: 0 });
        return;
      }
      const waiting = setTimeout(() => wait(mine, query), 400);
      try {
        const { results, full, mended } = await inTime(find(query, query === exact));
        const items = await inTime(rows(results.slice(0, size)));
        if (mine !== turn) return;
        clear();
        list.append(...items);
        const told = items.length ? sayCount(results.length, full) : say("none", { q: query });
        if (!items.length) aid.append(help("none"));
        if (mended.length) window.ptSpelling.tell(query, aid, () => { exact = query; input.focus(); search(); });
        count.textContent = mended.length ? window.ptSpelling.sum(mended, told) : told;
        show({ query, results, shown: items.length });
      } catch {
        forget();
        if (mine === turn) fail();
      } finally {
        clearTimeout(waiting);
      }
    }

    let timer;
    input.addEventListener("focus", () => load().catch(() => {}), { once: true });
    input.addEventListener("input", () => {
      clearTimeout(timer);
      timer = setTimeout(search, PAUSE);
    });
    return { cancel: () => { clearTimeout(timer); turn += 1; }, isExact: (query) => query === exact };
  }

  // The words stand behind the "#", which is never sent to a server.
  function address(form, query, isExact) {
    return `${form.getAttribute("action")}#q=${encodeURIComponent(query)}${isExact ? "&exactly=1" : ""}`;
  }

  // ---- the header: a panel under the field ----

  function startPanel(root) {
    const form = root.querySelector("form");
    const input = form.querySelector("input");
    const panel = root.querySelector(".pt-panel");
    const body = root.querySelector(".pt-panel__body");
    const all = root.querySelector(".pt-panel__all");
    all.textContent = say("every");

    // Only the body is hidden: a status line that is hidden when it changes is not read out.
    function open(yes) {
      panel.classList.toggle("pt-panel--open", yes);
      body.hidden = !yes;
    }

    const { cancel, isExact } = searcher({
      input, size: PANEL_SIZE,
      count: root.querySelector(".pt-panel__count"),
      aid: root.querySelector(".pt-panel__help"),
      list: root.querySelector(".pt-panel__list"),
      show({ query, results, shown }) {
        // What comes late does not open over what the reader has gone on to.
        open(Boolean(query) && root.contains(document.activeElement));
        all.hidden = results.length <= shown;
        all.href = address(form, query, isExact(query));
      },
    });

    // From the field down the links and back up; the field comes before the first.
    function step(from, by) {
      const stops = [input, ...body.querySelectorAll("a:not([hidden]), button")];
      stops[Math.min(Math.max(stops.indexOf(from) + by, 0), stops.length - 1)].focus();
    }

    root.addEventListener("keydown", (event) => {
      if (body.hidden) return;
      if (event.key === "Escape") {
        input.focus(); // which opens the panel
        open(false);
        event.preventDefault();
      } else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
        step(document.activeElement, event.key === "ArrowDown" ? 1 : -1);
        event.preventDefault();
      }
    });
    root.addEventListener("focusout", (event) => {
      if (event.relatedTarget && !root.contains(event.relatedTarget)) open(false);
    });
    document.addEventListener("pointerdown", (event) => {
      if (!root.contains(event.target)) open(false);
    });
    input.addEventListener("focus", () => {
      open(Boolean(input.value.trim() && body.querySelector("li, p")));
    });
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      cancel();
      const query = input.value.trim();
      location.assign(address(form, query, isExact(query)));
    });
  }

  // What the page for finding trials (find.js) shares with the header.
  window.ptSearch = {
    PAUSE, bare, element, find, forget, help, inTime, load, number, pageOf, rows, say, sayCount, sayNumber, site, whole,
  };

  watchRequests();
  for (const root of document.querySelectorAll("[data-pt-search=panel]")) startPanel(root);
})();
