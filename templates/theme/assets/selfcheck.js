// Lets a reader go through the rules for joining, one mark for each. The marks stay in this browser:
// nothing here asks the network for anything. Every word comes from the page (sections/who.md.jinja).
(() => {
  "use strict";

  const box = document.querySelector(".pt-check");
  const rules = [...document.querySelectorAll("[data-rule]")];
  if (!box || !rules.length) return;

  const words = box.dataset;
  const STORE = `plaintrials.check.${words.trial}`;
  const ANSWERS = ["yes", "no", "unsure"];
  let marks = {}; // key of a rule → answer
  let lost = false; // a kept mark belongs to a rule that is no longer there
  let kept = true;

  // A store can be closed to us (private windows, settings) or full. Then the marks last as long as
  // the page, and the page says so.
  function stored() {
    try {
      return localStorage.getItem(STORE);
    } catch {
      kept = false;
      return null;
    }
  }

  function read() {
    let found = {};
    try {
      found = JSON.parse(stored()) ?? {};
    } catch {
      // Not written by us.
    }
    const known = Object.entries(found).filter(([key, answer]) =>
      ANSWERS.includes(answer) && rules.some((rule) => rule.dataset.rule === key));
    lost = known.length < Object.keys(found).length;
    marks = Object.fromEntries(known);
  }

  function write() {
    try {
      if (Object.keys(marks).length) localStorage.setItem(STORE, JSON.stringify(marks));
      else localStorage.removeItem(STORE);
      kept = true;
    } catch {
      kept = false;
    }
  }

  function fill(pattern, values) {
    return pattern.replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);
  }

  function make(tag, name = "", text = "") {
    const made = document.createElement(tag);
    if (name) made.className = name;
    made.textContent = text;
    return made;
  }

  function button(text, press) {
    const made = make("button", "pt-button", text);
    made.type = "button";
    made.addEventListener("click", press);
    return made;
  }

  function short(text) {
    const line = text.replace(/\s+/g, " ").trim();
    return line.length > 140 ? `${line.slice(0, 139).replace(/\s\S*$/, "")}…` : line;
  }

  // ---- one rule ----

  const names = new Map(rules.map((rule) => [rule, short(rule.innerText)]));

  function choices(rule) {
    const key = rule.dataset.rule;
    const set = make("fieldset", "pt-mark");
    set.append(make("legend", "", fill(words.legend, { rule: names.get(rule) })));
    for (const answer of ANSWERS) {
      const input = make("input");
      input.type = "radio";
      input.name = `pt-mark-${key}`;
      input.value = answer;
      input.autocomplete = "off"; // or a browser fills in what was removed
      input.addEventListener("change", () => {
        marks[key] = answer;
        write();
        show();
      });
      const label = make("label");
      label.append(input, words[answer]);
      set.append(label);
    }
    const notes = make("p", "pt-mark__notes", words.notes);
    set.append(notes);
    if (rule.matches("li")) rule.append(set);
    else rule.after(set);
    return set;
  }

  // ---- the summary: what the reader has marked, and no judgement ----

  // The rules worth a question, by list and answer.
  function asked() {
    const groups = new Map();
    for (const rule of rules) {
      const answer = marks[rule.dataset.rule];
      const part = rule.closest(".pt-criteria");
      // A rule can say by itself that no answer but "not sure" makes it one to ask about.
      const worth = rule.dataset.asked ?? part.dataset.asked;
      if (!answer || (answer !== "unsure" && answer !== worth)) continue;
      let head = part.previousElementSibling;
      while (!head.tagName.startsWith("H")) head = head.previousElementSibling;
      const list = head.textContent;
      const group = groups.get(list + answer) ?? { mark: words[answer], list, found: [] };
      group.found.push(rule);
      groups.set(list + answer, group);
    }
    return [...groups.values()];
  }

  function summary() {
    const parts = [];
    for (const { mark, list, found } of asked()) {
      const name = fill(words.marked, { mark, list, n: found.length });
      const links = make("ul");
      for (const rule of found) {
        const link = make("a", "", names.get(rule));
        link.href = `#${rule.id}`;
        links.appendChild(make("li")).append(link);
      }
      parts.push(make("p", "pt-quote-head", name), links);
    }
    return parts.length ? [make("h4", "", words.ask), ...parts] : [];
  }

  // ---- the whole ----

  const panel = make("div", "pt-check__panel");
  const where = make("p", "pt-check__kept");
  const changed = make("p", "pt-caution", words.changed);
  const end = make("div", "pt-check__end");
  const count = make("p", "pt-check__count");
  const ask = make("div");
  const clear = button(words.clear, remove);
  const toggle = button(words.start, () => set(panel.hidden));
  let fields;

  function show() {
    const marked = Object.keys(marks).length;
    for (const [key, field] of fields) {
      for (const input of field.querySelectorAll("input")) input.checked = marks[key] === input.value;
    }
    where.textContent = kept ? words.kept : words.notKept;
    changed.hidden = !lost;
    count.textContent = fill(words.count, { marked, all: rules.length });
    ask.replaceChildren(...summary());
    clear.hidden = !marked;
  }

  function remove() {
    if (!confirm(words.sure)) return;
    marks = {};
    lost = false;
    write();
    show();
    count.textContent = words.cleared;
    toggle.focus();
  }

  function set(open) {
    if (open && !fields) fields = rules.map((rule) => [rule.dataset.rule, choices(rule)]);
    if (fields) show();
    document.body.classList.toggle("pt-checking", open);
    panel.hidden = end.hidden = !open;
    toggle.textContent = open ? words.stop : words.start;
    toggle.setAttribute("aria-expanded", String(open));
  }

  // On paper only this part and the top of the page, which says which trial it is.
  function printRules() {
    let head = box;
    while (head && head.tagName !== "H2") head = head.previousElementSibling;
    let part = null;
    for (const one of box.parentElement.children) {
      if (one.tagName === "H2") part = one;
      one.classList.toggle("pt-not-printed", part !== null && part !== head);
    }
    addEventListener("afterprint", () => {
      for (const one of document.querySelectorAll(".pt-not-printed")) {
        one.classList.remove("pt-not-printed");
      }
    }, { once: true });
    print();
  }

  count.setAttribute("role", "status");
  panel.append(make("p", "pt-check__number", words.number), make("p", "", words.about), where, changed);
  end.append(count, ask, button(words.print, printRules), clear);
  box.append(toggle, panel);
  [...document.querySelectorAll(".pt-criteria")].pop().after(end);
  read();
  set(Object.keys(marks).length > 0 || lost);
  box.hidden = false;
  addEventListener("storage", (event) => {
    if (event.key !== STORE && event.key !== null) return;
    read();
    if (fields) show();
  });
})();
