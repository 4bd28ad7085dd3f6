"""Every code that reading a record can give, with its meaning. A reference page is made from it."""

from collections.abc import Mapping
from types import MappingProxyType

CODES: Mapping[str, str] = MappingProxyType(
    {
        "REC-PATH": "A path does not exist, cannot be opened, or holds no record.",
        "REC-ENCODING": "The file is not UTF-8 text, or holds characters that text cannot hold.",
        "REC-YAML": "The file is not YAML that a record can be written in.",
        "REC-JSON": "The file is not valid JSON.",
        "REC-KEY": "A field is written twice in the same place.",
        "REC-SIZE": "A file or a record in it is larger, or nested deeper, than any real one.",
        "REC-ARCHIVE": "A packed file (.zip, .gz) is damaged, locked, or far too large unpacked.",
        "REC-FORMAT": "The file holds something else than a record that can be read.",
        "REC-MISSING": "A field that every record needs is not there.",
        "REC-TYPE": "A value is of the wrong kind, such as text where a number belongs.",
        "REC-UNKNOWN-FIELD": "A field has a name that no record has.",
        "REC-UNKNOWN-CODE": "A value is not in the registry's list. It is shown as it is.",
        "REC-ID": "The registration number cannot be one.",
        "REC-NAME": "The file is named after another trial than the one that it holds.",
        "REC-DUPLICATE": "The same trial is there twice. Only the first is shown.",
        "REC-CONTROL": "A text holds a control character, which no reader can see.",
        "REC-COMMENT": "A '#' in a text turns the rest of the line into a comment, which is lost.",
        "REC-MEASURE": "An age or a length of time is not a number and a unit.",
        "REC-PARTIAL": "The record lacks what nearly every record has.",
        "REC-OVERLAY": "The plain words beside a record do not fit it, or lack what they need.",
        "OVL-01": "Plain words have a number, a date or a name such as IL-6 that the record lacks.",
        "OVL-02": "Plain words, or the fields they rest on, changed after somebody checked them.",
        "OVL-03": "Plain words are hard to read: a long sentence, or a long paragraph.",
        "OVL-04": "Plain words make a claim that a record cannot back up.",
        "OVL-05": "Plain words name something that the record does not have.",
        "OVL-06": "Plain words do not say who answers for them, or what they rest on.",
        "OVL-07": "Plain words differ from their rule or outcome in a number, a limit, a 'not', "
        "an 'and' or an 'or', or a name.",
    }
)
"""Code → meaning, in the order in which a reader of a file meets them."""
