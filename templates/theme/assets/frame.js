// On pages of trials, what Material's own script (35 KB compressed) would do for the frame of a page:
// the switch of colors, folds that open for a link into them and for paper, and the columns at the side.
(() => {
  "use strict";

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
})();
