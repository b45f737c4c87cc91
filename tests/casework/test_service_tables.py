"""Tables of services and of answers: what a row says, what is wrong with it, what an import changes, and that a round keeps all."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tsuho.casework.diff_partners import Change
from tsuho.casework.errors import CannotDo
from tsuho.casework.import_services import apply_services, prepare_services
from tsuho.casework.service_tables import read_answers, read_services
from tsuho.casework.take_survey_answers import apply_answers, prepare_answers
from tsuho.store.records.memory_surveys import MemorySurveys
from tsuho.words.surveys import Scope, Service, SurveyAnswer, SurveyRun

AT = datetime(2015, 6, 1, 3, 0, tzinfo=UTC)
SINCE = date(2010, 1, 1)
HEAD = "code,provider,name,domains,selectors,op25b,op25b_since,dynamic,source,remark\n"
ROW = "a,見本通信,見本メール,A.example.;b.example,s1;s2,all,2010-01-01,198.51.100.0/24 2010-01-01,公表資料,備考\n"
ONE = Service(
    "a", "見本通信", "見本メール", ("a.example", "b.example"), ("s1", "s2"), Scope.ALL, SINCE,
    (("198.51.100.0/24", SINCE, None),), "公表資料", "備考",
)  # fmt: skip
YAML = """
- {code: a, provider: 見本通信, name: 見本メール, domains: [a.example, b.example], selectors: [s1, s2], op25b: all,
   op25b_since: 2010-01-01, dynamic: [198.51.100.0/24 2010-01-01], source: 公表資料, remark: 備考}
"""


def test_csv_and_yaml_say_the_same_and_what_is_left_out_is_not_declared():
    assert read_services((HEAD + ROW).encode(), "csv") == read_services(YAML.encode(), "yaml") == ([ONE], [])
    (least,), bad = read_services("code,provider,name,domains\nb,乙,乙メール,b.example\n".encode(), "csv")
    assert (least, bad) == (Service("b", "乙", "乙メール", ("b.example",)), [])


@pytest.mark.parametrize(
    ("column", "cell", "why"),
    [
        ("domains", ";", "domains is empty"), ("domains", "a example", "domain 'a example'"), ("domains", "-a.example", "domain"),
        ("domains", "example", "domain"), ("domains", "a..example", "domain"), ("selectors", "s1._domainkey!", "selector"),
        ("op25b", "yes", "op25b 'yes' is not known"), ("op25b_since", "2010", "no day"), ("dynamic", "198.51.100.1/24 2010-01-01", "host bits"),
        ("dynamic", "::/0 2010-01-01", "whole Internet"), ("provider", "", "provider is empty"), ("remark", "x" * 501, "1 to 500"),
        ("name", "\u202egro.elpmaxe", "direction"), ("code", "../x", "code is of"),
    ],
)  # fmt: skip
def test_a_bad_cell_costs_its_row_and_says_why(column, cell, why):
    names, cells = HEAD.strip().split(","), ROW.strip().split(",")
    cells[names.index(column)] = f'"{cell}"'
    good, bad = read_services((HEAD + ",".join(cells) + "\nb,乙,乙メール,b.example,,,,,,\n").encode(), "csv")
    assert [each.code for each in good] == ["b"]
    assert [each.place for each in bad] == [2] and why in str(bad[0].why)


@given(st.binary(max_size=300), st.sampled_from(["csv", "yaml"]), st.sampled_from([read_services, read_answers]))
def test_no_table_breaks_the_reader(raw, form, read):
    try:
        good, bad = read(raw, form)
    except CannotDo:
        return
    assert len({each.code for each in good}) == len(good) and all(each.why.said_in("ja") for each in bad)


@given(
    st.lists(
        st.tuples(*[st.text(max_size=30).filter(lambda text: "\r" not in text and "\n" not in text)] * 4), max_size=4
    )
)
def test_what_is_read_is_always_fit_to_be_asked(rows):
    lines = [",".join('"' + cell.replace('"', '""') + '"' for cell in row) for row in rows]
    good, _ = read_services(("code,provider,name,domains\n" + "\n".join(lines)).encode("utf-8", "replace"), "csv")
    for each in good:
        assert each.domains and all(len(domain) <= 253 and domain.isascii() for domain in each.domains)


ANSWERS = "code,answered_on,op25b,op25b_since,smtp_auth,labelling,respondent\n"


def test_an_answer_leaves_open_what_its_row_leaves_open():
    (found,), bad = read_answers((ANSWERS + "a,2015-05-10,mobile,2010-01-01,yes,received_spf,担当\n").encode(), "csv")
    expected = SurveyAnswer(
        "a", date(2015, 5, 10), Scope.MOBILE, SINCE, smtp_auth=True, labelling="received_spf", respondent="担当"
    )
    assert (found, bad) == (expected, [])
    assert found.ip25b is None and found.dkim_sign is None


@pytest.mark.parametrize(
    ("row", "why"),
    [
        ("a,2015-05-10,,2010-01-01,,,", "does not say what began"), ("a,2015-05-10,none,2010-01-01,,,", "does not say what began"),
        ("a,2015-05-10,all,2015-05-11,,,", "after the day of the answer"), ("a,2015-05-10,,,maybe,,", "neither yes nor no"),
        ("a,2015-05-10,,,,loudly,", "labelling 'loudly'"), ("a,,all,,,,", "answered_on is empty"),
    ],
)  # fmt: skip
def test_an_answer_that_cannot_be_is_named(row, why):
    good, bad = read_answers((ANSWERS + row + "\n").encode(), "csv")
    assert not good and why in str(bad[0].why)


# --- entering
def imported(surveys, audit, text, source="list"):
    prepared = prepare_services(surveys, text.encode(), "csv", source)
    apply_services(surveys, audit, prepared, by="見本", at=AT)
    return prepared


@pytest.fixture
def surveys():
    return MemorySurveys()


def test_an_import_shows_its_diff_replaces_its_source_and_is_written_down(surveys, audit):
    imported(surveys, audit, HEAD + ROW + "b,乙,乙メール,b.example,,,,,,\n")
    prepared = prepare_services(surveys, (HEAD + ROW.replace("all", "mobile")).encode(), "csv", "list")
    assert prepared.diff.changed == (Change("a", "op25b", Scope.ALL, Scope.MOBILE),)
    assert prepared.diff.gone == ("b",)
    assert len(surveys.services()) == 2, "nothing is changed before it is applied"
    apply_services(surveys, audit, prepared, by="見本", at=AT)
    assert surveys.services() == [replace(ONE, op25b=Scope.MOBILE)]
    assert audit.entries[-1] == (
        "見本",
        "import",
        "services",
        {"source": "list", "added": "", "changed": "a.op25b", "gone": "b"},
    )
    with pytest.raises(CannotDo, match="name of who"):
        apply_services(surveys, audit, prepared, by=" ", at=AT)


def test_a_spoilt_row_leaves_its_service_as_it_was_and_another_lists_service_is_not_taken(surveys, audit):
    imported(surveys, audit, HEAD + ROW)
    prepared = imported(surveys, audit, HEAD + ROW.replace("all", "perhaps") + "b,乙,乙メール,b.example,,,,,,\n")
    assert [each.code for each in prepared.bad] == ["a"]
    assert surveys.services()[0] == ONE
    taken = prepare_services(surveys, (HEAD + ROW + "c,丙,丙メール,c.example,,,,,,\n").encode(), "csv", "another")
    assert "change it there" in str(taken.bad[0].why) and [each.code for each in taken.services] == ["c"]
    with pytest.raises(CannotDo, match="no good row"):
        prepare_services(surveys, (HEAD + ROW).encode(), "csv", "another")


def test_answers_are_appended_and_only_what_is_new(surveys, audit):
    imported(surveys, audit, HEAD + ROW)

    def take(text):
        prepared = prepare_answers(surveys, (ANSWERS + text).encode(), "csv", "2015H1")
        apply_answers(surveys, audit, prepared, by="見本", at=AT, simulated=True)
        return prepared

    first = take("a,2015-05-10,all,2010-01-01,,,\nzz,2015-05-10,all,,,,\n")
    assert "no service 'zz'" in str(first.bad[0].why) and first.diff.added == ("a",)
    assert take("a,2015-05-10,all,2010-01-01,,,\n").new == ()
    corrected = take("a,2015-05-10,none,,,,\n")
    assert {each.field for each in corrected.diff.changed} == {"op25b", "op25b_since"}
    kept = [each.entry for each in surveys.entries("2015H1") if isinstance(each.entry, SurveyAnswer)]
    assert [each.op25b for each in kept] == [Scope.ALL, Scope.NONE], "the first one stays in the book"
    runs = [each.entry for each in surveys.entries("2015H1") if isinstance(each.entry, SurveyRun)]
    assert [run.services for run in runs] == [(ONE,), (ONE,)]
    assert audit.entries[-1][1:3] == ("survey_answers", "2015H1")
