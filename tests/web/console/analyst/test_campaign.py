"""A campaign's page and what can be done with it: split, merge, finish by analysts; confirmation by the ministry alone."""

import pytest


@pytest.fixture
def number(numbers):
    from tsuho.store.records.models import Report

    return Report.objects.get(id=numbers[1][0]).campaign_id


def test_the_page_counts_draws_and_compares(as_, number):
    answer = as_("one-analyst").get(f"/console/campaigns/{number}/")
    page = answer.content.decode()
    assert answer.context["view"].head.messages == 3
    assert "mihon1.example" in page and '<rect class="series-0"' in page and "最初の文面" in page
    assert "hanako" not in page and "ichiro" not in page
    assert as_("one-analyst").get("/console/campaigns/99999/").status_code == 404


def test_the_list_finds_by_words_and_lists_what_waits(as_, number):
    own = as_("one-analyst")
    for words in ("クッキー", "mihon1.example", "3,000円"):
        rows = own.get("/console/campaigns/", {"words": words}).context["page"].rows
        assert number in [entry.item.number for entry, _ in rows], words
    assert number in [entry.item.number for entry, _ in own.get("/console/campaigns/").context["page"].rows]
    assert not own.get("/console/campaigns/", {"words": "どこにもない言葉"}).context["page"].rows


def test_the_ministry_confirms_and_nobody_else(as_, number):
    own, official = as_("one-analyst"), as_("one-official")
    address = f"/console/campaigns/{number}/"
    rules = official.get(address).context["confirmable"]
    page = official.get(address).content.decode()
    assert "/confirm/" in page and "/change/" not in page and "/console/mail/" not in page
    assert "/confirm/" not in own.get(address).content.decode()
    assert own.post(f"{address}confirm/", {"rule": "V44", "reason": "確認した"}).status_code == 403
    assert official.post(f"{address}change/", {"act": "claim"}).status_code == 403
    assert rules, "a member breaks something"
    assert (
        "確認できませんでした"
        in official.post(f"{address}confirm/", {"rule": rules[0], "reason": ""}, follow=True).content.decode()
    )
    assert (
        "確認できませんでした"
        in official.post(f"{address}confirm/", {"rule": "V99", "reason": "確認した"}, follow=True).content.decode()
    )
    view = official.post(f"{address}confirm/", {"rule": rules[0], "reason": "確認した"}, follow=True).context["view"]
    assert [(each[0], each[1]) for each in view.confirmed] == [(rules[0], "one-official")]


def test_a_split_and_a_merge_want_a_reason_and_are_audited(as_, number, numbers):
    from tsuho.store.records.models import AuditEntry, Report

    own, change = as_("one-analyst"), f"/console/campaigns/{number}/change/"
    member = numbers[1][2]
    assert (
        "分けられませんでした"
        in own.post(change, {"act": "split", "reports": member, "reason": ""}, follow=True).content.decode()
    )
    own.post(change, {"act": "split", "reports": str(member), "reason": "別の送信者"})
    new = Report.objects.get(id=member).campaign_id
    assert new != number
    assert (
        "統合できませんでした"
        in own.post(change, {"act": "merge", "other": "x", "reason": "同じ送信者"}, follow=True).content.decode()
    )
    own.post(change, {"act": "merge", "other": str(new), "reason": "同じ送信者"})
    assert len(set(Report.objects.filter(id__in=numbers[1]).values_list("campaign_id", flat=True))) == 1
    acts = AuditEntry.objects.filter(by="one-analyst").order_by("id").values_list("act", flat=True)
    assert [act for act in acts if act != "login"] == ["split_campaign", "merge_campaign"]


def test_it_is_finished_by_whoever_has_it(as_, number):
    own, change = as_("one-analyst"), f"/console/campaigns/{number}/change/"
    assert (
        "終えられませんでした"
        in own.post(change, {"act": "finish", "reason": "済んだ話"}, follow=True).content.decode()
    )
    own.post(change, {"act": "claim"})
    page = own.post(change, {"act": "finish", "reason": "済んだ話"}, follow=True).content.decode()
    assert "処理済み" in page
    listed = own.get("/console/queue/").context["page"].rows
    assert number not in [entry.item.number for entry, _, _ in listed if entry.item.kind == "campaign"]
