"""The search index of a preview: made once where making it takes longer than all the rest."""

import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path

from generator.site.search import BUNDLE, index

_MANY = 300
"""Above so many trials the search index takes longer than the rest of a preview's build."""


@dataclass(slots=True)
class PreviewIndex:
    """Keeps the index of a preview's first build for the builds that follow."""

    _kept: tempfile.TemporaryDirectory[str] | None = None

    def write(self, site_dir: Path, language: str, trials: int, cards: Path) -> bool:
        """Write the index of a built site; True if it is kept from now on, edits or not.

        Raises SearchIndexError as `index` does.
        """
        if self._kept:
            shutil.copytree(self._kept.name, site_dir / BUNDLE, dirs_exist_ok=True)
            return False
        index(site_dir, language=language, cards=cards)
        if trials <= _MANY:
            return False
        self._kept = tempfile.TemporaryDirectory(prefix="plaintrials-index-")
        shutil.copytree(site_dir / BUNDLE, self._kept.name, dirs_exist_ok=True)
        return True
