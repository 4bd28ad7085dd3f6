// Search in the header and on the search page. It reads the index that Pagefind wrote beside the
// pages. Every word it shows comes from partials/search-words.html, and record text is only ever
// put in as text, never as HTML.
(() => {
  "use strict";

  const site = new URL("../", document.currentScript.src);
  const words = document.getElementById("pt-search-words");
  const PANEL_SIZE = 8;
  const PAGE_SIZE = 10;
  const PAUSE = 200; // milliseconds without typing before a search starts
  const SLOW = 15000; // milliseconds after which a search counts as failed

  // ---- the index ----

  let engine;
  let damaged = false;

  // Pagefind takes an index file that did not arrive for an empty one, and a reader would be told
  // that no trial was found. So its requests are watched, and one that fails makes the search fail.
  function watchRequests() {
    const index = new URL("pagefind/", site).href;
    const plainFetch = window.fetch;
    window.fetch = async (input, ...rest) => {
      const mine = new URL(input.url ?? input, location.href).href.startsWith(index);
      try {
        const response = await plainFetch(input, ...rest);
        damaged ||= mine && !response.ok;
        return response;
      } catch (error) {
        damaged ||= mine;
        throw error;
      }
    };
  }

  // A copy of the site that is opened from a disk (offline.js) has its own way to load it.
  async function program() {
    return window.ptOffline?.pagefind() ?? import(new URL("pagefind/pagefind.js", site));
  }

  // No worker: the index is small, and the worker would be 41 KB more to load on a phone.
  function load() {
    if (engine) return engine;
    damaged = false;
    engine = program()
      .then((pagefind) => pagefind.createInstance({ noWorker: true, excerptLength: 18 }));
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

  // Pagefind wants every word of the query on one page. When no page has them all, the pages that
  // have most of them are a better answer than nothing.
  async function find(query) {
    const pagefind = await load();
    const all = whole(await pagefind.search(query)).results;
    const parts = [...new Set(query.split(/\s+/).filter((word) => word.length > 2))];
    if (all.length || parts.length < 2) return { results: all, some: false };
    return { results: await findSome(pagefind, parts), some: true };
  }

  async function findSome(pagefind, parts) {
    const found = new Map();
    for (const part of parts) {
      for (const result of whole(await pagefind.search(part)).results) {
        const entry = found.get(result.id) ?? { result, hits: 0, score: 0 };
        entry.hits += 1;
        entry.score += result.score;
        found.set(result.id, entry);
      }
    }
    const best = [...found.values()].sort((a, b) => b.hits - a.hits || b.score - a.score);
    return best.map((entry) => entry.result);
  }

  // ---- words ----

  const plural = new Intl.PluralRules(document.documentElement.lang || "en");

  function say(key, values = {}) {
    return (words.getAttribute(`data-${key}`) ?? "").replace(/\{(\w)\}/g, (_, name) => values[name] ?? "");
  }

  function sayCount(n, some) {
    const stem = some ? "some-" : "";
    const key = `${stem}${plural.select(n)}`;
    return say(words.hasAttribute(`data-${key}`) ? key : `${stem}other`, { n: n.toLocaleString(document.documentElement.lang) });
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

  // Pagefind writes <mark> around the words found, and only "<" and ">" of the page's own text as
  // entities: this is the exact way back to text.
  function excerpt(markup) {
    const pieces = markup.split(/<mark>(.*?)<\/mark>/s).map(plain);
    return pieces.map((text, i) => (i % 2 ? element("mark", "", text) : text));
  }

  function plain(text) {
    return text.replaceAll("&lt;", "<").replaceAll("&gt;", ">");
  }

  // An excerpt that starts or ends inside the page's text says so.
  function why({ excerpt: markup, plain_excerpt, content }) {
    const text = plain(plain_excerpt);
    const start = content.startsWith(text) ? "" : "… ";
    const end = content.endsWith(text) ? "" : " …";
    return element("p", "pt-listing__why", start, ...excerpt(markup), end);
  }

  function chip(meta) {
    const tone = /^(open|care|over|stopped)$/.test(meta.tone) ? ` pt-chip--${meta.tone}` : "";
    const node = element("span", `pt-chip${tone}`);
    if (meta.sign) {
      const sign = element("span", "pt-chip__sign", meta.sign);
      sign.setAttribute("aria-hidden", "true");
      node.append(sign, " ");
    }
    node.append(meta.status);
    return node;
  }

  function row(page) {
    const { url, meta } = page;
    const link = element("a", "pt-listing__title", meta.title || url);
    link.href = url;
    const item = element("li", "", link);
    const facts = element("p", "pt-listing__meta");
    if (meta.status) facts.append(chip(meta), " ");
    if (meta.about) facts.append(meta.about);
    if (facts.hasChildNodes()) item.append(facts);
    item.append(why(page));
    return item;
  }

  async function rows(results) {
    const pages = await Promise.all(results.map((result) => result.data()));
    return pages.map(row);
  }

  // ---- a search that the reader sees ----

  // One search field with its count, its help and its list. `show` gets what was found.
  function searcher({ input, count, aid, list, size, show }) {
    let turn = 0;

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
        const { results, some } = await inTime(find(query));
        const items = await inTime(rows(results.slice(0, size)));
        if (mine !== turn) return;
        clear();
        list.append(...items);
        count.textContent = items.length ? sayCount(results.length, some) : say("none", { q: query });
        if (!items.length) aid.append(help("none"));
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
    return { search, cancel: () => { clearTimeout(timer); turn += 1; } };
  }

  // ---- the search page: address, results, more results ----

  function address(form, query) {
    return `${form.getAttribute("action")}#q=${encodeURIComponent(query)}`;
  }

  function asked() {
    const params = new URLSearchParams(location.hash.slice(1));
    return params.get("q") ?? new URLSearchParams(location.search).get("q") ?? "";
  }

  function startPage(root) {
    const form = root.querySelector("form");
    const input = form.querySelector("input");
    const list = root.querySelector(".pt-find__list");
    const more = root.querySelector(".pt-find__more");
    let rest = [];
    more.textContent = say("more");

    const { search } = searcher({
      input, list, size: PAGE_SIZE,
      count: root.querySelector(".pt-find__count"),
      aid: root.querySelector(".pt-find__help"),
      show({ query, results, shown }) {
        rest = results.slice(shown);
        more.hidden = !rest.length;
        history.replaceState(null, "", query ? address(form, query) : form.getAttribute("action"));
      },
    });

    more.addEventListener("click", async () => {
      const items = await rows(rest.splice(0, PAGE_SIZE));
      list.append(...items);
      more.hidden = !rest.length;
      items[0]?.querySelector("a").focus();
    });
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      search();
    });
    const follow = () => {
      input.value = asked();
      if (input.value) search();
    };
    window.addEventListener("hashchange", follow);
    follow();
  }

  // ---- the header: a panel under the field ----

  function startPanel(root) {
    const form = root.querySelector("form");
    const input = form.querySelector("input");
    const panel = root.querySelector(".pt-panel");
    const body = root.querySelector(".pt-panel__body");
    const all = root.querySelector(".pt-panel__all");
    all.textContent = say("all");

    // Only the body is hidden: a status line that is hidden when it changes is not read out.
    function open(yes) {
      panel.classList.toggle("pt-panel--open", yes);
      body.hidden = !yes;
    }

    const { cancel } = searcher({
      input, size: PANEL_SIZE,
      count: root.querySelector(".pt-panel__count"),
      aid: root.querySelector(".pt-panel__help"),
      list: root.querySelector(".pt-panel__list"),
      show({ query, results, shown }) {
        open(Boolean(query));
        all.hidden = results.length <= shown;
        all.href = address(form, query);
      },
    });

    // From the field down the links and back up; the field comes before the first.
    function step(from, by) {
      const stops = [input, ...body.querySelectorAll("a:not([hidden])")];
      stops[Math.min(Math.max(stops.indexOf(from) + by, 0), stops.length - 1)].focus();
    }

    root.addEventListener("keydown", (event) => {
      if (body.hidden) return;
      if (event.key === "Escape") {
        open(false);
        input.focus();
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
      location.assign(address(form, input.value.trim()));
    });
  }

  watchRequests();
  for (const root of document.querySelectorAll("[data-pt-search]")) {
    (root.dataset.ptSearch === "page" ? startPage : startPanel)(root);
  }
})();
