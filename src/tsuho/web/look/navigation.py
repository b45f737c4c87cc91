"""What stands in the navigation, one line a window; each person sees the lines that his role may enter."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from tsuho.web.accounts.gate import may_enter


@dataclass(frozen=True, slots=True)
class Entry:
    """One line: the URL name, the message keys of its text and of its group, and the key after ``g`` that leads there."""

    name: str
    says: str
    group: str
    key: str = ""


NAVIGATION = (
    Entry("console:today", "nav_today", "nav_group_centre", "t"),
    Entry("console:inbox", "inbox_title", "nav_group_centre", "b"),
    Entry("console:standing", "standing_title", "nav_group_centre", "e"),
    Entry("console:queue", "nav_queue", "nav_group_analysing", "q"),
    Entry("console:campaigns", "nav_campaigns", "nav_group_analysing", "c"),
    Entry("console:search", "nav_search", "nav_group_analysing", "f"),
    Entry("console:incomplete", "nav_incomplete", "nav_group_analysing", "i"),
    Entry("console:optout", "nav_optout", "nav_group_analysing", "o"),
    Entry("console:rules", "nav_rules", "nav_group_analysing", "r"),
    Entry("console:monitors", "nav_monitors", "nav_group_analysing", "w"),
    Entry("console:desk", "nav_desk", "nav_group_desk", "d"),
    Entry("console:providers", "providers_title", "nav_group_liaison", "v"),
    Entry("console:pending", "pending_title", "nav_group_liaison", "p"),
    Entry("console:sent", "sent_title", "nav_group_liaison", "n"),
    Entry("console:replies", "replies_title", "nav_group_liaison", "y"),
    Entry("console:agencies", "agencies_title", "nav_group_liaison", "x"),
    Entry("console:ministry", "ministry_desk_warnings", "nav_group_ministry_desk", "h"),
    Entry("console:ministry_papers", "ministry_papers", "nav_group_ministry_desk", "j"),
    Entry("console:ministry_months", "ministry_months", "nav_group_ministry_desk", "z"),
    Entry("console:ministry_requests", "ministry_requests", "nav_group_ministry_desk", "l"),
    Entry("console:petitions", "petitions_title", "nav_group_ministry_desk", "0"),
    Entry("console:ministry_inspection", "inspection_title", "nav_group_ministry_desk", "9"),
    Entry("console:closing", "closing_title", "nav_group_secretariat", "m"),
    Entry("console:publications", "publications_title", "nav_group_secretariat", "u"),
    Entry("console:meetings", "meetings_title", "nav_group_secretariat", "1"),
    Entry("console:materials", "materials_title", "nav_group_secretariat", "2"),
    Entry("console:published", "published_title", "nav_group_secretariat", "3"),
    Entry("console:surveys", "surveys_title", "nav_group_secretariat", "4"),
    Entry("console:consents", "consents_title", "nav_group_secretariat", "5"),
    Entry("console:audit", "nav_audit", "nav_group_keeping", "a"),
    Entry("console:law", "law_title", "nav_group_keeping", "6"),
    Entry("console:discards", "discards_title", "nav_group_keeping", "7"),
    Entry("console:settings", "settings_title", "nav_group_keeping", "8"),
    Entry("console:accounts", "nav_accounts", "nav_group_keeping", "k"),
    Entry("console:first_steps", "nav_first_steps", "nav_group_keeping", "s"),
    Entry("partners:notices", "nav_notices", "nav_group_provider", "n"),
    Entry("partners:provider_figures", "nav_own_figures", "nav_group_provider", "f"),
    Entry("partners:bundles", "nav_bundles", "nav_group_agency", "n"),
    Entry("partners:inbound", "nav_inbound", "nav_group_agency", "l"),
    Entry("partners:vendor", "nav_vendor", "nav_group_vendor", "n"),
    Entry("partners:approvals", "nav_approvals", "nav_group_ministry", "v"),
    Entry("partners:papers", "nav_papers", "nav_group_ministry", "n"),
    Entry("partners:cases", "nav_cases", "nav_group_ministry", "c"),
    Entry("partners:requests", "nav_requests", "nav_group_ministry", "r"),
)


def entries_for(user: object) -> Iterator[Entry]:
    """The lines of a person, in order."""
    return (entry for entry in NAVIGATION if may_enter(user, entry.name))


def groups_for(user: object) -> list[list[Entry]]:
    """The same, a list a group; the lines of a group stand together in the table."""
    return [list(entries) for _, entries in groupby(entries_for(user), key=lambda entry: entry.group)]
