"""`tsuho ministry`: what it asked, an answer, and the package for an inspection with its seal beside it."""

from datetime import date
from pathlib import Path

from rich.console import Console
from rich.table import Table

from tsuho.casework.answer_ministry_request import answer_ministry_request
from tsuho.casework.errors import CannotDo
from tsuho.casework.export_inspection import export_inspection
from tsuho.casework.window_ports import RequestAnswer
from tsuho.terminal.harmless import one_line
from tsuho.wiring.inspecting import inspecting_of
from tsuho.wiring.open import Centre
from tsuho.words.catalogue import say


def list_requests(centre: Centre, limit: int, language: str) -> None:
    """One row a request, the newest first."""
    asked = centre.ministry_requests.newest(None, limit)
    answered = {each.request for each in centre.ministry_requests.answers([each.number for each in asked])}
    heads = ("ministry_number", "inbound_at", "requests_by", "requests_text", "notice_state")
    table = Table(*(say(head, language) for head in heads))
    zone = centre.reading.jurisdiction.timezone
    for each in asked:
        state = say(f"ministry_request_{'answered' if each.number in answered else 'waiting'}", language)
        at = f"{each.at.astimezone(zone):%Y-%m-%d %H:%M}"
        table.add_row(str(each.number), at, one_line(each.by, 60), one_line(each.text, 120), state)
    Console(highlight=False).print(table if asked else say("ministry_requests_none", language))


def answer_request(centre: Centre, number: int, text: str, by: str, language: str) -> str:
    """Answer; what to say of it."""
    monitors = [sheet.address for sheet in centre.records.monitors()]
    said = RequestAnswer(number, text, by, centre.now())
    answer_ministry_request(centre.ministry_requests, centre.audit, said, monitors)
    return say("ministry_answered", language)


def write_inspection(centre: Centre, since: str, until: str, by: str, reason: str, out: Path, language: str) -> str:
    """Make the package and write it with its seal: the hash, and the signature where the centre has a key."""
    try:
        first, last = date.fromisoformat(since), date.fromisoformat(until)
    except ValueError:
        raise CannotDo(f"a day is written 2015-03-31, not {since!r} or {until!r}") from None
    handed = export_inspection(inspecting_of(centre), first, last, by=by, reason=reason, at=centre.now())
    seal = f"{handed.sha256}  {handed.name}.zip\n"
    if handed.signature:
        seal += f"signature {handed.signature}\nsigned with {handed.signed_with}\n"
    file = out / f"{handed.name}.zip"
    try:
        out.mkdir(parents=True, exist_ok=True)
        file.write_bytes(handed.package)
        (out / f"{handed.name}.seal.txt").write_text(seal, "utf-8")
    except OSError as why:
        raise CannotDo(f"{file} cannot be written ({why.strerror}); name another place with --out") from None
    return say("inspection_written", language, {"file": str(file), "sha256": handed.sha256})
