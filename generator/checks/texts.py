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
    results_people,
    signs,
)
from generator.checks.ages import age_fields_do_not_fit, ages_differ
from generator.checks.criteria import criteria_of
from generator.checks.finding import Finding
from generator.checks.free_text import free_text
from generator.checks.praise import praise
from generator.checks.results_people import results_of
from generator.checks.who_can_join import health_is_not_clear, sex_differs
from generator.trial import Trial

OF_A_TRIAL = (
    outcomes.no_primary_outcome,
    outcomes.no_time_frame,
    outcomes.no_other_outcomes,
    outcomes.text_is_longer_than_frame,
    outcomes.frame_is_no_time,
    outcomes.frame_is_longer_than_trial,
    outcomes.same_outcome_twice,
    outcomes.measure_says_nothing,
    outcomes.measures_in_one_line,
    eligibility.no_criteria,
    age_fields_do_not_fit,
    results.official_note,
)
OF_CRITERIA = (
    eligibility.no_inclusion_list,
    eligibility.no_exclusion_list,
    eligibility.head_left_in_rule,
    eligibility.exclusion_says_no,
    eligibility.own_polarity,
    criteria_form.stray_mark,
    criteria_form.cut_in_two,
    criteria_form.numbers_skip,
    eligibility.more_rules,
    criteria_form.very_long,
    eligibility.groups_differ,
    eligibility.as_long_as_allowed,
    eligibility.joined_by_or,
    criteria_form.same_rule_in_both,
    eligibility.lists_are_mixed,
)
OF_FREE_TEXT = (
    signs.lost_power_of_ten,
    signs.lost_square,
    signs.damaged_signs,
    signs.not_decoded,
    signs.look_alikes,
    signs.odd_comparison,
    amounts.comma_or_point,
    phrases.no_space,
    phrases.all_capitals,
    praise,
    signs.hidden_signs,
    amounts.range_backwards,
    amounts.impossible_value,
)
OF_RESULTS = (
    results.main_result_not_posted,
    results_people.flow_does_not_add_up,
    results_people.more_counted_than_started,
    results.impossible_number,
    results.unit_does_not_fit,
    results.no_number_given,
    results.nothing_compared,
    results.odd_p_value,
    results.range_does_not_hold_result,
    results.events_do_not_add_up,
    results.rare_events_left_out,
    results_people.groups_differ_in_size,
    results.has_limits,
    results.chosen_later,
)


def text_findings(
    trial: Trial, as_of: datetime.date, known: Collection[str] = frozenset()
) -> Iterator[Finding]:
    """Yield what all these rules find. `known` are the short forms that the glossary explains."""
    texts, criteria, posted = free_text(trial), criteria_of(trial), results_of(trial)
    for of_trial in OF_A_TRIAL:
        yield from of_trial(trial, as_of)
    if criteria:
        for of_criteria in OF_CRITERIA:
            yield from of_criteria(criteria)
        yield from ages_differ(criteria, trial)
        yield from sex_differs(criteria, trial, texts)
        yield from health_is_not_clear(criteria, trial, texts)
    for of_text in OF_FREE_TEXT:
        yield from of_text(texts)
    yield from phrases.short_forms(texts, known)
    if posted.fields:
        for of_results in OF_RESULTS:
            yield from of_results(posted)
        yield from results_people.start_differs(posted, trial)
        yield from plan_and_results.main_outcome_changed(posted, trial)
        yield from plan_and_results.time_frame_changed(posted, trial)
