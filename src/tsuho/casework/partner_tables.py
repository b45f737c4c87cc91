"""Read a table of partners (CSV or YAML) into entries; one bad row costs one row, and is named by its place and what is wrong.

The columns stand in docs/reference/partner-tables.md. A list of networks is written ``PREFIX SINCE [UNTIL]; …``, one of AS
numbers ``NUMBER SINCE [UNTIL]; …``, days as 2015-03-10.
"""

import csv
import io
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from ipaddress import ip_network

import yaml

from tsuho.casework.errors import CannotDo
from tsuho.casework.partner_ports import Provider
from tsuho.words.partners import Agency, Vendor

Entry = Provider | Agency | Vendor
_ADDRESS = re.compile(r"[^\s@<>\"(),:;\\]{1,64}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63})+")
_CODE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,49}")
_UNPRINTABLE = re.compile(r"[\x00-\x1f\x7f\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_NOTICE_FORMATS = frozenset({"xarf", "arf", "csv"})
_FEED_FORMATS = frozenset({"eml", "features", "stix", "misp"})
_WANTS = frozenset({"bundle", "by_as", "single"})
_MOST_BYTES = 50_000_000


@dataclass(frozen=True, slots=True)
class BadRow:
    """A row that is no entry: its place in the table (line of a CSV, number of a YAML item), its code if it has one, and why."""

    place: int
    code: str
    why: str


def read_partners(raw: bytes, form: str, kind: str) -> tuple[list[Entry], list[BadRow]]:
    """The entries of a table (``form`` csv or yaml) of ``kind`` providers, agencies or vendors, and what is none.

    Raises CannotDo where the whole is no table, or lacks a column that every row needs.
    """
    if kind not in _KINDS:
        raise CannotDo(f"there are no partners {kind!r}; known: {', '.join(_KINDS)}")
    if len(raw) > _MOST_BYTES:
        raise CannotDo(f"the table has more than {_MOST_BYTES:,} bytes; split it by source")
    columns, build = _KINDS[kind]
    rows = {"csv": _csv_rows, "yaml": _yaml_rows}[form](raw, columns)
    entries: dict[str, Entry] = {}
    bad: list[BadRow] = []
    for place, row in rows:
        code = row.get("code", "").strip()
        try:
            _checked_row(row, columns, known=code in entries)
            entries[row["code"]] = build(row)
        except ValueError as error:
            bad.append(BadRow(place, code, str(error)))
    return list(entries.values()), bad


def field_from(name: str, text: str) -> object:
    """One field of a provider from text, as a person confirms it. Raises ValueError with what is wrong."""
    if name not in _PROVIDER_FIELDS:
        raise ValueError(f"a provider has no field {name!r}; known: {', '.join(_PROVIDER_FIELDS)}")
    return _PROVIDER_FIELDS[name](_clean(text))


def _csv_rows(raw: bytes, columns: Mapping[str, bool]) -> Iterator[tuple[int, dict[str, str]]]:
    reader = csv.DictReader(io.StringIO(_text(raw), newline=""), restkey="", strict=True)
    try:
        named = reader.fieldnames or ()
    except csv.Error as error:
        raise CannotDo(f"the first line is no CSV: {error}; quote cells that hold quotes") from None
    missing = [name for name, needed in columns.items() if needed and name not in named]
    if missing:
        raise CannotDo(f"the table lacks the column {missing[0]}; its first line names the columns")
    while True:
        try:
            row = next(reader, None)
        except csv.Error as error:
            raise CannotDo(f"line {reader.line_num} is no CSV: {error}; quote cells that hold quotes") from None
        if row is None:
            return
        if "" in row:
            row[""] = "more cells than columns"
        yield reader.line_num, {str(name): value or "" for name, value in row.items()}


def _yaml_rows(raw: bytes, _columns: Mapping[str, bool]) -> Iterator[tuple[int, dict[str, str]]]:
    try:
        found = yaml.load(_text(raw), yaml.BaseLoader)  # noqa: S506  # the base loader makes strings and nothing else
    except (yaml.YAMLError, RecursionError) as error:
        raise CannotDo(f"the table is no YAML: {error}") from None
    if not isinstance(found, list):
        raise CannotDo("the table must be a list, one item a partner")
    for place, item in enumerate(found, 1):
        if isinstance(item, dict):
            yield place, {str(name): _joined(value) for name, value in item.items()}
        else:
            yield place, {"": "an item must be a mapping of columns"}


def _joined(value: object) -> str:
    return "; ".join(str(each) for each in value) if isinstance(value, list) else str(value)


def _text(raw: bytes) -> str:
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise CannotDo(f"the table is not UTF-8 (byte {error.start}); save it as UTF-8") from None


def _checked_row(row: dict[str, str], columns: Mapping[str, bool], *, known: bool) -> None:
    if known:
        raise ValueError("its code stood in a row before; one row a partner")
    if "" in row:
        raise ValueError(row[""])
    if unknown := set(row) - set(columns):
        raise ValueError(f"unknown column {min(unknown)!r}; known: {', '.join(columns)}")
    row |= {name: _clean(text) for name, text in row.items()}
    for name, needed in columns.items():
        if needed and not row.get(name):
            raise ValueError(f"{name} is empty")
    if not _CODE.fullmatch(row["code"]):
        raise ValueError("code is of 1 to 50 letters, digits, dots, hyphens and underscores")


def _clean(text: str) -> str:
    if _UNPRINTABLE.search(text.strip()):
        raise ValueError("it holds control or direction characters")
    return text.strip()


# --- cells -----------------------------------------------------------------------------------------------------------
def _short(most: int) -> Callable[[str], str]:
    def cell(text: str) -> str:
        if not 0 < len(text) <= most:
            raise ValueError(f"text is of 1 to {most} characters")
        return text

    return cell


def _contact(text: str) -> str:
    if len(text) > 254 or not _ADDRESS.fullmatch(text):
        raise ValueError(f"contact {text[:60]!r} is no mail address")
    return text


def _url(text: str) -> str:
    if text and (not re.match(r"https?://[^\s]+\Z", text) or len(text) > 500):
        raise ValueError("terms_url is a web address, https://…")
    return text


def _https_url(text: str) -> str:
    if text and (not re.match(r"https://[^\s/@]+(?:/[^\s]*)?\Z", text) or len(text) > 500):
        raise ValueError("https_url is https:// and a host, with no name or password in it")
    return text


def _language(text: str) -> str:
    if text and not re.fullmatch(r"[a-z]{2}(?:-[A-Za-z]{2,4})?", text):
        raise ValueError(f"language {text[:20]!r} is no language; ja or en")
    return text or "ja"


def _list(text: str) -> list[str]:
    return [each.strip() for each in re.split(r"[;,\n]", text) if each.strip()]


def _among(known: frozenset[str], what: str) -> Callable[[str], tuple[str, ...]]:
    def cell(text: str) -> tuple[str, ...]:
        found = tuple(dict.fromkeys(each.lower() for each in _list(text)))
        if wrong := [each for each in found if each not in known]:
            raise ValueError(f"{what} {wrong[0]!r} is not known; of: {', '.join(sorted(known))}")
        if not found:
            raise ValueError(f"{what} is empty; of: {', '.join(sorted(known))}")
        return found

    return cell


def _wants(text: str) -> str:
    if (text or "bundle") not in _WANTS:
        raise ValueError(f"wants is one of {', '.join(sorted(_WANTS))}, not {text[:20]!r}")
    return text or "bundle"


def _number(text: str) -> int:
    if not re.fullmatch(r"\d{1,7}", text or "0"):
        raise ValueError(f"{text[:20]!r} is no number")
    return int(text or 0)


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise ValueError(f"{text[:20]!r} is no day; write it as 2015-03-10") from None


def _yes(text: str) -> bool:
    if text.lower() not in {"yes", "no", "true", "false"}:
        raise ValueError(f"{text[:20]!r} is neither yes nor no")
    return text.lower() in {"yes", "true"}


def _dated(text: str) -> Iterator[tuple[str, date, date | None]]:
    for each in _list(text):
        what, *days = each.split()
        if len(days) not in {1, 2}:
            raise ValueError(f"{each[:60]!r}: write what, the first day, and the day on which it ends or nothing")
        since, until = _day(days[0]), _day(days[1]) if len(days) == 2 else None
        if until is not None and until <= since:
            raise ValueError(f"{each[:60]!r} ends before it begins")
        yield what, since, until


def _networks(text: str) -> tuple[tuple[str, date, date | None], ...]:
    found = []
    for prefix, since, until in _dated(text):
        try:
            network = ip_network(prefix)
        except ValueError as error:
            raise ValueError(f"{prefix[:50]!r} is no network: {error}") from None
        if network.prefixlen == 0:
            raise ValueError(f"{prefix} is the whole Internet, and nobody's network")
        found.append((str(network), since, until))
    return tuple(found)


def _as_numbers(text: str) -> tuple[tuple[int, date, date | None], ...]:
    found = []
    for number, since, until in _dated(text):
        digits = number.upper().removeprefix("AS")
        if not digits.isascii() or not digits.isdigit() or not 0 < int(digits[:12]) < 2**32:
            raise ValueError(f"{number[:20]!r} is no AS number")
        found.append((int(digits), since, until))
    return tuple(found)


_PROVIDER_FIELDS: Mapping[str, Callable[[str], object]] = {
    "name": _short(200), "contact": _contact, "formats": _among(_NOTICE_FORMATS, "format"), "language": _language,
    "terms_url": _url, "networks": _networks, "as_numbers": _as_numbers, "wants": _wants, "interval_hours": _number, "https_url": _https_url,
}  # fmt: skip


# --- rows ------------------------------------------------------------------------------------------------------------
def _provider(row: Mapping[str, str]) -> Provider:
    return Provider(
        code=row["code"],
        name=_short(200)(row["name"]),
        contact=_contact(row["contact"]),
        formats=_among(_NOTICE_FORMATS, "format")(row.get("formats") or "xarf;arf"),
        language=_language(row.get("language", "")),
        terms_url=_url(row.get("terms_url", "")),
        networks=_networks(row.get("networks", "")),
        as_numbers=_as_numbers(row.get("as_numbers", "")),
        wants=_wants(row.get("wants", "")),
        interval_hours=_number(row.get("interval_hours", "")),
        https_url=_https_url(row.get("https_url", "")),
    )


def _agency(row: Mapping[str, str]) -> Agency:
    if not re.fullmatch(r"[A-Z]{2}", row["code"]):
        raise ValueError("an agency's code is its country's, as ISO 3166 has it: KR")
    return Agency(
        code=row["code"],
        name=row["name"],
        name_en=row.get("name_en") or row["name"],
        body=row["body"],
        legal_basis=row["legal_basis"],
        started_on=_day(row["started_on"]) if row.get("started_on") else None,
        language=_language(row.get("language") or "en"),
        formats=_among(_NOTICE_FORMATS, "format")(row.get("formats") or "xarf;csv"),
        contact=_contact(row["contact"]),
        ministry_charge=_yes(row["ministry_charge"]),
        suspended=row.get("suspended", ""),
    )


def _vendor(row: Mapping[str, str]) -> Vendor:
    return Vendor(
        code=row["code"],
        name=row["name"],
        purpose=row["purpose"],
        agreement=row["agreement"],
        since=_day(row["since"]),
        until=_day(row["until"]) if row.get("until") else None,
        formats=_among(_FEED_FORMATS, "format")(row.get("formats") or "features"),
        daily_quota=_number(row.get("daily_quota") or "10000"),
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
        | dict.fromkeys(("name_en", "started_on", "language", "formats", "suspended"), False),
        _agency,
    ),
    "vendors": (
        dict.fromkeys(("code", "name", "purpose", "agreement", "since"), True)
        | dict.fromkeys(("until", "formats", "daily_quota", "suspended"), False),
        _vendor,
    ),
}  # fmt: skip
