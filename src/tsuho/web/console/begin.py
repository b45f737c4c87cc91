"""Beginning: the steps that set a new centre up, each with whether it is done; and the way through the sample centre."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from tsuho.web.accounts.gate import second_factor_is_missing
from tsuho.web.accounts.models import Role, User
from tsuho.web.centre import centre
from tsuho.web.look.navigation import entries_for


@dataclass(frozen=True, slots=True)
class Step:
    """One step: the message keys ``step_<name>`` and ``step_<name>_how``, and whether it is done."""

    name: str
    done: bool


@require_safe
def first_steps(request: HttpRequest) -> HttpResponse:
    """What there is to set up, in order."""
    steps = list(_steps())
    context = {"steps": steps, "left": sum(not step.done for step in steps)}
    return render(request, "console/first_steps.html", context)


@require_safe
def sample(request: HttpRequest) -> HttpResponse:
    """Who is who in the sample centre, and where each begins; there is no such page in a real centre."""
    if not centre().settings.centre.simulated:
        raise Http404
    people = User.objects.filter(username__startswith="demo-", is_active=True).order_by("pk")
    rows = [(user, list(entries_for(user))) for user in people]
    return render(request, "console/sample.html", {"rows": rows, "newest": centre().today.newest()})


def _steps() -> Iterator[Step]:
    here = centre()
    settings = here.settings
    staff = User.objects.filter(is_active=True)
    yield Step("doors", bool(settings.doors.forward))
    yield Step("trust", bool(settings.trust.hosts))
    yield Step("monitors", bool(here.records.monitors()))
    yield Step("networks", any(settings.path(settings.store.networks).glob("*")))
    yield Step("providers", bool(here.partners.providers()))
    yield Step("ministry", here.register.ministry() is not None)
    yield Step("relay", bool(settings.delivery.relay))
    yield Step("accounts", staff.exclude(role=Role.ADMINISTRATOR).exists())
    yield Step("factors", not any(second_factor_is_missing(user) for user in staff))
    yield Step("heads", bool(here.audit_heads.heads()))
    yield Step("mail", here.today.newest() is not None)
