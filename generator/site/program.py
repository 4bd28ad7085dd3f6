"""Spares phones what Pagefind's program does that our search has no use for.

It cuts each word that is typed into signs with `Intl.Segmenter`, whatever the language. The first
such cut makes a browser load its rules of languages, a tenth of what a first search takes; for
words between spaces, going sign by sign gives the same.

It also lays out tables to unpack files with, as it loads. `assets/search.js` lets the browser do
the unpacking, so that only browsers which cannot need the tables: then they are laid out.
"""

from pathlib import Path

_ASKS = "if(trueLanguage&&typeof Intl.Segmenter"
_ASKS_LESS = "if(needsWordSegmentation(trueLanguage)&&typeof Intl.Segmenter"
_TABLES, _TABLES_END = "var u8=Uint8Array;", "var gz_default=gunzipSync;"


def lighten(bundle: Path) -> bool:
    """Let the program in a folder of Pagefind do less, as this module tells.

    False if it has not just these places, as another version of Pagefind may not: it stays as it
    is.
    """
    file = bundle / "pagefind.js"
    text = file.read_text(encoding="utf-8")
    places = (_ASKS, "needsWordSegmentation=", _TABLES, _TABLES_END)
    if any(text.count(place) != 1 for place in places):
        return False
    text = text.replace(_ASKS, _ASKS_LESS)
    before, _, rest = text.partition(_TABLES)
    tables, _, after = rest.partition(_TABLES_END)
    late = f"(()=>{{{_TABLES}{tables}return gunzipSync;}})()"
    gunzip = f"var gz_made;var gz_default=(data)=>(gz_made??={late})(data);"
    file.write_text(f"{before}{gunzip}{after}", encoding="utf-8", newline="")
    return True
