"""Names of languages, through Babel."""

from babel import Locale, UnknownLocaleError

from generator.plain.wording import Wording


def say_language(tag: str, wording: Wording) -> str:
    """`pt-BR` → `Portuguese (Brazil)`; a language that Babel does not know as its tag."""
    try:
        return Locale.parse(tag, sep="-").get_display_name(wording.locale) or tag
    except (UnknownLocaleError, ValueError):
        return tag
