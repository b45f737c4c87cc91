"""The administrator's pages: the law with every rule's version, proofs of discard against the counts, settings without secrets."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from tests.web.conftest import NOW

from tsuho.casework.discard_ports import DiscardProof
from tsuho.jurisdictions.jp.jurisdiction import JAPAN
from tsuho.statistics import series
from tsuho.wiring.settings import StoreSettings
from tsuho.words.ledger import LedgerRow
from tsuho.words.vocabulary import ChainClass, Door, Source

PAGES = ("/console/law/", "/console/discards/", "/console/settings/")


@pytest.mark.parametrize("page", PAGES)
def test_the_administrator_alone_comes_in(as_, page):
    assert as_("one-administrator").get(page).status_code == 200
    for role in ("analyst", "liaison", "secretariat", "official", "editor"):
        assert as_(f"one-{role}").get(page).status_code == 403


def test_the_law_shows_every_rule_with_its_article_and_version(as_):
    page = as_("one-administrator").get("/console/law/").content.decode()
    for rule in (*JAPAN.rules, *JAPAN.campaign_rules):
        assert f">{rule.id}</th>" in page and rule.provision in page
    assert "第4条第3号・規則第9条第2号" in page and "2009" in page and "総務大臣" in page


def test_proofs_are_listed_by_month_and_class_and_held_against_the_counts(as_, centre):
    from tsuho.store.records.discards import DiscardsInDatabase

    discards, own = DiscardsInDatabase(), as_("one-administrator")
    for number, chain_class in enumerate([ChainClass.FORTUNE, ChainClass.OTHER]):
        discards.prove([DiscardProof(f"proof-{number}", NOW, chain_class, Door.CHAIN, Source.SIMULATED)])
    discards.prove(
        [DiscardProof("proof-old", NOW - timedelta(days=60), ChainClass.OTHER, Door.CHAIN, Source.SIMULATED)]
    )
    rows = [
        LedgerRow(f"c{each}", series.CHAIN_MAIL, date(2015, 3, 31), Source.SIMULATED, kind="other") for each in range(3)
    ]
    centre.ledger.book([*rows, replace(rows[0], key="seed", source=Source.SEEDED, count=4_633)])

    def page(query):
        return own.get(f"/console/discards/{query}", headers={"accept-language": "ja"}).content.decode()

    assert "proof-old" in page("") and "proof-0" in page("")
    month = page("?month=2015-03")
    assert "proof-old" not in month and "チェーンメール 3 件、廃棄証明 3 件" in month and "すべて証明あり" in month
    assert "proof-1" not in page("?month=2015-03&chain_class=fortune")
    centre.ledger.book([replace(rows[0], key="c9")])
    assert "証明が足りない" in page("?month=2015-03")
    assert "proof-0" in page("?month=nonsense")


def test_what_was_purged_stands_there_by_kind_and_count(as_, centre):
    from tsuho.casework.purge_ports import Purged, PurgeProof
    from tsuho.store.records.feed import FeedInDatabase
    from tsuho.store.records.purging import PurgingInDatabase

    def page():
        return as_("one-administrator").get("/console/discards/", headers={"accept-language": "ja"}).content.decode()

    assert "保存期間による消去はまだありません" in page()
    purging = PurgingInDatabase(FeedInDatabase(JAPAN.timezone))
    purging.prove([PurgeProof(NOW, Purged.REPORTER, 1_234, NOW - timedelta(days=400), "係の者")])
    assert "情報提供者の仮名" in page() and "1,234" in page() and "係の者" in page()


def test_what_a_person_discarded_stands_there_with_its_reason(as_, centre):
    centre.audit.write(NOW, "分析者", "discard_poison", "arrival 7", {"reason": "<b>壊れた</b>"})
    page = as_("one-administrator").get("/console/discards/").content.decode()
    assert "arrival 7" in page and "&lt;b&gt;壊れた" in page


def test_settings_are_shown_and_no_secret(as_, centre):
    database = "postgresql://tsuho:hush-77@db.example/tsuho"
    centre.settings = replace(centre.settings, store=replace(StoreSettings(), database=database))
    secrets = centre.settings.folder / "secrets"
    secrets.mkdir(exist_ok=True)
    (secrets / "mine.key").write_text("hush-77")
    page = as_("one-administrator").get("/console/settings/").content.decode()
    assert "hush-77" not in page
    assert "web.listen" in page and "db.example" in page and "mine.key" in page
