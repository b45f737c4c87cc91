"""Who may come in where: one line a window, by its URL name. What has no line is closed to everybody (see ``gate.py``)."""

from collections.abc import Mapping
from dataclasses import dataclass

from tsuho.web.accounts.models import PartyKind, Role, User


@dataclass(frozen=True, slots=True)
class May:
    """Who may come in: these roles, or ``anyone``, signed in or not.

    ``unconfirmed``: also who has no second factor yet, since this is where one is set up. ``party_kind``: of partners only
    those of this register.
    """

    roles: frozenset[Role] = frozenset()
    anyone: bool = False
    unconfirmed: bool = False
    party_kind: PartyKind = PartyKind.NOBODY

    def lets_in(self, user: object) -> bool:
        """Whether this person may come in."""
        if self.anyone:
            return True
        if not isinstance(user, User) or user.role not in self.roles:
            return False
        return self.party_kind in {PartyKind.NOBODY, user.party_kind}


def only(*roles: Role) -> May:
    """These roles and nobody else."""
    return May(frozenset(roles))


def partners(kind: PartyKind) -> May:
    """The partners of one register, each for what is his own."""
    return May(frozenset({Role.PARTNER}), party_kind=kind)


PUBLIC = May(anyone=True)
BY_KEY = May(anyone=True)  # machines: the window itself asks for an API key or a signed link
OWN_ACCOUNT = May(frozenset(Role), unconfirmed=True)
CLOSED = May()  # a window that a library brings and that we do not open
EVERYBODY = May(frozenset(Role))
STAFF = only(*(set(Role) - {Role.OFFICIAL, Role.PARTNER}))
KEEPERS = only(Role.ADMINISTRATOR)
OFFICIALS = only(Role.OFFICIAL)
PROVIDERS, AGENCIES, VENDORS = (partners(kind) for kind in (PartyKind.PROVIDER, PartyKind.AGENCY, PartyKind.VENDOR))
ANALYSTS = only(Role.ADMINISTRATOR, Role.ANALYST)  # nobody else sees single mails
# masked texts and counts; the ministry comes from a case of its own window and confirms
CAMPAIGN_LISTERS = only(Role.ADMINISTRATOR, Role.ANALYST, Role.SUPERVISOR, Role.LIAISON, Role.SECRETARIAT)
CAMPAIGN_READERS = May(CAMPAIGN_LISTERS.roles | {Role.OFFICIAL})
MONITOR_KEEPERS = only(Role.ADMINISTRATOR, Role.ANALYST)  # who knows a monitor can burn it
DESK = only(Role.ADMINISTRATOR, Role.CONSULTANT, Role.SUPERVISOR)
LIAISONS = only(Role.ADMINISTRATOR, Role.LIAISON)
SECRETARIES = only(Role.ADMINISTRATOR, Role.SECRETARIAT)
MINISTRY_DESK = only(Role.ADMINISTRATOR, Role.LIAISON, Role.SECRETARIAT)  # what goes to the ministry, and what it asks
PETITIONERS = only(Role.ADMINISTRATOR, Role.ANALYST, Role.SECRETARIAT)  # a petition names its applicant
PUBLISHERS = only(Role.ADMINISTRATOR, Role.SECRETARIAT, Role.EDITOR)
REFERRERS = only(Role.ADMINISTRATOR, Role.ANALYST, Role.LIAISON, Role.SECRETARIAT, Role.EDITOR)
UNMASKING = only(Role.ADMINISTRATOR, Role.ANALYST, Role.SUPERVISOR)

MAY: Mapping[str, May] = {
    # --- machines, and links that we signed
    "front": PUBLIC,
    "answer_form": BY_KEY,
    "healthz": PUBLIC,
    "readyz": PUBLIC,
    "metrics": PUBLIC,
    "api-1:openapi-json": PUBLIC,
    "api-1:api-root": PUBLIC,
    "api-1:take_report": BY_KEY,
    "api-1:take_form": BY_KEY,
    "api-1:read_notices": BY_KEY,
    "api-1:read_notice_list": BY_KEY,
    "api-1:read_figures": BY_KEY,
    "api-1:take": BY_KEY,
    "api-1:read_items": BY_KEY,
    "api-1:read_log": BY_KEY,
    "api-1:read_manifest": BY_KEY,
    "api-1:read_hashes": BY_KEY,
    "api-1:read_event": BY_KEY,
    "taxii_discovery": BY_KEY,
    "taxii_api_root": BY_KEY,
    "taxii_collections": BY_KEY,
    "taxii_collection": BY_KEY,
    "taxii_manifest": BY_KEY,
    "taxii_objects": BY_KEY,
    # --- the way in and one's own account
    "account_login": PUBLIC,
    "account_logout": May(frozenset(Role), anyone=True, unconfirmed=True),
    "account_inactive": PUBLIC,
    "account_home": OWN_ACCOUNT,
    "account_prefer": PUBLIC,
    "account_reauthenticate": OWN_ACCOUNT,
    "account_change_password": OWN_ACCOUNT,
    "mfa_authenticate": PUBLIC,
    "mfa_reauthenticate": OWN_ACCOUNT,
    "mfa_index": OWN_ACCOUNT,
    "mfa_activate_totp": OWN_ACCOUNT,
    "mfa_deactivate_totp": EVERYBODY,
    "mfa_view_recovery_codes": OWN_ACCOUNT,
    "mfa_generate_recovery_codes": EVERYBODY,
    "mfa_download_recovery_codes": EVERYBODY,
    "mfa_list_webauthn": OWN_ACCOUNT,
    "mfa_add_webauthn": OWN_ACCOUNT,
    "mfa_reauthenticate_webauthn": OWN_ACCOUNT,
    "mfa_remove_webauthn": EVERYBODY,
    "mfa_edit_webauthn": EVERYBODY,
    "openid_connect_login": PUBLIC,
    "openid_connect_callback": PUBLIC,
    "socialaccount_login_cancelled": PUBLIC,
    "socialaccount_login_error": PUBLIC,
    # nobody opens an account for himself or has mail sent by it: the administrator makes them and sets passwords anew
    "account_signup": CLOSED,
    "account_email": CLOSED,
    "account_email_verification_sent": CLOSED,
    "account_confirm_email": CLOSED,
    "account_set_password": CLOSED,
    "account_reset_password": CLOSED,
    "account_reset_password_done": CLOSED,
    "account_reset_password_from_key": CLOSED,
    "account_reset_password_from_key_done": CLOSED,
    "account_confirm_login_code": CLOSED,
    "socialaccount_signup": CLOSED,
    "socialaccount_connections": CLOSED,
    # --- the partners' windows
    "partners:notices": PROVIDERS,
    "partners:notice": PROVIDERS,
    "partners:notice_csv": PROVIDERS,
    "partners:provider_figures": PROVIDERS,
    "partners:bundles": AGENCIES,
    "partners:bundle": AGENCIES,
    "partners:bundle_file": AGENCIES,
    "partners:bundle_received": AGENCIES,
    "partners:inbound": AGENCIES,
    "partners:inbound_new": AGENCIES,
    "partners:vendor": VENDORS,
    "partners:vendor_key": VENDORS,
    "partners:papers": OFFICIALS,
    "partners:paper": OFFICIALS,
    "partners:paper_file": OFFICIALS,
    "partners:paper_received": OFFICIALS,
    "partners:cases": OFFICIALS,
    "partners:case": OFFICIALS,
    "partners:approvals": OFFICIALS,
    "partners:approval": OFFICIALS,
    "partners:requests": OFFICIALS,
    # --- the console
    "console:today": STAFF,
    "console:sample": STAFF,
    "console:first_steps": KEEPERS,
    "console:desk": DESK,
    "console:desk_script": DESK,
    "console:desk_search": DESK,
    "console:desk_covered": DESK,
    "console:desk_calls": DESK,
    "console:desk_follow_ups": DESK,
    "console:desk_figures": DESK,
    "console:desk_scripts": DESK,
    "console:unmask": UNMASKING,
    "console:queue": ANALYSTS,
    "console:queue_next": ANALYSTS,
    "console:mail": ANALYSTS,
    "console:mail_unmask": ANALYSTS,
    "console:search": ANALYSTS,
    "console:campaigns": CAMPAIGN_LISTERS,
    "console:campaign": CAMPAIGN_READERS,
    "console:campaign_change": ANALYSTS,
    "console:campaign_confirm": only(Role.OFFICIAL),
    "console:incomplete": ANALYSTS,
    "console:rules": ANALYSTS,
    "console:optout": ANALYSTS,
    "console:monitors": MONITOR_KEEPERS,
    "console:monitor_new": MONITOR_KEEPERS,
    "console:monitor": MONITOR_KEEPERS,
    "console:monitor_sheet": MONITOR_KEEPERS,
    "console:monitor_sheet_new": MONITOR_KEEPERS,
    "console:monitor_retire": MONITOR_KEEPERS,
    "console:monitor_contaminate": MONITOR_KEEPERS,
    "console:audit": KEEPERS,
    "console:audit_csv": KEEPERS,
    "console:audit_verify": KEEPERS,
    "console:accounts": KEEPERS,
    "console:account_new": KEEPERS,
    "console:account": KEEPERS,
    # --- the liaisons' rooms
    "console:providers": LIAISONS,
    "console:providers_import": LIAISONS,
    "console:pending": LIAISONS,
    "console:sent": LIAISONS,
    "console:late": LIAISONS,
    "console:replies": LIAISONS,
    "console:reply": LIAISONS,
    "console:provider": LIAISONS,
    "console:preview": LIAISONS,
    "console:referral": REFERRERS,
    "console:referral_file": REFERRERS,
    "console:standing": REFERRERS,
    "console:inbox": REFERRERS,
    "console:due": REFERRERS,
    "console:agencies": LIAISONS,
    "console:agency": LIAISONS,
    "console:inbound_lists": LIAISONS,
    "console:inbound_drafts": LIAISONS,
    # --- the ministry desk
    "console:ministry": MINISTRY_DESK,
    "console:ministry_papers": MINISTRY_DESK,
    "console:ministry_months": MINISTRY_DESK,
    "console:ministry_requests": MINISTRY_DESK,
    "console:ministry_request": MINISTRY_DESK,
    "console:petitions": PETITIONERS,
    "console:petition_new": PETITIONERS,
    "console:petition": PETITIONERS,
    "console:ministry_inspection": KEEPERS,
    # --- the administrator's
    "console:law": KEEPERS,
    "console:discards": KEEPERS,
    "console:settings": KEEPERS,
    # --- the secretariat's
    "console:closing": SECRETARIES,
    "console:publications": PUBLISHERS,
    "console:meetings": SECRETARIES,
    "console:meeting": SECRETARIES,
    "console:materials": PUBLISHERS,
    "console:published": PUBLISHERS,
    "console:surveys": PUBLISHERS,
    "console:survey_import": SECRETARIES,
    "console:survey_round": PUBLISHERS,
    "console:survey_file": PUBLISHERS,
    "console:consents": SECRETARIES,
    "console:consent_new": SECRETARIES,
}
