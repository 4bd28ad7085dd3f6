"""The search index of a preview: made once where making it takes longer than all the rest."""

import shutil
import tempfile
from dataclasses import dataclass

from generator.plain.wording import Wording
from generator.site.search import BUNDLE, Indexed, index_trials

_MANY = 300
"""Above so many trials the search index takes longer than the rest of a preview's build."""


@dataclass(slots=True)
class PreviewIndex:
    """Keeps the index of a preview's first build for the builds that follow."""

    _kept: tempfile.TemporaryDirectory[str] | None = None

    def write(self, trials: Indexed, wording: Wording) -> bool:
        """Write the index of a built site; True if it is kept from now on, edits or not.

        Raises SearchIndexError as `index` does.
        """
        bundle = trials.site_dir / BUNDLE
        if self._kept:
            shutil.copytree(self._kept.name, bundle, dirs_exist_ok=True)
            return False
        index_trials(trials, wording)
        if len(trials.rows) <= _MANY:
            return False
        self._kept = tempfile.TemporaryDirectory(prefix="plaintrials-index-")
        shutil.copytree(bundle, self._kept.name, dirs_exist_ok=True)
        return True
