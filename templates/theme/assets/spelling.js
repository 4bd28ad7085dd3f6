// Finds the word that a reader most likely meant who typed one that no trial has, or next to none
// (docs/decisions/0029-typing-errors.md). Loaded by search.js for the first such word, and by near.js for a
// city that no name in its list begins with.
(() => {
  "use strict";

  const { bare, element, say, site } = window.ptSearch ?? {}; // near.js needs distances only
  const OFTEN = 4; // a word on some pages is held only against words on so many times as many
  const SHORT = 5; // letters; a word that is longer may have 2 mistakes
  const RARER = 0.12; // of a letter's change: what twice as many trials count when two words are near
  const LEAST = 4; // letters of a word on a shelf (generator/site/spelling.py)
  // Letters that words begin with which sound alike ("newmonia", "krohns").
  const ALIKE = {
    a: "eh", c: "ks", e: "aho", f: "pv", g: "j", h: "", i: "e", j: "g", k: "c", n: "pk", o: "ae", q: "ck",
    r: "w", s: "cp", t: "p", v: "f", x: "z", y: "i", z: "sx",
  };
  const shelves = new Map();

  // The words of all trials with a letter (generator/site/spelling.py), each with how many trials have it,
  // as a power of 2. Loaded for a word that finds nothing or next to nothing.
  function shelf(letter) {
    if (!shelves.has(letter)) {
      const words = fetch(new URL(`pagefind/words-${letter}.json`, site))
        .then((got) => (got.ok ? got.json() : { words: "", powers: "" }))
        .then(({ words: all, powers }) => all.split(" ").map((word, i) => ({ word, power: Number(powers[i]) })));
      words.catch(() => shelves.delete(letter));
      shelves.set(letter, words);
    }
    return shelves.get(letter);
  }

  const letterOf = (word) => (/^[a-z]/.test(word) ? word[0] : "other");

  // Of some words, the one that is nearest to a word, within so many steps; undefined if there is none.
  function nearestOf(words, word, most) {
    let best;
    for (const { word: other, power } of words) {
      if (Math.abs(other.length - word.length) > most + 1) continue;
      const steps = distance(word, bare(other), most);
      const cost = steps - power * RARER + (other[0] === word[0] ? 0 : RARER);
      if (steps <= most && !(cost >= best?.cost)) best = { word: other, cost, steps };
    }
    return best;
  }

  // The word that was most likely meant by one that stands on so many pages, or undefined.
  async function nearest(word, pages) {
    const most = word.length > SHORT && !pages ? 2 : 1;
    const least = pages && Math.ceil(Math.log2(OFTEN * pages));
    const letter = letterOf(word);
    const words = (await Promise.all([letter, ...(ALIKE[letter] ?? "")].map(shelf))).flat();
    return nearestOf(words.filter((one) => one.power >= least && bare(one.word) !== word), word, most)?.word;
  }

  // The two words that were most likely typed without a space, with a mistake in one of them at most.
  async function parted(word) {
    const places = [...word].map((_, place) => place).slice(LEAST, 1 - LEAST);
    const cut = await Promise.all(places.map(async (place) => {
      const parts = [word.slice(0, place), word.slice(place)];
      const found = await Promise.all(parts.map(async (part) => nearestOf(await shelf(letterOf(part)), part, 1)));
      if (!found.every(Boolean) || found[0].steps + found[1].steps > 1) return undefined;
      return { words: found.map((one) => one.word), cost: found[0].cost + found[1].cost };
    }));
    return cut.filter(Boolean).sort((one, other) => one.cost - other.cost)[0]?.words;
  }

  // How many letters to add, leave out, change or swap with their neighbor (Damerau and Levenshtein;
  // no letter twice), so that one word is the other or, for half a word, begins it. More than `most` is
  // told as more, without the exact number.
  function distance(one, other, most, isHalf = false) {
    if (one.length - other.length > most || (!isHalf && other.length - one.length > most)) return most + 1;
    let [before, last] = [[], [...Array(other.length + 1).keys()]];
    for (let i = 1; i <= one.length; i += 1) {
      const row = [i];
      for (let j = 1; j <= other.length; j += 1) {
        const same = one[i - 1] === other[j - 1];
        row[j] = Math.min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (same ? 0 : 1));
        const isSwapped = i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1];
        if (isSwapped) row[j] = Math.min(row[j], before[j - 2] + 1);
      }
      if (Math.min(...row) > most) return most + 1;
      [before, last] = [last, row];
    }
    return isHalf ? Math.min(...last) : last[other.length];
  }

  // A list of the pages that have a word, with the pages of the word that was most likely meant after its own;
  // for two words that were typed as one, a list for each.
  async function mended(list, pagesWith, weighed) {
    const { word, results } = list;
    const instead = await nearest(bare(word), results.length);
    if (!instead) return results.length ? [list] : apart(list, pagesWith, weighed);
    const own = new Set(results.map(({ id }) => id));
    const others = (await pagesWith(instead)).filter(({ id }) => !own.has(id));
    return [others.length ? weighed({ word, instead, few: results.length > 0, results: [...results, ...others] }) : list];
  }

  async function apart(list, pagesWith, weighed) {
    const words = await parted(bare(list.word));
    const found = words ? await Promise.all(words.map(pagesWith)) : [];
    if (!found.length || found.some((results) => !results.length)) return [list];
    const [first, second] = found.map((results) => weighed({ word: list.word, results }));
    return [{ ...first, instead: words.join(" ") }, second];
  }

  // What was looked up beside or instead of words, before the count of what was found.
  function sum(all, told) {
    return [...all.map(({ word, instead, few }) => say(few ? "few" : "instead", { q: word, w: instead })), told].join(" ");
  }

  // Offers to take the words as they were typed.
  function tell(query, place, press) {
    const button = element("button", "pt-button", say("exactly", { q: query }));
    button.type = "button";
    button.addEventListener("click", press);
    place.append(element("p", "", button));
  }

  window.ptSpelling = { distance, mended, sum, tell };
})();
