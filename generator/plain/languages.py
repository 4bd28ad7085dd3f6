"""Languages: their names, through Babel, and whether a text is in that of the page."""

from babel import Locale, UnknownLocaleError

from generator.plain.wording import Wording


def say_language(tag: str, wording: Wording) -> str:
    """`pt-BR` → `Portuguese (Brazil)`; a language that Babel does not know as its tag."""
    try:
        return Locale.parse(tag, sep="-").get_display_name(wording.locale) or tag
    except (UnknownLocaleError, ValueError):
        return tag


def spoken(language: str, wording: Wording) -> str:
    """Return a language that people wrote in, if it is not that of the page; else nothing."""
    return "" if language == str(wording.locale).replace("_", "-") else language
