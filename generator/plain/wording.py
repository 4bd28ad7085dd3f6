"""Wording: what readers see for a code, and every fixed sentence, as people wrote it in YAML."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Any

from babel import Locale, UnknownLocaleError

from generator import vocabulary
from generator.plain.catalog import Catalog, Check
from generator.plain.synonyms import NO_SYNONYMS, Synonyms

Forms = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class ReadingRules:
    """How our own sentences are judged: words to avoid, short forms, words with their syllables.

    `banned` maps a word to what we write instead, and `allowed` to the entries of the wording that
    may say it all the same; an entry that ends in a star stands for all that begin so.
    """

    banned: Mapping[str, str] = field(default_factory=dict)
    allowed: Mapping[str, Collection[str]] = field(default_factory=dict)
    negators: Collection[str] = ()
    short_forms: Collection[str] = ()
    syllables: Mapping[str, int] = field(default_factory=dict)


class WordingError(Exception):
    """The wording file itself is incomplete or malformed. Says which entry."""


@dataclass(frozen=True, slots=True)
class CodeWords:
    """What readers see for one code: a short label, and a sentence with {places} to fill."""

    label: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Gap:
    """Something readers want to know: what to say where the record is silent, and what to ask.

    `fields` (trial paths) must all be empty for the gap to count; without fields it always does.
    `kinds` limits it to these study types, `several_groups` to trials with more than one group, and
    `words` lifts it where people wrote that part. `when` is `open` (only while one may join) or
    `held` (not where it was called off). `closed` is what to ask once nobody can join any more.
    Without `says` no registry has a field for it, and the page says so once for all such gaps.
    """

    rule: str
    says: str
    ask: str
    fields: tuple[str, ...] = ()
    kinds: frozenset[str] = frozenset()
    several_groups: bool = False
    when: str = ""
    words: str = ""
    closed: str = ""


@dataclass(frozen=True, slots=True)
class Wording:
    """One language's words. Looked up by rule, label or code; a missing entry is a WordingError."""

    locale: Locale
    sentences: Mapping[str, Forms]
    labels: Mapping[str, str]
    durations: Mapping[str, Forms]
    nouns: Mapping[str, str]
    tenses: Mapping[str, Mapping[str, str]]
    gaps: tuple[Gap, ...]
    codes: Mapping[str, Mapping[str, CodeWords]]
    the: frozenset[str] = frozenset()
    """Countries that take an article in a sentence."""
    reading: ReadingRules = ReadingRules()
    checks: Catalog = field(default_factory=dict)
    synonyms: Synonyms = NO_SYNONYMS

    def sentence(self, rule: str, count: int | None = None) -> str:
        """Return the pattern of a rule, in the plural form that `count` asks for."""
        return self._form(_entry(self.sentences, "sentences", rule), count)

    def duration(self, unit: str, count: int) -> str:
        """Return the pattern for so many of a unit of time (`Year` … `Minute`)."""
        return self._form(_entry(self.durations, "durations", unit), count)

    def label(self, name: str) -> str:
        """Return a fixed label."""
        return str(_entry(self.labels, "labels", name))

    def check(self, code: str) -> Check:
        """Return the entry of a rule about records."""
        check: Check = _entry(self.checks, "checks", code)
        return check

    def code(self, value: str) -> CodeWords | None:
        """Return the words for a code, or None for text that is in none of the code lists."""
        words = self.codes.get(type(value).__name__)
        return words[value] if words else None

    def _form(self, forms: Forms, count: int | None) -> str:
        if count is None:
            return forms["other"]
        return forms.get(str(self.locale.plural_form(count)), forms["other"])


def wording_from(tree: Any) -> Wording:
    """Build a wording from the tree of its file.

    Raises WordingError if a code of the vocabulary has no words or an entry has the wrong shape.
    """
    try:
        wording = Wording(
            locale=Locale.parse(tree["language"]),
            sentences={rule: _forms(entry) for rule, entry in tree["sentences"].items()},
            labels=tree["labels"],
            durations=tree["durations"],
            nouns=tree["nouns"],
            tenses={code: row["words"] for row in tree["tense"] for code in row["status"]},
            the=frozenset(tree.get("the") or ()),
            gaps=tuple(_gap(entry) for entry in tree["gaps"]),
            codes={
                name: {code: CodeWords(**words) for code, words in codes.items()}
                for name, codes in tree["codes"].items()
            },
        )
    except (KeyError, TypeError, AttributeError, ValueError, UnknownLocaleError) as error:
        raise WordingError(f"malformed entry: {error!r}") from error
    if missing := list(_without_words(wording)):
        raise WordingError(f"codes without words: {', '.join(missing)}")
    return wording


def reading_rules_from(tree: Any) -> ReadingRules:
    """Build the rules from the tree of their file. Raises KeyError or TypeError if malformed."""
    return ReadingRules(
        banned={
            str(word): str(entry["instead"]) for entry in tree["banned"] for word in entry["words"]
        },
        allowed={
            str(word): tuple(map(str, entry.get("allow", ())))
            for entry in tree["banned"]
            for word in entry["words"]
        },
        negators=frozenset(map(str, tree["negators"])),
        short_forms=frozenset(map(str, tree["short_forms"])),
        syllables={str(word): int(count) for word, count in tree["syllables"].items()},
    )


def _entry(entries: Mapping[str, Any], part: str, name: str) -> Any:
    try:
        return entries[name]
    except KeyError:
        raise WordingError(f"the wording has no entry '{name}' under '{part}'") from None


def _forms(entry: Any) -> Forms:
    return {"other": entry} if isinstance(entry, str) else {str(k): v for k, v in entry.items()}


def _gap(entry: Mapping[str, str]) -> Gap:
    return Gap(
        rule=entry["rule"],
        says=entry.get("says", ""),
        ask=entry["ask"],
        fields=tuple(entry.get("field", "").split()),
        kinds=frozenset(entry.get("kind", "").split()),
        several_groups=entry.get("groups") == "several",
        when=entry.get("when", ""),
        words=entry.get("words", ""),
        closed=entry.get("closed", ""),
    )


def _without_words(wording: Wording) -> list[str]:
    unspoken = {"BrowseLeafRelevance", "DateType", "EnrollmentType", "StrEnum"}  # never printed
    enums = [
        enum
        for name, enum in vars(vocabulary).items()
        if isinstance(enum, type) and issubclass(enum, str) and name not in unspoken
    ]
    return [
        f"{enum.__name__}.{code}"
        for enum in enums
        for code in enum.__members__  # type: ignore[attr-defined]
        if code not in wording.codes.get(enum.__name__, {})
    ]
