"""Every page in a real browser: nothing serious for axe, no request elsewhere, no refusal by the policy, and a picture of each."""

import re

import pytest

# (account, path); a new page gets a line here
PAGES = [
    ("", "/accounts/login/"),
    ("", "/nowhere/"),
    ("demo-administrator", "/console/"),
    ("demo-administrator", "/console/sample/"),
    ("demo-administrator", "/console/first-steps/"),
    ("demo-administrator", "/console/audit/"),
    ("demo-administrator", "/console/accounts/"),
    ("demo-administrator", "/console/accounts/new/"),
    ("demo-administrator", "/console/accounts/2/"),
    ("demo-administrator", "/accounts/second-factor/"),
    ("demo-administrator", "/accounts/password/change/"),
    ("demo-administrator", "/accounts/logout/"),
    ("demo-analyst", "/console/"),
    ("demo-analyst", "/console/unmask/monitor/1/"),
    ("demo-analyst", "/console/audit/"),
    ("demo-analyst", "/console/queue/"),
    ("demo-analyst", "/console/campaigns/"),
    ("demo-analyst", "/console/campaigns/1/"),
    ("demo-analyst", "/console/mail/1/"),
    ("demo-analyst", "/console/mail/1/unmask/source/"),
    ("demo-analyst", "/console/incomplete/"),
    ("demo-analyst", "/console/optout/"),
    ("demo-analyst", "/console/rules/"),
    ("demo-analyst", "/console/search/"),
    ("demo-analyst", "/console/search/?q=無料"),
    ("demo-analyst", "/console/monitors/"),
    ("demo-analyst", "/console/monitors/new/"),
    ("demo-analyst", "/console/monitors/1/"),
    ("demo-analyst", "/console/monitors/14/"),
    ("demo-analyst", "/console/monitors/1/sheet/"),
    ("demo-analyst", "/console/monitors/1/sheet/new/"),
    ("demo-analyst", "/console/monitors/1/retire/"),
    ("demo-analyst", "/console/monitors/1/contaminate/"),
    ("demo-analyst", "/console/monitors/1/contaminate/?since=2015-03-01T00:00"),
    ("demo-official", "/console/campaigns/1/"),
    ("demo-consultant", "/console/desk/"),
    ("demo-consultant", "/console/desk/calls/"),
    ("demo-consultant", "/console/desk/follow-ups/"),
    ("demo-consultant", "/console/desk/figures/"),
    ("demo-consultant", "/console/desk/scripts/"),
    ("demo-official", "/partners/ministry/"),
    ("demo-official", "/partners/ministry/approvals/"),
    ("demo-official", "/partners/ministry/cases/"),
    ("demo-official", "/partners/ministry/requests/"),
    ("demo-provider", "/accounts/home/"),
    ("demo-provider", "/partners/provider/"),
    ("demo-provider", "/partners/provider/figures/"),
    ("demo-agency", "/partners/agency/"),
    ("demo-agency", "/partners/agency/lists/"),
    ("demo-vendor", "/partners/vendor/"),
    ("demo-liaison", "/console/providers/"),
    ("demo-liaison", "/console/providers/of/reidai-net/"),
    ("demo-liaison", "/console/providers/import/"),
    ("demo-liaison", "/console/providers/pending/"),
    ("demo-liaison", "/console/providers/sent/"),
    ("demo-liaison", "/console/providers/late/"),
    ("demo-liaison", "/console/providers/replies/"),
    ("demo-liaison", "/console/referrals/1/"),
    ("demo-liaison", "/console/agencies/"),
    ("demo-liaison", "/console/agencies/KR/"),
    ("demo-administrator", "/console/law/"),
    ("demo-administrator", "/console/discards/"),
    ("demo-administrator", "/console/settings/"),
    ("demo-administrator", "/console/ministry/inspection/"),
    ("demo-liaison", "/console/ministry/"),
    ("demo-liaison", "/console/ministry/papers/"),
    ("demo-liaison", "/console/ministry/months/"),
    ("demo-liaison", "/console/ministry/requests/"),
    ("demo-secretariat", "/console/ministry/petitions/"),
    ("demo-secretariat", "/console/ministry/petitions/new/"),
    ("demo-secretariat", "/console/referrals/"),
    ("demo-secretariat", "/console/referrals/inbox/"),
    ("demo-secretariat", "/console/referrals/due/ministry_report/?month=2015-03&built=1"),
    ("demo-secretariat", "/console/secretariat/"),
    ("demo-secretariat", "/console/secretariat/publications/"),
    ("demo-secretariat", "/console/secretariat/meetings/"),
    ("demo-secretariat", "/console/secretariat/meetings/1/"),
    ("demo-secretariat", "/console/secretariat/materials/"),
    ("demo-secretariat", "/console/secretariat/pages/"),
    ("demo-secretariat", "/console/secretariat/surveys/"),
    ("demo-secretariat", "/console/secretariat/surveys/2014H2/"),
    ("demo-secretariat", "/console/secretariat/surveys/import/services/"),
    ("demo-secretariat", "/console/secretariat/consents/"),
    ("demo-secretariat", "/console/secretariat/consents/new/"),
]

REFUSED = {("", "/nowhere/"): 404, ("demo-analyst", "/console/audit/"): 403}  # how a refusal looks


@pytest.mark.parametrize(("language", "width"), [("ja", 1280), ("ja", 390), ("en", 1280), ("en", 390)])
@pytest.mark.parametrize("account", sorted({account for account, _ in PAGES}))
def test_a_page_is_accessible_and_keeps_to_itself(account, language, width, visit, screenshots):
    watched = visit(account, language, width)
    wrong = {}
    for path in [path for owner, path in PAGES if owner == account]:
        watched.asked.clear()
        watched.refused.clear()
        answer = watched.page.goto(path)
        # a picture of a refusal shows nothing of the page
        assert answer.status == REFUSED.get((account, path), 200), path
        name = re.sub(r"\W+", "-", path).strip("-")
        picture = screenshots / f"{account or 'nobody'}_{name}_{language}_{width}.png"
        # axe takes longer than all the rest; each language and each width is asked once
        said = watched.wrong(picture, ask_axe=(language, width) in {("ja", 1280), ("en", 390)})
        # a page that is refused or missing is an error to the browser's console too, rightly
        said += [text for text in watched.refused if "status of 40" not in text]
        if said:
            wrong[path] = said
    assert not wrong


def test_the_pages_of_the_second_factor_are_accessible(visit, site, screenshots):
    watched = visit("demo-editor")
    page = watched.page
    for path in ("/accounts/second-factor/totp/activate/", "/accounts/second-factor/webauthn/add/"):
        page.goto(path)
        if "/reauthenticate/" in page.url:
            assert not watched.wrong(screenshots / "confirm.png")
            page.fill("#id_password", site.passwords["demo-editor"])
            page.click("main button[type=submit]")
            page.wait_for_url(f"**{path}")
        assert not watched.wrong(screenshots / f"{path.strip('/').replace('/', '-')}.png")
    assert not watched.refused
