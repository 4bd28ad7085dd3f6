"""What each section must say: (rule, text) in the order of the page."""

import datetime
import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

from generator.plain.eligibility import Kind, Polarity, parse
from tests.telling.allowing import lets_in
from tests.telling.moments import DAYS, clock, days, plain_time
from tests.telling.results import found
from tests.telling.results.more import documents, noted
from tests.telling.synonyms import plainest, same_things
from tests.telling.words import (
    Teller,
    counted,
    date_words,
    file,
    first_day,
    get,
    last_day,
    listed,
    lower_first,
    number,
    time_words,
)

Said = tuple[str, str]
OPEN = {"RECRUITING", "ENROLLING_BY_INVITATION", "AVAILABLE"}
ASKABLE = OPEN | {"NOT_YET_RECRUITING", "SUSPENDED", "UNKNOWN"}
GOING = OPEN | {"NOT_YET_RECRUITING", "ACTIVE_NOT_RECRUITING", "SUSPENDED"}
STATUS, ARMS = "statusModule", "armsInterventionsModule.armGroups"
THINGS = "armsInterventionsModule.interventions"
DESIGN, INFO = "designModule", "designModule.designInfo"
LOCATIONS = "contactsLocationsModule.locations"


def tell(study: dict[str, Any], as_of: datetime.date) -> dict[str, list[Said]]:
    """Return what the page of a study must say, by section, without notes of checks."""
    one = Teller(study)
    return {
        "title": list(title(one, as_of)),
        "short": list(short(one, as_of)),
        "glance": list(glance(one)),
        "why": list(why(one)),
        "who": list(who(one)),
        "what": [*what(one, as_of), *days(one, as_of)],
        "measured": [*measured(one), *clock(one)],
        "found": list(found(one)),
        "where": list(where(one, as_of)),
        "runs": list(runs(one)),
        "join": list(join(one, as_of)),
        "questions": list(questions(one)),
        "about": list(about(one, as_of)),
    }


# --- title


def title(one: Teller, as_of: datetime.date) -> Iterator[Said]:
    doubts = list(doubted(one, as_of))
    yield from standing(one, doubts)
    if known := one.at(f"{STATUS}.lastKnownStatus"):
        yield one.say("status.last_known", label=one.label("Status", known))
    if verified := one.at(f"{STATUS}.statusVerifiedDate"):
        rule = "status.verified_day" if verified.count("-") == 2 else "status.verified"
        yield one.say(rule, date=date_words(verified))
    yield from doubts
    if doubts and one.status in OPEN | {"NOT_YET_RECRUITING", "UNKNOWN"}:
        yield one.say("status.ask")
    if one.at(f"{STATUS}.expandedAccessInfo.hasExpandedAccess"):
        yield one.say("status.expanded_access")
    if access := one.at(f"{STATUS}.expandedAccessInfo.statusForNctId"):
        label = one.label("ExpandedAccessStatus", access)
        yield one.say("status.expanded_access_status", label=label)
    if one.at(f"{STATUS}.delayedPosting"):
        yield one.say("status.delayed_posting")
    if one.study.get("hasResults"):
        yield one.say("status.results_posted")
    if one.at(f"{STATUS}.resultsWaived"):
        yield one.say("status.results_waived")


def standing(one: Teller, doubts: list[Said]) -> Iterator[Said]:
    """The status: as the code says it, or as it was listed when nobody has confirmed it lately."""
    status = one.at(f"{STATUS}.overallStatus")
    label = one.label("Status", status) if status else ""
    if status in GOING and doubts:
        yield one.say("status.doubted_label", label=label)
        yield one.say("status.doubted", label=lower_first(label))
    elif status:
        yield one.name("Status", status)
        yield one.code("Status", status)
    else:
        yield one.say("status.missing")


def copied(one: Teller) -> str | None:
    return get(one.study, "derivedSection.miscInfoModule.versionHolder")


def doubted(one: Teller, as_of: datetime.date) -> Iterator[Said]:
    if one.status not in GOING | {"UNKNOWN"}:
        return
    copy, verified = copied(one), one.at(f"{STATUS}.statusVerifiedDate")
    if verified and one.status != "UNKNOWN":
        seen = min(last_day(copy), as_of) if copy else as_of
        if birthdays(last_day(verified), seen) >= 2:
            yield one.say("status.stale", birthdays(last_day(verified), as_of))
    if copy and as_of > last_day(copy) + datetime.timedelta(days=180):
        yield one.say("status.old_copy", date=date_words(copy))
    start = one.at(f"{STATUS}.startDateStruct.date")
    if start and one.status == "NOT_YET_RECRUITING" and last_day(start) < as_of:
        yield one.say("status.start_passed", date=date_words(start))
    end = one.at(f"{STATUS}.completionDateStruct.date")
    if end and last_day(end) < as_of:
        yield one.say("status.end_passed", date=date_words(end))


def birthdays(born: datetime.date, today: datetime.date) -> int:
    """Count full years as one counts birthdays."""
    had = (today.month, today.day) >= (born.month, born.day)
    return today.year - born.year - (0 if had else 1)


# --- in short


def short(one: Teller, as_of: datetime.date) -> Iterator[Said]:
    kind = one.at(f"{DESIGN}.studyType")
    names = in_order([pair for pair in named_things(one) if not tells(pair[0])])
    sides = compared(one)
    if names and kind == "EXPANDED_ACCESS":
        yield one.say("short.access", names=some(one, names))
    elif sides:
        yield one.say("short.compared", tested=some(one, sides[0]), others=some(one, sides[1]))
    elif names:
        yield one.say("short.tested", names=some(one, names))
    elif kind == "OBSERVATIONAL":
        yield one.say("short.observed")
    conditions = [name for name in one.at("conditionsModule.conditions") or [] if name.strip()]
    people = whom(one)
    rule = ("short.about" if conditions else "short.no_condition") + ("_people" if people else "")
    yield one.say(rule, len(conditions) or None, names=some(one, conditions), people=people)
    if status := one.at(f"{STATUS}.overallStatus"):
        doubt = status != "UNKNOWN" and any(doubted(one, as_of))
        label = lower_first(one.label("Status", status))
        yield one.say("short.doubtful" if doubt else "short.standing", label=label)


def thing_name(one: Teller, thing: dict[str, Any]) -> str:
    kind, name = thing.get("type"), str(thing["name"])
    if kind in (None, "OTHER") or "placebo" in name.lower() or "sham" in name.lower():
        return name
    if checks(name):
        return name
    if name.rstrip()[-1:] in (")", "]") or has_kind(one, kind, name):
        return name
    return f"{name} ({lower_first(one.label('InterventionType', kind))})"


def has_kind(one: Teller, kind: str, name: str) -> bool:
    """The words of the kind stand one behind the other in the name; the last may be a plural."""
    said = one.label("InterventionType", kind).lower().split()
    words = re.findall(r"\w+", name.lower())
    spots = range(len(words) - len(said) + 1)
    some_words = (words[at : at + len(said)] for at in spots)
    return any(spot in (said, [*said[:-1], f"{said[-1]}s"]) for spot in some_words)


def tells(name: str) -> bool:
    """A name that is a sentence: a verb, and a full stop behind it."""
    stops = [at.start() for at in re.finditer(r"[.!?](\s|$)", name)]
    verbs = [
        at.start() for at in re.finditer(r"\w+", name) if at[0] in ("is", "are", "was", "were")
    ]
    return bool(stops and verbs) and verbs[0] < stops[-1]


CHECKS = ("sample", "test", "questionnaire", "survey", "interview")
LONG_CHECKS = ("laboratory biomarker analysis", "biospecimen collection")
LONG_CHECKS += ("quality of life assessment",)
NOTHING = ("no intervention", "no interventions", "no treatment", "no therapy", "none", "na", "n/a")
NOTHING += ("no study intervention", "no study treatment", "no drug treatment", "no-intervention")
NOTHING += ("no drug therapy", "non-intervention", "non intervention", "no specific treatment")
NOTHING += ("no specific intervention", "nonintervention", "no drug intervention")


def checks(name: str) -> bool:
    words = re.split(r"\W+", name.lower())
    text = f" {' '.join(words)} "
    return any(word.removesuffix("s") in CHECKS for word in words) or any(
        f" {phrase} " in text for phrase in LONG_CHECKS
    )


def things(one: Teller) -> list[str]:
    return [name for _, name in named_things(one)]


def named_things(one: Teller) -> list[tuple[str, str]]:
    """Each thing once, by its name and as it is said, in the order of the record."""
    seen: list[tuple[str, str]] = []
    kinds = set()
    for thing in one.at(THINGS) or []:
        name = thing.get("name")
        if name and (thing.get("type"), name) not in kinds:
            kinds.add((thing.get("type"), name))
            if name.strip().lower().removesuffix(".") not in NOTHING:
                seen.append((name, thing_name(one, thing)))
    return seen


def in_order(pairs: list[tuple[str, str]]) -> list[str]:
    """What is given first, what is only checked behind it."""
    given = [said for name, said in pairs if not checks(name)]
    return given + [said for name, said in pairs if checks(name)]


def some(one: Teller, names: list[str]) -> str:
    if len(names) <= 4:
        return listed(names)
    joined = "{}; {}; {};" if "," in "".join(names[:3]) else "{}, {}, {}"
    return one.phrase("list.more_names", len(names) - 3, names=joined.format(*names[:3]))


def compared(one: Teller) -> tuple[list[str], list[str]] | None:
    """Each group is tested or there to compare, and nothing is given on both sides."""
    known = {" ".join(t.get("name", "").split()).casefold(): t for t in one.at(THINGS) or []}
    given: dict[bool, Counter[str]] = {True: Counter(), False: Counter()}
    for arm in one.at(ARMS) or []:
        kind, names = arm.get("type") or "", arm.get("interventionNames") or []
        if not names or not (kind == "EXPERIMENTAL" or kind.endswith("_COMPARATOR")):
            return None
        for name in names:
            spellings = [name, name.split(": ", 1)[-1] if ": " in name else ""]
            keys = [" ".join(spelling.split()).casefold() for spelling in spellings]
            found = [key for key in keys if key and key in known]
            if not found:
                return None
            given[kind == "EXPERIMENTAL"][found[0]] += 1
    tested, others = given[True], given[False]
    every = len(known) == len(one.at(THINGS) or []) and set(tested) | set(others) == set(known)
    if not (tested and others and every) or set(tested) & set(others):
        return None
    sides = [
        in_order([(known[k]["name"], thing_name(one, known[k])) for k in known if k in side])
        for side in (tested, others)
    ]
    is_told = any(tells(one["name"]) for one in known.values())
    return None if is_told else (sides[0], sides[1])


def ages(one: Teller) -> tuple[str, str] | None:
    """Both limits in words: years alone stay bare, a shared unit is said once."""
    texts = [one.at(f"eligibilityModule.{name}Age") or "" for name in ("minimum", "maximum")]
    times = [time_words(text) if text else None for text in texts]
    if any(text and not time for text, time in zip(texts, times, strict=True)):
        return None
    units = {time[1] for time in times if time}
    words = []
    for at, time in enumerate(times):
        if time is None:
            words.append("")
        elif units == {"year"} or (at == 0 and times[1] and len(units) == 1):
            words.append(number(time[0]))
        else:
            words.append(counted(*time))
    return words[0], words[1]


def limits(low: str, high: str) -> str:
    return (
        f"{low} to {high}" if low and high else f"{low} or older" if low else f"{high} or younger"
    )


def whom(one: Teller) -> str:
    sex = {"FEMALE": "females", "MALE": "males"}
    people = sex.get(one.at("eligibilityModule.sex") or "", "")
    low, high = ages(one) or ("", "")
    return f"{people or 'people'} aged {limits(low, high)}" if low or high else people


# --- at a glance, why, who


def glance(one: Teller) -> Iterator[Said]:
    yield from everyday_names(one)
    names = things(one)
    for name in names[:6]:
        yield one.say("fact.tested", name=name)
    if len(names) > 6:
        yield one.say("fact.more", len(names) - 6)
    if kind := one.at(f"{DESIGN}.studyType"):
        yield one.name("StudyType", kind)
    for phase in one.at(f"{DESIGN}.phases") or []:
        yield one.name("Phase", phase)
    count = one.at(f"{DESIGN}.enrollmentInfo.count")
    if count is not None:
        planned = one.at(f"{DESIGN}.enrollmentInfo.type") == "ESTIMATED"
        yield one.say("fact.people_planned" if planned else "fact.people", count)
    limit = ages(one)
    if limit and any(limit):
        form = "between" if all(limit) else "from" if limit[0] else "to"
        yield f"fact.ages_{form}", limits(*limit)
    if sex := one.at("eligibilityModule.sex"):
        yield one.name("Sex", sex)
    yield from glance_dates(one)
    yield from glance_places(one)


def everyday_names(one: Teller) -> Iterator[Said]:
    """Also called: where the whole condition is a medical word of the list, by its own reading."""
    for condition in one.at("conditionsModule.conditions") or []:
        bare = re.sub(r"\s*\([A-Z][\w-]{0,7}\)\s*$", "", condition, flags=re.ASCII)
        turned = " ".join(part.strip() for part in reversed(bare.split(",")))
        ways = [plainest(bare), plainest(turned) if bare.count(",") in (1, 2) else plainest(bare)]
        rows = [everyday for medical, everyday in same_things() if medical == ways[0]]
        rows = rows or [everyday for medical, everyday in same_things() if medical == ways[1]]
        names = [name for name in dict.fromkeys(rows) if plainest(name) not in ways]
        if names:
            yield one.say("fact.also", everyday=listed(names))


def glance_dates(one: Teller) -> Iterator[Said]:
    for name in ("startDateStruct", "primaryCompletionDateStruct", "completionDateStruct"):
        yield from date_fact(one, f"{STATUS}.{name}", "fact.date_planned")


def glance_places(one: Teller) -> Iterator[Said]:
    places = one.at(LOCATIONS) or []
    lands = list(dict.fromkeys(place["country"] for place in places if place.get("country")))
    cities = list(dict.fromkeys(place["city"] for place in places if place.get("city")))
    if len(lands) > 1:
        yield one.say("fact.places", len(places), countries=number(len(lands)))
    elif lands and len(cities) == 1:
        yield one.say("fact.place_city", city=cities[0], country=land(lands[0]))
    elif lands:
        yield one.say("fact.place", country=land(lands[0]))


def date_fact(one: Teller, path: str, estimated: str) -> Iterator[Said]:
    value = one.at(path)
    text = value.get("date") if isinstance(value, dict) else value
    if text:
        planned = isinstance(value, dict) and value.get("type") == "ESTIMATED"
        yield one.say(estimated if planned else "fact.date", date=date_words(text))


# Spellings with a comma would break a list of countries.
LANDS = {
    "Korea, Republic of": "South Korea",
    "Korea, Democratic People's Republic of": "North Korea",
    "Iran, Islamic Republic of": "Iran",
    "Moldova, Republic of": "Moldova",
    "Tanzania, United Republic of": "Tanzania",
    "Congo, The Democratic Republic of the": "Congo - Kinshasa",
    "Macedonia, The Former Yugoslav Republic of": "North Macedonia",
    "Micronesia, Federated States of": "Micronesia",
    "Palestinian Territories, Occupied": "Palestinian Territories",
    "Palestinian Territory, occupied": "Palestinian Territories",
}


def land(name: str) -> str:
    return LANDS.get(name, name)


def the(name: str) -> str:
    return f"the {name}" if name in file()["the"] else name


def why(one: Teller) -> Iterator[Said]:
    if purpose := one.at(f"{INFO}.primaryPurpose"):
        yield one.code("PrimaryPurpose", purpose)


def who_ages(one: Teller) -> Iterator[Said]:
    limit = ages(one)
    if limit and any(limit):
        form = "between" if all(limit) else "from" if limit[0] else "to"
        yield one.say(f"who.age_{form}", low=limit[0], high=limit[1])
    elif limit is None:
        for name, which in (("low", "minimum"), ("high", "maximum")):
            if text := one.at(f"eligibilityModule.{which}Age"):
                yield one.say(f"who.age_as_is_{name}", age=text)


def who(one: Teller) -> Iterator[Said]:
    yield from who_ages(one)
    sex = one.at("eligibilityModule.sex")
    if sex in ("ALL", "FEMALE", "MALE"):
        yield one.say(f"who.sex_{sex.lower()}")
    elif sex:
        yield one.code("Sex", sex)
    if one.at("eligibilityModule.genderBased"):
        yield one.say("who.gender_based")
    healthy = one.at("eligibilityModule.healthyVolunteers")
    if healthy is not None:
        yield one.say("who.healthy_true" if healthy else "who.healthy_false")
    if method := one.at("eligibilityModule.samplingMethod"):
        yield one.code("SamplingMethod", method)
    if not (one.at("eligibilityModule.eligibilityCriteria") or "").strip():
        yield one.say("who.no_criteria")
        return
    if one.status in ASKABLE:
        yield one.say("who.only_team")
    yield from criteria(one)


def criteria(one: Teller) -> Iterator[Said]:
    """Where the rules are, and what their lists are like."""
    source = one.at("eligibilityModule.eligibilityCriteria")
    tree = parse(source)
    lines = [node for node in tree.walk() if node.kind not in (Kind.ROOT, Kind.SECTION)]
    only = lines[0].text(source).replace("\\", "") if len(lines) == 1 else ""
    is_address = only.startswith(("https://", "http://")) and " " not in only
    yield one.say("who.address" if is_address else "who.quoted")
    lists = [node for node in tree.walk() if node.kind is Kind.SECTION]
    for at, part in enumerate(lists):
        leads = part.polarity in (Polarity.MIXED, Polarity.UNSTATED) and at + 1 < len(lists)
        words = "".join(node.text(source) for kid in part.kids for node in kid.walk())
        if not any(map(str.isalnum, words)):
            if not leads:
                yield one.say("who.nothing_ask" if one.status in ASKABLE else "who.nothing")
        elif part.polarity is Polarity.EXCLUDE and any(
            lets_in(node.text(source)) for kid in part.kids for node in kid.walk()
        ):
            yield one.say("who.lets_in")


# --- what happens


def what(one: Teller, as_of: datetime.date) -> Iterator[Said]:
    said = [*kind(one), *groups(one), *masking(one), *size(one), *span(one, as_of)]
    arms, listed_things = one.at(ARMS) or [], one.at(THINGS) or []
    if not said and not arms and not listed_things:
        yield one.say("what.nothing")
    yield from said
    yield from rules(one)
    yield from roles(one, arms)
    for thing in listed_things:
        type_, name = thing.get("type"), thing.get("name") or ""
        if type_ and type_ != "OTHER" and not has_kind(one, type_, name):
            yield one.name("InterventionType", type_)
        if len(thing.get("otherNames") or []) > 5:
            yield one.say("what.names_count", len(thing["otherNames"]))
        yield from given_to(one, thing.get("armGroupLabels") or [], arms)
    count = one.at(f"{DESIGN}.enrollmentInfo.count")
    if 0 < len(arms) <= 8 and count != 0:
        planned = one.at(f"{DESIGN}.enrollmentInfo.type") == "ESTIMATED"
        rule = "what.people_planned" if planned else "what.people"
        is_clear = count is not None and count >= 0
        yield one.say(rule, count) if is_clear else one.say("what.everyone")
        for arm in arms:
            if (more := len(arm.get("interventionNames") or []) - 4) > 0:
                yield one.say("what.undrawn", more)
    if kept := one.at(f"{DESIGN}.bioSpec.retention"):
        yield one.code("BioSpecRetention", kept)


def roles(one: Teller, arms: list[Any]) -> Iterator[Said]:
    """Each group's part; once where all have the same, and none of a placebo listed as tested."""
    said = [None if only_dummy(arm) else arm.get("type") for arm in arms]
    if len(set(said)) == 1:
        said = said[:1] if said[0] != "OTHER" else []
    yield from (one.name("ArmType", role) for role in said if role)


AROUND = (
    "arm arms group groups cohort part control controls comparator matching matched treatment study"
    " oral tablet tablets capsule capsules injection only the of to"
)
BESIDE = "and or plus then versus vs with followed before after"


def only_dummy(arm: dict[str, Any]) -> bool:
    """Listed as tested, but its name or the one thing that it gets is a placebo or a sham."""
    if arm.get("type") != "EXPERIMENTAL":
        return False
    dummies, names = {"placebo", "placebos", "sham"}, arm.get("interventionNames") or []
    if len(names) == 1:
        name = names[0].lower().split(": ", 1)[-1]
        words = set(re.findall(r"[^\W_]+", name))
        if words & dummies and not words & set(BESIDE.split()) and not set(name) & set("+/,&"):
            return True
    words = set(re.findall(r"[^\W_]+", (arm.get("label") or "").lower()))
    rest = words - dummies - set(AROUND.split())
    return bool(words & dummies) and all(len(word) == 1 or word.isdigit() for word in rest)


def given_to(one: Teller, labels: list[str], arms: list[Any]) -> Iterator[Said]:
    """The groups that a thing is for; in quotes, and so not here, where a name is no group's."""
    named = [arm.get("label") for arm in arms]
    if not labels or len(arms) == 1 or set(labels) - set(named):
        return
    if set(labels) == set(named):
        yield one.say("what.given_to_all")
    else:
        yield one.say("what.given_to", names=listed(list(dict.fromkeys(labels))))


def kind(one: Teller) -> Iterator[Said]:
    if study_type := one.at(f"{DESIGN}.studyType"):
        yield one.code("StudyType", study_type)
    phases = one.at(f"{DESIGN}.phases") or []
    if len(phases) > 1 and "+".join(phases) in file()["codes"]["Phase"]:
        yield one.code("Phase", "+".join(phases))
    else:
        yield from (one.code("Phase", phase) for phase in phases)
    if one.at(f"{DESIGN}.patientRegistry"):
        yield one.say("what.patient_registry")
    if model := one.at(f"{INFO}.observationalModel"):
        yield one.code("ObservationalModel", model)
    if perspective := one.at(f"{INFO}.timePerspective"):
        yield one.code("TimePerspective", perspective)
    for name in ("individual", "intermediate", "treatment"):
        if one.at(f"{DESIGN}.expandedAccessTypes.{name}"):
            yield one.say(f"what.access_{name}")


def is_one_group(one: Teller) -> bool:
    arms = len(one.at(ARMS) or [])
    return arms == 1 or (arms == 0 and one.at(f"{INFO}.interventionModel") == "SINGLE_GROUP")


def groups(one: Teller) -> Iterator[Said]:
    arms = len(one.at(ARMS) or [])
    model, chance = one.at(f"{INFO}.interventionModel"), one.at(f"{INFO}.allocation")
    if arms > 1:
        yield one.say("what.groups", arms)
    if chance == "NA" and arms != 1:
        yield one.say("what.allocation_na")
    elif chance and not (model == "SINGLE_GROUP" and arms == 1):
        yield one.code("Allocation", chance)
    if model == "SINGLE_GROUP" and arms > 1:
        yield one.say("what.one_group_and_more")
    elif model:
        yield one.code("InterventionModel", model)


def masking(one: Teller) -> Iterator[Said]:
    level = one.at(f"{INFO}.maskingInfo.masking")
    named = one.at(f"{INFO}.maskingInfo.whoMasked") or []
    numbers = {"NONE": 0, "SINGLE": 1, "DOUBLE": 2, "TRIPLE": 3, "QUADRUPLE": 4}
    if level and not (named and numbers.get(level) == len(named)):
        yield one.code("Masking", level)
    if named:
        words = listed([one.label("WhoMasked", role) for role in named])
        if len(named) > 1:
            yield one.say("what.masked_some")
            yield one.say("what.masked_who", who=words)
        else:
            yield one.say("what.masked_by", who=words[0].upper() + words[1:])
        if level == "NONE":
            yield one.say("what.masked_and_open")
    elif level and level != "NONE":
        yield one.say("what.masked_unnamed")


def size(one: Teller) -> Iterator[Said]:
    count, how = (one.at(f"{DESIGN}.enrollmentInfo.{name}") for name in ("count", "type"))
    if count is not None:
        old = one.at(f"{INFO}.timePerspective") in ("RETROSPECTIVE", "OTHER")
        if count < 0:
            yield one.say("what.enrollment_unclear", count)
        elif how == "ACTUAL":
            rule = ("records" if old else "actual") if count else "none"
            yield one.say(f"what.enrollment_{rule}", count)
        elif how == "ESTIMATED":
            rule = "records_planned" if old else "planned"
            yield one.say(f"what.enrollment_{rule}", count)
            if one.status in ("COMPLETED", "TERMINATED"):
                yield one.say("what.enrollment_no_actual")
        else:
            yield one.say("what.enrollment_unstated", count)
    if text := one.at(f"{DESIGN}.targetDuration"):
        time = time_words(text)
        yield one.say("what.duration", duration=counted(*time) if time else f"“{text}”")


def span(one: Teller, as_of: datetime.date) -> Iterator[Said]:
    dates = [one.at(f"{STATUS}.{name}DateStruct") or {} for name in ("start", "completion")]
    for name, date in zip(("start", "end"), dates, strict=True):
        if text := date.get("date"):
            form = "given"
            if (
                date.get("type") == "ACTUAL"
                and first_day(text) <= as_of
                and one.status != "WITHDRAWN"
            ):
                form = "past"
            if date.get("type") == "ESTIMATED":
                form = "was" if last_day(text) < as_of else "planned"
            day = "_day" if text.count("-") == 2 else ""
            yield one.say(f"long.{name}_{form}{day}", date=date_words(text))
    texts = [date.get("date") or "" for date in dates]
    if all("-" in text for text in texts) and one.status != "WITHDRAWN":
        start, end = ([int(part) for part in text.split("-")[:2]] for text in texts)
        months = (end[0] * 12 + end[1]) - (start[0] * 12 + start[1])
        if all(text.count("-") == 2 for text in texts):
            days = (first_day(texts[1]) - first_day(texts[0])).days
            months = int(days * 48 / 1461 + 0.5)
        if months > 0:
            years = months // 12 if months >= 24 else 0
            rest = months - 12 * years
            parts = [(years, "year"), (rest, "month")]
            yield one.say("long.span", duration=listed([counted(*p) for p in parts if p[0]]))


def rules(one: Teller) -> Iterator[Said]:
    safety = one.at("oversightModule.oversightHasDmc")
    if safety is not None:
        yield one.say("what.dmc_true" if safety else "what.dmc_false")
    for name, rule in (
        ("isFdaRegulatedDrug", "what.fda_drug"),
        ("isFdaRegulatedDevice", "what.fda_device"),
        ("isUnapprovedDevice", "what.unapproved_device"),
        ("isPpsd", "what.ppsd"),
        ("isUsExport", "what.us_export"),
        ("fdaaa801Violation", "what.violation"),
    ):
        if one.at(f"oversightModule.{name}"):
            yield one.say(rule)
    if count := one.at(f"{DESIGN}.nPtrsToThisExpAccNctId"):
        yield one.say("what.access_records", count)


# --- what is measured, where, who runs it


def measured(one: Teller) -> Iterator[Said]:
    for which in ("primary", "secondary", "other"):
        outcomes = one.at(f"outcomesModule.{which}Outcomes") or []
        if outcomes:
            rule = "measured.primary" if which == "primary" else "measured.count"
            yield one.say(rule, len(outcomes))
        if which == "primary" and outcomes:
            yield from times(one, [outcome.get("timeFrame") or "" for outcome in outcomes])
            if len(outcomes) > 10:
                yield one.say("measured.count", len(outcomes) - 5)


def times(one: Teller, frames: list[str]) -> Iterator[Said]:
    known = [time for frame in frames if (time := plain_time(frame))]
    if len(known) < len(frames) or len(frames) == 1:
        return
    longest = max(known, key=lambda time: time[0] * DAYS[time[1]])
    if len(set(known)) == 1:
        yield one.say("measured.time", duration=counted(*longest))
    else:
        yield one.say("measured.longest", duration=counted(*longest))


def where(one: Teller, as_of: datetime.date) -> Iterator[Said]:
    places = one.at(LOCATIONS) or []
    if places:
        yield from summed(one, places, as_of)
        unknown = sum(1 for place in places if not place.get("geoPoint"))
        if 0 < unknown < len(places):
            yield one.say("where.unmapped", unknown)
    by_land: dict[str, list[Any]] = {}
    for place in places:
        by_land.setdefault(place.get("country") or "", []).append(place)
    doubtful = one.status == "UNKNOWN" or any(doubted(one, as_of))
    for some_places in by_land.values():
        yield one.say("where.here", len(some_places))
        order = sorted(some_places, key=lambda place: doubtful or place.get("status") not in OPEN)
        for place in order:
            if place.get("status"):
                yield one.name("RecruitmentStatus", place["status"])
            for contact in place.get("contacts") or []:
                if contact.get("role") not in (None, "", "CONTACT"):
                    yield one.name("ContactRole", contact["role"])
    removed = get(one.study, "derivedSection.miscInfoModule.removedCountries")
    if removed:
        yield one.say("where.removed", names=listed([the(land(name)) for name in removed]))


def summed(one: Teller, places: list[Any], as_of: datetime.date) -> Iterator[Said]:
    yield one.say("where.count", len(places))
    lands = list(dict.fromkeys(place["country"] for place in places if place.get("country")))
    names = listed([the(land(name)) for name in lands])
    if len(lands) == 1 and len(places) > 1:
        yield one.say("where.in_country", names=names)
    elif lands:
        yield one.say("where.countries", len(lands), names=names)
    statuses = [place.get("status") for place in places]
    if not any(statuses):
        return
    taking = len([status for status in statuses if status in OPEN])
    was = "was_" if one.status == "UNKNOWN" or any(doubted(one, as_of)) else ""
    if taking == 0:
        yield one.say("where.none_taking", len(places))
    elif len(places) == 1:
        yield one.say(f"where.{was}taking_one")
    else:
        every = "_all" if taking == len(places) else ""
        yield one.say(f"where.{was}taking{every}", taking, total=number(len(places)))


def runs(one: Teller) -> Iterator[Said]:
    part = one.at("sponsorCollaboratorsModule") or {}
    lead, helpers = part.get("leadSponsor") or {}, part.get("collaborators") or []
    if lead.get("name"):
        clause = {"has", "have", "had", "is", "was", "were"} & set(re.split(r"\W+", lead["name"]))
        yield one.say("runs.sponsor_named" if clause else "runs.sponsor", name=lead["name"])
        keeper = (part.get("responsibleParty") or {}).get("type")
        one_person = keeper == "SPONSOR_INVESTIGATOR" and lead.get("class") == "OTHER"
        if lead.get("class") and not one_person:
            yield one.code("AgencyClass", lead["class"])
    names = [helper["name"] for helper in helpers if helper.get("name")]
    if names:
        yield one.say("runs.helpers", len(names), names=listed(names).removesuffix("."))
    else:
        yield one.say("runs.no_helpers" if lead.get("name") else "runs.nobody")
    if keeper := (part.get("responsibleParty") or {}).get("type"):
        yield one.code("ResponsiblePartyType", keeper)
    for helper in helpers:
        yield from body(one, helper.get("class"))


def body(one: Teller, kind: str | None) -> Iterator[Said]:
    """What kind of body it is, where that says something."""
    if kind not in (None, "OTHER", "UNKNOWN"):
        yield one.name("AgencyClass", kind)


# --- how to take part, questions, about


JOIN = {
    "RECRUITING": "open",
    "ENROLLING_BY_INVITATION": "invitation",
    "NOT_YET_RECRUITING": "later",
    "ACTIVE_NOT_RECRUITING": "closed",
    "COMPLETED": "over",
    "TERMINATED": "over",
    "WITHDRAWN": "withdrawn",
    "SUSPENDED": "paused",
    "AVAILABLE": "access",
    "TEMPORARILY_NOT_AVAILABLE": "access_closed",
    "NO_LONGER_AVAILABLE": "access_closed",
    "APPROVED_FOR_MARKETING": "access_closed",
    "WITHHELD": "closed",
}


def join(one: Teller, as_of: datetime.date) -> Iterator[Said]:
    rule = JOIN.get(one.status, "unknown")
    if rule == "unknown" and one.at(f"{STATUS}.lastKnownStatus") == "ACTIVE_NOT_RECRUITING":
        rule = "unknown_closed"
    yield one.say(
        "join.later_doubtful" if rule == "later" and any(doubted(one, as_of)) else f"join.{rule}"
    )
    part = one.at("contactsLocationsModule") or {}
    number_ = one.at("identificationModule.nctId")
    if one.status in ASKABLE:
        yield one.say("join.step_doctor")
        here = [place for place in part.get("locations") or [] if place.get("contacts")]
        if part.get("centralContacts") or here:
            yield one.say("join.step_contact", id=number_)
            yield one.say("join.step_questions")
        else:
            yield one.say("join.no_contact", id=number_)
    for contact in part.get("centralContacts") or []:
        if contact.get("role") not in (None, "", "CONTACT"):
            yield one.name("ContactRole", contact["role"])
    for official in part.get("overallOfficials") or []:
        if official.get("role"):
            yield one.name("OfficialRole", official["role"])


# A gap's field, as the registry calls it.
FIELDS = {
    "eligibility.minimum_age": "eligibilityModule.minimumAge",
    "eligibility.maximum_age": "eligibilityModule.maximumAge",
    "eligibility.eligibility_criteria": "eligibilityModule.eligibilityCriteria",
    "eligibility.healthy_volunteers": "eligibilityModule.healthyVolunteers",
    "arms_interventions.arms": ARMS,
    "design.design_info.allocation": f"{INFO}.allocation",
    "design.design_info.masking.masking": f"{INFO}.maskingInfo.masking",
    "design.enrollment.count": f"{DESIGN}.enrollmentInfo.count",
    "outcomes.primary_outcomes": "outcomesModule.primaryOutcomes",
    "status.start_date": f"{STATUS}.startDateStruct",
    "status.completion_date": f"{STATUS}.completionDateStruct",
    "contacts_locations.locations": LOCATIONS,
    "contacts_locations.central_contacts": "contactsLocationsModule.centralContacts",
}


def stands(one: Teller, field: str) -> bool:
    if field == "contacts_locations.locations.contacts":
        return any(place.get("contacts") for place in one.at(LOCATIONS) or [])
    if field == "results":
        return one.study.get("resultsSection") is not None
    if field == "results.participant_flow.groups":
        return bool(get(one.study, "resultsSection.participantFlowModule.groups"))
    if field == "results.more_info.point_of_contact":
        contact = get(one.study, "resultsSection.moreInfoModule.pointOfContact")
        return contact not in (None, {})
    return one.at(FIELDS[field]) not in (None, "", [])


def questions(one: Teller) -> Iterator[Said]:
    silent = [gap for gap in file()["gaps"] if is_silent(one, gap)]
    for gap in silent:
        if "says" in gap:
            yield gap["rule"], gap["says"].format(**one.words)
            yield asked(one, gap)
    if any("says" not in gap for gap in silent):
        yield one.say("questions.lead")
    yield from (asked(one, gap) for gap in silent if "says" not in gap)


def asked(one: Teller, gap: dict[str, str]) -> Said:
    ask = "closed" if "closed" in gap and one.status not in ASKABLE else "ask"
    return f"{gap['rule']}.{ask}", gap[ask].format(**one.words)


def is_silent(one: Teller, gap: dict[str, str]) -> bool:
    fields = gap.get("field", "").split()
    kind = one.at(f"{DESIGN}.studyType") or "(missing)"
    kind_fits = "kind" not in gap or kind in gap["kind"].split()
    groups_fit = gap.get("groups") != "several" or not is_one_group(one)
    when = {"open": one.status in ASKABLE, "held": one.status != "WITHDRAWN"}
    when_fits = when.get(gap.get("when", ""), True)
    return kind_fits and groups_fit and when_fits and not any(stands(one, f) for f in fields)


def about(one: Teller, as_of: datetime.date) -> Iterator[Said]:
    yield one.say("about.ctgov")
    if copy := copied(one):
        yield one.say("about.ctgov_version", date=date_words(copy))
    yield one.say("about.built", date=date_words(as_of.isoformat()))
    yield one.say("about.changes")
    if one.study.get("hasResults") is False and one.study.get("resultsSection") is None:
        yield one.say("about.no_results")
    yield from about_names(one)


def about_names(one: Teller) -> Iterator[Said]:
    numbers = [("OrgStudyIdType", one.at("identificationModule.orgStudyIdInfo") or {})]
    second = one.at("identificationModule.secondaryIdInfos") or []
    numbers += [("SecondaryIdType", info) for info in second]
    yield from (one.name(list_, info["type"]) for list_, info in numbers if info.get("type"))
    yield from body(one, one.at("identificationModule.organization.class"))
    for name in DATES:
        yield from date_fact(one, f"{STATUS}.{name}", "fact.date_about")
    browse = [f"{part}BrowseModule.{list_}" for part in PARTS for list_ in ("meshes", "ancestors")]
    if any(get(one.study, f"derivedSection.{path}") for path in browse):
        yield one.say("about.terms_note")
    if sharing := one.at("ipdSharingStatementModule.ipdSharing"):
        yield one.code("IpdSharing", sharing)
    for info in one.at("ipdSharingStatementModule.infoTypes") or []:
        yield one.name("IpdSharingInfoType", info)
    papers = one.at("referencesModule.references") or []
    if papers:
        yield one.say("about.papers_count", len(papers))
    for paper in papers:
        if paper.get("type"):
            yield one.name("ReferenceType", paper["type"])
    yield from documents(one)
    yield from noted(one)


PARTS = ("condition", "intervention")
DATES = (
    "statusVerifiedDate",
    "studyFirstSubmitDate",
    "studyFirstSubmitQcDate",
    "studyFirstPostDateStruct",
    "resultsFirstSubmitDate",
    "resultsFirstSubmitQcDate",
    "resultsFirstPostDateStruct",
    "dispFirstSubmitDate",
    "dispFirstSubmitQcDate",
    "dispFirstPostDateStruct",
    "lastUpdateSubmitDate",
    "lastUpdatePostDateStruct",
)
