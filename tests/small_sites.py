"""Small sites from invented records, for tests that build, serve or check them."""

import json
import os
import subprocess
import sys
from collections.abc import Iterable, Mapping, Sequence
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urljoin, urlsplit

import yaml

CONDITIONS = ("Asthma", "Migraine", "Fever", "Sleep problems", "Cough")
SPONSORS = ("Blue Hospital", "Green University", "Red Research Group")
STATUSES = ("RECRUITING", "COMPLETED", "NOT_YET_RECRUITING", "TERMINATED")
COUNTRIES = ("Chile", "Norway", "Kenya")
ON_HOST = {"site_url": "https://trials.example.org/"}


def number(n: int) -> str:
    return f"NCT{n:08}"


def record(n: int, **sections: Any) -> dict[str, Any]:
    """Return an invented record without a problem; every third leaves out what it may."""
    whole: dict[str, Any] = {
        "identification": {"registry_id": number(n), "brief_title": f"Invented trial {n}"},
        "status": {
            "overall_status": STATUSES[n % 4],
            "last_update_submit_date": f"2024-{n % 12 + 1:02}-{n % 28 + 1:02}",
        },
        "sponsor_collaborators": {"lead_sponsor": {"name": SPONSORS[n % 3]}},
        "design": {"study_type": "INTERVENTIONAL"},
    }
    if n % 3:
        whole["conditions"] = {"conditions": [CONDITIONS[n % 5], f"Rare problem {n}"]}
        whole["design"]["phases"] = [f"PHASE{n % 4 + 1}"]
        whole["arms_interventions"] = {"interventions": [{"type": "DRUG", "name": f"Drug {n % 7}"}]}
        place = {"facility": "A clinic", "city": "A town", "country": COUNTRIES[n % 3]}
        whole["contacts_locations"] = {"locations": [place]}
    return {**whole, **sections}


def study(n: int) -> bytes:
    """Return an invented study in the form of the ClinicalTrials.gov API v2."""
    title = f"Invented study {n}"
    protocol = {
        "identificationModule": {"nctId": number(n), "briefTitle": title},
        "statusModule": {"overallStatus": "RECRUITING"},
        "sponsorCollaboratorsModule": {"leadSponsor": {"name": "Blue Hospital", "class": "OTHER"}},
        "designModule": {"studyType": "INTERVENTIONAL"},
    }
    # Spaces that no writer of JSON would put there: the copy must be the file, not the same data.
    return (
        json.dumps({"protocolSection": protocol, "hasResults": False}, indent=3).encode() + b" \n"
    )


def write_record(folder: Path, n: int, **sections: Any) -> Path:
    text = yaml.safe_dump(record(n, **sections), sort_keys=False, allow_unicode=True)
    return write(folder / f"{number(n)}.yml", text)


def write(path: Path, text: str | bytes) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return path


def make_site(
    folder: Path,
    records: Iterable[int] = range(1, 6),
    options: Mapping[str, Any] | None = None,
    **settings: Any,
) -> Path:
    """Write mkdocs.yml, docs/ and records/; `options` are the plugin's. Returns mkdocs.yml."""
    (folder / "docs").mkdir(parents=True, exist_ok=True)
    (folder / "records").mkdir(exist_ok=True)
    for n in records:
        write_record(folder / "records", n)
    plugin = {"as_of": "2026-03-31", "search": False, **(options or {})}
    config = {
        "site_name": "Small site",
        "theme": {"name": "material", "font": False},
        "plugins": [{"plaintrials": plugin}],
        **settings,
    }
    return write(folder / "mkdocs.yml", yaml.safe_dump(config, sort_keys=False))


def run(
    *arguments: str | Path, cwd: Path, module: str = "generator.cli", **env: str
) -> subprocess.CompletedProcess[str]:
    """Run `plaintrials` (or `mkdocs`) in a process of its own, as a user does."""
    start = [sys.executable, "-m", module]
    if module == "generator.cli":
        start = [
            sys.executable,
            "-c",
            "from generator.cli import main; main(prog_name='plaintrials')",
        ]
    return subprocess.run(
        [*start, *map(str, arguments)],
        cwd=cwd,
        env={**environment(), **env},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def environment() -> dict[str, str]:
    """Return the variables of this process without those that steer a build."""
    steering = ("PLAINTRIALS_", "SOURCE_DATE_EPOCH")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(steering)}
    root = str(Path(__file__).parent.parent)
    return {**kept, "NO_MKDOCS_2_WARNING": "1", "PYTHONPATH": root}


def contents(folder: Path) -> dict[str, bytes]:
    """Return every file below a folder, by its path."""
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


class Reading(HTMLParser):
    """What a test needs to know of a page: ids, addresses, and the links inside some parts."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.addresses: list[str] = []
        self.links: list[tuple[str, str]] = []
        self.heads: list[str] = []
        self._open: list[tuple[str, str]] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: Sequence[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        if tag not in ("meta", "link", "input", "img", "br", "hr", "source"):
            self._open.append((tag, values.get("class", "")))
        self.ids += [values["id"]] if "id" in values else []
        for name in ("href", "src", "action"):
            if name in values:
                self.addresses.append(values[name])
        if tag == "a" and "href" in values:
            inside = " ".join(f"{name} {classes}" for name, classes in self._open)
            self.links.append((inside, values["href"]))

    def handle_endtag(self, tag: str) -> None:
        for n in range(len(self._open) - 1, -1, -1):
            if self._open[n][0] == tag:
                del self._open[n:]
                return

    def handle_data(self, data: str) -> None:
        if self._open and self._open[-1][0] in ("h1", "h2", "h3") and data.strip():
            self.heads.append(data.strip())

    def inside(self, part: str) -> list[str]:
        """Return the links inside the elements of a tag or class, in order."""
        return [href for inside, href in self.links if part in inside.split()]


def read_page(site: Path, path: str) -> Reading:
    return Reading((site / path).read_text("utf-8"))


def broken_links(site: Path, base: str = "https://site.example/") -> list[str]:
    """Return every link, source or anchor of a built site that leads to nothing in it.

    `base` is where the site is: links that leave it are not followed.
    """
    pages = {path: read_page(site, path) for path in contents(site) if path.endswith(".html")}
    found = []
    for path, page in pages.items():
        for address in page.addresses:
            target = urlsplit(urljoin(base + path, address))
            if not target.geturl().startswith(base):
                inside = address.startswith("/") or not urlsplit(address).scheme
                found += [f"{path}: {address} leaves the site"] if inside else []
                continue
            file = _file(site, unquote(target.path.removeprefix(urlsplit(base).path)))
            anchor = unquote(target.fragment)
            is_there = (site / file).is_file()
            if not is_there or (anchor and file in pages and anchor not in pages[file].ids):
                found.append(f"{path}: {address}")
    return found


def _file(site: Path, path: str) -> str:
    return f"{path}index.html" if path.endswith("/") or not path else path
