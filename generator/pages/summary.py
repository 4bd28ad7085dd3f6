"""What listings and search need to know of a trial: a few words, kept for every trial at once."""

import datetime
from dataclasses import dataclass
from sys import intern

from generator.pages.choices import SILENT, Choices, choices_of
from generator.pages.parts import part_path, parts_of
from generator.pages.tone import Tone, tone_of
from generator.plain.languages import spoken
from generator.plain.places import country_names
from generator.plain.status import is_doubtful, status_name
from generator.plain.voice import Voice, voice_for
from generator.plain.who import age_range
from generator.plain.wording import Wording
from generator.records import Record
from generator.vocabulary import Status


@dataclass(frozen=True, slots=True)
class Summary:
    """One row of a listing. Labels are ready words; `updated` is an ISO date, for order only.

    `year` is that of the start. `status` is what the record says, `standing` says as well if that
    may no longer hold. `terms` are those that the registry matched to the conditions. `parts` stand
    on pages of their own. `language` is that of the title, if it is not the page's.
    """

    registry_id: str
    title: str
    status: str
    standing: str
    tone: Tone
    conditions: tuple[str, ...]
    tested: tuple[str, ...]
    phases: tuple[str, ...]
    countries: tuple[str, ...]
    sponsor: str
    year: str
    updated: str
    kind: str = ""
    ages: str = ""
    sex: str = ""
    terms: tuple[str, ...] = ()
    choices: Choices = SILENT
    parts: tuple[str, ...] = ()
    language: str = ""

    @property
    def path(self) -> str:
        """The path of the trial's page under `docs/`."""
        return f"trials/{self.registry_id}/index.md"

    @property
    def paths(self) -> tuple[str, ...]:
        """The paths of all pages of the trial, its own first."""
        return (self.path, *(part_path(self.registry_id, part) for part in self.parts))


def summary_of(record: Record, wording: Wording, as_of: datetime.date) -> Summary:
    """Return the row of a record, as of a day."""
    trial, words = record.trial, record.words
    voice = voice_for(trial, wording)
    status = trial.status.overall_status
    label = voice.code_label(status) if status else status_name(trial, voice).text
    doubtful = status != Status.UNKNOWN and is_doubtful(trial, voice, as_of)
    sponsor = trial.sponsor_collaborators.lead_sponsor
    things = trial.arms_interventions.interventions
    meshes = trial.derived.condition_browse.meshes
    return Summary(
        registry_id=trial.registry_id,
        title=(words and words.title) or trial.identification.brief_title,
        status=label,
        tone=tone_of(status, doubtful),
        standing=voice.label("list.doubtful", status=label) if doubtful else label,
        conditions=trial.conditions.conditions,
        tested=tuple(dict.fromkeys(thing.name for thing in things if thing.name)),
        phases=tuple(voice.code_label(phase) for phase in trial.design.phases),
        countries=tuple(country_names(trial)),
        sponsor=(sponsor.name or "") if sponsor else "",
        year=f"{start.year:04}" if (start := trial.status.start_date) else "",
        updated=str(trial.status.last_update_submit_date or ""),
        kind=_label(trial.design.study_type, voice),
        ages=intern(age_range(trial, voice)),
        sex=_label(trial.eligibility.sex, voice),
        terms=tuple(intern(mesh.term) for mesh in meshes if mesh.term),
        choices=choices_of(record, voice),
        parts=parts_of(trial, record.profile),
        language=spoken(words.language, wording) if words and words.title else "",
    )


def _label(code: str | None, voice: Voice) -> str:
    """Return the words of a code, once in memory for all trials; nothing where there is none."""
    return intern(voice.code_label(code)) if code else ""
