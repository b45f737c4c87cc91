"""Where the staff's windows are. Who may come in stands beside the names in ``accounts/may.py``."""

from django.urls import path

from tsuho.web.console import (
    accounts,
    agencies,
    audit,
    begin,
    pending,
    providers,
    providers_import,
    publications,
    referral,
    replies,
    secretariat,
    sent,
    standing,
    today,
)
from tsuho.web.look.unmask import unmask

app_name = "console"
urlpatterns = [
    path("", today.today, name="today"),
    path("first-steps/", begin.first_steps, name="first_steps"),
    path("sample/", begin.sample, name="sample"),
    path("audit/", audit.audit, name="audit"),
    path("audit/export.csv", audit.audit_csv, name="audit_csv"),
    path("audit/verify/", audit.audit_verify, name="audit_verify"),
    path("unmask/<slug:kind>/<int:number>/", unmask, name="unmask"),
    path("accounts/", accounts.accounts, name="accounts"),
    path("accounts/new/", accounts.new, name="account_new"),
    path("accounts/<int:number>/", accounts.account, name="account"),
    path("providers/", providers.providers, name="providers"),
    path("providers/import/", providers_import.providers_import, name="providers_import"),
    path("providers/pending/", pending.pending, name="pending"),
    path("providers/sent/", sent.sent, name="sent"),
    path("providers/late/", sent.late, name="late"),
    path("providers/replies/", replies.replies, name="replies"),
    path("providers/replies/<int:number>/", replies.reply, name="reply"),
    path("providers/of/<slug:code>/", providers.provider, name="provider"),
    path("providers/of/<slug:code>/notice/", pending.preview, name="preview"),
    path("referrals/<int:number>/", referral.referral, name="referral"),
    path("referrals/<int:number>/files/<int:place>/", referral.referral_file, name="referral_file"),
    path("referrals/", standing.standing, name="standing"),
    path("referrals/inbox/", standing.inbox, name="inbox"),
    path("referrals/due/<slug:kind>/", agencies.due, name="due"),
    path("agencies/", agencies.agencies, name="agencies"),
    path("agencies/<slug:code>/", agencies.agency, name="agency"),
    path("secretariat/", secretariat.closing, name="closing"),
    path("secretariat/publications/", publications.publications, name="publications"),
]
