"""Rules about fields, and about titles held against them."""

import datetime
from collections.abc import Collection, Iterator

from generator.checks import (
    arms,
    comparisons,
    conditions,
    dates,
    design,
    due,
    enrollment,
    identity,
    places,
    sponsors,
    status,
)
from generator.checks.finding import Finding, chosen
from generator.checks.free_text import FreeText
from generator.checks.phase_names import title_has_other_phase
from generator.trial import Trial

OF_A_TRIAL = {
    "ID-03": identity.has_older_number,
    "STA-01": dates.ends_before_start,
    "STA-02": dates.ends_before_main_result,
    "STA-03": status.end_has_passed,
    "STA-04": status.start_has_passed,
    "STA-05": status.not_confirmed,
    "STA-06": status.status_is_unknown,
    "STA-07": status.end_is_planned,
    "STA-08": status.no_reason_to_stop,
    "STA-09": status.reason_but_not_stopped,
    "STA-10": dates.date_is_missing,
    "STA-11": dates.date_kind_does_not_fit,
    "STA-12": dates.registered_late,
    "STA-13": status.not_updated,
    "STA-14": enrollment.called_off_with_people,
    "STA-15": enrollment.number_is_not_clear,
    "STA-16": enrollment.number_is_planned,
    "STA-17": enrollment.number_is_high,
    "STA-18": due.results_may_be_due,
    "STA-19": status.places_differ,
    "STA-20": dates.date_is_odd,
    "STA-21": dates.confirmed_before_end,
    "DES-01": design.title_says_by_chance,
    "DES-02": design.groups_do_not_fit_plan,
    "DES-03": design.chance_does_not_fit_groups,
    "DES-05": design.title_says_hidden,
    "DES-06": design.title_says_open,
    "DES-07": design.placebo_not_hidden,
    "DES-08": design.masked_roles_do_not_fit,
    "DES-09": title_has_other_phase,
    "DES-10": design.title_says_trial,
    "DES-11": design.fields_of_other_kind,
    "DES-12": design.title_has_other_aim,
    "ARM-01": arms.linked_group_is_missing,
    "ARM-02": arms.linked_treatment_is_missing,
    "ARM-03": arms.group_gets_nothing,
    "ARM-04": arms.untreated_group_gets_something,
    "ARM-05": arms.treatment_of_no_group,
    "ARM-06": arms.placebo_group_without_placebo,
    "ARM-07": arms.same_name_twice,
    "ARM-09": arms.dose_differs,
    "CON-01": conditions.no_condition,
    "CON-02": conditions.title_names_another,
    "CON-03": conditions.condition_is_evidence,
    "CON-04": conditions.no_word_in_common,
    "CON-05": identity.no_short_title,
    "LOC-01": places.nobody_to_contact,
    "LOC-02": places.no_places,
    "LOC-03": places.contact_is_odd,
    "SPO-01": sponsors.sponsor_is_one_person,
    "SPO-02": sponsors.nobody_keeps_record,
}
OF_FREE_TEXT_AND_TRIAL = {
    "DES-04": comparisons.speaks_of_two_groups,
    "ARM-08": comparisons.not_clear_who_gets_it,
}
CODES = frozenset().union(OF_A_TRIAL, OF_FREE_TEXT_AND_TRIAL)


def structure_findings(
    trial: Trial, as_of: datetime.date, texts: FreeText, wanted: Collection[str] = CODES
) -> Iterator[Finding]:
    """Yield what these rules find, those with a wanted code."""
    for of_trial in chosen(OF_A_TRIAL, wanted):
        yield from of_trial(trial, as_of)
    for of_text in chosen(OF_FREE_TEXT_AND_TRIAL, wanted):
        yield from of_text(texts, trial)
