"""Spares phones what Pagefind's program does that our search has no use for.

It cuts each word that is typed into signs with `Intl.Segmenter`, whatever the language. The first
such cut makes a browser load its rules of languages, a tenth of what a first search takes; for
words between spaces, going sign by sign gives the same.

It also lays out tables to unpack files with, as it loads. `assets/search.js` lets the browser do
the unpacking, so that only browsers which cannot need the tables: then they are laid out. And it
keeps a weight for each place of each word on each page, to cut an excerpt of a page by: our pages
bring what they show.
"""

from pathlib import Path

_ASKS = "if(trueLanguage&&typeof Intl.Segmenter"
_ASKS_LESS = "if(needsWordSegmentation(trueLanguage)&&typeof Intl.Segmenter"
_TABLES, _TABLES_END = "var u8=Uint8Array;", "var gz_default=gunzipSync;"
_WEIGHS, _WEIGHS_END = "let weighted_locations=result2.l.map(", "let res={"
_PLACES = "let locations=result2.l.map((one)=>one.l);"
_CUTS = "data:async()=>await this.loadFragment(result2.p,weighted_locations,term)"


def lighten(bundle: Path) -> bool:
    """Let the program in a folder of Pagefind do less, as this module tells.

    False if it has not just these places, as another version of Pagefind may not: it stays as it
    is.
    """
    file = bundle / "pagefind.js"
    text = file.read_text(encoding="utf-8")
    marks = (_ASKS, "needsWordSegmentation=", _TABLES, _TABLES_END, _WEIGHS, _WEIGHS_END, _CUTS)
    if any(text.count(mark) != 1 for mark in marks):
        return False
    text = text.replace(_ASKS, _ASKS_LESS)
    before, tables, after = _between(text, _TABLES, _TABLES_END)
    late = f"(()=>{{{_TABLES}{tables}return gunzipSync;}})()"
    text = f"{before}var gz_made;var gz_default=(data)=>(gz_made??={late})(data);{after}"
    before, _, after = _between(text, _WEIGHS, _WEIGHS_END)
    text = f"{before}{_PLACES}{_WEIGHS_END}{after}".replace(_CUTS, "data:undefined")
    file.write_text(text, encoding="utf-8", newline="")
    return True


def _between(text: str, start: str, end: str) -> tuple[str, str, str]:
    before, _, rest = text.partition(start)
    inside, _, after = rest.partition(end)
    return before, inside, after
