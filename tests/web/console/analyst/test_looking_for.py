"""Search, incomplete mail, the rule tester and refusal sets."""

import re

REPORTER = "hanako.suzuki@home.example"
SOURCE = "From: a@mihon.example\r\nSubject: 案内\r\n\r\n新作クッキー20%OFF http://mihon.example/c\r\n株式会社みほん\r\n"


def test_search_finds_by_phrase_domain_sender_network_and_hash(as_, centre, numbers):
    own = as_("one-analyst")
    sha = own.get(f"/console/mail/{numbers[1][0]}/").context["view"].judged.message.sha256
    for query in ("クッキー", "mihon1.example", "shop@mihon1.example", sha):
        assert own.get("/console/search/", {"q": query}).context["sections"], query
    page = own.get("/console/search/", {"q": "クッキー"}).content.decode()
    assert re.search(r"<td[^>]*>[^<]*クッキー", page) and "hanako" not in page
    assert "2文字以上" in own.get("/console/search/", {"q": "無"}).content.decode()
    assert "見つからなかった" in own.get("/console/search/", {"q": "hanako.suzuki"}).content.decode()
    assert own.get("/console/search/", {"q": "クッキー", "section": "text", "after": "x"}).status_code == 200


def test_a_query_is_text_on_the_page(as_, centre):
    page = as_("one-analyst").get("/console/search/", {"q": '"><script>alert(1)</script>'}).content.decode()
    assert "<script>alert" not in page


def test_incomplete_mail_is_listed_by_reason(as_, numbers):
    own = as_("one-analyst")
    whole = own.get("/console/incomplete/").context
    counts = {code: count for code, count, _ in whole["counts"]}
    assert counts.get("I1") and len(whole["page"].rows) == sum(counts.values())
    some = own.get("/console/incomplete/?reason=I1").context["page"].rows
    assert {each.reason for each in some} == {"I1"} and numbers[4][0] in [each.report for each in some]
    assert own.get("/console/incomplete/?reason=x&after=y").context["reason"] == ""


def test_rules_are_tried_under_the_law_of_a_day_and_nothing_is_stored(as_, centre):
    from tsuho.store.records.models import AuditEntry, Report

    own = as_("one-analyst")
    before = Report.objects.count(), AuditEntry.objects.count()
    rules = {
        day: {
            each.rule
            for each in own.post("/console/rules/", {"source": SOURCE, "day": day}).context["reports"][0].findings
        }
        for day in ("2001-01-01", "2004-01-01", "2015-01-01")
    }
    assert rules["2001-01-01"] == set() and rules["2004-01-01"] != rules["2015-01-01"]
    answer = own.post("/console/rules/", {"source": SOURCE, "day": "2015-01-01"})
    page = answer.content.decode()
    assert "住所を表示しなければならない" in page and dict(answer.context["cases"])["V44"][0].name in page
    assert (Report.objects.count(), AuditEntry.objects.count()) == before
    for wrong in ({}, {"source": SOURCE, "number": 1}, {"number": 999999}, {"source": SOURCE, "day": "x"}):
        assert own.post("/console/rules/", wrong).status_code == 422, wrong


def test_a_stored_mail_is_tried_covered(as_, numbers):
    page = as_("one-analyst").post("/console/rules/", {"number": numbers[1][0], "day": "2015-03-10"}).content.decode()
    page, _, _ = page.partition('id="cases-title"')  # the jurists' cases name invented people
    assert 'id="finding-V44"' in page and "hanako" not in page and "太郎" not in page


def test_three_parts_are_matched_compared_and_noted_without_the_address(as_, centre, numbers):
    from tsuho.store.records.models import AuditEntry

    own = as_("one-analyst")
    asked = {"recipient": REPORTER, "refused_at": "2015-03-10T13:00", "way": "link"}
    (found,) = own.post("/console/optout/", asked).context["matched"]
    assert [[each.id for each in side] for side in (found.before, found.after)] == [[numbers[1][0]], [numbers[1][2]]]
    late = own.post("/console/optout/", asked | {"refused_at": "2015-03-10T23:00"})
    assert late.context["matched"] == []
    assert own.post("/console/optout/", asked | {"recipient": "nobody"}).status_code == 422
    parts = {
        "act": "note", "of": found.campaign, "first": f"{found.before[0].arrival}/{found.before[0].number_in_arrival}",
        "later": f"{found.after[0].arrival}/{found.after[0].number_in_arrival}", "compared": "1", "reason": "見比べて一致",
    }  # fmt: skip
    for wrong in ({"compared": ""}, {"reason": ""}, {"first": "x/y"}):
        assert "記録できませんでした" in own.post("/console/optout/", asked | parts | wrong).content.decode(), wrong
    assert own.post("/console/optout/", asked | parts).url == f"/console/campaigns/{found.campaign}/"
    (entry,) = AuditEntry.objects.filter(act="note_refusal")
    assert "hanako" not in f"{entry.subject}{entry.details}"
