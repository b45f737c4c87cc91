"""Beginning: the steps that set a new centre up, each with whether it is done; and the way through the sample centre."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from tsuho.web.accounts.gate import may_enter, second_factor_is_missing
from tsuho.web.accounts.models import Role, User
from tsuho.web.centre import centre
from tsuho.web.look.navigation import entries_for


@dataclass(frozen=True, slots=True)
class Step:
    """One step: the message keys ``step_<name>`` and ``step_<name>_how``, whether it is done, and the window where it is done."""

    name: str
    done: bool
    window: str = ""


# The way through the sample centre, in the order in which a mail goes: (account, window, message key of what to do there).
WALK = (
    ("demo-analyst", "console:queue", "walk_triage"),
    ("demo-official", "partners:cases", "walk_confirm"),
    ("demo-liaison", "console:sent", "walk_notice"),
    ("demo-provider", "partners:notices", "walk_answer"),
    ("demo-consultant", "console:desk", "walk_call"),
    ("demo-secretariat", "console:closing", "walk_close"),
    ("demo-administrator", "console:audit", "walk_audit"),
)


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
    there = {user.username: user for user in people}
    walk = [(there[name], window, says) for name, window, says in WALK if name in there]
    settings = centre().settings
    context = {
        "rows": rows,
        "walk": [(user, window, says, may_enter(request.user, window)) for user, window, says in walk],
        "newest": centre().today.newest(),
        "folder": settings.folder,
        "smtp": settings.smtp.smtp,
    }
    return render(request, "console/sample.html", context)


def _steps() -> Iterator[Step]:
    here = centre()
    settings = here.settings
    staff = User.objects.filter(is_active=True)
    yield Step("doors", bool(settings.doors.forward))
    yield Step("trust", bool(settings.trust.hosts))
    yield Step("monitors", bool(here.records.monitors()))
    yield Step("networks", any(settings.path(settings.store.networks).glob("*")))
    yield Step("providers", bool(here.partners.providers()), "console:providers_import")
    yield Step("ministry", here.register.ministry() is not None)
    yield Step("relay", bool(settings.delivery.relay))
    yield Step("accounts", staff.exclude(role=Role.ADMINISTRATOR).exists(), "console:accounts")
    yield Step("factors", not any(second_factor_is_missing(user) for user in staff), "console:accounts")
    yield Step("heads", bool(here.audit_heads.heads()), "console:audit")
    yield Step("mail", here.today.newest() is not None, "console:today")
