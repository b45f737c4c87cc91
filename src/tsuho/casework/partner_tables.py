"""Read a table of partners (CSV or YAML) into entries; one bad row costs one row, and is named by its place and what is wrong.

The columns stand in docs/reference/partner-tables.md. A list of networks is written ``PREFIX SINCE [UNTIL]; …``, one of AS
numbers ``NUMBER SINCE [UNTIL]; …``, days as 2015-03-10.
"""

import re
from collections.abc import Callable, Mapping
from datetime import date

from tsuho.casework.errors import CannotDo
from tsuho.casework.partner_ports import Provider
from tsuho.casework.table_cells import WrongCell, among, clean, dated, day, networks, number, short, yes
from tsuho.casework.table_rows import BadRow, read_rows
from tsuho.words.partners import Agency, PassingOn, Vendor

Entry = Provider | Agency | Vendor
_ADDRESS = re.compile(r"[^\s@<>\"(),:;\\]{1,64}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63})+")
_NOTICE_FORMATS = frozenset({"xarf", "arf", "csv"})
_FEED_FORMATS = frozenset({"eml", "features", "stix", "misp"})
_MOST_SAID = 1_000
_WANTS = frozenset({"bundle", "by_as", "single"})


def read_partners(raw: bytes, form: str, kind: str) -> tuple[list[Entry], list[BadRow]]:
    """The entries of a table (``form`` csv or yaml) of ``kind`` providers, agencies or vendors, and what is none.

    Raises CannotDo where the whole is no table, or lacks a column that every row needs.
    """
    if kind not in _KINDS:
        raise CannotDo("cannot_partners_kind", kind=repr(kind), known=", ".join(_KINDS))
    columns, build = _KINDS[kind]
    return read_rows(raw, form, columns, build)


def field_from(name: str, text: str) -> object:
    """One field of a provider from text, as a person confirms it. Raises ValueError with what is wrong."""
    if name not in _PROVIDER_FIELDS:
        raise WrongCell("provider_no_field", field=repr(name), known=", ".join(_PROVIDER_FIELDS))
    return _PROVIDER_FIELDS[name](clean(text))


# --- cells -----------------------------------------------------------------------------------------------------------
def _contact(text: str) -> str:
    if len(text) > 254 or not _ADDRESS.fullmatch(text):
        raise WrongCell("cell_no_contact", text=repr(text[:60]))
    return text


def _url(text: str) -> str:
    if text and (not re.match(r"https?://[^\s]+\Z", text) or len(text) > 500):
        raise WrongCell("cell_no_terms_url")
    return text


def _https_url(text: str) -> str:
    if text and (not re.match(r"https://[^\s/@]+(?:/[^\s]*)?\Z", text) or len(text) > 500):
        raise WrongCell("cell_no_https_url")
    return text


def _language(text: str) -> str:
    if text and not re.fullmatch(r"[a-z]{2}(?:-[A-Za-z]{2,4})?", text):
        raise WrongCell("cell_no_language", text=repr(text[:20]))
    return text or "ja"


def _wants(text: str) -> str:
    if (text or "bundle") not in _WANTS:
        raise WrongCell("cell_unknown", what="wants", text=repr(text[:20]), known=", ".join(sorted(_WANTS)))
    return text or "bundle"


def _as_numbers(text: str) -> tuple[tuple[int, date, date | None], ...]:
    found = []
    for numbered, since, until in dated(text):
        digits = numbered.upper().removeprefix("AS")
        if not digits.isascii() or not digits.isdigit() or not 0 < int(digits[:12]) < 2**32:
            raise WrongCell("cell_no_as", text=repr(numbered[:20]))
        found.append((int(digits), since, until))
    return tuple(found)


_PROVIDER_FIELDS: Mapping[str, Callable[[str], object]] = {
    "name": short(200), "contact": _contact, "formats": among(_NOTICE_FORMATS, "format"), "language": _language,
    "terms_url": _url, "networks": networks, "as_numbers": _as_numbers, "wants": _wants, "interval_hours": number,
    "https_url": _https_url,
}  # fmt: skip


# --- rows ------------------------------------------------------------------------------------------------------------
def _provider(row: Mapping[str, str]) -> Provider:
    return Provider(
        code=row["code"],
        name=short(200)(row["name"]),
        contact=_contact(row["contact"]),
        formats=among(_NOTICE_FORMATS, "format")(row.get("formats") or "xarf;arf"),
        language=_language(row.get("language", "")),
        terms_url=_url(row.get("terms_url", "")),
        networks=networks(row.get("networks", "")),
        as_numbers=_as_numbers(row.get("as_numbers", "")),
        wants=_wants(row.get("wants", "")),
        interval_hours=number(row.get("interval_hours", "")),
        https_url=_https_url(row.get("https_url", "")),
    )


def _agency(row: Mapping[str, str]) -> Agency:
    if not re.fullmatch(r"[A-Z]{2}", row["code"]):
        raise WrongCell("cell_no_country")
    return Agency(
        code=row["code"],
        name=row["name"],
        name_en=row.get("name_en") or row["name"],
        body=row["body"],
        legal_basis=row["legal_basis"],
        started_on=day(row["started_on"]) if row.get("started_on") else None,
        language=_language(row.get("language") or "en"),
        formats=among(_NOTICE_FORMATS, "format")(row.get("formats") or "xarf;csv"),
        contact=_contact(row["contact"]),
        ministry_charge=yes(row["ministry_charge"]),
        suspended=row.get("suspended", ""),
        passing_on=_passing_on(row.get("passing_on", "")),
        list_basis=row.get("list_basis", "")[:_MOST_SAID],
        list_limits=row.get("list_limits", "")[:_MOST_SAID],
        wants_counts=yes(row.get("wants_counts") or "no"),
    )


def _passing_on(text: str) -> PassingOn:
    try:
        return PassingOn(text or PassingOn.NOTHING)
    except ValueError:
        raise WrongCell("cell_unknown", what="passing_on", text=repr(text[:20]), known=", ".join(PassingOn)) from None


def _vendor(row: Mapping[str, str]) -> Vendor:
    return Vendor(
        code=row["code"],
        name=row["name"],
        purpose=row["purpose"],
        agreement=row["agreement"],
        since=day(row["since"]),
        until=day(row["until"]) if row.get("until") else None,
        formats=among(_FEED_FORMATS, "format")(row.get("formats") or "features"),
        daily_quota=number(row.get("daily_quota") or "10000"),
        suspended=row.get("suspended", ""),
    )


# kind → (column → whether every row needs it, how a row becomes an entry)
_KINDS: Mapping[str, tuple[Mapping[str, bool], Callable[[Mapping[str, str]], Entry]]] = {
    "providers": (
        {"code": True, "name": True, "contact": True}
        | dict.fromkeys(("formats", "language", "terms_url", "networks", "as_numbers", "wants", "interval_hours", "https_url"), False),
        _provider,
    ),
    "agencies": (
        dict.fromkeys(("code", "name", "body", "legal_basis", "contact", "ministry_charge"), True)
        | dict.fromkeys(
            ("name_en", "started_on", "language", "formats", "suspended", "passing_on", "list_basis", "list_limits", "wants_counts"),
            False,
        ),
        _agency,
    ),
    "vendors": (
        dict.fromkeys(("code", "name", "purpose", "agreement", "since"), True)
        | dict.fromkeys(("until", "formats", "daily_quota", "suspended"), False),
        _vendor,
    ),
}  # fmt: skip
