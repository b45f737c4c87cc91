"""Answers over HTTP: the signed form, which opens one ticket until its day, and the interface for a provider's own system."""

import re
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from types import SimpleNamespace
from zoneinfo import ZoneInfo

import pytest

from tsuho.casework.move_referral import Moving, move_referral, open_referral
from tsuho.casework.referral_ports import Referral
from tsuho.referral.answer_link import MayAnswer, link_token
from tsuho.referral.effect import Answered
from tsuho.store.records.memory_ledger import LedgerInMemory
from tsuho.wiring.reading import reading_for
from tsuho.wiring.settings import CentreSettings, Settings
from tsuho.words.referrals import AnswerKind, ReferralState, Role, Standings
from tsuho.words.vocabulary import ReferralKind, Source

NOW = datetime(2015, 3, 31, 3, 0, tzinfo=UTC)
SENT_AT = datetime(2015, 3, 10, 3, 0, tzinfo=UTC)
TICKET, OTHER = "20150310-000001", "20150310-000002"
KEY = b"k" * 32
MAY = MayAnswer("mihon-isp", TICKET, date(2015, 3, 31))


@dataclass
class Clock:
    now: datetime = NOW


@pytest.fixture
def centre(records_file, tmp_path):
    """A centre that sent one notice to each of two providers."""
    from tsuho.store.records.audit import AuditInDatabase
    from tsuho.store.records.partners import PartnersInDatabase
    from tsuho.store.records.referrals import ReferralsInDatabase
    from tsuho.web.centre import set_opener

    (tmp_path / "secrets").mkdir()
    (tmp_path / "secrets" / "redaction.key").write_bytes(KEY)
    clock = Clock()
    made = SimpleNamespace(
        settings=Settings(tmp_path, CentreSettings(simulated=True)), referrals=ReferralsInDatabase(), ledger=LedgerInMemory(),
        audit=AuditInDatabase(), partners=PartnersInDatabase(ZoneInfo("Asia/Tokyo")), register=None, cases=None,
        reading=reading_for("jp", ()), now=lambda: clock.now, clock=clock,
    )  # fmt: skip
    moving = Moving(made.referrals, made.ledger, made.audit, ZoneInfo("Asia/Tokyo"), Source.SIMULATED)
    holds = Standings(
        date(2015, 3, 10), ("V31",), ("V31",), all_proved=True, all_observed=True, oldest=date(2015, 3, 10),
        newest_allowed=date(2015, 3, 10), partner_active=True, leaks=0,
    )  # fmt: skip
    for party, ticket in (("mihon-isp", TICKET), ("other-isp", OTHER)):
        draft = Referral(ticket, ReferralKind.PROVIDER_NOTICE, party, ticket, reports=(1,))
        number = open_referral(moving, draft, SENT_AT).id
        for verb in ("queue", "deliver"):
            move_referral(moving, number, verb, by="t", role=Role.MACHINE, reason="", standings=holds, at=SENT_AT)
    set_opener(lambda: made)
    return made


def url(may=MAY, key=KEY):
    return f"/partners/answer/{link_token(key, may)}"


def answers(centre, ticket=TICKET):
    referral = centre.referrals.by_ticket(ticket)
    return referral.state, centre.referrals.answers(referral.id)


# --- the form
def test_the_form_is_shown_in_the_readers_language_and_looking_changes_nothing(client, centre):
    japanese, english = client.get(url()), client.get(url(), headers={"Accept-Language": "en-GB,en;q=0.9"})
    assert (japanese.status_code, english.status_code) == (200, 200)
    assert "措置の結果" in japanese.content.decode() and "What was done" in english.content.decode()
    assert "What was done" in client.get(f"{url()}?lang=en").content.decode()
    for page in (japanese, english):
        assert TICKET in page.content.decode()
        fields = set(re.findall(r'name="(\w+)"', page.content.decode())) - {"viewport"}
        assert fields == {"csrfmiddlewaretoken", "kind", "acted_on"}, "no field in which a subscriber could be named"
        assert set(re.findall(r'value="(\w+)"', page.content.decode())) >= {kind.value for kind in AnswerKind}
    assert answers(centre) == (ReferralState.SENT, [])


def test_the_page_loads_nothing_and_is_kept_nowhere(client):
    page = client.get(url())
    policy = page["Content-Security-Policy"]
    assert "default-src 'none'" in policy and "frame-ancestors 'none'" in policy and "form-action 'self'" in policy
    assert "unsafe" not in policy
    assert page["Cache-Control"] == "no-store" and page["X-Robots-Tag"].startswith("noindex")
    assert page["Referrer-Policy"] == "same-origin" and page["X-Content-Type-Options"] == "nosniff"
    assert "src=" not in page.content.decode() and "<script" not in page.content.decode()


def test_the_policy_lets_the_pages_own_style_through(client):
    from base64 import b64encode
    from hashlib import sha256

    page = client.get(url())
    (style,) = re.findall(r"<style>(.*?)</style>", page.content.decode(), re.DOTALL)
    assert f"'sha256-{b64encode(sha256(style.encode()).digest()).decode()}'" in page["Content-Security-Policy"]


def test_an_answer_is_entered_and_may_be_followed_by_another(client, centre):
    answer = client.post(url(), {"kind": "investigating", "acted_on": ""})
    assert answer.status_code == 200 and TICKET in answer.content.decode() and "調査中" in answer.content.decode()
    client.post(url(), {"kind": "suspended", "acted_on": "2015-03-30", "subscriber": "見本太郎"})
    state, entered = answers(centre)
    assert state is ReferralState.ANSWERED
    assert set(entered) == {
        Answered(AnswerKind.INVESTIGATING, date(2015, 3, 31)),
        Answered(AnswerKind.SUSPENDED, date(2015, 3, 31), date(2015, 3, 30)),
    }
    assert answers(centre, OTHER) == (ReferralState.SENT, [])


@pytest.mark.parametrize(
    ("filled_in", "status"),
    [
        ({"kind": "", "acted_on": ""}, 422),
        ({"kind": "arrested"}, 422),
        ({"kind": "suspended", "acted_on": "yesterday"}, 422),
        ({"kind": "suspended", "acted_on": "2015-04-01"}, 422),
    ],
)
def test_what_is_no_answer_is_said_and_asked_again(client, centre, filled_in, status):
    page = client.post(url(), filled_in)
    assert page.status_code == status and "<form" in page.content.decode()
    assert answers(centre) == (ReferralState.SENT, [])


def test_the_link_works_through_its_last_day_in_the_centres_time_and_then_says_so(client, centre):
    centre.clock.now = datetime(2015, 3, 31, 14, 59, tzinfo=UTC)
    assert client.get(url()).status_code == 200
    centre.clock.now = datetime(2015, 3, 31, 15, 0, tzinfo=UTC)
    for page in (client.get(url()), client.post(url(), {"kind": "suspended"})):
        assert (
            page.status_code == 410 and "2015-03-31" in page.content.decode() and "<form" not in page.content.decode()
        )
    assert answers(centre) == (ReferralState.SENT, [])


@pytest.mark.parametrize(
    "wrong",
    [
        "/partners/answer/AAAA",
        url(key=b"another key"),
        url()[:-2],
        "/partners/answer/%E6%97%A5%E6%9C%AC",
        "/partners/answer/" + "A" * 5_000,
    ],
)
def test_a_link_that_is_not_ours_opens_nothing(client, centre, wrong):
    for page in (client.get(wrong), client.post(wrong, {"kind": "suspended"})):
        assert page.status_code == 404
        assert TICKET not in page.content.decode()
    assert answers(centre) == (ReferralState.SENT, [])


def test_a_link_opens_its_own_partys_ticket_alone(client, centre):
    mixed = url(replace(MAY, ticket=OTHER))
    assert client.post(mixed, {"kind": "suspended"}).status_code == 409
    assert answers(centre, OTHER) == (ReferralState.SENT, [])


def test_another_site_cannot_fill_it_in(centre):
    from django.test import Client

    strict = Client(enforce_csrf_checks=True, SERVER_NAME="localhost")
    assert strict.post(url(), {"kind": "suspended"}).status_code == 403
    assert answers(centre)[0] is ReferralState.SENT
    token = re.search(r'csrfmiddlewaretoken" value="(\w+)"', strict.get(url()).content.decode()).group(1)
    assert strict.post(url(), {"kind": "suspended", "csrfmiddlewaretoken": token}).status_code == 200
    assert answers(centre)[0] is ReferralState.ANSWERED


def test_other_verbs_are_refused(client):
    assert client.put(url()).status_code == 405


# --- the interface
@pytest.fixture
def holder(centre):
    """The header of a key for answers, bound to a provider."""
    from tsuho.web.api.keys import Scope, make_key

    return lambda party, scope="answers": {"Authorization": f"Bearer {make_key('isp', [Scope(scope)], NOW, party)}"}


def tell(client, headers, **said):
    return client.post("/api/v1/answers", said, content_type="application/json", headers=headers)


def test_a_providers_system_answers_its_own_notice_once(client, centre, holder):
    header = holder("mihon-isp")
    first = tell(client, header, ticket=TICKET, kind="terminated", acted_on="2015-03-30")
    again = tell(client, header, ticket=TICKET, kind="terminated", acted_on="2015-03-30")
    assert (first.status_code, first.json(), again.json()) == (200, {"entered": True}, {"entered": False})
    assert answers(centre) == (
        ReferralState.ANSWERED, [Answered(AnswerKind.TERMINATED, date(2015, 3, 31), date(2015, 3, 30))],
    )  # fmt: skip
    counted = centre.ledger.sums(date(2015, 3, 1), date(2015, 4, 1), ("series", "kind"))
    assert (("provider_answer", "terminated"), 1) in counted


def test_another_providers_ticket_and_one_that_is_none_look_the_same(client, centre, holder):
    for header in (holder("mihon-isp"), holder("")):
        theirs = tell(client, header, ticket=OTHER, kind="suspended")
        none = tell(client, header, ticket="20150310-999999", kind="suspended")
        assert theirs.status_code == none.status_code == 404
        assert theirs.json() == none.json()
    assert answers(centre, OTHER) == (ReferralState.SENT, [])


@pytest.mark.parametrize(
    ("said", "status"),
    [
        ({"kind": "suspended"}, 422),
        ({"ticket": TICKET, "kind": "arrested"}, 422),
        ({"ticket": TICKET, "kind": "suspended", "acted_on": "2015-04-01"}, 409),
        ({"ticket": TICKET, "kind": "suspended", "subscriber": "見本太郎"}, 422),
    ],
)
def test_what_is_no_answer_is_refused(client, centre, holder, said, status):
    assert tell(client, holder("mihon-isp"), **said).status_code == status
    assert answers(centre) == (ReferralState.SENT, [])


def test_another_scope_answers_nothing(client, holder):
    assert tell(client, holder("mihon-isp", "figures"), ticket=TICKET, kind="suspended").status_code == 403
    assert tell(client, {}, ticket=TICKET, kind="suspended").status_code == 401
