"""Accounts: who may sign in, as what; made, changed and closed by the administrator, each time written down."""

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from tsuho.casework.errors import CannotDo
from tsuho.web.accounts import keeping
from tsuho.web.accounts.models import PartyKind, Role, User
from tsuho.web.look.paging import SIZE, page_of
from tsuho.web.look.preferences import choices, language_of, offer
from tsuho.words.catalogue import say


class Which(forms.Form):
    """Which accounts are listed."""

    name = forms.CharField(required=False, max_length=150)
    role = forms.ChoiceField(required=False)

    def __init__(self, request: HttpRequest) -> None:
        super().__init__(request.GET)
        offer(self, "role", choices(request, "role", Role, any_first=True))


class Holding(forms.Form):
    """What a person is at the centre; a partner is tied to one entry of a register."""

    role = forms.ChoiceField()
    party_kind = forms.ChoiceField(required=False)
    party = forms.SlugField(required=False, max_length=50)

    def __init__(self, request: HttpRequest, user: User | None = None) -> None:
        now = {"role": user.role, "party_kind": user.party_kind, "party": user.party} if user else None
        super().__init__(request.POST if request.method == "POST" else None, initial=now)
        self.language = language_of(request)
        offer(self, "role", choices(request, "role", Role))
        offer(self, "party_kind", [("", "–"), *choices(request, "party_kind", [k for k in PartyKind if k])])

    def clean(self) -> dict[str, str]:
        """A partner with its code, and nobody else with one."""
        said = super().clean() or {}
        is_partner = said.get("role") == Role.PARTNER
        if is_partner != bool(said.get("party")) or is_partner != bool(said.get("party_kind")):
            raise forms.ValidationError(say("account_party_wanted", self.language))
        return said

    def wanted(self) -> tuple[Role, PartyKind, str]:
        """The role, the register and the code."""
        said = self.cleaned_data
        return Role(said["role"]), PartyKind(said["party_kind"]), said["party"]


class NewAccount(Holding):
    """A name, and what its person is."""

    name = forms.CharField(max_length=150, validators=[User.username_validator])
    field_order = ("name", "role", "party_kind", "party")

    def clean_name(self) -> str:
        """A name that is free."""
        name: str = self.cleaned_data["name"]
        if User.objects.filter(username=name).exists():
            raise forms.ValidationError(say("account_name_taken", self.language))
        return name


@require_safe
def accounts(request: HttpRequest) -> HttpResponse:
    """The list, by name."""
    which = Which(request)
    found = User.objects.order_by("username").prefetch_related("authenticator_set")
    if which.is_valid():
        said = which.cleaned_data
        found = found.filter(username__contains=said["name"]) if said["name"] else found
        found = found.filter(role=said["role"]) if said["role"] else found
    after = request.GET.get("after", "")
    page = page_of(list(found.filter(username__gt=after)[: SIZE + 1]), lambda user: user.username, after)
    return render(request, "console/accounts.html", {"page": page, "which": which})


@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Make an account and show its password, this once."""
    form = NewAccount(request)
    if not form.is_valid():
        return render(request, "console/account_new.html", {"form": form}, status=422 if form.errors else 200)
    role, kind, party = form.wanted()
    name = form.cleaned_data["name"]
    by = request.user.get_username()
    password = keeping.make_account(name, role, by, party_kind=kind, party=party, request=request)
    return _with_password(request, "account_made", name, password)


@require_http_methods(["GET", "HEAD", "POST"])
def account(request: HttpRequest, number: int) -> HttpResponse:
    """One account, and what can be done with it."""
    user = get_object_or_404(User, pk=number)
    by = request.user.get_username()
    act = request.POST.get("act", "") if request.method == "POST" else ""
    form = Holding(request, user)
    try:
        if act == "role" and form.is_valid():
            role, kind, party = form.wanted()
            keeping.change_role(user, role, by, party_kind=kind, party=party, request=request)
        elif act == "close":
            keeping.close_account(user, by, request)
        elif act == "open":
            keeping.open_again(user, by, request)
        elif act == "forget":
            keeping.forget_second_factor(user, by, request)
        elif act == "password":
            return _with_password(
                request, "account_password_shown", user.username, keeping.reset_password(user, by, request)
            )
    except CannotDo:  # the only refusal that a form cannot see before
        messages.error(request, say("account_last_administrator", language_of(request)))
        return redirect("console:account", number)
    if act and (act != "role" or form.is_valid()):
        messages.success(request, say("account_done", language_of(request), {"name": user.username}))
        return redirect("console:account", number)
    if act != "role":
        form = Holding(request, user) if request.method == "GET" else form
    return render(request, "console/account.html", {"account": user, "form": form}, status=422 if act else 200)


def _with_password(request: HttpRequest, key: str, name: str, password: str) -> HttpResponse:
    # in this one answer and not in a message, because a message lies in the session until somebody reads it
    return render(request, "console/account_password.html", {"key": key, "name": name, "password": password})
