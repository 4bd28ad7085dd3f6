// Tables that can be sorted, on pages for operators. Each head of a column becomes a button; without
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

  // Counts are whole numbers, with the marks of a language between their digits.
  function count(text) {
    return Number(text.replace(/\D/g, ""));
  }
})();
