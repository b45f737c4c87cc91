"""`tsuho publish`: the activity report of a year, the ministry's monthly report, and a year's open data, as files."""

from pathlib import Path

from tsuho.casework.errors import CannotDo
from tsuho.wiring.open import Centre
from tsuho.wiring.publications import Wanted, activity_report_pdf, ministry_report_pdf, open_data_files


def publish_activity_report(centre: Centre, year: int, wanted: Wanted, out: Path) -> str:
    """The report of a fiscal year as PDF; what was written."""
    return _write(out, activity_report_pdf(centre, year, wanted))


def publish_ministry_report(centre: Centre, month: str, wanted: Wanted, out: Path) -> str:
    """The monthly report as it would go to the ministry, marked as a draft; what was written."""
    return _write(out, ministry_report_pdf(centre, month, wanted))


def publish_open_data(centre: Centre, year: int, wanted: Wanted, out: Path) -> str:
    """The files of a fiscal year below a folder; what was written."""
    files = open_data_files(centre, year, wanted)
    return "\n".join(_write(out / name, content) for name, content in files.items())


def _write(path: Path, content: bytes) -> str:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    except OSError as why:
        raise CannotDo(f"{path} cannot be written ({why.strerror}); name another place with --out") from None
    return f"{path} {len(content):,}"
