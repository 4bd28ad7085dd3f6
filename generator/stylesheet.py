"""Our own style sheet: a file for each thing that it styles, sent to browsers as one."""

from generator.content import own_templates

SHEET = "assets/plaintrials.css"
"""Where a site has it."""
PARTS = (
    *("tokens", "material", "frame", "text", "header", "search", "find"),
    *("status", "card", "facts", "quotes", "folds", "notes", "tables", "numbers", "figures"),
    *("lists", "pagers", "buttons", "bars", "actions", "jumps", "marks", "print"),
    *("terms", "list", "near", "lay"),
)
"""The files of `templates/styles/`, in order: of two rules that weigh the same the later holds."""


def stylesheet() -> str:
    """Return the whole style sheet."""
    folder = own_templates() / "styles"
    return "\n".join((folder / f"{part}.css").read_text("utf-8") for part in PARTS)
