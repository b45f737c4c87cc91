"""The settings (設定の一覧): every one as this centre reads it, without secrets; they are changed in ``tsuho.toml`` alone."""

from itertools import groupby

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from tsuho.web.centre import centre
from tsuho.wiring.settings_shown import secret_files, settings_shown


@require_safe
def settings(request: HttpRequest) -> HttpResponse:
    """The page: one table a section."""
    shown = settings_shown(centre().settings)
    sections = [(name, list(rows)) for name, rows in groupby(shown, key=lambda each: each.name.partition(".")[0])]
    return render(request, "console/settings.html", {"sections": sections, "secrets": secret_files(centre().settings)})
