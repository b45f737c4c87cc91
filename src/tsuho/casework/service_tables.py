"""Read a table of services, or of a questionnaire's answers, into entries. The columns stand in docs/reference/surveys.md."""

import re
from collections.abc import Callable, Mapping
from datetime import date
from typing import TypeVar

from tsuho.casework.table_cells import WrongCell, day, list_of, networks, short, yes
from tsuho.casework.table_rows import BadRow, read_rows
from tsuho.words.surveys import Scope, Service, SurveyAnswer

_DOMAIN = re.compile(r"(?!.{254})(?:[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9])?\.)+[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?")
_SELECTOR = re.compile(r"[a-z0-9](?:[a-z0-9_-]{0,61}[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9_-]{0,61}[a-z0-9])?){0,5}")
_LABELLINGS = ("authentication_results", "received_spf", "none")
_SERVICE_COLUMNS = dict.fromkeys(("code", "provider", "name", "domains"), True) | dict.fromkeys(
    ("selectors", "op25b", "op25b_since", "dynamic", "source", "remark"), False
)
_YES_NO = ("smtp_auth", "ip25b", "filtering", "dkim_sign", "dkim_check", "policy_check", "reporting")
_ANSWER_COLUMNS = dict.fromkeys(("code", "answered_on"), True) | dict.fromkeys(
    ("op25b", "op25b_since", *_YES_NO, "labelling", "respondent", "remark"), False
)
Cell = TypeVar("Cell")


def read_services(raw: bytes, form: str) -> tuple[list[Service], list[BadRow]]:
    """The services of a table (``form`` csv or yaml), and the rows that are none. Raises CannotDo for what is no table."""
    return read_rows(raw, form, _SERVICE_COLUMNS, _service)


def read_answers(raw: bytes, form: str) -> tuple[list[SurveyAnswer], list[BadRow]]:
    """The answers of a table; a cell that is left open is a question that was not answered."""
    return read_rows(raw, form, _ANSWER_COLUMNS, _answer)


def _service(row: Mapping[str, str]) -> Service:
    domains = _names(row["domains"], _DOMAIN, "domain")
    if not domains:
        raise WrongCell("cell_empty", what="domains")
    return Service(
        code=row["code"],
        provider=short(200)(row["provider"]),
        name=short(200)(row["name"]),
        domains=domains,
        selectors=_names(row.get("selectors", ""), _SELECTOR, "selector"),
        op25b=_optional(_scope, row.get("op25b", "")),
        op25b_since=_optional(day, row.get("op25b_since", "")),
        dynamic=networks(row.get("dynamic", "")),
        source=_optional(short(200), row.get("source", "")) or "",
        remark=_optional(short(500), row.get("remark", "")) or "",
    )


def _answer(row: Mapping[str, str]) -> SurveyAnswer:
    labelling = row.get("labelling", "")
    if labelling and labelling not in _LABELLINGS:
        raise WrongCell("cell_unknown", what="labelling", text=repr(labelling[:30]), known=", ".join(_LABELLINGS))
    answered_on, since = day(row["answered_on"]), _optional(day, row.get("op25b_since", ""))
    scope = _optional(_scope, row.get("op25b", ""))
    if since is not None:
        _check_since(scope, since, answered_on)
    said = {name: _optional(yes, row.get(name, "")) for name in _YES_NO}
    return SurveyAnswer(
        service=row["code"],
        answered_on=answered_on,
        op25b=scope,
        op25b_since=since,
        labelling=labelling,
        respondent=_optional(short(200), row.get("respondent", "")) or "",
        remark=_optional(short(500), row.get("remark", "")) or "",
        **said,
    )


def _check_since(scope: Scope | None, since: date, answered_on: date) -> None:
    if scope in {None, Scope.NONE}:
        raise WrongCell("cell_op25b_unsaid")
    if since > answered_on:
        raise WrongCell("cell_op25b_planned")


def _optional(cell: Callable[[str], Cell], text: str) -> Cell | None:
    return cell(text) if text else None


def _scope(text: str) -> Scope:
    if text not in set(Scope):
        raise WrongCell("cell_unknown", what="op25b", text=repr(text[:20]), known=", ".join(Scope))
    return Scope(text)


def _names(text: str, known: re.Pattern[str], what: str) -> tuple[str, ...]:
    names = tuple(dict.fromkeys(each.rstrip(".").lower() for each in list_of(text)))
    if wrong := [each for each in names if not known.fullmatch(each)]:
        raise WrongCell("cell_is_none", what=what, text=repr(wrong[0][:60]))
    return names
