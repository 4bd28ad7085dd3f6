// Tables that can be sorted. On pages for operators each head of a column becomes a button; without
// scripts it is a plain table. What is equal stays in the order of the page.
(() => {
  "use strict";

  const { compare } = new Intl.Collator(document.documentElement.lang || "en", { numeric: true });

  for (const table of document.querySelectorAll(".pt-sortable table")) prepare(table);

  function prepare(table) {
    const body = table.tBodies[0];
    const rows = [...body.rows];
    const heads = [...table.tHead.rows[0].cells];
    for (const [column, head] of heads.entries()) {
      const button = document.createElement("button");
      button.type = "button";
      button.className = "pt-sort";
      button.append(...head.childNodes);
      head.append(button);
      const keys = new Map(rows.map((row) => [row, row.cells[column].textContent.trim()]));
      const isCount = [...keys.values()].every((text) => /^\d[\d.,\s]*$/.test(text));
      const order = isCount
        ? (a, b) => count(keys.get(a)) - count(keys.get(b))
        : (a, b) => compare(keys.get(a), keys.get(b));
      button.addEventListener("click", () => {
        // The largest count first; words from A to Z.
        const now = head.getAttribute("aria-sort");
        const up = now ? now === "descending" : !isCount;
        for (const other of heads) other.removeAttribute("aria-sort");
        head.setAttribute("aria-sort", up ? "ascending" : "descending");
        body.append(...[...rows].sort((a, b) => (up ? order(a, b) : order(b, a))));
      });
    }
  }

  // Health problems: one button for all tables of the page. It puts those first that most people in
  // any one group had, or puts them back into the order of the record.
  for (const button of document.querySelectorAll(".pt-most-first")) {
    const tables = [...document.querySelectorAll(".pt-events tbody")].map((body) => {
      const rows = [...body.rows];
      const keys = new Map(rows.map((row) => [row, most(row)]));
      return { body, rows, sorted: [...rows].sort((a, b) => keys.get(b) - keys.get(a)) };
    });
    button.parentElement.hidden = false;
    button.addEventListener("click", () => {
      const first = button.getAttribute("aria-pressed") !== "true";
      button.setAttribute("aria-pressed", String(first));
      for (const { body, rows, sorted } of tables) body.append(...(first ? sorted : rows));
    });
  }

  // The first number of a cell is that of people.
  function most(row) {
    const found = [...row.cells].slice(1).map((cell) => /\d[\d.,\s]*/.exec(cell.textContent));
    return Math.max(0, ...found.map((match) => (match ? count(match[0]) : 0)));
  }

  // Counts are whole numbers, with the marks of a language between their digits.
  function count(text) {
    return Number(text.replace(/\D/g, ""));
  }
})();
