"""What the pictures of time must say: the days of a trial, and when things are measured."""

import datetime
from collections.abc import Iterator
from typing import Any

from tests.telling.words import Teller, counted, date_words, first_day, last_day, number

DAYS = {"year": 365, "month": 30, "week": 7, "day": 1}


def plain_time(frame: str) -> tuple[int, str] | None:
    """Read a time frame that is a number and a unit, with or without "at" before it."""
    words = frame.strip().lower().removeprefix("at ").split(" ")
    unit = words[-1].removesuffix("s")
    is_plain = len(words) == 2 and words[0].isascii() and words[0].isdigit() and unit in DAYS
    if not is_plain or len(words[0]) > 4 or words[-1] not in (unit, f"{unit}s"):
        return None
    return int(words[0]), unit


def days(one: Teller, as_of: datetime.date) -> Iterator[tuple[str, str]]:
    """The days in order of time. A day that is planned comes after that of the page."""
    found: list[tuple[datetime.date, bool, tuple[str, str]]] = []
    for name in ("start", "primaryCompletion", "completion"):
        date = one.at(f"statusModule.{name}DateStruct") or {}
        if text := date.get("date"):
            form, day = where_it_lies(text, date.get("type"), as_of)
            if found and day < found[-1][0] <= last_day(text):
                day = found[-1][0]
            found.append((day, form == "planned", one.say(f"time.{form}", date=date_words(text))))
    if len(found) < 2 or one.status == "WITHDRAWN":
        return
    if found[-1][2][0] != "time.past":
        found.append((as_of, False, one.say("time.now", date=date_words(as_of.isoformat()))))
    if len({day for day, _, _ in found}) > 1:
        yield from (said for _, _, said in sorted(found, key=lambda one: one[:2]))


def where_it_lies(text: str, kind: str | None, as_of: datetime.date) -> tuple[str, datetime.date]:
    if kind == "ACTUAL" and first_day(text) <= as_of:
        return "past", first_day(text)
    if kind == "ESTIMATED" and last_day(text) >= as_of:
        return "planned", max(first_day(text), as_of)
    return ("was" if kind == "ESTIMATED" else "given"), first_day(text)


def clock(one: Teller) -> Iterator[tuple[str, str]]:
    """The plain times of what is measured, each with the number of things; none if one or many."""
    kinds = ("primary", "secondary", "other")
    rows = [
        (kind == "primary", plain_time(outcome.get("timeFrame") or ""))
        for kind in kinds
        for outcome in one.at(f"outcomesModule.{kind}Outcomes") or []
    ]
    known = list(dict.fromkeys(time for _, time in rows if time))
    if not 2 <= len(known) <= 10:
        return
    for time in sorted(known, key=lambda time: time[0] * DAYS[time[1]]):
        main = sum(1 for is_main, at in rows if at == time and is_main)
        yield one.say("measured.at", duration=counted(*time))
        yield things(one, main, sum(1 for _, at in rows if at == time) - main)
    drawn = sum(1 for _, time in rows if time)
    if drawn < len(rows):
        yield one.say("measured.drawn", drawn, total=number(len(rows)))


def things(one: Teller, main: int, more: int) -> Any:
    said = [
        one.say(rule, n)
        for rule, n in (("measured.at_main", main), ("measured.at_more", more))
        if n
    ]
    if len(said) == 1:
        return said[0]
    return one.say("measured.at_both", main=said[0][1], more=said[1][1])
