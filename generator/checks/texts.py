"""Rules about texts and what they say: each text is read once, and all rules look at that."""

import datetime
from collections.abc import Collection, Iterator

from generator.checks import (
    amounts,
    criteria_form,
    eligibility,
    outcomes,
    phrases,
    plan_and_results,
    results,
    results_groups,
    results_people,
    signs,
)
from generator.checks.ages import age_fields_do_not_fit, ages_differ
from generator.checks.criteria import criteria_of
from generator.checks.finding import Finding, chosen
from generator.checks.free_text import FreeText, free_text, results_text
from generator.checks.praise import praise
from generator.checks.results_people import results_of
from generator.checks.who_can_join import health_is_not_clear, sex_differs
from generator.trial import Trial

OF_A_TRIAL = {
    "OUT-01": outcomes.no_primary_outcome,
    "OUT-02": outcomes.no_time_frame,
    "OUT-03": outcomes.no_other_outcomes,
    "OUT-04": outcomes.text_is_longer_than_frame,
    "OUT-05": outcomes.frame_is_no_time,
    "OUT-06": outcomes.frame_is_longer_than_trial,
    "OUT-07": outcomes.same_outcome_twice,
    "OUT-08": outcomes.measure_says_nothing,
    "OUT-09": outcomes.measures_in_one_line,
    "ELI-01": eligibility.no_criteria,
    "ELI-18": age_fields_do_not_fit,
    "RES-16": results.official_note,
}
OF_CRITERIA = {
    "ELI-02": eligibility.no_inclusion_list,
    "ELI-03": eligibility.no_exclusion_list,
    "ELI-04": eligibility.head_left_in_rule,
    "ELI-05": eligibility.exclusion_says_no,
    "ELI-06": eligibility.own_polarity,
    "ELI-10": criteria_form.stray_mark,
    "ELI-11": criteria_form.cut_in_two,
    "ELI-12": criteria_form.numbers_skip,
    "ELI-13": eligibility.more_rules,
    "ELI-14": criteria_form.very_long,
    "ELI-15": eligibility.groups_differ,
    "ELI-16": eligibility.as_long_as_allowed,
    "ELI-17": eligibility.joined_by_or,
    "ELI-19": criteria_form.same_rule_in_both,
    "ELI-20": eligibility.lists_are_mixed,
}
OF_FREE_TEXT = {
    "TXT-01": signs.lost_power_of_ten,
    "TXT-02": signs.lost_square,
    "TXT-03": signs.damaged_signs,
    "TXT-04": signs.not_decoded,
    "TXT-05": signs.look_alikes,
    "TXT-06": signs.odd_comparison,
    "TXT-07": amounts.comma_or_point,
    "TXT-08": phrases.no_space,
    "TXT-09": phrases.all_capitals,
    "TXT-11": praise,
    "TXT-12": signs.hidden_signs,
    "TXT-13": amounts.range_backwards,
    "TXT-14": amounts.impossible_value,
}
OF_TEXT_OF_RESULTS = {code: OF_FREE_TEXT[code] for code in ("TXT-01", "TXT-03", "TXT-04", "TXT-12")}
"""Rules on signs that are lost or damaged: what they find in results is as wrong as elsewhere.

How a text is typed (TXT-02, 06 to 09) is left alone there: one habit would be found in 60 tables.
"""
OF_RESULTS = {
    "RES-01": results.main_result_not_posted,
    "RES-03": results_people.flow_does_not_add_up,
    "RES-04": results_people.more_counted_than_started,
    "RES-05": results.impossible_number,
    "RES-06": results.unit_does_not_fit,
    "RES-07": results.no_number_given,
    "RES-08": results.nothing_compared,
    "RES-09": results.odd_p_value,
    "RES-10": results.range_does_not_hold_result,
    "RES-11": results.events_do_not_add_up,
    "RES-12": results.rare_events_left_out,
    "RES-13": results_people.groups_differ_in_size,
    "RES-14": results.has_limits,
    "RES-15": results.chosen_later,
    "RES-17": results_groups.group_not_clear,
}


OF_CRITERIA_AND_TRIAL = {
    "ELI-07": ages_differ,
    "ELI-08": sex_differs,
    "ELI-09": health_is_not_clear,
}
OF_FREE_TEXT_AND_GLOSSARY = {"TXT-10": phrases.short_forms}
OF_RESULTS_AND_TRIAL = {
    "RES-02": results_people.start_differs,
    "OUT-10": plan_and_results.main_outcome_changed,
    "OUT-11": plan_and_results.time_frame_changed,
}
CODES = frozenset().union(
    OF_A_TRIAL,
    OF_CRITERIA,
    OF_CRITERIA_AND_TRIAL,
    OF_FREE_TEXT,
    OF_FREE_TEXT_AND_GLOSSARY,
    OF_RESULTS,
    OF_RESULTS_AND_TRIAL,
)


def text_findings(
    trial: Trial,
    as_of: datetime.date,
    known: Collection[str] = frozenset(),
    wanted: Collection[str] = CODES,
    texts: FreeText | None = None,
) -> Iterator[Finding]:
    """Yield what these rules find, those with a wanted code.

    `known` are the short forms that the glossary explains; `texts` spares reading them again.
    """
    texts = texts or free_text(trial)
    for of_trial in chosen(OF_A_TRIAL, wanted):
        yield from of_trial(trial, as_of)
    if criteria := criteria_of(trial):
        for of_criteria in chosen(OF_CRITERIA, wanted):
            yield from of_criteria(criteria)
        for of_both in chosen(OF_CRITERIA_AND_TRIAL, wanted):
            yield from of_both(criteria, trial, texts)
    for of_text in chosen(OF_FREE_TEXT, wanted):
        yield from of_text(texts)
    for of_forms in chosen(OF_FREE_TEXT_AND_GLOSSARY, wanted):
        yield from of_forms(texts, known)
    yield from _of_results(trial, wanted)


def _of_results(trial: Trial, wanted: Collection[str]) -> Iterator[Finding]:
    posted = results_of(trial)
    if not posted.fields:
        return
    if of_signs := tuple(chosen(OF_TEXT_OF_RESULTS, wanted)):
        texts = results_text(trial)
        for of_text in of_signs:
            yield from of_text(texts)
    for of_results in chosen(OF_RESULTS, wanted):
        yield from of_results(posted)
    for of_plan in chosen(OF_RESULTS_AND_TRIAL, wanted):
        yield from of_plan(posted, trial)
