"""Real eligibility texts, and what tests of the parser measure in them."""

import csv
import gzip
import html
import json
import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from functools import cache
from html.entities import html5
from itertools import accumulate
from pathlib import Path

from hypothesis import strategies as st

from generator.plain.eligibility import Kind, Node, Polarity, parse

RULES = (Kind.ITEM, Kind.PARA, Kind.NOTE, Kind.JOINER)
Rule = tuple[int, int, str]


@cache
def of_v2(data: Path) -> dict[str, str]:
    """Return the text of each record of the API v2, by id."""
    with gzip.open(data / "ctgov.jsonl.gz", "rt", encoding="utf-8") as lines:
        protocols = [json.loads(line)["protocolSection"] for line in lines]
    return {
        protocol["identificationModule"]["nctId"]: words
        for protocol in protocols
        if (words := protocol.get("eligibilityModule", {}).get("eligibilityCriteria"))
    }


@cache
def of_v1(data: Path) -> dict[str, str]:
    """Return the text of each record of the retired API, by id."""
    with gzip.open(data / "ctgov-v1-classic.jsonl.gz", "rt", encoding="utf-8") as lines:
        records = [json.loads(line) for line in lines]
    studies = [record.get("FullStudy", record).get("Study", record) for record in records]
    protocols = [study["ProtocolSection"] for study in studies]
    return {
        protocol["IdentificationModule"]["NCTId"]: words
        for protocol in protocols
        if (words := protocol.get("EligibilityModule", {}).get("EligibilityCriteria"))
    }


@cache
def of_xml(data: Path) -> dict[str, str]:
    """Return the text of each legacy XML record, by id."""
    roots = [ET.parse(path).getroot() for path in sorted((data / "ctgov-xml").glob("*.xml"))]
    return {
        str(root.findtext("id_info/nct_id")): words
        for root in roots
        if (words := root.findtext("eligibility/criteria/textblock"))
    }


def two_lists(data: Path) -> Iterator[tuple[str, str]]:
    """Yield both lists of records of other registries, which keep them in two fields."""
    sheet = data / "ictrp" / "COVID19-927-trials_7Apr2020.csv.gz"
    with gzip.open(sheet, "rt", encoding="utf-8") as lines:
        for row in csv.DictReader(lines):
            yield row["Inclusion Criteria"], row["Exclusion Criteria"]
    portal = data / "ictrp" / "ICTRP-Results_18Mar2020.xml.gz"
    for trial in ET.fromstring(gzip.decompress(portal.read_bytes())):
        yield trial.findtext("Inclusion_Criteria", ""), trial.findtext("Exclusion_Criteria", "")
    for path in sorted((data / "ictrp" / "who-format-xml").glob("*.xml")):
        for part in ET.parse(path).getroot().iter("criteria"):
            inclusion, exclusion = part.find("inclusion_criteria"), part.find("exclusion_criteria")
            if inclusion is not None and exclusion is not None:
                yield inclusion.text or "", exclusion.text or ""
    for path in sorted((data / "isrctn" / "json-converted-by-ctrdata").rglob("*.json")):
        found = re.findall(r'"(?:in|ex)clusion": ("(?:[^"\\]|\\.)*")', path.read_text("utf-8"))
        if len(found) == 2:
            yield json.loads(found[0]), json.loads(found[1])


def letters(text: str) -> str:
    """Return only the letters and digits."""
    return "".join(filter(str.isalnum, text))


def rules(source: str, tree: Node) -> dict[Rule, int]:
    """Return how deep each rule nests, by where its letters and digits are and by its side."""
    count = [0, *accumulate(map(str.isalnum, source))]
    found: dict[Rule, int] = {}
    waiting = [(tree, 0)]
    while waiting:
        node, level = waiting.pop()
        is_rule = node.kind in RULES
        if is_rule and node.spans and count[node.spans[0][0]] < count[node.spans[-1][1]]:
            start, _ = node.marker or node.spans[0]
            found[count[start], count[node.spans[-1][1]], node.polarity.value] = level
        waiting += [(kid, level + is_rule) for kid in node.kids]
    return found


def sides(source: str) -> list[Polarity]:
    """Return the polarity of every sign that is not white space, in order; heads have none."""
    return [
        Polarity.UNSTATED if node.kind is Kind.SECTION else node.polarity
        for node in parse(source).walk()
        for start, end in ([node.marker] if node.marker else []) + list(node.spans)
        for _sign in "".join(source[start:end].split())
    ]


_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])|(&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|\w+);)")


def as_read(markdown: str) -> str:
    """Return a record's Markdown with its escapes and entities read; its signs stay as they are."""
    return _ESCAPE.sub(lambda match: match[1] or _entity(match[2]), markdown)


def _entity(text: str) -> str:
    return html.unescape(text) if text[1] == "#" or text[1:] in html5 else text


# Texts that a writer of heads and lists would never think of.
HEADS = """Inclusion|Exclusion|Criteria|criteria:|Inclusion Criteria:|Exclusion Criteria:|None|
exclusion criteria:|Non-inclusion|eligibility|Eligibility Criteria|Key|for|Part A|Cohort 1:|Donors|
Patients will be excluded if any of the following apply:|must meet all of the following criteria:|
DISEASE CHARACTERISTICS:|Withdrawal criteria:|Note:|OR|and|age > 18|1.5 x ULN|E. coli"""
SIGNS = """* \\* - \\- • o 1. 1\\. 2. 1) (1) (a) (b) a. b) (i) (ii) ii. IV. I1. ① 1.1 --- <!-- --> (
(( ) [ ] : ： . ; , / _ \\ " &lt; é ı ß İ 中文 \u200b \ufeff \U0001f600 \x00"""
SPACES = ["\u00a0", "\u2028", "\t", "  ", " " * 4, " " * 8]
ENDS = ["\n", "\n\n", "\n  ", "\n    ", "\r\n", "\x0b", "\x85", "\x1c"]
HOSTILE = [*HEADS.replace("\n", "").split("|"), *SIGNS.split(), *SPACES, *ENDS]

hostile_text = st.builds(
    str.join,
    st.sampled_from(["", " ", " ", "\n"]),
    st.lists(st.sampled_from(HOSTILE) | st.text(max_size=4), max_size=60),
)
