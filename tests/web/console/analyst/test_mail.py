"""One mail's page: proofs marked, the law beside, nobody named, hostile text as text; and the decision, counted at once."""

import json
import re
import subprocess
import sys

import pytest

from tsuho.casework.queue_ports import Item, ItemKind


def held(own, number):
    """Claim whatever the mail waits as."""
    return own.post(f"/console/mail/{number}/", {"act": "claim"})


def figures_of(centre):
    done = subprocess.run(
        [sys.executable, "-m", "tsuho", "--centre", str(centre.settings.folder), "figures", "--month", "2015-03", "--json"],
        capture_output=True, check=True, timeout=120,
    )  # fmt: skip
    return json.loads(done.stdout)["reports"]


def test_the_page_marks_the_proofs_with_the_law_beside_and_names_nobody(as_, numbers):
    page = as_("one-analyst").get(f"/console/mail/{numbers[1][0]}/").content.decode()
    assert "<mark " in page and 'id="finding-V44"' in page
    assert "住所を表示しなければならない" in page and "第4条第3号・規則第9条第2号" in page
    assert "hanako" not in page and "太郎" not in page and "home.example" not in re.sub(r"mx\.home\.example", "", page)
    assert "hxxp://mihon1[.]example" in page and 'href="http://mihon1' not in page


def test_a_hostile_mail_is_text_and_what_it_hides_is_shown_as_hidden(as_, numbers):
    page = as_("one-analyst").get(f"/console/mail/{numbers[3][0]}/").content.decode()
    assert "<script>alert" not in page and "<iframe" not in page and '<img src="http' not in page
    assert 'href="javascript' not in page and "\u202e" not in page
    assert "<b>太字</b>" not in page and "&lt;b&gt;太字&lt;/b&gt;" in page
    hidden = re.search(r'class="message-text hidden-text".*?</pre>', page, re.DOTALL)
    assert hidden and "隠した文" in hidden[0]
    assert "見える先と違う" in page


@pytest.mark.parametrize(("language", "words"), [("ja", "違反確認と条文"), ("en", "Findings and the law")])
def test_the_page_speaks_both_languages(as_, numbers, language, words):
    own = as_("one-analyst")
    own.post("/accounts/prefer/", {"language": language})
    assert words in own.get(f"/console/mail/{numbers[1][0]}/").content.decode()


def test_a_mail_that_is_not_there_is_not_found(as_, numbers):
    assert as_("one-analyst").get("/console/mail/999999/").status_code == 404


def test_unmasking_wants_a_reason_and_is_written_down(as_, centre, numbers):
    from tsuho.store.records.models import AuditEntry

    own, address = as_("one-analyst"), f"/console/mail/{numbers[1][0]}/unmask/reporter/"
    assert "hanako" not in own.get(address).content.decode()
    assert own.post(address, {"reason": ""}).status_code == 422
    assert not AuditEntry.objects.filter(act="unmask").exists()
    assert "hanako.suzuki@home.example" in own.post(address, {"reason": "本人からの照会"}).content.decode()
    (entry,) = AuditEntry.objects.filter(act="unmask")
    assert (entry.by, entry.details) == ("one-analyst", {"field": "reporter", "reason": "本人からの照会"})
    assert own.get(f"/console/mail/{numbers[1][0]}/unmask/monitor/").status_code == 404
    assert as_("one-supervisor").get(address).status_code == 403


def test_a_decision_without_a_claim_or_a_reason_is_refused(as_, centre, numbers):
    own, number = as_("one-analyst"), numbers[1][0]
    wanted = {"act": "decide", "decision": "not_a_violation", "reason": "表示がある"}
    before = figures_of(centre)
    assert "記録できませんでした" in own.post(f"/console/mail/{number}/", wanted, follow=True).content.decode()
    held(own, number)
    for wrong in ({"reason": " "}, {"decision": "as_it_is"}, {"decision": ""}, {"rules": ["V99"]}):
        page = own.post(f"/console/mail/{number}/", wanted | wrong, follow=True).content.decode()
        assert "記録できませんでした" in page, wrong
    assert figures_of(centre) == before


def test_a_decision_shows_in_the_figures_at_once(as_, centre, numbers):
    """Show 6, by the command line's own process."""
    own, number = as_("one-analyst"), numbers[1][0]
    before = figures_of(centre)
    outcome = own.get(f"/console/mail/{number}/").context["view"].judged.outcome.value
    held(own, number)
    wanted = {"act": "decide", "decision": "not_a_violation", "reason": "住所の表示がある"}
    assert "集計に反映" in own.post(f"/console/mail/{number}/", wanted, follow=True).content.decode()
    after = figures_of(centre)
    assert after["total"] == before["total"] and after[outcome] == before[outcome] - 1
    assert after != before


def test_a_mail_on_hold_is_upheld_finished_and_the_next_one_is_opened(as_, centre, numbers):
    from tsuho.store.records.models import Report
    from tsuho.web.console.in_hand import analysing

    own = as_("one-analyst")
    holds = list(Report.objects.filter(outcome="hold", campaign=None).values_list("id", flat=True))
    if not holds:  # every hold of this sample is in a campaign: uphold one there
        holds = list(Report.objects.filter(outcome="hold").values_list("id", flat=True))
    assert holds, "the sample holds something"
    number = holds[0]
    before = figures_of(centre)
    held(own, number)
    wanted = {"act": "decide", "decision": "violation", "reason": "見比べて確かめた", "then": "next"}
    own.post(f"/console/mail/{number}/", wanted)
    view = own.get(f"/console/mail/{number}/").context["view"]
    assert view.judged.outcome.value == "violation"
    assert [each.kind.value for each in view.decided] == ["violation"]
    after = figures_of(centre)
    assert (after["violation"], after["hold"]) == (before["violation"] + 1, before["hold"] - 1)
    item = Item(ItemKind.REPORT, number)
    if analysing().queue.entries([item]):
        assert analysing().queue.finished(item).by == "one-analyst"


def test_it_is_read_again_in_another_charset_after_a_try(as_, centre, numbers):
    own, number = as_("one-analyst"), numbers[2][0]
    asked = {"act": "preview", "charset": "koi8-r"}
    tried = own.post(f"/console/mail/{number}/", {"act": "preview", "charset": "euc-jp"}).context["preview"]
    assert tried is not None and "無料で登録" not in tried.text
    assert own.post(f"/console/mail/{number}/", asked).context["preview"] is None, "only charsets of the list"
    before = figures_of(centre)
    page = own.post(f"/console/mail/{number}/", {"act": "again", "charset": "euc-jp"}, follow=True).content.decode()
    assert "読み直せませんでした" in page and figures_of(centre) == before, "no reason was given"
    again = {"act": "again", "charset": "euc-jp", "reason": "文字化けを確かめる"}
    view = own.post(f"/console/mail/{number}/", again, follow=True).context["view"]
    assert len(view.judgements) == 2 and view.decided[0].stated == {"charset": "euc-jp"}
    assert figures_of(centre)["total"] == before["total"]


def test_a_note_stays_and_a_colleague_sees_who_has_it(as_, numbers):
    own, other, address = as_("one-analyst"), as_("one-administrator"), f"/console/mail/{numbers[1][0]}/"
    own.post(address, {"act": "claim"})
    own.post(address, {"act": "note", "text": "<i>電話</i>で確認する"})
    page = other.get(address).content.decode()
    assert "ほかの人の担当" in page and "&lt;i&gt;電話&lt;/i&gt;" in page and "<i>電話" not in page
    assert "担当できませんでした" in other.post(address, {"act": "claim"}, follow=True).content.decode()
    assert (
        "引き継げませんでした" in other.post(address, {"act": "take_over", "reason": ""}, follow=True).content.decode()
    )
    assert (
        "引き継ぎました"
        in other.post(address, {"act": "take_over", "reason": "不在のため"}, follow=True).content.decode()
    )
