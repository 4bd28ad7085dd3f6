"""The sitemap: MkDocs lists the hand-written pages, we list the generated ones beside them.

Source of the limits and forms: the sitemaps.org protocol (50,000 addresses a file).
"""

import datetime
from pathlib import Path
from urllib.parse import urljoin
from xml.sax.saxutils import escape

from mkdocs.structure.files import Files

from generator.site.files import generated

_MOST = 40_000
_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
_SPACE = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'


def write_sitemap(site_dir: Path, site_url: str | None, files: Files, as_of: datetime.date) -> None:
    """Make `sitemap.xml` an index of MkDocs' sitemap and ours; nothing without `site_url`."""
    whole = site_dir / "sitemap.xml"
    if not site_url or not whole.is_file():
        return
    whole.rename(site_dir / "sitemap-pages.xml")
    (site_dir / "sitemap.xml.gz").unlink(missing_ok=True)
    urls = sorted(urljoin(site_url, file.url) for file in generated(files))
    names = ["sitemap-pages.xml"]
    for number, start in enumerate(range(0, len(urls), _MOST), 1):
        names.append(f"sitemap-records-{number}.xml")
        some = urls[start : start + _MOST]
        (site_dir / names[-1]).write_text(_document("urlset", "url", some, as_of), "utf-8")
    addresses = [urljoin(site_url, name) for name in names]
    whole.write_text(_document("sitemapindex", "sitemap", addresses, as_of), "utf-8")


def _document(root: str, item: str, urls: list[str], as_of: datetime.date) -> str:
    rows = (
        f"<{item}><loc>{escape(url)}</loc><lastmod>{as_of.isoformat()}</lastmod></{item}>\n"
        for url in urls
    )
    return f"{_HEAD}<{root} {_SPACE}>\n{''.join(rows)}</{root}>\n"
