"""Where the partners' windows are. Who may come in stands beside the names in ``accounts/may.py``."""

from django.urls import path

from tsuho.web.partners import agency, ministry, ministry_approvals, ministry_cases, provider, provider_figures, vendor

app_name = "partners"
urlpatterns = [
    path("provider/", provider.notices, name="notices"),
    path("provider/figures/", provider_figures.provider_figures, name="provider_figures"),
    path("provider/notices/<slug:ticket>/", provider.notice, name="notice"),
    path("provider/notices/<slug:ticket>/list.csv", provider.notice_csv, name="notice_csv"),
    path("agency/", agency.bundles, name="bundles"),
    path("agency/bundles/<slug:ticket>/", agency.bundle, name="bundle"),
    path("agency/bundles/<slug:ticket>/file/", agency.bundle_file, name="bundle_file"),
    path("agency/bundles/<slug:ticket>/received/", agency.bundle_received, name="bundle_received"),
    path("agency/lists/", agency.inbound, name="inbound"),
    path("agency/lists/new/", agency.inbound_new, name="inbound_new"),
    path("vendor/", vendor.vendor, name="vendor"),
    path("vendor/key/", vendor.vendor_key, name="vendor_key"),
    path("ministry/", ministry.papers, name="papers"),
    path("ministry/papers/<slug:ticket>/", ministry.paper, name="paper"),
    path("ministry/papers/<slug:ticket>/received/", ministry.paper_received, name="paper_received"),
    path("ministry/papers/<slug:ticket>/<str:name>", ministry.paper_file, name="paper_file"),
    path("ministry/approvals/", ministry_approvals.approvals, name="approvals"),
    path("ministry/approvals/<slug:ticket>/", ministry_approvals.approval, name="approval"),
    path("ministry/cases/", ministry_cases.cases, name="cases"),
    path("ministry/cases/<int:number>/", ministry_cases.case, name="case"),
    path("ministry/requests/", ministry.requests, name="requests"),
]
