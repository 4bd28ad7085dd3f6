"""Keeps of Material's styles what pages in a frame can use: the rest is most of them.

Material styles what any site may show, blog posts and code notes among it. A rule is left out if
each of its selectors names a class, a direction or a color choice that the frame does not have.
What is in doubt stays.
"""

import hashlib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

_LINKS = re.compile(
    r'<link rel="stylesheet" href="([^"]*assets/stylesheets/)'
    r'(main\.\w+\.min\.css)">(?:\s*<link rel="stylesheet" href="\1(palette\.\w+\.min\.css)">)?'
)
_CLASSES = re.compile(r"""\bclass=(["'])(.*?)\1""", re.DOTALL)
_WORD = re.compile(r"[A-Za-z_][\w-]*")
# Strings and addresses may hold brackets that open nothing.
_TOKEN = re.compile(
    r'"(?:\\.|[^"\\])*"|\'(?:\\.|[^\'\\])*\'|url\([^"\')]*\)|/\*.*?\*/|[{};]', re.DOTALL
)
_INNERMOST = re.compile(r":(is|where|not|has)\(([^()]*)\)")
_NAMED = re.compile(r"\.((?:\\.|[\w-])+)")
_CHOSEN = re.compile(r"\[(dir|data-md-color-\w+)=[\"']?([\w-]+)[\"']?\]")
_ATTRIBUTE = re.compile(r"\[[^\]]*\]")
_ICON = re.compile(r"--[\w-]+:\s*url\(")
_USED = re.compile(r"var\(\s*(--[\w-]+)")
_DEAD = ".ptx-dead"


@dataclass(frozen=True, slots=True)
class _Known:
    """What the pages of a frame have: classes, and values of attributes as `name=value`."""

    classes: frozenset[str]
    values: frozenset[str]

    def has(self, name: str) -> bool:
        """Tell if a class is there, or can be: scripts and other pages change the part after --."""
        return name in self.classes or name.partition("--")[0] in self.classes


@dataclass(frozen=True, slots=True)
class Besides:
    """What is not in a frame's HTML: classes that its content can have, and other styles there."""

    classes: frozenset[str]
    css: str


NOTHING = Besides(frozenset(), "")


def besides_frames(folders: Iterable[Path], sheets: Iterable[Path]) -> Besides:
    """Return what the templates of some folders and other style sheets add to a frame."""
    files = [file for folder in folders for file in sorted(folder.rglob("*"))]
    texts = (file.read_text("utf-8") for file in files if file.suffix in (".jinja", ".html"))
    classes = frozenset(name for text in texts for name in _classes(text))
    return Besides(classes, "".join(file.read_text("utf-8") for file in sheets if file.is_file()))


def with_own_styles(html: str, site_dir: Path, besides: Besides) -> str:
    """Return a frame that loads what it needs of Material's styles, as one file; writes the file.

    A frame without links to Material's styles, as of a theme that replaces them, stays as it is.
    """
    links = _LINKS.search(html)
    if not links:
        return html
    place, *names = links.groups()
    folder = site_dir / "assets" / "stylesheets"
    css = "".join((folder / name).read_text("utf-8") for name in names if name)
    data = needed(css, html, besides).encode()
    name = f"trials.{hashlib.sha256(data).hexdigest()[:8]}.min.css"
    (folder / name).write_bytes(data)
    link = f'<link rel="stylesheet" href="{place}{name}">'
    return f"{html[: links.start()]}{link}{html[links.end() :]}"


def without_comments(css: str) -> str:
    """Return a style sheet without its comments, a fifth of ours on the way to a phone."""
    return _TOKEN.sub(lambda token: "" if token[0].startswith("/*") else token[0], css)


def needed(css: str, html: str, besides: Besides = NOTHING) -> str:
    """Return the rules of a style sheet that a page's HTML can use, in their order."""
    chosen = re.findall(r'\b(dir|data-md-color-\w+)="([\w-]+)"', html)
    values = frozenset(f"{name}={value}" for name, value in chosen)
    kept = _kept(css, _Known(frozenset(_classes(html)) | besides.classes, values))
    moved = set(_WORD.findall(" ".join(re.findall(r"animation(?:-name)?:([^;}]+)", kept))))
    return _shown(kept, set(_USED.findall(kept + besides.css)), moved)


def _classes(html: str) -> Iterator[str]:
    return (word for _, names in _CLASSES.findall(html) for word in _WORD.findall(names))


def _rules(css: str) -> Iterator[tuple[str, str | None]]:
    """Yield what stands before each block, and the block; or a statement without one, and None."""
    depth = start = opened = 0
    for token in _TOKEN.finditer(css):
        if token[0] == "{":
            depth += 1
            opened = token.end() if depth == 1 else opened
        elif token[0] == "}":
            depth -= 1
            if not depth:
                yield css[start : opened - 1].strip(), css[opened : token.start()]
                start = token.end()
        elif token[0] == ";" and not depth:
            yield css[start : token.start()].strip(), None
            start = token.end()


def _kept(css: str, known: _Known) -> str:
    kept = []
    for head, block in _rules(css):
        if block is None:
            kept.append(f"{head};")
        elif head.startswith(("@media", "@supports")):
            inner = _kept(block, known)
            kept += [f"{head}{{{inner}}}"] if inner else []
        elif head.startswith("@"):
            kept.append(f"{head}{{{block}}}")
        else:
            alive = [one for one in _alternatives(head) if _is_alive(one, known)]
            kept += [f"{','.join(alive)}{{{block}}}"] if alive else []
    return "".join(kept)


def _alternatives(selectors: str) -> Iterator[str]:
    """Split selectors at the commas that stand in no bracket."""
    depth = start = 0
    for at, sign in enumerate(selectors):
        depth += (sign in "([") - (sign in ")]")
        if sign == "," and not depth:
            yield selectors[start:at]
            start = at + 1
    yield selectors[start:]


def _is_alive(selector: str, known: _Known) -> bool:
    while inner := _INNERMOST.search(selector):
        kind, among = inner.groups()
        alive = [one for one in _alternatives(among) if _is_alive(one, known)]
        instead = "" if kind == "not" or alive else _DEAD
        selector = f"{selector[: inner.start()]}{instead}{selector[inner.end() :]}"
    if any(f"{name}={value}" not in known.values for name, value in _CHOSEN.findall(selector)):
        return False
    return all(known.has(name) for name in _NAMED.findall(_ATTRIBUTE.sub("", selector)))


def _shown(css: str, used: set[str], moved: set[str]) -> str:
    """Leave out pictures that no rule shows, and movements that no rule makes."""
    kept = []
    for head, block in _rules(css):
        if block is None:
            kept.append(f"{head};")
        elif head == ":root":
            parts = [one for one in _declarations(block) if _is_shown(one, used)]
            kept += [f":root{{{';'.join(parts)}}}"] if parts else []
        elif not head.startswith("@keyframes") or head.split()[-1] in moved:
            kept.append(f"{head}{{{block}}}")
    return "".join(kept)


def _is_shown(declaration: str, used: set[str]) -> bool:
    return not _ICON.match(declaration) or declaration.partition(":")[0] in used


def _declarations(block: str) -> Iterator[str]:
    start = 0
    for token in _TOKEN.finditer(block):
        if token[0] == ";":
            yield block[start : token.start()].strip()
            start = token.end()
    yield block[start:].strip()
