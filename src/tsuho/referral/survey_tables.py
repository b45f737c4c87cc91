"""The tables of a survey as readers see them, in ja and en: counts, OP25B, answers, what is published, unknowns, remarks, method."""

import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, tzinfo

from tsuho.words.catalogue import say
from tsuho.words.cells import harmless_cell
from tsuho.words.paper import Block, Paper, Table
from tsuho.words.survey_panel import AuthRow, BlockingRow, Panel
from tsuho.words.surveys import AuthFinding, Mark, Note, SurveyRun, Technology

MARKS = tuple(Mark)
_LABELLING = {"authentication_results": Mark.FULL, "received_spf": Mark.PART, "none": Mark.NONE, "": Mark.UNKNOWN}
_YES_NO = {True: Mark.PART, False: Mark.NONE, None: Mark.UNKNOWN}
ANSWERED = ("smtp_auth", "ip25b", "labelling", "filtering", "dkim_sign", "dkim_check", "policy_check", "reporting")


@dataclass(frozen=True, slots=True)
class Edition:
    """In which language, in whose time, by whom and on which day a survey is published."""

    language: str
    zone: tzinfo
    publisher: str
    day: date

    def say(self, key: str, **details: str) -> str:
        """A text of the catalogue."""
        return say(key, self.language, details)

    def note(self, note: Note) -> str:
        """A remark of a finding."""
        return say(note.key, self.language, note.details)

    def time(self, at: datetime | None) -> str:
        """A time in the centre's zone, with its distance from UTC."""
        return f"{at.astimezone(self.zone):%Y-%m-%d %H:%M %z}" if at else ""

    def days(self, times: Sequence[datetime]) -> str:
        """The first and the last day of some times."""
        days = sorted({f"{each.astimezone(self.zone):%Y-%m-%d}" for each in times})
        return " – ".join(dict.fromkeys([days[0], days[-1]])) if days else "–"


def counts_table(panel: Panel, edition: Edition) -> Table:
    """How many have each mark. Unknown is a column of its own and in no share."""
    rows = [(edition.say("survey_op25b"), [row.mark for row in panel.blocking])]
    rows += [(edition.say(f"technology_{each}"), [row.mark(each) for row in panel.auth]) for each in Technology]
    return Table(
        _caption("survey_counts_caption", panel, edition),
        (edition.say("survey_item"), *(each.value for each in MARKS), edition.say("survey_all")),
        tuple((name, *(f"{marks.count(each):,}" for each in MARKS), f"{len(marks):,}") for name, marks in rows),
        numbers=tuple(range(1, len(MARKS) + 2)),
    )


def blocking_head(edition: Edition) -> tuple[str, ...]:
    """The columns of OP25B."""
    return tuple(edition.say(f"survey_{each}") for each in ("op25b", "since", "said_by", "seen", "against"))


def blocking_cells(row: BlockingRow, edition: Edition) -> tuple[str, ...]:
    """What is declared of OP25B and what the monitors saw, in cells."""
    against = "?" if row.against is None else "0"
    if row.against:
        hits = sum(each.hits for each in row.against)
        days = f"{row.against[0].day} – {row.against[-1].day}"
        against = edition.say("survey_contradicted", hits=f"{hits:,}", days=days)
    return (
        row.mark.value,
        row.since.isoformat() if row.since else "",
        edition.say(f"survey_by_{row.said_by or 'nobody'}"),
        "?" if row.seen is None else f"{row.seen:,}",
        against,
    )


def blocking_table(panel: Panel, edition: Edition) -> Table:
    """OP25B: what is declared, beside what the monitors saw."""
    return Table(
        _caption("survey_blocking_caption", panel, edition),
        (edition.say("survey_provider"), edition.say("survey_service"), *blocking_head(edition)),
        tuple((row.service.provider, row.service.name, *blocking_cells(row, edition)) for row in panel.blocking),
        numbers=(5,),
    )


def answer_marks(row: BlockingRow) -> tuple[str, ...]:
    """The marks of what a provider answered."""
    if row.answer is None:
        return (Mark.UNKNOWN.value,) * len(ANSWERED)
    return tuple((_LABELLING if name == "labelling" else _YES_NO)[getattr(row.answer, name)].value for name in ANSWERED)


def answers_table(panel: Panel, edition: Edition) -> Table:
    """What those providers answered that did; an open question is ``?``."""
    return Table(
        _caption("survey_answers_caption", panel, edition),
        (
            edition.say("survey_provider"),
            edition.say("survey_service"),
            *(edition.say(f"survey_{each}") for each in ANSWERED),
            edition.say("survey_answered_on"),
        ),
        tuple(
            (
                row.service.provider,
                row.service.name,
                *answer_marks(row),
                row.answer.answered_on.isoformat(),
            )
            for row in panel.blocking
            if row.answer
        ),
    )


def auth_table(panel: Panel, edition: Edition) -> Table:
    """What the domains publish."""
    return Table(
        _caption("survey_auth_caption", panel, edition),
        (
            edition.say("survey_provider"),
            edition.say("survey_domain"),
            *(edition.say(f"technology_{each}") for each in Technology),
            edition.say("survey_surveyed"),
        ),
        tuple(
            (
                row.service.provider,
                row.domain,
                *(row.mark(each).value for each in Technology),
                edition.days(times_of(row)),
            )
            for row in panel.auth
        ),
    )


def findings_table(panel: Panel, edition: Edition) -> Table:
    """Every finding with its record, its reason, its remarks, and what each resolver said when."""
    heads = ("code", "domain", "technology", "mark", "record", "why", "said")
    return Table(
        _caption("survey_findings_caption", panel, edition),
        tuple(edition.say(f"survey_{each}") for each in heads),
        tuple(
            (
                row.service.code, row.domain, edition.say(f"technology_{found.technology}"), found.published.mark.value,
                found.published.record, " / ".join(notes_of(found, edition)), "\n".join(_sayings(found, edition)),
            )
            for row, found in findings_of(panel)
        ),
    )  # fmt: skip


def findings_of(panel: Panel) -> Iterator[tuple[AuthRow, AuthFinding]]:
    """Every finding, in the order of the table."""
    for row in panel.auth:
        for technology in Technology:
            if technology in row.findings:
                yield row, row.findings[technology]


def notes_of(found: AuthFinding, edition: Edition) -> list[str]:
    """Why something is absent or unknown, and every remark on it."""
    why = [found.published.why] if found.published.why else []
    return [edition.note(each) for each in (*why, *found.published.notes)]


def _sayings(found: AuthFinding, edition: Edition) -> Iterator[str]:
    for each in found.sayings:
        said = edition.say(f"survey_why_{each.why}_short") if each.why else edition.say(f"survey_said_{each.said}")
        vouched = " AD" if each.authentic else ""
        records = f": {' | '.join(each.records)}" if each.records else ""
        yield f"{each.name} {each.kind} @{each.resolver} {edition.time(each.at)}{vouched} {said}{records}"


def unknown_table(panel: Panel, edition: Edition) -> Table:
    """Every unknown and its reason."""
    rows = tuple(
        (row.domain, edition.say(f"technology_{found.technology}"), " / ".join(notes_of(found, edition)))
        for row, found in findings_of(panel)
        if found.published.mark is Mark.UNKNOWN
    )
    heads = tuple(edition.say(f"survey_{each}") for each in ("domain", "technology", "why"))
    return Table(_caption("survey_unknown_caption", panel, edition), heads, rows)


def remark_table(panel: Panel, edition: Edition) -> Table:
    """Every remark: on findings, on contradictions, of the register and the answers."""
    rows = [
        (row.domain, edition.say(f"technology_{found.technology}"), " / ".join(notes_of(found, edition)))
        for row, found in findings_of(panel)
        if found.published.mark is not Mark.UNKNOWN and found.published.notes
    ]
    rows += [
        (row.service.name, edition.say("survey_op25b"), edition.say("survey_differs"))
        for row in panel.blocking
        if row.differ
    ]
    rows += [
        (row.service.name, edition.say("survey_remark"), " / ".join(remarks_of(row)))
        for row in panel.blocking
        if remarks_of(row)
    ]
    heads = tuple(edition.say(f"survey_{each}") for each in ("domain", "item", "remark"))
    return Table(_caption("survey_remarks_caption", panel, edition), heads, tuple(rows))


def remarks_of(row: BlockingRow) -> list[str]:
    """What the register and the answer remark on a service."""
    return [each for each in (row.service.remark, row.answer.remark if row.answer else "") if each]


def method_table(panel: Panel, edition: Edition) -> Table:
    """What the survey is, its notation, its method and its goes."""
    say_ = edition.say
    rows = [(say_("survey_about"), about(panel, edition))]
    rows += [(say_("survey_notation"), say_(f"survey_legend_{number}")) for number in range(1, 6)]
    rows += [(say_("survey_sheet_method"), say_(f"survey_method_{number}")) for number in range(1, 7)]
    rows.append(
        (say_("survey_sheet_method"), say_("survey_policies_asked" if fetched(panel) else "survey_policies_not_asked"))
    )
    rows += [
        (say_(f"survey_run_{run.kind}"), f"{edition.time(run.begun_at)} – {edition.time(run.ended_at)}")
        for run in panel.runs
    ]
    if panel.simulated:
        rows.insert(0, (say_("survey_simulated"), say_("survey_is_simulated")))
    return Table(_caption("survey_title", panel, edition), (say_("survey_item"), say_("survey_remark")), tuple(rows))


def about(panel: Panel, edition: Edition) -> str:
    """What was surveyed, when and by whom, in a sentence or two."""
    times = [time for row in panel.auth for time in times_of(row)]
    answered = sum(1 for row in panel.blocking if row.answer)
    return edition.say(
        "survey_about_text",
        since=panel.since.isoformat(),
        until=panel.until.isoformat(),
        services=f"{len(panel.blocking):,}",
        domains=f"{len(panel.auth):,}",
        answered=f"{answered:,}",
        surveyed=edition.days(times),
        resolvers=" / ".join(resolvers_of(panel)) or "–",
    )


def round_name(panel: Panel, edition: Edition) -> str:
    """The round's name as people read it."""
    return edition.say(f"survey_round_{panel.round[-2:].lower()}", year=panel.round[:4])


def _caption(key: str, panel: Panel, edition: Edition) -> str:
    text = edition.say(key, round=round_name(panel, edition))
    return f"{text}  {edition.say('survey_is_simulated')}" if panel.simulated else text


def times_of(row: AuthRow) -> list[datetime]:
    """When the findings of a row were made."""
    return [found.at for found in row.findings.values() if found.at]


def _auth_runs(panel: Panel) -> list[SurveyRun]:
    return [run for run in panel.runs if run.kind == "auth"]


def resolvers_of(panel: Panel) -> list[str]:
    """The resolvers that were asked in a round."""
    return list(dict.fromkeys(name for run in _auth_runs(panel) for name in run.resolvers))


def fetched(panel: Panel) -> bool:
    """Whether policy files were asked for."""
    return any(run.fetched_policies for run in _auth_runs(panel))


def made_at(panel: Panel, edition: Edition) -> datetime:
    """When a round was last worked on; a document is dated with it."""
    ended = [run.ended_at for run in panel.runs]
    return max(ended) if ended else datetime.combine(edition.day, datetime.min.time(), edition.zone)


def as_csv(head: Sequence[str], rows: Sequence[Sequence[str]]) -> bytes:
    """A table for a spreadsheet, in UTF-8 with a byte order mark."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(head)
    writer.writerows([harmless_cell(cell) for cell in row] for row in rows)
    return b"\xef\xbb\xbf" + out.getvalue().encode("utf-8", "replace")


def survey_paper(title: str, panel: Panel, edition: Edition, blocks: tuple[Block, ...]) -> Paper:
    """A paper of a survey."""
    return Paper(
        title=title,
        language=edition.language,
        number=panel.round,
        day=edition.day,
        addressee="",
        sender=edition.publisher,
        blocks=blocks,
        simulated=panel.simulated,
    )
