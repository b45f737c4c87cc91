"""Tables of partners: what a row says, what is wrong with it, what it would change, and that a bad row costs itself only."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tsuho.casework.confirm_provider import confirm_provider
from tsuho.casework.diff_partners import Change, diff_partners
from tsuho.casework.errors import CannotDo
from tsuho.casework.import_partners import Registers, apply_import, prepare_import
from tsuho.casework.inhibit_provider import clear_bounce, inhibit_provider, lift_inhibition
from tsuho.casework.partner_ports import LAYERED, ConfirmedField, Imported, Layers, Provider
from tsuho.casework.partner_tables import field_from, read_partners
from tsuho.words.partners import Agency, Vendor

AT = datetime(2015, 3, 10, 3, 0, tzinfo=UTC)
SINCE = date(2010, 1, 1)
HEAD = "code,name,contact,formats,language,terms_url,networks,as_numbers,wants,interval_hours\n"
ROW = "one,見本,abuse@one.example,xarf;csv,en,https://one.example/,198.51.100.0/24 2010-01-01;2001:db8::/32 2010-01-01 2015-04-01,AS64500 2010-01-01,by_as,24\n"
ONE = Provider(
    "one", "見本", "abuse@one.example", ("xarf", "csv"), "en", "https://one.example/",
    (("198.51.100.0/24", SINCE, None), ("2001:db8::/32", SINCE, date(2015, 4, 1))),
    as_numbers=((64500, SINCE, None),), wants="by_as", interval_hours=24,
)  # fmt: skip
YAML = """
- {code: one, name: 見本, contact: abuse@one.example, formats: [xarf, csv], language: en, terms_url: "https://one.example/",
   networks: [198.51.100.0/24 2010-01-01, "2001:db8::/32 2010-01-01 2015-04-01"], as_numbers: [64500 2010-01-01], wants: by_as, interval_hours: 24}
"""


def read(text, form="csv", kind="providers"):
    return read_partners(text.encode(), form, kind)


def test_csv_and_yaml_say_the_same():
    assert read(HEAD + ROW) == read(YAML, "yaml") == ([ONE], [])
    assert read_partners(b"\xef\xbb\xbf" + (HEAD + ROW).encode(), "csv", "providers") == ([ONE], [])


def test_what_a_row_leaves_out_has_its_default():
    assert read("code,name,contact\ntwo,Two,a@two.example\n") == ([Provider("two", "Two", "a@two.example")], [])


@pytest.mark.parametrize(
    ("column", "cell", "why"),
    [
        ("code", "", "code is empty"), ("code", "a b", "code is of"), ("name", "", "name is empty"), ("name", "x" * 201, "1 to 200"),
        ("contact", "abuse at one.example", "no mail address"), ("contact", "a@b.example\x07", "control"), ("contact", "a@b", "no mail"),
        ("formats", "xarf;pdf", "'pdf' is not known"), ("language", "Japanese", "no language"), ("terms_url", "javascript:x", "web address"),
        ("networks", "198.51.100.1/24 2010-01-01", "host bits"), ("networks", "198.51.100.0/24", "first day"),
        ("networks", "0.0.0.0/0 2010-01-01", "whole Internet"), ("networks", "198.51.100.0/24 2010-01-01 2010-01-01", "ends before"),
        ("networks", "198.51.100.0/24 2010-13-01", "no day"), ("as_numbers", "AS0 2010-01-01", "no AS number"),
        ("as_numbers", "4294967296 2010-01-01", "no AS number"), ("wants", "all", "wants 'all' is not known"), ("interval_hours", "-1", "no number"),
        ("name", "\u202egro.elpmaxe", "direction"),
    ],
)  # fmt: skip
def test_a_bad_cell_costs_its_row_and_says_why(column, cell, why):
    names, cells = HEAD.strip().split(","), ROW.strip().split(",")
    cells[names.index(column)] = f'"{cell}"'
    good, bad = read(HEAD + ",".join(cells) + "\n" + "two,Two,a@two.example,,,,,,,\n")
    assert [each.code for each in good] == ["two"]
    assert [each.place for each in bad] == [2] and why in str(bad[0].why)


def test_a_second_row_of_a_code_and_one_with_too_many_cells_are_bad():
    good, bad = read("code,name,contact\none,a,a@one.example\none,b,b@one.example\ntwo,c,c@two.example,more\n")
    assert [each.name for each in good] == ["a"]
    assert [(each.place, each.code) for each in bad] == [(3, "one"), (4, "two")]


@pytest.mark.parametrize(
    ("raw", "form", "why"),
    [
        (b"code,name\none,a\n", "csv", "lacks the column contact"), (b"", "csv", "lacks the column"),
        (b"\xff\xfe", "csv", "not UTF-8"), (b"a: [", "yaml", "no YAML"), (b"a: b", "yaml", "must be a list"),
        (b'code,name,contact\n"one"x,"a\n', "csv", "no CSV"), (b'"', "csv", "the first line is no CSV"),
    ],
)  # fmt: skip
def test_what_is_no_table_is_refused_whole(raw, form, why):
    with pytest.raises(CannotDo, match=why):
        read_partners(raw, form, "providers")


@given(st.binary(max_size=300), st.sampled_from(["csv", "yaml"]), st.sampled_from(["providers", "agencies", "vendors"]))
def test_no_table_breaks_the_reader(raw, form, kind):
    try:
        good, bad = read_partners(raw, form, kind)
    except CannotDo:
        return
    assert len({each.code for each in good}) == len(good) and all(each.why.said_in("ja") for each in bad)


def test_agencies_and_vendors():
    (agency,), bad = read(
        "code,name,body,legal_basis,contact,ministry_charge,started_on\nKR,韓国,機関,法第30条,x@kr.agency.example,no,\n",
        kind="agencies",
    )
    assert not bad and agency.started_on is None and agency.ministry_charge is False
    (vendor,), bad = read(
        "code,name,purpose,agreement,since,formats\nv,見本,改善,協定,2014-04-01,stix;eml\n", kind="vendors"
    )
    assert not bad and vendor == Vendor("v", "見本", "改善", "協定", date(2014, 4, 1), formats=("stix", "eml"))
    _, bad = read(
        "code,name,body,legal_basis,contact,ministry_charge\nKorea,a,b,c,x@kr.example,perhaps\n", kind="agencies"
    )
    assert "ISO 3166" in str(bad[0].why)


def test_a_field_from_a_person_is_checked_like_a_tables():
    assert field_from("networks", "198.51.100.0/24 2010-01-01") == (("198.51.100.0/24", SINCE, None),)
    with pytest.raises(ValueError, match="no field 'bounces'"):
        field_from("bounces", "0")


# --- the diff
def test_the_diff_names_what_is_new_changed_field_by_field_gone_and_contradicted():
    before = [ONE, Provider("gone", "g", "g@gone.example")]
    after = [replace(ONE, contact="new@one.example", wants="single"), Provider("new", "n", "n@new.example")]
    diff = diff_partners(before, after, {"one": {"contact": "hand@one.example", "wants": "single"}}, LAYERED)
    assert diff.added == ("new",) and diff.gone == ("gone",)
    assert diff.changed == (
        Change("one", "contact", "abuse@one.example", "new@one.example"),
        Change("one", "wants", "by_as", "single"),
    )
    assert diff.contradicted == (Change("one", "contact", "hand@one.example", "new@one.example"),)
    assert not diff.empty and diff_partners(before, before, {}).empty


# --- applying
class Partners:
    def __init__(self, *providers):
        self.of = {"list": {each.code: each for each in providers}}
        self.confirmed, self.inhibited, self.cleared = {}, {}, []

    def imported(self, source):
        return list(self.of.get(source, {}).values())

    def layers(self, code):
        found = tuple(Imported(source, AT, of[code]) for source, of in self.of.items() if code in of)
        return Layers(
            found, {name: ConfirmedField(value, "x", AT) for name, value in self.confirmed.get(code, {}).items()}
        )

    def provider(self, code):
        return next((of[code] for of in self.of.values() if code in of), None)

    def import_providers(self, source, providers, at):
        self.of[source] = {each.code: each for each in providers}

    def confirm(self, code, fields, by, at):
        self.confirmed.setdefault(code, {}).update(fields)

    def unconfirm(self, code, fields):
        for name in fields:
            self.confirmed[code].pop(name)

    def inhibit(self, code, reason, until):
        self.inhibited[code] = (reason, until)

    def clear_bounce(self, code):
        self.cleared.append(code)


class Register:
    def __init__(self):
        self.all_agencies = {
            "KR": Agency("KR", "韓国", "Korea", "b", "l", None, "en", ("csv",), "x@kr.agency.example", "openpgp", "KEY")
        }
        self.all_vendors = {"old": Vendor("old", "o", "p", "a", SINCE)}

    def agencies(self):
        return list(self.all_agencies.values())

    def vendors(self):
        return list(self.all_vendors.values())

    def enter_agency(self, agency):
        self.all_agencies[agency.code] = agency

    def enter_vendor(self, vendor):
        self.all_vendors[vendor.code] = vendor


@pytest.fixture
def registers(audit):
    return Registers(Partners(ONE, Provider("gone", "g", "g@gone.example")), Register(), audit)


def prepared(registers, text, kind="providers"):
    return prepare_import(registers, text.encode(), "csv", kind, "list")


def test_a_dry_look_changes_nothing_and_applying_replaces_the_source_whole(registers, audit):
    found = prepared(registers, "code,name,contact\nnew,n,n@new.example\n")
    assert (found.diff.added, found.diff.gone) == (("new",), ("gone", "one"))
    assert set(registers.partners.of["list"]) == {"one", "gone"} and audit.entries == []
    apply_import(registers, found, by="見本", at=AT)
    assert set(registers.partners.of["list"]) == {"new"}
    assert audit.entries == [
        ("見本", "import", "providers", {"source": "list", "added": "new", "changed": "", "gone": "gone one"})
    ]


def test_a_provider_whose_row_is_bad_stays_as_it_was(registers):
    found = prepared(registers, "code,name,contact\none,見本,not an address\nnew,n,n@new.example\n")
    assert [each.code for each in found.bad] == ["one"]
    assert found.diff.gone == ("gone",)
    apply_import(registers, found, by="見本", at=AT)
    assert registers.partners.of["list"]["one"] == ONE


def test_a_table_without_a_good_row_never_empties_the_register(registers):
    for text in ("code,name,contact\n", "code,name,contact\none,a,b\n"):
        with pytest.raises(CannotDo, match="no good row"):
            prepared(registers, text)
    with pytest.raises(CannotDo, match="--by"):
        apply_import(registers, prepared(registers, HEAD + ROW), by=" ", at=AT)


def test_agencies_keep_their_keys_and_nobody_is_taken_away(registers):
    table = "code,name,body,legal_basis,contact,ministry_charge\nKR,韓国,b,l,new@kr.agency.example,yes\n"
    apply_import(registers, prepared(registers, table, "agencies"), by="見本", at=AT)
    korea = registers.register.all_agencies["KR"]
    assert (korea.key, korea.key_kind, korea.contact, korea.ministry_charge) == (
        "KEY",
        "openpgp",
        "new@kr.agency.example",
        True,
    )
    found = prepared(registers, "code,name,purpose,agreement,since\nv,n,p,a,2014-04-01\n", "vendors")
    apply_import(registers, found, by="見本", at=AT)
    assert found.diff.gone == ("old",) and set(registers.register.all_vendors) == {"old", "v"}


# --- by hand
def test_a_person_confirms_and_takes_back_with_name_and_reason(registers, audit):
    said = {"by": "見本", "reason": "電話で確認", "at": AT}
    confirm_provider(registers, "one", {"contact": "desk@one.example"}, [], **said)
    assert registers.partners.confirmed["one"] == {"contact": "desk@one.example"}
    assert prepared(registers, HEAD + ROW).diff.contradicted == (
        Change("one", "contact", "desk@one.example", "abuse@one.example"),
    )
    confirm_provider(registers, "one", {}, ["contact"], **said)
    assert registers.partners.confirmed["one"] == {}
    assert [entry[1:3] for entry in audit.entries] == [("confirm", "provider one")] * 2


@pytest.mark.parametrize(
    ("code", "fields", "why"),
    [
        ("one", {"contact": "nobody"}, "no mail address"), ("one", {"bounces": "0"}, "no field"), ("one", {}, "name what is"),
        ("two", {"contact": "a@two.example"}, "at least name="),
    ],
)  # fmt: skip
def test_what_cannot_be_confirmed(registers, audit, code, fields, why):
    with pytest.raises(CannotDo, match=why):
        confirm_provider(registers, code, fields, [], by="x", reason="y", at=AT)
    with pytest.raises(CannotDo, match="--reason"):
        confirm_provider(registers, "one", {"name": "x"}, [], by="x", reason=" ", at=AT)
    assert registers.partners.confirmed == {} and audit.entries == []


def test_inhibiting_lifting_and_clearing_are_audited(registers, audit):
    said = {"by": "見本", "reason": "r", "at": AT}
    inhibit_provider(registers, "one", until=date(2015, 4, 1), **said)
    assert registers.partners.inhibited["one"] == ("r", date(2015, 4, 1))
    lift_inhibition(registers, "one", **said)
    clear_bounce(registers, "one", **said)
    assert registers.partners.inhibited["one"] == ("", None) and registers.partners.cleared == ["one"]
    assert [entry[1] for entry in audit.entries] == ["inhibit", "lift", "clear_bounce"]
    for act in (lift_inhibition, clear_bounce):
        with pytest.raises(CannotDo, match="no provider"):
            act(registers, "nobody", **said)


@pytest.mark.parametrize(
    "text", ["http://isp.example/in", "https://", "https://user:pw@isp.example/", "isp.example", "https://a b/"]
)
def test_a_window_is_https_and_holds_no_password(text):
    with pytest.raises(ValueError, match="https_url"):
        field_from("https_url", text)
    assert field_from("https_url", "https://isp.example:8443/in?a=b") == "https://isp.example:8443/in?a=b"
    assert field_from("https_url", "") == ""


def test_a_bad_row_says_why_in_the_readers_language():
    raw = b'code,name,contact\na,A,nobody\n"b c",B,x@isp.example\n'
    good, bad = read_partners(raw, "csv", "providers")
    assert not good and all(each.why.said_in("en") != each.why.said_in("ja") for each in bad)
    assert "contact の 'nobody' はメールアドレスではありません" in [each.why.said_in("ja") for each in bad]


def test_a_column_without_a_name_is_refused_as_unknown_whatever_stands_in_it():
    good, bad = read_partners(b'- {code: a, name: A, contact: x@isp.example, "": cell_no_day}', "yaml", "providers")
    assert not good and "unknown column ''" in str(bad[0].why)
