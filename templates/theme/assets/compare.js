// The reader's list of trials, and up to four of them side by side. What is shown was kept from each
// trial's page (mylist.js), and is read anew where the site can be reached. Every word comes from
// compare.html, and texts are only ever put in as text.
(() => {
  "use strict";

  const list = window.plaintrialsList;
  const near = window.plaintrialsNear;
  const root = document.querySelector(".pt-mylist");
  if (!list || !root) return;

  const words = root.dataset;
  const MOST = 4;
  const { fill } = list;
  const part = (name) => root.querySelector(`.pt-mylist__${name}`);
  const status = document.querySelector(".pt-mylist__said");
  const gone = new Set(); // trials whose pages are not there any more

  function make(tag, name = "", content = "") {
    const made = document.createElement(tag);
    if (name) made.className = name;
    made.textContent = content;
    return made;
  }

  function link(trial) {
    const made = make("a", "pt-listing__title", trial.title);
    made.href = list.pageOf(trial.id);
    return made;
  }

  const compared = () => list.all().filter((trial) => trial.compared).slice(0, MOST);
  const numberOf = (at) => fill(words.number, { n: at + 1 });

  // ---- the list ----

  function choice(trial) {
    const label = make("label", "pt-mylist__choice");
    const box = make("input");
    box.type = "checkbox";
    box.checked = compared().includes(trial);
    box.dataset.trial = trial.id;
    box.setAttribute("aria-label", fill(words.compareName, { title: trial.title }));
    box.addEventListener("change", () => {
      if (box.checked && compared().length >= MOST) {
        box.checked = false;
        status.textContent = fill(words.most, { n: MOST });
        return;
      }
      status.textContent = "";
      list.choose(trial.id, box.checked);
    });
    label.append(box, words.compare);
    return label;
  }

  function remover(trial) {
    const button = make("button", "pt-button", words.remove);
    button.type = "button";
    button.dataset.trial = trial.id;
    button.setAttribute("aria-label", fill(words.removeName, { title: trial.title }));
    button.addEventListener("click", () => {
      const at = list.all().findIndex((one) => one.id === trial.id);
      list.remove(trial.id);
      status.textContent = fill(words.removed, { title: trial.title });
      const boxes = root.querySelectorAll(".pt-mylist__trials input");
      (boxes[at] ?? boxes[at - 1] ?? document.querySelector(".pt-browse a"))?.focus();
    });
    return button;
  }

  function row(trial) {
    const item = make("li");
    const at = compared().indexOf(trial);
    if (at >= 0) item.append(make("strong", "pt-mylist__number", numberOf(at)), " ");
    item.append(link(trial), make("p", "pt-meta", [trial.status, trial.id].filter(Boolean).join(" · ")));
    if (gone.has(trial.id)) item.append(make("p", "pt-caution", words.gone));
    else if (!trial.facts.length) item.append(make("p", "pt-caution", words.unread));
    const far = distance(trial);
    if (far) item.append(make("p", "pt-mylist__far", far));
    const ends = make("p", "pt-mylist__do");
    ends.append(choice(trial), remover(trial));
    item.append(ends);
    return item;
  }

  function distance(trial) {
    const here = near?.city();
    const [first] = here ? near.nearest(trial.places, here) : [];
    return first ? fill(words.nearestOne, { far: near.say(first.km), name: first.place.name }) : "";
  }

  // ---- side by side ----

  function day(text) {
    const [year, month, date] = (text ?? "").split("-").map(Number);
    if (!year) return [];
    const options = { day: "numeric", month: "long", year: "numeric" };
    // The pages write the day before the month, which "en" alone does not.
    const lang = document.documentElement.lang === "en" ? "en-GB" : document.documentElement.lang;
    return [new Date(year, month - 1, date).toLocaleDateString(lang, options)];
  }

  // A line of the table: a label, and the values of each trial.
  function lines(trials) {
    // The number stands in the head of the column.
    const facts = trials.flatMap(({ id, facts }) => facts.filter((fact) => fact.values[0] !== id));
    const labels = [...new Set(facts.map((fact) => fact.label))];
    const found = [[words.status, trials.map((trial) => [trial.status].filter(Boolean))]];
    for (const label of labels) {
      found.push([label, trials.map((trial) => (trial.facts.length
        ? trial.facts.find((fact) => fact.label === label)?.values ?? [] : [words.unreadShort]))]);
    }
    const here = near?.city();
    if (here) {
      found.push([fill(words.nearest, { city: here.name }), trials.map((trial) => {
        const [first] = near.nearest(trial.places, here);
        return [first ? `${near.say(first.km)}: ${first.place.name}` : words.noPoints];
      })]);
    }
    return found;
  }

  const folded = (values) => values.map((value) => value.toLowerCase()).sort().join("\n");

  function cell(values, label) {
    const made = make("td");
    made.setAttribute("role", "cell");
    made.dataset.label = label;
    if (values.length > 1) {
      const all = make("ul");
      all.append(...values.map((value) => make("li", "", value)));
      made.append(all);
    } else {
      made.append(make("div", "", values[0] ?? words.silent));
    }
    return made;
  }

  function line(label, values, isMarked = true) {
    const made = make("tr");
    const head = make("th", "", label);
    made.setAttribute("role", "row");
    head.setAttribute("role", "rowheader");
    head.scope = "row";
    if (isMarked) {
      const differs = new Set(values.map(folded)).size > 1;
      if (differs) made.className = "pt-mylist__differs";
      head.append(" ", make("span", "pt-mylist__mark", differs ? words.differs : words.same));
    }
    made.append(head, ...values.map((some, at) => cell(some, numberOf(at))));
    return made;
  }

  function table(trials) {
    const made = make("table", "pt-table");
    const head = make("thead");
    const names = make("tr");
    const body = make("tbody");
    made.setAttribute("role", "table"); // a phone shows it as a list, and it stays a table
    head.setAttribute("role", "rowgroup");
    body.setAttribute("role", "rowgroup");
    names.setAttribute("role", "row");
    made.append(make("caption", "", words.caption), head, body);
    head.append(names);
    for (const [at, trial] of [null, ...trials].entries()) {
      const column = make("th", "", trial ? "" : words.row);
      column.scope = "col";
      column.setAttribute("role", "columnheader");
      if (trial) {
        // No link here: a phone shows no heads of columns, and the list above has the links.
        column.append(make("span", "pt-mylist__number", numberOf(at - 1)), " ",
          make("span", "pt-mylist__title", trial.title), " ", make("span", "pt-meta", trial.id));
      }
      names.append(column);
    }
    body.append(...lines(trials).map(([label, values]) => line(label, values)));
    body.append(line(words.read, trials.map((trial) => day(trial.day)), false));
    return made;
  }

  // ---- the page ----

  // What had the focus has it again when the list is made anew.
  function focused() {
    const { tagName, dataset } = document.activeElement;
    const same = `.pt-mylist__trials ${tagName}[data-trial="${dataset.trial}"]`;
    return () => dataset.trial && root.querySelector(same)?.focus();
  }

  function show() {
    const refocus = focused();
    const trials = list.all();
    const chosen = compared();
    root.hidden = !trials.length;
    if (!trials.length && !status.textContent) status.textContent = words.empty;
    part("count").textContent = trials.length === 1 ? words.countOne
      : fill(words.countOther, { n: trials.length });
    part("trials").replaceChildren(...trials.map(row));
    part("hint").textContent = chosen.length < 2 ? words.oneMore : "";
    part("table").replaceChildren(...(chosen.length < 2 ? [] : [table(chosen)]));
    refocus();
    if (!list.isKept()) status.textContent = words.notKept;
  }

  // What is kept may be old: where the site can be reached, its pages tell what holds now.
  async function refresh() {
    for (const { id } of [...list.all()]) {
      try {
        const now = await list.fetchTrial(id);
        if (now) list.update(now);
        else gone.add(id);
      } catch {
        break; // offline, or opened from a disk
      }
    }
    if (gone.size) show();
  }

  const clear = root.querySelector('[data-do="clear"]');
  clear.textContent = words.clear;
  clear.addEventListener("click", () => {
    if (!confirm(words.sure)) return;
    status.textContent = words.cleared;
    list.clear();
    document.querySelector(".pt-browse a")?.focus();
  });
  root.querySelector('[data-do="print"]').addEventListener("click", () => print());
  document.addEventListener("plaintrials:list", show);
  document.addEventListener("plaintrials:city", show);

  const fold = root.querySelector("details.pt-near");
  let started = false;
  fold.addEventListener("toggle", () => {
    if (!fold.open || started) return;
    started = true;
    near.picker(fold, () => {});
  });
  show();
  if (list.all().length) refresh();
})();
