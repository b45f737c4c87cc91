"""A survey of two hundred invented providers by the command line, a tenth of them silent: no silence is published as absent."""

import csv
import io
import re
import time
import zipfile

import pytest
from pypdf import PdfReader
from typer.testing import CliRunner

from tsuho.cli import app
from tsuho.wiring.make import make_centre
from tsuho.words.catalogue import say
from tsuho.words.surveys import Technology

SILENT, FAILING, DISAGREEING, LONG = range(0, 200, 10), range(1, 200, 20), range(2, 200, 20), range(3, 200, 20)
BELOW = ("", "_dmarc.", "s1._domainkey.", "_mta-sts.", "_smtp._tls.", "default._bimi.", "mx.", "_25._tcp.mx.")
COLUMNS = {each: say(f"technology_{each}", "en") for each in Technology}


def domain(number):
    return f"isp{number:03}.example"


def write_zones(zone, second_zone):
    """Every third publishes nothing; the others all, ending in -all or ~all by turns."""
    for number in range(200):
        name = domain(number)
        for each in (zone, second_zone):
            each.add(name, "A", "192.0.2.1").add(name, "MX", (10, f"mx.{name}")).add(f"mx.{name}", "A", "192.0.2.2")
            if number % 3:
                each.add(name, "TXT", f"v=spf1 ip4:192.0.2.0/24 {'-' if number % 2 else '~'}all")
                each.add(f"_dmarc.{name}", "TXT", f"v=DMARC1; p=reject; rua=mailto:d@{name}")
                each.add(f"s1._domainkey.{name}", "TXT", "v=DKIM1; k=ed25519; p=" + "A" * 43 + "=")
                each.add(f"_mta-sts.{name}", "TXT", "v=STSv1; id=20150601")
                each.add(f"_smtp._tls.{name}", "TXT", f"v=TLSRPTv1; rua=mailto:t@{name}")
                each.add(f"default._bimi.{name}", "TXT", f"v=BIMI1; l=https://{name}/l.svg")
                each.add(f"_25._tcp.mx.{name}", "TLSA", (3, 1, 1, b"\x01" * 32))
                each.authentic |= {name, f"_25._tcp.mx.{name}"}
            if number in LONG:
                each.add(name, "TXT", *(f"verification={again} {'x' * 200}" for again in range(8)))
    for number in SILENT:  # silent at both, at the first or at the second alone
        for each in [(zone, second_zone), (zone,), (second_zone,)][number // 10 % 3]:
            each.behaves |= {f"{below}{domain(number)}": "silent" for below in BELOW}
    for number in FAILING:
        second_zone.behaves |= {f"{below}{domain(number)}": "servfail" for below in BELOW}
    for number in DISAGREEING:  # the second resolver denies what the first one shows, or the other way round
        for below in BELOW:
            if second_zone.records.pop((f"{below}{domain(number)}", "TXT"), None) is None:
                second_zone.add(f"{below}{domain(number)}", "TXT", "v=spf1 -all" if not below else "another=1")


@pytest.fixture
def surveyed(tmp_path, zone, second_zone, database_template):
    """The centre's folder after the survey, and how long it took."""
    from django.db import connections

    write_zones(zone, second_zone)
    folder = tmp_path / "centre"
    make_centre(folder, simulated=True)
    settings = folder / "tsuho.toml"
    text = settings.read_text("utf-8")
    text = text.replace(
        "[survey]\nresolvers = []\nsecond_resolvers = []",
        f'[survey]\nresolvers = ["127.0.0.1:{zone.port}"]\nsecond_resolvers = ["127.0.0.1:{second_zone.port}"]\n'
        "question_seconds = 1.5\nat_once = 24",
    )
    settings.write_text(text, "utf-8")
    table = tmp_path / "services.csv"
    rows = [f"s{n:03},見本通信{n:03},見本メール{n:03},{domain(n)},s1,,,,見本,\n" for n in range(200)]
    table.write_text(
        "code,provider,name,domains,selectors,op25b,op25b_since,dynamic,source,remark\n" + "".join(rows), "utf-8"
    )
    run(folder, "survey", "services", "import", str(table), "--apply", "--by", "見本")
    begun = time.monotonic()
    run(folder, "survey", "auth", "--round", "2015H1")
    yield folder, time.monotonic() - begun
    connections.close_all()


def run(folder, *arguments, lang="en"):
    done = CliRunner().invoke(app, ["--centre", str(folder), "--lang", lang, *arguments], catch_exceptions=False)
    assert done.exit_code == 0, done.output


def published(folder, out, lang="en"):
    run(folder, "survey", "panel", "--round", "2015H1", "--out", str(out), lang=lang)
    return out.read_bytes()


def test_no_silence_is_published_as_absent_and_the_panel_is_csv_xlsx_and_pdf(surveyed, tmp_path, zone):
    folder, seconds = surveyed
    assert seconds < 60
    rows = list(csv.DictReader(io.StringIO(published(folder, tmp_path / "p.csv").decode("utf-8-sig"))))
    marks = {row["domain"]: {each: row[column] for each, column in COLUMNS.items()} for row in rows}
    assert len(marks) == 200
    for number in (*SILENT, *FAILING):
        assert "−" not in marks[domain(number)].values(), domain(number)
    for number in DISAGREEING:  # DANE does not stand in TXT records; another's TXT record is none of ours
        expected = dict.fromkeys(Technology, "?") | {"dane": "◎"}
        if number % 3 == 0:
            expected = dict.fromkeys(Technology, "−") | {"spf": "?"}
        assert marks[domain(number)] == expected, domain(number)
    troubled = {*SILENT, *FAILING, *DISAGREEING}
    for number in set(range(200)) - troubled:
        expected = dict.fromkeys(Technology, "−")
        if number % 3:
            expected = {
                "spf": "◎" if number % 2 else "○",
                "dkim": "○",
                "dmarc": "◎",
                "mta_sts": "○?",
                "tls_rpt": "○",
                "dane": "◎",
                "bimi": "○",
            }
        assert marks[domain(number)] == expected, domain(number)
    assert ("isp003.example", "TXT") in zone.asked and zone.asked.count(("isp003.example", "TXT")) == 2, "again by TCP"
    both_silent = domain(30)
    assert set(marks[both_silent].values()) == {"?"}
    remarks = {row["domain"]: row["remark"] for row in rows}
    assert "no answer in time" in remarks[both_silent] and all(row["simulated"] for row in rows)

    _workbook_says(published(folder, tmp_path / "p.xlsx"), both_silent)
    _paper_says(published(folder, tmp_path / "p.pdf"), both_silent, "SIMULATED DATA", "no answer in time")
    _paper_says(published(folder, tmp_path / "ja.pdf", "ja"), both_silent, "模擬データ", "時間内に応答がない")


def _workbook_says(raw, silent):
    with zipfile.ZipFile(io.BytesIO(raw)) as book:
        sheets = [name for name in book.namelist() if name.startswith("xl/worksheets/sheet")]
        strings = book.read("xl/sharedStrings.xml").decode()
        assert len(sheets) == 7 and not any(b"<f>" in book.read(name) for name in sheets), "no formula"
    for wanted in (silent, "◎", "no answer in time", "SERVFAIL", "v=DMARC1; p=reject", "SIMULATED DATA", "127.0.0.1:"):
        assert wanted in strings, wanted


def _paper_says(raw, silent, simulated, why):
    pages = [re.sub(r"[\s\u200b]", "", page.extract_text()) for page in PdfReader(io.BytesIO(raw)).pages]
    assert all(simulated.replace(" ", "") in page for page in pages)
    text = "".join(pages)
    for wanted in (silent, domain(199), "◎", "−", why.replace(" ", ""), "127.0.0.1:"):
        assert wanted in text, wanted
