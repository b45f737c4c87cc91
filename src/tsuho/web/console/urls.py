"""Where the staff's windows are. Who may come in stands beside the names in ``accounts/may.py``."""

from django.urls import path

from tsuho.web.console import (
    accounts,
    audit,
    begin,
    campaign,
    campaigns,
    desk,
    desk_lists,
    incomplete,
    mail,
    mail_unmask,
    optout,
    queue,
    rules,
    search,
    today,
)  # fmt: skip
from tsuho.web.look.unmask import unmask

app_name = "console"
urlpatterns = [
    path("", today.today, name="today"),
    path("first-steps/", begin.first_steps, name="first_steps"),
    path("sample/", begin.sample, name="sample"),
    path("queue/", queue.queue, name="queue"),
    path("queue/next/", queue.queue_next, name="queue_next"),
    path("mail/<int:number>/", mail.mail, name="mail"),
    path("mail/<int:number>/unmask/<slug:field>/", mail_unmask.mail_unmask, name="mail_unmask"),
    path("search/", search.search, name="search"),
    path("campaigns/", campaigns.campaigns, name="campaigns"),
    path("campaigns/<int:number>/", campaign.campaign, name="campaign"),
    path("campaigns/<int:number>/change/", campaign.campaign_change, name="campaign_change"),
    path("campaigns/<int:number>/confirm/", campaign.campaign_confirm, name="campaign_confirm"),
    path("incomplete/", incomplete.incomplete, name="incomplete"),
    path("rules/", rules.rules, name="rules"),
    path("optout/", optout.optout, name="optout"),
    path("audit/", audit.audit, name="audit"),
    path("audit/export.csv", audit.audit_csv, name="audit_csv"),
    path("audit/verify/", audit.audit_verify, name="audit_verify"),
    path("desk/", desk.desk, name="desk"),
    path("desk/script/", desk.desk_script, name="desk_script"),
    path("desk/search/", desk.desk_search, name="desk_search"),
    path("desk/covered/", desk.desk_covered, name="desk_covered"),
    path("desk/calls/", desk_lists.desk_calls, name="desk_calls"),
    path("desk/follow-ups/", desk_lists.desk_follow_ups, name="desk_follow_ups"),
    path("desk/figures/", desk_lists.desk_figures, name="desk_figures"),
    path("desk/scripts/", desk_lists.desk_scripts, name="desk_scripts"),
    path("unmask/<slug:kind>/<int:number>/", unmask, name="unmask"),
    path("accounts/", accounts.accounts, name="accounts"),
    path("accounts/new/", accounts.new, name="account_new"),
    path("accounts/<int:number>/", accounts.account, name="account"),
]
